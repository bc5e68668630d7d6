"""The pages of the indicators: 指标监测, 师资预测, 校际差异系数, the schools beside each other, their import."""

from edudesk.kit.page import PageCard

INDICATORS = PageCard("indicators", "指标监测", "indicators")
FORECAST = PageCard("staffing_forecast", "师资预测", "users")
REGION = PageCard("region", "校际差异系数", "indicators")
SCHOOLS = PageCard("region_schools", "各校对照", "indicators")
IMPORT_REGION = PageCard("region_import", "导入各校数据", "import")

# name of the page and its word in the row of tabs
TABS = {"indicators": "本校指标"} | {card.name: card.title for card in (FORECAST, REGION, SCHOOLS)}

"""The pages of the indicators: 指标监测, 师资预测."""

from edudesk.kit.page import PageCard

INDICATORS = PageCard("indicators", "指标监测", "indicators")
FORECAST = PageCard("staffing_forecast", "师资预测", "users")

# name of the page and its word in the row of tabs
TABS = {"indicators": "本校指标"} | {card.name: card.title for card in (FORECAST,)}

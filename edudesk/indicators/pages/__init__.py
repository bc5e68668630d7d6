"""The pages of the indicators: 指标监测."""

from edudesk.kit.page import PageCard

INDICATORS = PageCard("indicators", "指标监测", "indicators")

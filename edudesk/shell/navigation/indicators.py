"""The pages of 指标监测."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edudesk.indicators.pages import FORECAST, INDICATORS
from edudesk.kit.page import Page
from edudesk.shell.navigation.leading import show_figure
from edudesk.shell.navigation.spec import PageSpec

if TYPE_CHECKING:
    from edudesk.shell.main_window import MainWindow


def _indicators(window: MainWindow) -> Page:
    from edudesk.indicators.pages.page import IndicatorsPage

    return IndicatorsPage(window.desk, window.show_page, window.show_teacher, window.undo)


def _forecast(window: MainWindow) -> Page:
    from edudesk.indicators.pages.forecast import ForecastPage

    return ForecastPage(window.desk, window.show_page, window.show_teacher)


PAGES = (
    PageSpec(INDICATORS, _indicators, "", lead=show_figure),
    PageSpec(FORECAST, _forecast, None, under=INDICATORS.name, is_tab=True),
)

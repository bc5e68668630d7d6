"""The page of 指标监测."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edudesk.indicators.pages import INDICATORS
from edudesk.kit.page import Page
from edudesk.shell.navigation.spec import PageSpec

if TYPE_CHECKING:
    from edudesk.shell.main_window import MainWindow


def _indicators(window: MainWindow) -> Page:
    from edudesk.indicators.pages.page import IndicatorsPage

    return IndicatorsPage(window.desk, window.show_page, window.show_teacher, window.undo)


PAGES = (PageSpec(INDICATORS, _indicators, ""),)

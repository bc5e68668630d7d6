"""The pages of 指标监测."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from edudesk.indicators.pages import FORECAST, IMPORT_REGION, INDICATORS, REGION, SCHOOLS
from edudesk.kit.page import Page
from edudesk.shell.navigation.leading import show_figure
from edudesk.shell.navigation.spec import PageSpec

if TYPE_CHECKING:
    from edudesk.indicators.pages.importing import RegionImportPage
    from edudesk.shell.main_window import MainWindow


def _indicators(window: MainWindow) -> Page:
    from edudesk.indicators.pages.page import IndicatorsPage
    from edudesk.submissions.pages.indicator_sheets import export_comparison, sheets_button

    desk = window.desk
    page = IndicatorsPage(
        desk,
        window.show_page,
        window.show_teacher,
        window.undo,
        lambda page: sheets_button(desk, page, day=lambda: page.day, word="监测数据表 ▾", role="primary"),
    )
    page.comparison_wanted.connect(
        lambda before, after: export_comparison(desk, page, before, after, page.day)
    )
    page.outdated.connect(partial(window.renew, INDICATORS.name), Qt.ConnectionType.QueuedConnection)
    return page


def _forecast(window: MainWindow) -> Page:
    from edudesk.indicators.pages.forecast import ForecastPage

    return ForecastPage(window.desk, window.show_page, window.show_teacher)


def _region(window: MainWindow) -> Page:
    from edudesk.indicators.pages.region import RegionPage
    from edudesk.submissions.pages.indicator_sheets import sheets_button

    desk = window.desk
    keys = ("variation", "schools")
    page = RegionPage(
        desk, window.undo, window.show_page, lambda page: sheets_button(desk, page, day=page.day, keys=keys)
    )
    page.import_wanted.connect(partial(_show_import, window))
    return page


def _schools(window: MainWindow) -> Page:
    from edudesk.indicators.pages.schools import SchoolsPage
    from edudesk.submissions.pages.indicator_sheets import sheets_button

    desk = window.desk
    keys = ("schools", "variation")
    return SchoolsPage(
        desk, window.show_page, lambda page: sheets_button(desk, page, day=page.day, keys=keys)
    )


def _show_import(window: MainWindow, file: Path | None) -> None:
    page: RegionImportPage = window.show_page(IMPORT_REGION.name)  # type: ignore[assignment]
    if file is not None:
        page.read(file)
    else:
        page.begin()


def _import_region(window: MainWindow) -> Page:
    from edudesk.indicators.pages.importing import RegionImportPage

    page = RegionImportPage(window.desk)
    page.left.connect(partial(window.show_page, REGION.name))
    page.undo_wanted.connect(window.undo_entry)
    page.redo_wanted.connect(window.redo)
    return page


PAGES = (
    PageSpec(INDICATORS, _indicators, "", lead=show_figure),
    PageSpec(FORECAST, _forecast, None, under=INDICATORS.name, is_tab=True),
    PageSpec(REGION, _region, None, under=INDICATORS.name, is_tab=True),
    PageSpec(SCHOOLS, _schools, None, under=INDICATORS.name, is_tab=True),
    PageSpec(IMPORT_REGION, _import_region, None, under=INDICATORS.name),
)

"""The pages of 发展规划."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edudesk.indicators.pages import INDICATORS
from edudesk.kit.page import Page
from edudesk.plan.pages import PLAN
from edudesk.shell.navigation.spec import PageSpec

if TYPE_CHECKING:
    from edudesk.indicators.pages.page import IndicatorsPage
    from edudesk.plan.pages.page import PlanPage
    from edudesk.shell.main_window import MainWindow


def _plan(window: MainWindow) -> Page:
    from edudesk.plan.pages.page import PlanPage
    from edudesk.shell.people import RosterPeople

    desk = window.desk
    page = PlanPage(desk, RosterPeople(desk), window.undo, window.show_page)
    page.indicator_wanted.connect(partial(_show_figure, window))
    page.project_wanted.connect(window.show_project)
    return page


def _show_figure(window: MainWindow, line_id: str) -> None:
    page: IndicatorsPage = window.show_page(INDICATORS.name)  # type: ignore[assignment]
    page.show_figure(line_id)


def show_plan(window: MainWindow, record: str = "") -> None:
    """The plan in front, with a goal, a task or a measure in sight."""
    page: PlanPage = window.show_page(PLAN.name)  # type: ignore[assignment]
    if record:
        page.go_to(record)


PAGES = (PageSpec(PLAN, _plan, "", lead=show_plan),)

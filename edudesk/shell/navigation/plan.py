"""The pages of 发展规划."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edudesk.governance.pages import MEETINGS
from edudesk.indicators.pages import INDICATORS
from edudesk.kit.page import Page
from edudesk.plan.pages import IMPORT_PLAN, PLAN, REVIEW, SWOT, TASKS, TEXT
from edudesk.shell.navigation.spec import PageSpec, views_of

if TYPE_CHECKING:
    from pathlib import Path

    from edudesk.base.document import Document
    from edudesk.governance.pages.records import RecordsPage
    from edudesk.indicators.pages.page import IndicatorsPage
    from edudesk.plan.pages.importing import PlanImportPage
    from edudesk.plan.pages.review import ReviewPage
    from edudesk.shell.main_window import MainWindow


def _plan(window: MainWindow) -> Page:
    from edudesk.plan.pages.page import PlanPage
    from edudesk.shell.people import RosterPeople
    from edudesk.submissions.pages.plan_sheets import export_sheet, plan_sheets_button

    desk = window.desk
    sheets = partial(plan_sheets_button, desk)
    # where it will stand from the first: moved there with all that is in it, it would be styled anew
    page = PlanPage(desk, RosterPeople(desk), window.undo, window.show_page, sheets, window.stack)
    page.paper_wanted.connect(partial(export_sheet, desk, page))
    page.indicator_wanted.connect(partial(_show_figure, window))
    page.project_wanted.connect(window.show_project)
    page.meeting_wanted.connect(partial(_show_meeting, window))
    page.import_wanted.connect(partial(window.show_page, IMPORT_PLAN.name))
    page.review_wanted.connect(partial(_show_review, window))
    return page


def _plan_text(window: MainWindow) -> Page:
    from edudesk.plan.pages.text import TextPage
    from edudesk.submissions.pages.paper_export import export_paper
    from edudesk.submissions.plan_papers import text_of

    desk = window.desk
    page = TextPage(desk, partial(text_of, desk), window.undo, window.show_page)
    page.import_wanted.connect(partial(window.show_page, IMPORT_PLAN.name))

    def export(document: Document, kind: str) -> None:
        export_paper(page, desk.exports, document, TEXT.title, kind, page.export_button)

    page.export_wanted.connect(export)
    page.file_dropped.connect(partial(_read_plan, window))
    return page


def _read_plan(window: MainWindow, file: Path) -> None:
    page: PlanImportPage = window.show_page(IMPORT_PLAN.name)  # type: ignore[assignment]
    page.read(file)


def _swots(window: MainWindow) -> Page:
    from edudesk.plan.pages.swots import SwotPage
    from edudesk.submissions.pages.plan_sheets import plan_sheets_button

    desk = window.desk
    page = SwotPage(desk, window.undo, window.show_page, partial(plan_sheets_button, desk))
    page.goal_wanted.connect(window.show_plan)
    page.indicator_wanted.connect(partial(_show_figure, window))
    return page


def _review(window: MainWindow) -> Page:
    from edudesk.plan.pages.review import ReviewPage
    from edudesk.submissions.pages.plan_sheets import plan_sheets_button

    desk = window.desk
    page = ReviewPage(desk, window.undo, window.show_page, partial(plan_sheets_button, desk))
    page.record_wanted.connect(window.show_plan)
    page.indicator_wanted.connect(partial(_show_figure, window))
    return page


def _import_plan(window: MainWindow) -> Page:
    from edudesk.plan.pages.importing import PlanImportPage

    page = PlanImportPage(window.desk)
    page.left.connect(partial(window.show_page, PLAN.name))
    page.undo_wanted.connect(window.undo_entry)
    page.redo_wanted.connect(window.redo)
    return page


def _tasks(window: MainWindow) -> Page:
    from edudesk.plan.pages.tasks import TasksPage
    from edudesk.shell.people import RosterPeople

    desk = window.desk
    return TasksPage(
        desk,
        RosterPeople(desk),
        window.undo,
        window.show_page,
        window.show_plan,
        views_of(desk, TASKS.name),
    )


def _show_figure(window: MainWindow, line_id: str) -> None:
    page: IndicatorsPage = window.show_page(INDICATORS.name)  # type: ignore[assignment]
    page.show_figure(line_id)


def _show_review(window: MainWindow, goal_id: str) -> None:
    page: ReviewPage = window.show_page(REVIEW.name)  # type: ignore[assignment]
    page.show_line(goal_id)


def _show_meeting(window: MainWindow, meeting_id: str) -> None:
    page: RecordsPage = window.show_page(MEETINGS.name)  # type: ignore[assignment]
    page.show_record(meeting_id)


def _show_record(window: MainWindow, record: str) -> None:
    """The plan in front with what a line of the start page names."""
    window.show_plan(record)


PAGES = (
    PageSpec(PLAN, _plan, "", lead=_show_record),
    PageSpec(TASKS, _tasks, None, under=PLAN.name, is_tab=True),
    PageSpec(REVIEW, _review, None, under=PLAN.name, is_tab=True),
    PageSpec(TEXT, _plan_text, None, under=PLAN.name, is_tab=True),
    PageSpec(SWOT, _swots, None, under=PLAN.name, is_tab=True),
    PageSpec(IMPORT_PLAN, _import_plan, None, under=PLAN.name),
)

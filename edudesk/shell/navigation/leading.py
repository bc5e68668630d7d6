"""Where one page leads: another comes to the front with the very record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from edudesk.checks.pages import ENTRY, RECTIFICATION
from edudesk.kit import messages
from edudesk.roster.pages import ROSTER
from edudesk.school.pages import CALENDAR, SCHOOL, STATS
from edudesk.submissions.pages import PACKS, PAPER

if TYPE_CHECKING:
    from edudesk.checks.pages.entry.page import EntryPage
    from edudesk.checks.pages.rectification import RectificationPage
    from edudesk.shell.main_window import MainWindow
    from edudesk.submissions.pages.packs import PacksPage
    from edudesk.submissions.pages.paper import PaperPage
    from edudesk.submissions.rows.findings import Action


def put_right(window: MainWindow, action: Action) -> None:
    """Where a finding of 报送前检查 leads: a field of a record or of the school, a ready question of the roster, a page."""
    if action.page == ROSTER.name and action.query and not action.record:
        window.roster().show_gap(action.query)
        return
    page: Any = window.show_page(action.page)
    if action.page == STATS.name and action.record:
        page.go_to(*action.record.split(), action.field)
        return
    if action.page == CALENDAR.name and action.field:
        page.add_term()
        return
    is_there = bool(action.record) and hasattr(page, "go_to") and page.go_to(action.record)
    if is_there and action.field:
        page.edit(page.table.selected()[0], action.field)
    elif action.field and action.page == SCHOOL.name:
        page.edit(action.field)


def refill(window: MainWindow, key: str, subject: str) -> None:
    packs: PacksPage = window.show_page(PACKS.name)  # type: ignore[assignment]
    if not packs.choose_pack(key, subject):  # else the pack in sight would be taken for the one meant
        messages.tell(
            packs,
            "本学年的材料包里没有这一份，没有打开。",
            "公文看成文日期，报表看学年，请改成本学年的再报送；自己的材料包可能已删除，可在回收站找回。",
        )


def hand_in(window: MainWindow, project_id: str) -> None:
    packs: PacksPage = window.show_page(PACKS.name)  # type: ignore[assignment]
    packs.show_project(project_id)


def open_paper(window: MainWindow, paper_id: str) -> None:
    page: PaperPage = window.show_page(PAPER.name)  # type: ignore[assignment]
    page.open_paper(paper_id)


def show_problem(window: MainWindow, problem_id: str) -> None:
    page: RectificationPage = window.show_page(RECTIFICATION.name)  # type: ignore[assignment]
    page.go_to(problem_id)


def show_sheet(window: MainWindow, campaign_id: str, unit_id: str) -> None:
    page: EntryPage = window.show_page(ENTRY.name)  # type: ignore[assignment]
    page.open_check(campaign_id)
    page.show_unit(unit_id)


def show_problems(window: MainWindow, state: str) -> None:
    page: RectificationPage = window.show_page(RECTIFICATION.name)  # type: ignore[assignment]
    page.show_state(state)

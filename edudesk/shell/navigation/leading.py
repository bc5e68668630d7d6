"""Where one page leads: another comes to the front with the very record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from edudesk.base import clock
from edudesk.checks.pages import CHECKS, ENTRY, RECTIFICATION, SUMMARY
from edudesk.checks.rows.campaigns import PUBLISHED, RUNNING
from edudesk.checks.rules.dues import STATE
from edudesk.indicators.pages import INDICATORS
from edudesk.kit import messages
from edudesk.roster.pages import ROSTER
from edudesk.roster.rules.dues import GAP, READY
from edudesk.school.pages import CALENDAR, SCHOOL, STATS
from edudesk.submissions.pages import PACKS, PAPER

if TYPE_CHECKING:
    from edudesk.checks.pages.campaigns import CampaignsPage
    from edudesk.checks.pages.entry.page import EntryPage
    from edudesk.checks.pages.rectification import RectificationPage
    from edudesk.checks.pages.summary.page import SummaryPage
    from edudesk.indicators.pages.page import IndicatorsPage
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


def show_in_roster(window: MainWindow, record: str) -> None:
    """A teacher by id, or those that lack something (gap:缺职称), or that a ready question finds (ready:doubtful)."""
    page = window.roster()
    if record.startswith(GAP):
        page.show_gap(record.removeprefix(GAP))
    elif record.startswith(READY):
        page.show_ready(record.removeprefix(READY))
    else:
        page.go_to(record)


def show_pack(window: MainWindow, record: str) -> None:
    """A pack as lines of the start page name it: key/subject."""
    key, _, subject = record.partition("/")
    refill(window, key, subject)


def show_check(window: MainWindow, campaign_id: str) -> None:
    """A check in the list, to be looked through and published."""
    page: CampaignsPage = window.show_page(CHECKS.name)  # type: ignore[assignment]
    page.go_to(campaign_id)


def record_in(window: MainWindow, campaign_id: str) -> None:
    """The queue of a check, at the first who is still to be checked."""
    page: EntryPage = window.show_page(ENTRY.name)  # type: ignore[assignment]
    page.open_check(campaign_id)


def record_check(window: MainWindow) -> None:
    """The check that goes on, the last that was begun; the list of checks when there is none."""
    today = clock.today().isoformat()
    running = [row for row in window.desk.campaigns.rows() if row.status in (PUBLISHED, RUNNING)]
    begun = [row for row in running if row.begins <= today] or running
    if begun:
        record_in(window, begun[-1].id)
    else:
        page = window.show_page(CHECKS.name)
        messages.notice(page, "还没有正在进行的检查：请先新建检查并发布，再记录。")


def show_summary(window: MainWindow, kind: str) -> None:
    """The term with the checks of one type."""
    page: SummaryPage = window.show_page(SUMMARY.name)  # type: ignore[assignment]
    page.show_kind(kind)


def show_figure(window: MainWindow, key: str) -> None:
    """An indicator in its drawer."""
    page: IndicatorsPage = window.show_page(INDICATORS.name)  # type: ignore[assignment]
    page.show_figure(key)


def show_problem_or_state(window: MainWindow, record: str) -> None:
    """A problem by id, or all in a state (state:逾期)."""
    if record.startswith(STATE):
        page: RectificationPage = window.show_page(RECTIFICATION.name)  # type: ignore[assignment]
        page.show_state(record.removeprefix(STATE))
    else:
        show_problem(window, record)


def show_problem(window: MainWindow, problem_id: str) -> None:
    page: RectificationPage = window.show_page(RECTIFICATION.name)  # type: ignore[assignment]
    page.go_to(problem_id)


def show_sheet(window: MainWindow, campaign_id: str, unit_id: str) -> None:
    page: EntryPage = window.show_page(ENTRY.name)  # type: ignore[assignment]
    page.open_check(campaign_id)
    page.show_unit(unit_id)

"""The pages of the window in their order, and how each is built when it is first shown.

Modules of pages are imported inside the builders: the start page alone is needed for the first picture,
and the others together cost as much time as Qt itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from edudesk.checks.pages import (
    ALLOWANCES,
    CHECKS,
    ENTRY,
    FORMS,
    IMPORT_RECORDS,
    LISTENING,
    PATROLS,
    RECTIFICATION,
    SUMMARY,
)
from edudesk.indicators.pages import INDICATORS
from edudesk.kit import messages
from edudesk.kit.page import Page, PageCard
from edudesk.kit.views import Keep
from edudesk.projects.pages import FILES as PROJECT_FILES
from edudesk.projects.pages import IMPORT_PROJECTS, PROJECTS, RANKING
from edudesk.projects.pages import KINDS as PROJECT_KINDS
from edudesk.roster.pages import CHARTS, COMPARE, IMPORT, IMPORT_FACTS, LEDGERS, OWN, ROSTER
from edudesk.school.pages import CALENDAR, CLASSES, DEPARTMENTS, SCHOOL, STATS, TIMETABLE
from edudesk.shell.pages import BACKUPS, BIN, HOME, JOURNAL
from edudesk.submissions.pages import ASKED, PACKS, PAPER, SENT, WRITING
from edudesk.timetable.pages import IMPORT_TIMETABLE

if TYPE_CHECKING:
    from edudesk.checks.pages.entry.page import EntryPage
    from edudesk.checks.pages.rectification import RectificationPage
    from edudesk.desk import Desk
    from edudesk.roster.pages.drawer import DrawerTab, Pane
    from edudesk.roster.pages.ledgers import LedgersPage
    from edudesk.shell.main_window import MainWindow
    from edudesk.submissions.pages.packs import PacksPage
    from edudesk.submissions.pages.paper import PaperPage
    from edudesk.submissions.rows.findings import Action


@dataclass(frozen=True)
class PageSpec:
    """One page. group: heading in the sidebar; None = reached from page `under` only, which stays marked.

    is_tab: of the page `under`; the search finds it like those of the sidebar.
    """

    card: PageCard
    build: Callable[[MainWindow], Page]
    group: str | None
    under: str = ""
    is_tab: bool = False


def _home(window: MainWindow) -> Page:
    from edudesk.shell.pages.home import HomePage

    return HomePage(
        window.desk,
        import_roster=window.import_roster,
        add_teacher=lambda: window.roster().add(),
        show_gap=lambda word: window.roster().show_gap(word),
        show_roster=window.roster,
        show_title_band=lambda number: window.roster().show_title_band(number),
        show_age_band=lambda number: window.roster().show_age_band(number),
        show_packs=partial(window.show_page, "submissions"),
        show_problems=partial(_show_problems, window),
        show_projects=partial(window.show_page, PROJECTS.name),
        show_project=window.show_project,
        back_up=window.back_up,
        backups=window.backups,
    )


def _views_of(desk: Desk, page: str) -> Keep:
    """Where a page keeps its named views: in the school file."""
    return Keep(partial(desk.views.read, page), partial(desk.views.write, page))


def _checks_tab(window: MainWindow) -> DrawerTab:
    """检查 in the drawer of a teacher; its parts are imported when it is opened."""
    from edudesk.roster.pages.drawer import DrawerTab

    def build() -> Pane:
        from edudesk.checks.pages.teacher_tab import ChecksPane

        return ChecksPane(desk, partial(_show_problem, window), partial(_show_sheet, window))

    def counted(teacher_id: str) -> int:
        return desk.sheets.count_of(teacher_id)

    desk = window.desk
    return DrawerTab("检查", build, counted, frozenset({"sheets", "problems", "checks"}))


def _projects_tab(window: MainWindow) -> DrawerTab:
    """项目 in the drawer of a teacher."""
    from edudesk.roster.pages.drawer import DrawerTab

    def build() -> Pane:
        from edudesk.projects.pages.teacher_tab import ProjectsPane

        return ProjectsPane(desk, window.show_project, window.show_project_record)

    def counted(teacher_id: str) -> int:
        return len(desk.project_board.of_teacher(teacher_id)) + len(desk.deliverables.of_teacher(teacher_id))

    desk = window.desk
    return DrawerTab("项目", build, counted, frozenset({"projects", "project_kinds"}))


def _roster(window: MainWindow) -> Page:
    from edudesk.roster.pages.roster import RosterPage
    from edudesk.submissions.registry import footer, roster_facts

    desk = window.desk
    page = RosterPage(
        desk.teachers,
        desk.histories,
        desk.school,
        desk.exports,
        lambda: footer(desk),
        window.undo,
        window.stack,  # its home at once: a page moved later is styled twice
        keep_views=_views_of(desk, ROSTER.name),
        tabs=(_checks_tab(window), _projects_tab(window)),
        facts_on=partial(roster_facts, desk),
    )
    page.import_wanted.connect(window.import_roster)
    page.compare_wanted.connect(partial(window.show_page, COMPARE.name))
    page.charts_wanted.connect(partial(window.show_page, CHARTS.name))
    return page


def _ledgers(window: MainWindow) -> Page:
    from edudesk.roster.pages.ledgers import LedgersPage
    from edudesk.submissions.registry import footer

    desk = window.desk
    page = LedgersPage(
        desk.teachers, desk.histories, desk.school, desk.exports, lambda: footer(desk), window.undo,
        partial(_views_of, desk),
    )  # fmt: skip
    page.teacher_wanted.connect(window.show_teacher)
    page.import_wanted.connect(window.import_facts)
    page.file_dropped.connect(lambda file: window.import_facts(file=file))
    return page


def _own(window: MainWindow) -> Page:
    from edudesk.roster.pages.own import OwnPage

    return OwnPage(window.desk.ladders, window.desk.words, window.undo)


def _import(window: MainWindow) -> Page:
    from edudesk.roster.pages.importing import ImportPage

    page = ImportPage(window.desk.teachers, window.desk.school, window.desk.exports, window.desk.timeline)
    page.left.connect(window.roster)
    page.undo_wanted.connect(window.undo_entry)
    page.redo_wanted.connect(window.redo)
    page.facts_wanted.connect(window.import_facts)
    return page


def _import_facts(window: MainWindow) -> Page:
    from edudesk.roster.pages.importing_facts import FactImportPage

    desk = window.desk
    page = FactImportPage(desk.teachers, desk.histories, desk.school, desk.exports, desk.timeline)
    page.left.connect(partial(window.show_page, LEDGERS.name))
    page.undo_wanted.connect(window.undo_entry)
    page.redo_wanted.connect(window.redo)
    return page


def _compare(window: MainWindow) -> Page:
    from edudesk.roster.pages.comparing import ComparePage
    from edudesk.submissions.registry import footer

    desk = window.desk
    page = ComparePage(desk.teachers, desk.school, desk.exports, lambda: footer(desk))
    page.left.connect(window.roster)
    page.teacher_wanted.connect(window.show_teacher)
    return page


def _charts(window: MainWindow) -> Page:
    from edudesk.roster.pages.charts import ChartsPage
    from edudesk.submissions.registry import roster_facts

    def show_ledger(kind: str) -> None:
        ledgers: LedgersPage = window.show_page(LEDGERS.name)  # type: ignore[assignment]
        ledgers.choose(kind)

    desk = window.desk
    page = ChartsPage(desk.teachers, desk.school, desk.exports, partial(roster_facts, desk))
    page.left.connect(window.roster)
    page.teacher_wanted.connect(window.show_teacher)
    page.gap_wanted.connect(lambda word: window.roster().show_gap(word))
    page.ledger_wanted.connect(show_ledger)
    page.import_wanted.connect(window.import_roster)
    page.report_wanted.connect(partial(_refill, window, "P6", ""))
    return page


def _school(window: MainWindow) -> Page:
    from edudesk.school.pages.identity import SchoolPage

    return SchoolPage(window.desk.school, window.show_page)


def _departments(window: MainWindow) -> Page:
    from edudesk.school.pages.departments import DepartmentPage
    from edudesk.shell.people import RosterPeople

    desk = window.desk
    return DepartmentPage(desk.departments, RosterPeople(desk), window.undo, window.show_page)


def _calendar(window: MainWindow) -> Page:
    from edudesk.school.pages.calendar import CalendarPage
    from edudesk.submissions.registry import footer

    desk = window.desk
    return CalendarPage(
        desk.terms,
        desk.days,
        desk.school,
        desk.exports,
        lambda: footer(desk),
        window.undo,
        window.show_page,
    )


def _classes(window: MainWindow) -> Page:
    from edudesk.school.pages.classes import ClassPage
    from edudesk.shell.people import RosterPeople

    desk = window.desk
    return ClassPage(
        desk.classes,
        desk.terms,
        desk.school,
        RosterPeople(desk),
        desk.heads,
        window.undo,
        window.show_page,
    )


def _timetable(window: MainWindow) -> Page:
    from edudesk.base import clock
    from edudesk.shell.people import RosterPeople
    from edudesk.submissions.registry import timetable_facts
    from edudesk.timetable.pages.page import TimetablePage
    from edudesk.timetable.reports.facts import TimetableFacts

    desk = window.desk

    def facts(school_year: str, term: str, chosen: frozenset[str] | None) -> TimetableFacts:
        return timetable_facts(desk, clock.today(), school_year=school_year, term=term, chosen=chosen)

    page = TimetablePage(desk, RosterPeople(desk), facts, window.undo, window.show_page)
    page.import_wanted.connect(window.import_timetable)
    page.file_dropped.connect(window.import_timetable)
    return page


def _import_timetable(window: MainWindow) -> Page:
    from edudesk.timetable.pages.importing import TimetableImportPage

    page = TimetableImportPage(window.desk)
    page.left.connect(partial(window.show_page, TIMETABLE.name))
    page.undo_wanted.connect(window.undo_entry)
    page.redo_wanted.connect(window.redo)
    return page


def _stats(window: MainWindow) -> Page:
    from edudesk.school.pages.stats import StatsPage

    desk = window.desk
    return StatsPage(desk.stats, desk.classes, desk.school, window.undo, window.show_page)


def _packs(window: MainWindow) -> Page:
    from edudesk.submissions.pages.filling import ask_template
    from edudesk.submissions.pages.packs import PacksPage
    from edudesk.submissions.pages.texts_dialog import TextsDialog

    desk = window.desk
    page = PacksPage(
        desk,
        lambda pack, key, parent: TextsDialog(desk.texts, pack.texts, key, parent).open(),
        window.undo,
    )
    page.history_wanted.connect(partial(window.show_page, SENT.name))
    page.asked_wanted.connect(partial(window.show_page, ASKED.name))
    page.writing_wanted.connect(partial(window.show_page, WRITING.name))
    page.template_wanted.connect(lambda: ask_template(desk, page))
    page.template_dropped.connect(lambda file: ask_template(desk, page, file))
    page.action_wanted.connect(partial(_put_right, window))
    return page


def _put_right(window: MainWindow, action: Action) -> None:
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


def _sent(window: MainWindow) -> Page:
    from edudesk.submissions.pages.history import HistoryPage

    page = HistoryPage(window.desk)
    page.left.connect(partial(window.show_page, PACKS.name))
    page.again_wanted.connect(partial(_refill, window))
    return page


def _asked(window: MainWindow) -> Page:
    from edudesk.submissions.pages.asked import AskedPage

    page = AskedPage(window.desk, window.undo)
    page.left.connect(partial(window.show_page, PACKS.name))
    page.refill_wanted.connect(partial(_refill, window))
    return page


def _refill(window: MainWindow, key: str, subject: str) -> None:
    packs: PacksPage = window.show_page(PACKS.name)  # type: ignore[assignment]
    if not packs.choose_pack(key, subject):  # else the pack in sight would be taken for the one meant
        messages.tell(
            packs,
            "本学年的材料包里没有这一份，没有打开。",
            "公文看成文日期，报表看学年，请改成本学年的再报送；自己的材料包可能已删除，可在回收站找回。",
        )


def _hand_in(window: MainWindow, project_id: str) -> None:
    packs: PacksPage = window.show_page(PACKS.name)  # type: ignore[assignment]
    packs.show_project(project_id)


def _writing(window: MainWindow) -> Page:
    from edudesk.submissions.pages.writing import WritingPage

    page = WritingPage(window.desk, window.undo)
    page.left.connect(partial(window.show_page, PACKS.name))
    page.paper_wanted.connect(partial(_open_paper, window))
    return page


def _open_paper(window: MainWindow, paper_id: str) -> None:
    page: PaperPage = window.show_page(PAPER.name)  # type: ignore[assignment]
    page.open_paper(paper_id)


def _paper(window: MainWindow) -> Page:
    from edudesk.submissions.pages.paper import PaperPage

    page = PaperPage(window.desk)
    page.left.connect(partial(window.show_page, WRITING.name))
    page.hand_in_wanted.connect(partial(_refill, window))
    return page


def _checks(window: MainWindow) -> Page:
    from edudesk.checks.pages.campaigns import CampaignsPage
    from edudesk.shell.people import RosterPeople
    from edudesk.submissions.pages.check_sheets import export_announcement

    def open_check(campaign_id: str) -> None:
        page: EntryPage = window.show_page(ENTRY.name)  # type: ignore[assignment]
        page.open_check(campaign_id)

    desk = window.desk
    page = CampaignsPage(
        desk, RosterPeople(desk), window.undo, window.show_page, partial(export_announcement, desk)
    )
    page.entry_wanted.connect(open_check)
    page.import_wanted.connect(window.import_records)
    return page


def _import_records(window: MainWindow) -> Page:
    from edudesk.checks.pages.importing import RecordImportPage

    page = RecordImportPage(window.desk)
    page.left.connect(partial(window.show_page, CHECKS.name))
    page.undo_wanted.connect(window.undo_entry)
    page.redo_wanted.connect(window.redo)
    return page


def _check_summary(window: MainWindow) -> Page:
    from edudesk.checks.pages.summary.page import SummaryPage
    from edudesk.submissions.pages.check_sheets import check_sheets_button

    def open_unit(campaign_id: str, unit_id: str) -> None:
        page: EntryPage = window.show_page(ENTRY.name)  # type: ignore[assignment]
        page.open_check(campaign_id)
        page.show_unit(unit_id)

    desk = window.desk
    page = SummaryPage(
        desk, window.undo, window.show_page, partial(check_sheets_button, desk, partial(_open_paper, window))
    )
    page.entry_wanted.connect(open_unit)
    return page


def _rectification(window: MainWindow) -> Page:
    from edudesk.checks.pages.rectification import RectificationPage
    from edudesk.shell.people import RosterPeople
    from edudesk.submissions.registry import footer

    def check_again(campaign_id: str, unit_id: str, first_id: str) -> None:
        page: EntryPage = window.show_page(ENTRY.name)  # type: ignore[assignment]
        page.check_again(campaign_id, unit_id, first_id)

    desk = window.desk
    page = RectificationPage(
        desk,
        RosterPeople(desk),
        window.undo,
        window.show_page,
        lambda: footer(desk),
        _views_of(desk, RECTIFICATION.name),
    )
    page.entry_wanted.connect(check_again)
    return page


def _indicators(window: MainWindow) -> Page:
    from edudesk.indicators.pages.page import IndicatorsPage

    return IndicatorsPage(window.desk, window.show_page, window.show_teacher, window.undo)


def _projects(window: MainWindow) -> Page:
    from edudesk.projects.pages.page import ProjectsPage
    from edudesk.shell.people import RosterPeople
    from edudesk.submissions.pages.project_sheets import export_year, project_sheets_button

    desk = window.desk
    page = ProjectsPage(
        desk,
        RosterPeople(desk),
        window.undo,
        window.show_page,
        partial(project_sheets_button, desk),
        _views_of(desk, PROJECTS.name),
        window.stack,
    )
    page.import_wanted.connect(window.import_projects)
    page.file_dropped.connect(window.import_projects)
    page.paper_wanted.connect(partial(export_year, desk, page))
    page.hand_in_wanted.connect(partial(_hand_in, window))
    return page


def _project_ranking(window: MainWindow) -> Page:
    from edudesk.projects.pages.ranking import RankingPage
    from edudesk.submissions.pages.project_sheets import ranking_sheet_button

    desk = window.desk
    page = RankingPage(desk, window.undo, window.show_page, partial(ranking_sheet_button, desk))
    page.project_wanted.connect(window.show_project)
    return page


def _import_projects(window: MainWindow) -> Page:
    from edudesk.projects.pages.importing import LedgerImportPage

    page = LedgerImportPage(window.desk)
    page.left.connect(partial(window.show_page, PROJECTS.name))
    page.undo_wanted.connect(window.undo_entry)
    page.redo_wanted.connect(window.redo)
    return page


def _project_kinds(window: MainWindow) -> Page:
    from edudesk.projects.pages.kinds import KindsPage

    return KindsPage(window.desk.project_kinds, window.undo, window.show_page)


def _project_files(window: MainWindow) -> Page:
    from edudesk.projects.pages.file_check import FileCheckPage

    return FileCheckPage(window.desk, window.show_project_record, window.show_page)


def _show_problem(window: MainWindow, problem_id: str) -> None:
    page: RectificationPage = window.show_page(RECTIFICATION.name)  # type: ignore[assignment]
    page.go_to(problem_id)


def _show_sheet(window: MainWindow, campaign_id: str, unit_id: str) -> None:
    page: EntryPage = window.show_page(ENTRY.name)  # type: ignore[assignment]
    page.open_check(campaign_id)
    page.show_unit(unit_id)


def _show_problems(window: MainWindow, state: str) -> None:
    page: RectificationPage = window.show_page(RECTIFICATION.name)  # type: ignore[assignment]
    page.show_state(state)


def _check_entry(window: MainWindow) -> Page:
    from edudesk.checks.pages.entry.page import EntryPage
    from edudesk.shell.people import RosterPeople

    page = EntryPage(window.desk, RosterPeople(window.desk), window.undo)
    page.left.connect(partial(window.show_page, CHECKS.name))
    return page


def _check_forms(window: MainWindow) -> Page:
    from edudesk.checks.pages.forms.page import FormsPage

    return FormsPage(window.desk, window.undo, window.show_page)


def _patrols(window: MainWindow) -> Page:
    from edudesk.checks.pages.patrols import PatrolsPage
    from edudesk.shell.people import RosterPeople

    return PatrolsPage(window.desk, RosterPeople(window.desk), window.undo, window.show_page)


def _listening(window: MainWindow) -> Page:
    from edudesk.checks.pages.listening import ListeningPage
    from edudesk.shell.people import RosterPeople

    return ListeningPage(window.desk, RosterPeople(window.desk), window.undo, window.show_page)


def _allowances(window: MainWindow) -> Page:
    from edudesk.checks.pages.allowances import AllowancesPage
    from edudesk.shell.people import RosterPeople

    return AllowancesPage(window.desk, RosterPeople(window.desk), window.undo, window.show_page)


def _journal(window: MainWindow) -> Page:
    from edudesk.shell.pages.journal import JournalPage

    return JournalPage(window.desk)


def _bin(window: MainWindow) -> Page:
    from edudesk.shell.pages.bin import BinPage

    return BinPage(window.desk)


def _backups(window: MainWindow) -> Page:
    from edudesk.shell.pages.backups import BackupsPage

    return BackupsPage(window.desk)


PAGES = (
    PageSpec(HOME, _home, ""),
    PageSpec(ROSTER, _roster, ""),
    PageSpec(LEDGERS, _ledgers, ""),
    PageSpec(IMPORT, _import, None, under=ROSTER.name),
    PageSpec(IMPORT_FACTS, _import_facts, None, under=LEDGERS.name),
    PageSpec(CHARTS, _charts, None, under=ROSTER.name, is_tab=True),
    PageSpec(COMPARE, _compare, None, under=ROSTER.name),
    PageSpec(CHECKS, _checks, ""),
    PageSpec(ENTRY, _check_entry, None, under=CHECKS.name),
    PageSpec(IMPORT_RECORDS, _import_records, None, under=CHECKS.name),
    PageSpec(SUMMARY, _check_summary, None, under=CHECKS.name, is_tab=True),
    PageSpec(RECTIFICATION, _rectification, None, under=CHECKS.name, is_tab=True),
    PageSpec(PATROLS, _patrols, None, under=CHECKS.name, is_tab=True),
    PageSpec(LISTENING, _listening, None, under=CHECKS.name, is_tab=True),
    PageSpec(ALLOWANCES, _allowances, None, under=CHECKS.name, is_tab=True),
    PageSpec(FORMS, _check_forms, None, under=CHECKS.name, is_tab=True),
    PageSpec(PROJECTS, _projects, ""),
    PageSpec(RANKING, _project_ranking, None, under=PROJECTS.name, is_tab=True),
    PageSpec(PROJECT_FILES, _project_files, None, under=PROJECTS.name, is_tab=True),
    PageSpec(PROJECT_KINDS, _project_kinds, None, under=PROJECTS.name, is_tab=True),
    PageSpec(INDICATORS, _indicators, ""),
    PageSpec(PACKS, _packs, ""),
    PageSpec(SENT, _sent, None, under=PACKS.name),
    PageSpec(ASKED, _asked, None, under=PACKS.name),
    PageSpec(WRITING, _writing, None, under=PACKS.name, is_tab=True),
    PageSpec(PAPER, _paper, None, under=PACKS.name),
    PageSpec(SCHOOL, _school, "设置"),
    PageSpec(DEPARTMENTS, _departments, None, under=SCHOOL.name, is_tab=True),
    PageSpec(CALENDAR, _calendar, None, under=SCHOOL.name, is_tab=True),
    PageSpec(CLASSES, _classes, None, under=SCHOOL.name, is_tab=True),
    PageSpec(TIMETABLE, _timetable, None, under=SCHOOL.name, is_tab=True),
    PageSpec(IMPORT_TIMETABLE, _import_timetable, None, under=SCHOOL.name),
    PageSpec(IMPORT_PROJECTS, _import_projects, None, under=PROJECTS.name),
    PageSpec(STATS, _stats, None, under=SCHOOL.name, is_tab=True),
    PageSpec(OWN, _own, "设置"),
    PageSpec(JOURNAL, _journal, "设置"),
    PageSpec(BIN, _bin, "设置"),
    PageSpec(BACKUPS, _backups, "设置"),
)

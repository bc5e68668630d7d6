"""The pages of the roster."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edudesk.kit.page import Page
from edudesk.roster.pages import CHARTS, COMPARE, IMPORT, IMPORT_FACTS, LEDGERS, OWN, ROSTER
from edudesk.shell.navigation.leading import refill, show_in_roster, show_problem, show_sheet
from edudesk.shell.navigation.spec import PageSpec, views_of

if TYPE_CHECKING:
    from edudesk.roster.pages.drawer import DrawerTab, Pane
    from edudesk.roster.pages.ledgers import LedgersPage
    from edudesk.shell.main_window import MainWindow


def _roster(window: MainWindow) -> Page:
    from edudesk.roster.pages.roster import RosterPage
    from edudesk.submissions.footing import footer
    from edudesk.submissions.registry import roster_facts

    desk = window.desk
    page = RosterPage(
        desk.teachers,
        desk.histories,
        desk.school,
        desk.exports,
        lambda: footer(desk),
        window.undo,
        window.stack,  # its home at once: a page moved later is styled twice
        keep_views=views_of(desk, ROSTER.name),
        tabs=(_checks_tab(window), _projects_tab(window)),
        facts_on=partial(roster_facts, desk),
    )
    page.import_wanted.connect(window.import_roster)
    page.compare_wanted.connect(partial(window.show_page, COMPARE.name))
    page.charts_wanted.connect(partial(window.show_page, CHARTS.name))
    return page


def _checks_tab(window: MainWindow) -> DrawerTab:
    """检查 in the drawer of a teacher; its parts are imported when it is opened."""
    from edudesk.roster.pages.drawer import DrawerTab

    def build() -> Pane:
        from edudesk.checks.pages.teacher_tab import ChecksPane

        return ChecksPane(desk, partial(show_problem, window), partial(show_sheet, window))

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


def _ledgers(window: MainWindow) -> Page:
    from edudesk.roster.pages.ledgers import LedgersPage
    from edudesk.submissions.footing import footer

    desk = window.desk
    page = LedgersPage(
        desk.teachers, desk.histories, desk.school, desk.exports, lambda: footer(desk), window.undo,
        partial(views_of, desk),
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
    from edudesk.submissions.footing import footer

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
    page.report_wanted.connect(partial(refill, window, "P6", ""))
    return page


PAGES = (
    PageSpec(ROSTER, _roster, "", lead=show_in_roster),
    PageSpec(LEDGERS, _ledgers, ""),
    PageSpec(IMPORT, _import, None, under=ROSTER.name),
    PageSpec(IMPORT_FACTS, _import_facts, None, under=LEDGERS.name),
    PageSpec(CHARTS, _charts, None, under=ROSTER.name, is_tab=True),
    PageSpec(COMPARE, _compare, None, under=ROSTER.name),
)
SETTINGS = (PageSpec(OWN, _own, "设置"),)

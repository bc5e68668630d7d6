"""The pages of 教学常规检查."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

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
from edudesk.kit.page import Page
from edudesk.shell.navigation.leading import (
    open_paper,
    record_in,
    show_check,
    show_problem_or_state,
    show_summary,
)
from edudesk.shell.navigation.spec import PageSpec, views_of

if TYPE_CHECKING:
    from edudesk.checks.pages.entry.page import EntryPage
    from edudesk.shell.main_window import MainWindow


def _checks(window: MainWindow) -> Page:
    from edudesk.checks.pages.campaigns import CampaignsPage
    from edudesk.shell.people import RosterPeople
    from edudesk.submissions.pages.check_sheets import export_announcement, export_check

    def open_check(campaign_id: str) -> None:
        page: EntryPage = window.show_page(ENTRY.name)  # type: ignore[assignment]
        page.open_check(campaign_id)

    desk = window.desk
    page = CampaignsPage(
        desk,
        RosterPeople(desk),
        window.undo,
        window.show_page,
        partial(export_announcement, desk),
        partial(export_check, desk),
    )
    page.entry_wanted.connect(open_check)
    page.import_wanted.connect(window.import_records)
    return page


def _check_entry(window: MainWindow) -> Page:
    from edudesk.checks.pages.entry.page import EntryPage
    from edudesk.shell.people import RosterPeople

    page = EntryPage(window.desk, RosterPeople(window.desk), window.undo)
    page.left.connect(partial(window.show_page, CHECKS.name))
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
        desk, window.undo, window.show_page, partial(check_sheets_button, desk, partial(open_paper, window))
    )
    page.entry_wanted.connect(open_unit)
    return page


def _rectification(window: MainWindow) -> Page:
    from edudesk.checks.pages.rectification import RectificationPage
    from edudesk.shell.people import RosterPeople
    from edudesk.submissions.footing import footer

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
        views_of(desk, RECTIFICATION.name),
    )
    page.entry_wanted.connect(check_again)
    return page


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


def _check_forms(window: MainWindow) -> Page:
    from edudesk.checks.pages.forms.page import FormsPage

    return FormsPage(window.desk, window.undo, window.show_page)


PAGES = (
    PageSpec(CHECKS, _checks, "", lead=show_check),
    PageSpec(ENTRY, _check_entry, None, under=CHECKS.name, lead=record_in),
    PageSpec(IMPORT_RECORDS, _import_records, None, under=CHECKS.name),
    PageSpec(SUMMARY, _check_summary, None, under=CHECKS.name, is_tab=True, lead=show_summary),
    PageSpec(RECTIFICATION, _rectification, None, under=CHECKS.name, is_tab=True, lead=show_problem_or_state),
    PageSpec(PATROLS, _patrols, None, under=CHECKS.name, is_tab=True),
    PageSpec(LISTENING, _listening, None, under=CHECKS.name, is_tab=True),
    PageSpec(ALLOWANCES, _allowances, None, under=CHECKS.name, is_tab=True),
    PageSpec(FORMS, _check_forms, None, under=CHECKS.name, is_tab=True),
)

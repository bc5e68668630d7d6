"""The pages of 治理与督导."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edudesk.governance.pages import BODIES, INSPECTIONS, MEETINGS, REGULATIONS
from edudesk.kit.page import Page
from edudesk.shell.navigation.spec import PageSpec, views_of

if TYPE_CHECKING:
    from edudesk.governance.pages.records import RecordsPage
    from edudesk.shell.main_window import MainWindow


def _records(window: MainWindow, kind: type[RecordsPage]) -> Page:
    from edudesk.shell.people import RosterPeople
    from edudesk.submissions.pages.governance_sheets import governance_sheets_button

    desk = window.desk
    return kind(
        desk,
        RosterPeople(desk),
        window.undo,
        window.show_page,
        partial(governance_sheets_button, desk),
        keep_views=views_of(desk, kind.name),
        parent=window.stack,
    )


def _meetings(window: MainWindow) -> Page:
    from edudesk.governance.pages.meetings import MeetingsPage

    return _records(window, MeetingsPage)


def _bodies(window: MainWindow) -> Page:
    from edudesk.governance.pages.bodies import BodiesPage

    return _records(window, BodiesPage)


def _regulations(window: MainWindow) -> Page:
    from edudesk.governance.pages.regulations import RegulationsPage

    return _records(window, RegulationsPage)


def _inspections(window: MainWindow) -> Page:
    from edudesk.governance.pages.inspections import InspectionsPage

    return _records(window, InspectionsPage)


def _lead(name: str, window: MainWindow, record: str) -> None:
    """A record, with a line of what belongs to it when its id stands behind that of the record."""
    page: RecordsPage = window.show_page(name)  # type: ignore[assignment]
    page.show_record(*record.split())


PAGES = (
    PageSpec(MEETINGS, _meetings, "", lead=partial(_lead, MEETINGS.name)),
    PageSpec(BODIES, _bodies, None, under=MEETINGS.name, is_tab=True),
    PageSpec(REGULATIONS, _regulations, None, under=MEETINGS.name, is_tab=True),
    PageSpec(
        INSPECTIONS,
        _inspections,
        None,
        under=MEETINGS.name,
        is_tab=True,
        lead=partial(_lead, INSPECTIONS.name),
    ),
)

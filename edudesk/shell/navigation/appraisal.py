"""The page of 办学质量自评."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edudesk.appraisal.pages import APPRAISALS
from edudesk.kit.page import Page
from edudesk.shell.navigation.spec import PageSpec

if TYPE_CHECKING:
    from edudesk.appraisal.pages.page import AppraisalsPage
    from edudesk.shell.main_window import MainWindow


def _appraisals(window: MainWindow) -> Page:
    from edudesk.appraisal.pages.page import AppraisalsPage
    from edudesk.submissions.pages.appraisal_sheets import appraisal_sheets_button

    desk = window.desk
    return AppraisalsPage(desk, window.undo, partial(appraisal_sheets_button, desk), window.stack)


def _lead(window: MainWindow, record: str) -> None:
    """A self-evaluation, with its sheet open at a line when the id of that stands behind."""
    page: AppraisalsPage = window.show_page(APPRAISALS.name)  # type: ignore[assignment]
    page.show_record(*record.split())


PAGES = (PageSpec(APPRAISALS, _appraisals, "", lead=_lead),)

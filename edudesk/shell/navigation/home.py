"""The start page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edudesk.kit.page import Page
from edudesk.shell.navigation.leading import record_check
from edudesk.shell.navigation.spec import PageSpec
from edudesk.shell.pages import HOME
from edudesk.submissions.pages import PACKS

if TYPE_CHECKING:
    from edudesk.shell.main_window import MainWindow


def _home(window: MainWindow) -> Page:
    from edudesk.shell.pages.home.page import HomePage

    return HomePage(
        window.desk,
        window.watch,
        lead=window.lead,
        record_check=partial(record_check, window),
        make_pack=partial(window.show_page, PACKS.name),
        add_teacher=lambda: window.roster().add(),
        back_up=window.back_up,
        backups=window.backups,
    )


PAGES = (PageSpec(HOME, _home, ""),)

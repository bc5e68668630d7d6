"""The start page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edudesk.kit.page import Page
from edudesk.projects.pages import PROJECTS
from edudesk.shell.navigation.leading import show_problems
from edudesk.shell.navigation.spec import PageSpec
from edudesk.shell.pages import HOME

if TYPE_CHECKING:
    from edudesk.shell.main_window import MainWindow


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
        show_problems=partial(show_problems, window),
        show_projects=partial(window.show_page, PROJECTS.name),
        show_project=window.show_project,
        back_up=window.back_up,
        backups=window.backups,
    )


PAGES = (PageSpec(HOME, _home, ""),)

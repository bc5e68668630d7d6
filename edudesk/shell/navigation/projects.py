"""The pages of 项目管理."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edudesk.kit.page import Page
from edudesk.projects.pages import FILES, IMPORT_PROJECTS, KINDS, PROJECTS, RANKING
from edudesk.shell.navigation.leading import hand_in
from edudesk.shell.navigation.spec import PageSpec, views_of
from edudesk.shell.ways import Ways

if TYPE_CHECKING:
    from edudesk.shell.main_window import MainWindow


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
        views_of(desk, PROJECTS.name),
        window.stack,
    )
    page.import_wanted.connect(window.import_projects)
    page.file_dropped.connect(window.import_projects)
    page.paper_wanted.connect(partial(export_year, desk, page))
    page.hand_in_wanted.connect(partial(hand_in, window))
    return page


def _project_ranking(window: MainWindow) -> Page:
    from edudesk.projects.pages.ranking import RankingPage
    from edudesk.submissions.pages.project_sheets import ranking_sheet_button

    desk = window.desk
    page = RankingPage(desk, window.undo, window.show_page, partial(ranking_sheet_button, desk))
    page.project_wanted.connect(window.show_project)
    return page


def _project_files(window: MainWindow) -> Page:
    from edudesk.projects.pages.file_check import FileCheckPage

    return FileCheckPage(window.desk, window.show_project_record, window.show_page)


def _project_kinds(window: MainWindow) -> Page:
    from edudesk.projects.pages.kinds import KindsPage

    return KindsPage(window.desk.project_kinds, window.desk.project_standards, window.undo, window.show_page)


def _import_projects(window: MainWindow) -> Page:
    from edudesk.projects.pages.importing import LedgerImportPage

    page = LedgerImportPage(window.desk)
    page.left.connect(partial(window.show_page, PROJECTS.name))
    page.undo_wanted.connect(window.undo_entry)
    page.redo_wanted.connect(window.redo)
    return page


PAGES = (
    PageSpec(PROJECTS, _projects, "", lead=Ways.show_project),
    PageSpec(RANKING, _project_ranking, None, under=PROJECTS.name, is_tab=True),
    PageSpec(FILES, _project_files, None, under=PROJECTS.name, is_tab=True),
    PageSpec(KINDS, _project_kinds, None, under=PROJECTS.name, is_tab=True),
    PageSpec(IMPORT_PROJECTS, _import_projects, None, under=PROJECTS.name),
)

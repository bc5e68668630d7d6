"""The pages of 学校基础信息, with the timetable."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edudesk.kit.page import Page
from edudesk.school.pages import CALENDAR, CLASSES, DEPARTMENTS, SCHOOL, STATS, TIMETABLE
from edudesk.shell.navigation.spec import PageSpec
from edudesk.timetable.pages import IMPORT_TIMETABLE

if TYPE_CHECKING:
    from edudesk.shell.main_window import MainWindow


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
    from edudesk.submissions.footing import footer

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
    from edudesk.submissions.term_papers import timetable_facts
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


PAGES = (
    PageSpec(SCHOOL, _school, "设置"),
    PageSpec(DEPARTMENTS, _departments, None, under=SCHOOL.name, is_tab=True),
    PageSpec(CALENDAR, _calendar, None, under=SCHOOL.name, is_tab=True),
    PageSpec(CLASSES, _classes, None, under=SCHOOL.name, is_tab=True),
    PageSpec(TIMETABLE, _timetable, None, under=SCHOOL.name, is_tab=True),
    PageSpec(IMPORT_TIMETABLE, _import_timetable, None, under=SCHOOL.name),
    PageSpec(STATS, _stats, None, under=SCHOOL.name, is_tab=True),
)

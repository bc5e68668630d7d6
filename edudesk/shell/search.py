"""What Ctrl+K finds: teachers, pages, commands; by characters, pinyin or initials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from edudesk.base.pinyin import rank, spell
from edudesk.desk import Desk
from edudesk.kit.palette import Hit, Provider
from edudesk.kit.shortcuts import shown_keys
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules import search_rank
from edudesk.shell.navigation import PAGES

if TYPE_CHECKING:
    from edudesk.shell.main_window import MainWindow

_MOST = 8


def teachers(desk: Desk, go: Callable[[str], object]) -> Provider:
    """People of the roster; nothing until something is typed. The service keeps rows that did not change."""

    def find(typed: str) -> Sequence[Hit]:
        if not typed:
            return ()
        ranked = ((search_rank(typed, row), row) for row in desk.teachers.rows())
        found = [(place, row) for place, row in ranked if place is not None]
        found.sort(key=lambda pair: pair[0])
        return [
            Hit(row.name, _facts(row), "教师", place, partial(go, row.id)) for place, row in found[:_MOST]
        ]

    return find


def projects(desk: Desk, go: Callable[[str], object]) -> Provider:
    """Projects by title, number and 主持人; nothing until something is typed."""

    def find(typed: str) -> Sequence[Hit]:
        return [
            Hit(
                row.title,
                " · ".join(filter(None, (row.level, row.stage, row.number))),
                "项目",
                place,
                partial(go, row.id),
            )
            for place, row in desk.project_board.search(typed, _MOST)
        ]

    return find


def plan_records(desk: Desk, go: Callable[[str], object]) -> Provider:
    """Goals, tasks and measures of the plan in force; nothing until something is typed."""

    def find(typed: str) -> Sequence[Hit]:
        return [
            Hit(title, facts, "规划", place, partial(go, row_id))
            for place, row_id, title, facts in desk.plan_dues.search(typed, _MOST)
        ]

    return find


def pages(window: MainWindow) -> Provider:
    """The pages of the sidebar and their tabs."""

    def find(typed: str) -> Sequence[Hit]:
        return [
            Hit(spec.card.title, "打开页面", "页面", place, partial(window.show_page, spec.card.name))
            for spec in PAGES
            if (spec.group is not None or spec.is_tab)
            and (place := _rank(typed, spec.card.title)) is not None
        ]

    return find


def commands(window: MainWindow) -> Provider:
    """Every action of the window that can be carried out now."""

    def find(typed: str) -> Sequence[Hit]:
        titles = {spec.card.title for spec in PAGES}
        return [
            Hit(action.text(), "", "命令", place, action.trigger, shown_keys(action.shortcut()))
            for action in window.actions()
            if action.isEnabled()
            and action.text() not in titles
            and (place := _rank(typed, action.text())) is not None
        ]

    return find


def _facts(row: TeacherRow) -> str:
    return " · ".join(part for part in (row.subject, row.title, row.classes, row.status) if part)


def _rank(typed: str, word: str) -> int | None:
    return 50 if not typed else rank(typed, word, *_spelled(word))


@cache
def _spelled(word: str) -> tuple[str, str]:
    return spell(word)

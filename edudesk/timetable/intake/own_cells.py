"""What one cell of a teacher's own timetable says: 三（1）语文, 语文\\n三1班, 三1、三2 音乐, 301 数学(单)."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from edudesk.timetable.intake.cells import Said, read_cell, weeks_in

_GRADE: Final = "[一二三四五六七八九]"
_GROUP: Final = r"(?:\(\s*[\d一二三四五六七八九十、,]{1,9}\s*\)\s*班?)+"
_NUMBER: Final = r"\d{1,2}(?![\d节年月周:.])班?"
_CLASS = re.compile(
    rf"\d{{4}}级\(?\d{{1,2}}\)?班?|(?:小学|初中|高中|初|高)?(?:{_GRADE}(?:年级|年)?(?:{_GROUP}|{_NUMBER}|[一二三四五六七八九十]{{1,3}}班)"
    rf"|[1-9](?:年级|年)?{_GROUP}|[1-9](?:年级|年)\d{{1,2}}班)"
)
_THREE = re.compile(r"(?<![\dA-Za-z])[1-9]\d{2}班?(?!\d)")  # a room may be called so as well
_BETWEEN = re.compile(r"[\s、,和及与&+]*")

ClassesOf = Callable[[str], tuple[str, ...]]
"""A word -> the printed names of the classes it names, () when it names none."""


@dataclass(frozen=True, slots=True)
class Own:
    """One lesson of a teacher. classes: () when the cell names none; said: its subject may be ""."""

    classes: tuple[str, ...]
    said: Said


@dataclass(frozen=True, slots=True)
class _Found:
    """Where in a text classes are named."""

    start: int
    end: int
    classes: tuple[str, ...]


def names_class(text: str, classes_of: ClassesOf, is_301_a_class: bool) -> bool:
    """Whether a cell says with which class the lesson is."""
    half = _half(text)
    return bool(_pieces(_CLASS, half, classes_of)) or (
        is_301_a_class and bool(_pieces(_THREE, half, classes_of))
    )


def read_own_cell(text: str, classes_of: ClassesOf, is_name: Callable[[str], bool]) -> tuple[list[Own], str]:
    """The lessons of a cell, and what has to be said about how they were read."""
    half = _half(text)
    found = _found(half, classes_of)
    if len(found) < 2:
        classes = found[0].classes if found else ()
        rest = f"{half[: found[0].start]} {half[found[0].end :]}" if found else half
        said, doubt = read_cell(rest, is_name)
        if not said and found:
            said = [Said("", weeks=weeks_in(rest))]
        return [Own(classes, one) for one in said], doubt
    return _several(half, found, is_name), ""


def _several(half: str, found: list[_Found], is_name: Callable[[str], bool]) -> list[Own]:
    """三1语文/三2数学, 语文三1 数学三2: each class with the words on its side; one word for all where there is one."""
    if half[: found[0].start].strip(" \n/、,;"):  # the words stand before their class
        edges = [0, *(one.end for one in found)]
        parts = [half[begin : one.start] for begin, one in zip(edges, found, strict=False)]
    else:
        edges = [*(one.start for one in found[1:]), len(half)]
        parts = [half[one.end : end] for one, end in zip(found, edges, strict=True)]
    read = [read_cell(part, is_name)[0] for part in parts]
    subjects = {one.subject for said in read for one in said if one.subject}
    shared = next(iter(subjects)) if len(subjects) == 1 else ""
    lessons = []
    for one, part, said in zip(found, parts, read, strict=True):
        for lesson in said or [Said(shared, weeks=weeks_in(part))]:
            lessons.append(Own(one.classes, lesson))
    return lessons


def _half(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _pieces(pattern: re.Pattern[str], half: str, classes_of: ClassesOf) -> list[_Found]:
    return [
        _Found(match.start(), match.end(), names)
        for match in pattern.finditer(half)
        if (names := classes_of(match[0]))
    ]


def _found(half: str, classes_of: ClassesOf) -> list[_Found]:
    """The classes of a text; those one behind the other are of one lesson."""
    joined: list[_Found] = []
    for one in _pieces(_CLASS, half, classes_of) or _pieces(_THREE, half, classes_of):
        last = joined[-1] if joined else None
        if last is not None and _BETWEEN.fullmatch(half, last.end, one.start):
            joined[-1] = _Found(last.start, one.end, (*last.classes, *one.classes))
        else:
            joined.append(one)
    return joined

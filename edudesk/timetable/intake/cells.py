"""What one cell of a timetable says: 语文, 语文\\n李静, 音乐(单)/美术(双), 信息 丁华明 微机室."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from edudesk.base.readings import EMPTY_MARKS
from edudesk.timetable.rows import EVEN, ODD
from edudesk.timetable.rules.words import is_place, read_subject

_APART = re.compile(r"[\s/、,;|()\[\]:+&]+")
_WEEKS: Final = {
    "单": ODD,
    "单周": ODD,
    "奇": ODD,
    "奇数周": ODD,
    "双": EVEN,
    "双周": EVEN,
    "偶": EVEN,
    "偶数周": EVEN,
}
_IN_TURN: Final = frozenset(("单双周", "单双", "隔周", "轮换"))
_BEHIND = re.compile(r"^(.+?)(单周|双周|单|双)$")
_NAME = re.compile(r"[\u3400-\U0003ffff]{1,4}|[\u3400-\U0003ffff]{1,6}·[\u3400-\U0003ffff]{1,6}")
_TITLES = ("老师", "教师")


@dataclass(frozen=True, slots=True)
class Said:
    """One lesson of a cell. teacher: as written, a name or only a surname; is_known: the subject is one we know."""

    subject: str
    teacher: str = ""
    place: str = ""
    weeks: str = ""
    is_known: bool = True


def read_cell(text: str, is_name: Callable[[str], bool]) -> tuple[list[Said], str]:
    """The lessons of a cell, and what has to be said about how they were read.

    is_name: whether somebody of the roster is called so.
    """
    half = unicodedata.normalize("NFKC", text).strip()
    if not half or half in EMPTY_MARKS:
        return [], ""
    reader = _Reader(is_name)
    for token in _APART.split(half):
        if token:
            reader.take(token)
    return reader.told()


def weeks_in(text: str) -> str:
    """单周 of (单), where a cell says nothing else; "" when it says none or both."""
    found = {_WEEKS[token] for token in _APART.split(unicodedata.normalize("NFKC", text)) if token in _WEEKS}
    return found.pop() if len(found) == 1 else ""


class _Reader:
    def __init__(self, is_name: Callable[[str], bool]) -> None:
        self._is_name = is_name
        self._said: list[Said] = []
        self._weeks = ""  # said before the subject it is about
        self._is_in_turn = False

    def take(self, token: str) -> None:
        """The next word."""
        if token in _IN_TURN:
            self._is_in_turn = True
        elif token in _WEEKS:
            self._take_weeks(_WEEKS[token])
        elif subject := read_subject(token):
            self._begin(subject)
        elif (behind := _BEHIND.match(token)) and (subject := read_subject(behind[1])):
            self._begin(subject)
            self._take_weeks(_WEEKS[behind[2]])
        elif parts := self._glued(token):
            self._begin(parts[0])
            self._take_name(parts[1])
        elif self._is_name(token) or (self._said and _is_like_name(token) and not is_place(token)):
            self._take_name(token)
        elif is_place(token) and self._said:
            self._change(place=token)
        elif not self._said:
            self._begin(token, is_known=False)
        else:
            self._change(place=f"{self._said[-1].place} {token}".strip())

    def told(self) -> tuple[list[Said], str]:
        """All lessons; several without 单双周 are taken in turn when they are two."""
        said = self._said
        if len({one.subject for one in said}) == 2 and len(said) == 2 and not any(one.weeks for one in said):
            said = [replace(said[0], weeks=ODD), replace(said[1], weeks=EVEN)]
            doubt = "" if self._is_in_turn else "一格里有两门课，没有写单双周，按前一门单周、后一门双周读取"
            return said, doubt
        return said, ""

    def _begin(self, subject: str, is_known: bool = True) -> None:
        # a name may stand before its subject: 李静 语文
        if self._said and not self._said[-1].subject:
            self._change(subject=subject, is_known=is_known)
        else:
            self._said.append(Said(subject, weeks=self._weeks, is_known=is_known))
        self._weeks = ""

    def _take_weeks(self, weeks: str) -> None:
        if self._said and self._said[-1].subject and not self._said[-1].weeks:
            self._change(weeks=weeks)
        else:
            self._weeks = weeks

    def _take_name(self, token: str) -> None:
        name = next((token.removesuffix(word) for word in _TITLES if token.endswith(word)), token)
        if not self._said:
            self._said.append(Said("", name, weeks=self._weeks))
            self._weeks = ""
        elif self._said[-1].teacher:
            self._said.append(replace(self._said[-1], teacher=name))
        else:
            self._change(teacher=name)

    def _change(self, **values: object) -> None:
        self._said[-1] = replace(self._said[-1], **values)  # type: ignore[arg-type]

    def _glued(self, token: str) -> tuple[str, str] | None:
        """语文李静: a subject and somebody of the roster, without anything between."""
        for length in range(len(token) - 2, 0, -1):
            subject, name = read_subject(token[:length]), token[length:]
            if subject and self._is_name(name):
                return subject, name
        return None


def _is_like_name(token: str) -> bool:
    return _NAME.fullmatch(token) is not None

"""What stands over a timetable: whose it is, and what its teacher teaches."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from edudesk.timetable.intake.area import Area
from edudesk.timetable.rules.words import closed, has_surname, read_subject, read_weekday

_HAN: Final = r"[\u3400-\u9fff]{2,4}"
_CALLED = re.compile(rf"(?:任课教师|教师姓名|教师|姓名):({_HAN})")
_TITLED = re.compile(rf"({_HAN}?)(?:老师)?(?:个人)?的?(?:课程表|课表|任课表)")
_NAME = re.compile(rf"({_HAN})")
_NO_NAME = re.compile("[表课年级班组校节午册间排一二三四五六七八九]")
_BETWEEN = re.compile(r"[\s:：()（）、,，]+")
_CLASS_TEXT = re.compile(
    r"(?:小学|初中|高中|初|高)?[一二三四五六七八九1-9](?:年级)?\s*(?:[(（]\s*[\d一二三四五六七八九十]{1,3}\s*[)）]\s*班?"
    r"|[\d一二三四五六七八九十]{1,3}\s*班)|(?<!\d)[1-9]\d{2}班?(?!\d)"
)


def class_in(text: str, class_of: Callable[[str], str]) -> str:
    """The one class a title names: 三（1）班课程表; "" when it names none or several."""
    names = {name for found in _CLASS_TEXT.findall(text) if (name := class_of("".join(found.split())))}
    return names.pop() if len(names) == 1 else ""


def texts_above(area: Area, start: int, row: int, first: int, last: int) -> list[str]:
    """The texts above a table, nearest first; those over its own columns before any others of their row."""
    return [
        text
        for at in range(row, start - 1, -1)
        for part in (area.texts[at][first : last + 1], area.texts[at])
        for text in dict.fromkeys(part)
        if text
    ]


def class_above(above: Sequence[str], class_of: Callable[[str], str]) -> str:
    """The class named above a table, nearest first."""
    return next((name for text in above if (name := class_in(text, class_of) or class_of(text))), "")


def owner_above(above: Sequence[str], sheet_name: str, who_in: Callable[[str], str]) -> str:
    """Whose timetable it is: the person of the school named nearest above it or by the sheet, else a name that stands
    as one of somebody outside the roster does."""
    known = next((who for text in (*above, sheet_name) if (who := who_in(text))), "")
    return known or next((who for text in (*above, sheet_name) if (who := _stranger_in(text))), "")


def _stranger_in(text: str) -> str:
    """赵文博 of 教师：赵文博, of 赵文博课程表 and of a sheet called so; "" of 教师课程表, 花名册."""
    word = closed(text)
    if found := _CALLED.fullmatch(word):
        return found[1]
    found = _TITLED.fullmatch(word) or _NAME.fullmatch(word)
    name = found[1] if found else ""
    is_word = read_subject(name) or read_weekday(name) or _NO_NAME.search(name)
    return name if name and not is_word and has_surname(name) else ""


def subject_above(above: Sequence[str]) -> str:
    """The one subject that is named above a teacher's table: 任教学科：语文."""
    words = (word for text in above for word in _BETWEEN.split(text))
    found = {subject for word in words if len(word) > 1 and (subject := read_subject(word))}
    return found.pop() if len(found) == 1 else ""

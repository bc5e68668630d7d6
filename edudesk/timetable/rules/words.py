"""How timetables are written: weekdays, periods, subjects, places, as forms/timetable/words.toml has them."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from edudesk.base import paths
from edudesk.roster.codes import code_lists
from edudesk.school.rows.terms import WEEKDAYS

HEAD_TEACHER: Final = "班主任"
_DIGITS: Final = {mark: number for number, mark in enumerate("一二三四五六七八九十", 1)}
_WEEKDAY = re.compile(r"(?:星期|礼拜|周)?([一二三四五六日天])")
_ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"\(?\d{1,2}[:.]\d{2}(?:\s*[-—–~至]+\s*\d{1,2}[:.]\d{2})?\)?")
_NUMBER = re.compile(r"(?:上午|下午|上|下)?第?(\d{1,2}|[一二三四五六七八九十]{1,2})(?:节课?|课)?(?:\.0)?")
_MOST_PERIODS = 14


@dataclass(frozen=True, slots=True)
class Own:
    """A lesson that is no subject of the code list. taught_by: 班主任, a subject whose teacher has it, or ""."""

    word: str
    aliases: tuple[str, ...]
    taught_by: str


@cache
def _words() -> Mapping[str, Any]:
    with paths.shipped("forms", "timetable", "words.toml").open("rb") as file:
        return tomllib.load(file)


def closed(text: str) -> str:
    """Half-width and without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def read_weekday(text: str) -> str:
    """周一 of 星期一, 周一, 一, Mon; "" when it is none."""
    word = closed(text)
    if found := _WEEKDAY.fullmatch(word):
        return f"周{'日' if found[1] == '天' else found[1]}"
    place = next((at for at, one in enumerate(_ENGLISH) if word.lower().startswith(one)), -1)
    return WEEKDAYS.words[place] if place >= 0 and len(word) <= 9 else ""


@cache
def _named_periods() -> Mapping[str, str]:
    return {name: one["word"] for one in _words()["period"] for name in (one["word"], *one["aliases"])}


def is_skipped(text: str) -> bool:
    """大课间, 午休 …: a row or column that is no period."""
    return closed(text) in _words()["skipped"]["words"]


def read_period(text: str) -> str:
    """第1节 of 1, 第一节, 上午1, 第1节 8:40-9:20; 早读 of 晨读; "" when it is none."""
    word = _CLOCK.sub("", closed(text))
    if name := _named_periods().get(word):
        return name
    found = _NUMBER.fullmatch(word)
    number = _number(found[1]) if found else 0
    return f"第{number}节" if 1 <= number <= _MOST_PERIODS else ""


def number_of(period: str) -> int:
    """3 of 第3节; 0 of 早读."""
    found = re.fullmatch(r"第(\d+)节", period)
    return int(found[1]) if found else 0


def in_a_day(periods: Iterable[str]) -> list[str]:
    """The periods of one day as they are read, where the afternoon may begin at 1 again: 1 2 3 4 1 2 is 1 … 6."""
    found: list[str] = []
    last = offset = 0
    for period in periods:
        number = number_of(period)
        if number:
            if number + offset <= last:
                offset = last
            last = number + offset
        found.append(f"第{last}节" if number else period)
    return found


def period_order(period: str) -> tuple[int, str]:
    """Where a period stands in the day without any bells: 早读, 第1—4节, 午练, 第5节 … 课后服务, 晚自习, others."""
    if number := number_of(period):
        return (number * 10, "")
    place = {"早读": 0, "午练": 45, "课后服务": 1000, "晚自习": 1001}
    return (place.get(period, 2000), period)


@cache
def own_lessons() -> Mapping[str, Own]:
    """班会, 阅读 … by their word."""
    return {
        one["word"]: Own(one["word"], tuple(one.get("aliases", ())), one.get("teacher", ""))
        for one in _words()["own"]
    }


@cache
def _own_spellings() -> Mapping[str, str]:
    return {name: own.word for own in own_lessons().values() for name in (own.word, *own.aliases)}


def read_subject(text: str) -> str:
    """The subject a word stands for, 语文 of 语, 班会 of 班会课; "" when nobody knows it."""
    word = closed(text)
    codes = code_lists()["subject"]
    if codes.knows(word):
        return str(codes.read(word).value)
    if own := _own_spellings().get(word):
        return own
    if word.endswith("课") and len(word) > 2:
        return read_subject(word[:-1])
    return str(_words()["subject"].get(word, ""))


def short_subject(subject: str, words: Sequence[str] = ()) -> str:
    """体 of 体育与健康, for a sheet with a column for every lesson of the week; the first two letters of others.

    words: every subject of the sheet; a letter that two of them share is not used.
    """
    letters: dict[str, str] = {}
    for letter, word in _words()["subject"].items():
        if len(letter) == 1 and word.startswith(letter):
            letters.setdefault(word, letter)
    short = letters.get(subject, subject[:2])
    shared = [word for word in words if word != subject and letters.get(word, word[:2]) == short]
    return subject[:2] if shared else short


def has_surname(word: str) -> bool:
    """Whether a word begins as names of people do."""
    return bool(word) and word[0] in _words()["name"]["surnames"]


def is_place(text: str) -> bool:
    """音乐教室, 操场, A302."""
    word = closed(text)
    endings = tuple(_words()["place"]["endings"])
    return len(word) > 1 and (word.endswith(endings) or re.fullmatch(r"[A-Za-z]?\d{3,4}", word) is not None)


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, has_ten, ones = text.partition("十")
    return (_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)) if has_ten else _DIGITS.get(text, 0)

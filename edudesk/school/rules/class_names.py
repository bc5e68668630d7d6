"""Names of classes as schools write them: 五(1), 501, 五1班, 2020级1班, 五年级(1、2)班, 七(3)(4), 一至三年级 (M35)."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from edudesk.school.rows.stages import STAGE, Stage, stages_of
from edudesk.school.rules.classes import MOST_CLASSES, class_name
from edudesk.school.rules.years import first_of

_DIGITS: Final = {mark: digit for digit, mark in enumerate("一二三四五六七八九十", 1)}

# one mark of a grade; kindergartens have words of their own
_MARK = r"(?:小学|初中|高中|初|高)?[一二三四五六七八九1-9]"
_NURSERY = r"[小中大]"
_ONE = r"(?:\d{1,2}(?!\d)|[一二三四五六七八九十]{1,3})"
_SEVERAL = rf"{_ONE}(?:[、至]{_ONE})*"
_ARABIC = r"\d{1,2}(?!\d)(?:[、至]\d{1,2}(?!\d))*"
_GROUPS = rf"(?:、?\({_SEVERAL}\)班?)+"


@lru_cache(4096)  # the same few words stand in hundreds of rows
def class_names(text: str, school_year: str, kind: str) -> tuple[str, ...] | None:
    """The printed names of the classes and whole grades that a cell names: 五（1）班, 三年级; None when unclear.

    school_year: resolves 2020级 and 2026届; kind: of the school or of the stage, a 学段 or 九年一贯制. What a
    school of that kind does not have (七（1）班 in a 小学) is unclear, and so is the whole cell with it.
    """
    stages = stages_of(kind)
    if not stages:
        return None
    rest = _tidied(text)
    found: list[str] = []
    grade = ""
    while rest:  # each piece is at least one character
        piece = _piece(rest, grade, stages, school_year)
        if piece is None:
            return None
        names, grade, length = piece
        found += names
        rest = rest[length:].lstrip("、")
    return tuple(dict.fromkeys(found)) or None


def _tidied(text: str) -> str:
    """Half-width, one sign for all that separates, one for all that stretches."""
    half = unicodedata.normalize("NFKC", text)
    half = re.sub(r"[【\[〔]", "(", re.sub(r"[】\]〕]", ")", half))
    half = re.sub(r"\s*([()])\s*", r"\1", half)
    half = re.sub(r"\s*(?:[~～到—–]+|--|至)\s*", "至", half)
    half = re.sub(r"[\s,;/|。.和及与&+]+", "、", half)
    half = re.sub(r"\([^()]*\)", lambda inside: inside[0].replace("-", "至"), half)
    half = re.sub(rf"([{''.join(_DIGITS)}级]\d{{1,2}})-(?=\d)", r"\1至", half)
    return half.strip("、")


# names, the grade that a piece ended with, its length
_Piece = tuple[list[str], str, int] | None


def _piece(rest: str, grade: str, stages: tuple[Stage, ...], school_year: str) -> _Piece:
    """The first piece of what is left. grade: of the piece before."""
    readers = (_enrolment, _whole_grades, _whole_school, _three_digits, _classes, _more_classes)
    found = (read(rest, grade, stages, school_year) for read in readers)
    return next((piece for piece in found if piece is not None), None)


def _enrolment(rest: str, _grade: str, stages: tuple[Stage, ...], school_year: str) -> _Piece:
    """2020级1班, 2020级(1)(2)班, 2026届3班."""
    match = re.match(rf"(\d{{4}})([级届])(?:({_GROUPS})|({_ARABIC})班?)", rest)
    if match is None:
        return None
    found = []
    for stage in stages:
        entered = int(match[1]) - (stage.years if match[2] == "届" else 0)
        place = first_of(school_year) - entered
        if 0 <= place < stage.years:
            found.append(stage.grades[place])
    if len(found) != 1:  # in 九年一贯制 2024级 may be 三年级 or 九年级
        return None
    return _named(found[0], match[3] or match[4], match.end())


def _whole_grades(rest: str, _grade: str, stages: tuple[Stage, ...], _year: str) -> _Piece:
    """五年级, 一、二年级, 一至三年级, 高一, 初二年级."""
    mark = _mark_of(stages)
    match = re.match(
        rf"({mark}(?:年级)?(?:[、至\-]{mark}(?:年级)?)*)(?<=年级)(?!{_ARABIC}|\(|{_ONE}班)", rest
    )
    if match is None:
        match = re.match(
            r"((?:高|初)[一二三](?:[、至](?:高|初)?[一二三])*)(?![\d(一二三四五六七八九十])", rest
        )
    if match is None:
        return None
    grades: list[str] = []
    high = ""
    for sign, part in re.findall(r"(^|[、至\-])([^、至\-]+)", match[1]):
        word = part.removesuffix("年级")
        high = word[0] if word[0] in "初高" else high
        one = _grade_of(word if word[0] in "初高" else high + word, stages)
        if one is None:
            return None
        if sign in ("至", "-") and grades:
            every = [grade for stage in stages for grade in stage.grades]
            first, last = every.index(grades[-1]), every.index(one)
            if last <= first:
                return None
            grades += every[first + 1 : last + 1]
        else:
            grades.append(one)
    return grades, grades[-1], match.end()


def _whole_school(rest: str, _grade: str, stages: tuple[Stage, ...], _year: str) -> _Piece:
    """全校, 各年级."""
    match = re.match(r"全校|各年级|所有年级|全部年级", rest)
    if match is None:
        return None
    grades = [grade for stage in stages for grade in stage.grades]
    return grades, grades[-1], match.end()


def _three_digits(rest: str, _grade: str, stages: tuple[Stage, ...], _year: str) -> _Piece:
    """501, 501班, 高中 101 for 高一（1）班."""
    match = re.match(r"([1-9])(\d{2})班?(?!\d)", rest)
    if match is None or (grade := _grade_of(match[1], stages)) is None:
        return None
    return _named(grade, match[2], match.end())


def _classes(rest: str, _grade: str, stages: tuple[Stage, ...], _year: str) -> _Piece:
    """五(1), 五1班, 五年级(1、2)班, 七(3)(4), 五（一）班, 五一班, 5-1班, 高一3班."""
    mark = _mark_of(stages)
    match = re.match(
        rf"({mark})(?:年级|年|-)?(?:({_GROUPS})|({_ARABIC})班?|([一二三四五六七八九十]{{1,3}})班)", rest
    )
    if match is None or (grade := _grade_of(match[1], stages)) is None:
        return None
    if match[1].isdecimal() and match[3] and not re.match(r"\d(?:年级|年)|\d-\d+班", rest):
        return None  # 51班, 1-3
    return _named(grade, match[2] or match[3] or match[4], match.end())


def _more_classes(rest: str, grade: str, _stages: tuple[Stage, ...], _year: str) -> _Piece:
    """(4)班 or 2班 behind a class of the same grade."""
    match = re.match(rf"(?:({_GROUPS})|({_ARABIC})班)", rest)
    return _named(grade, match[1] or match[2], match.end()) if match is not None and grade else None


def _mark_of(stages: tuple[Stage, ...]) -> str:
    return _NURSERY if stages[0].word == "幼儿园" else _MARK


def _grade_of(mark: str, stages: tuple[Stage, ...]) -> str | None:
    """五, 5 -> 五年级; 初一, 7 -> 七年级; 高一 -> 高一; in a 高中 一 -> 高一; None when the school has no such grade."""
    if mark in STAGE["幼儿园"].marks:
        grade = STAGE["幼儿园"].grades[STAGE["幼儿园"].marks.index(mark)]
        return grade if STAGE["幼儿园"] in stages else None
    number = _DIGITS.get(mark[-1]) or int(mark[-1])
    prefix = mark[:-1].removesuffix("中").removesuffix("学")
    words = [stage.word for stage in stages]
    if prefix == "高" or (not prefix and words == ["高中"]):
        word, place = "高中", number - 1
    elif prefix == "初" or (not prefix and words[0] == "初中" and number <= 3):
        word, place = "初中", (number - 7 if number >= 7 else number - 1)
    elif number >= 7:
        word, place = "初中", number - 7
    else:
        word, place = "小学", number - 1
    if word not in words or not 0 <= place < STAGE[word].years:
        return None
    return STAGE[word].grades[place]


def _named(grade: str, numbers: str, length: int) -> _Piece:
    found = list(_numbers(numbers))
    if not found or not all(1 <= number <= MOST_CLASSES for number in found):
        return None
    return [class_name(grade, number) for number in found], grade, length


def _numbers(text: str) -> Iterator[int]:
    """(1、2)(4), 1至3, 一 -> the numbers."""
    for part in re.split(r"[()、班]+", text):
        if not part:
            continue
        ends = [_number(one) for one in part.split("至")]
        yield from range(ends[0], ends[-1] + 1) if len(ends) == 2 else ends


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, found, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if found else 0) + _DIGITS.get(ones, 0)

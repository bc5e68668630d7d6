"""What keeps a school's identity from being saved, what deserves a second look, and the status line."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from edudesk.base import clock
from edudesk.base.errors import FieldProblem
from edudesk.school.rows import STAGES, SchoolDraft
from edudesk.school.rows.terms import TermDraft
from edudesk.school.rules.terms import term_at, week_in, week_of
from edudesk.school.rules.years import (
    first_of,
    is_day,
    printed_year,
    read_school_year,
    school_year_of,
    term_of,
)

_CREDIT_SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_FIRST_SCHOOLS: Final = 1840  # schools of today's kind are younger


def problems(school: SchoolDraft) -> tuple[FieldProblem, ...]:
    """What keeps this identity from being saved, all at once."""
    found = []
    if not school.name.strip():
        found.append(FieldProblem("name", "请填写学校名称。"))
    if school.stage not in STAGES.words:
        found.append(FieldProblem("stage", "请选择学段。"))
    if read_school_year(school.school_year) is None:
        found.append(FieldProblem("school_year", "请写成 2026-2027 这样的学年。"))
    if school.code and not re.fullmatch(r"[0-9A-Za-z]{10}", school.code):
        found.append(FieldProblem("code", f"学校标识码应为 10 位，现在是 {len(school.code)} 位。"))
    if school.term_start and not is_day(school.term_start):
        found.append(FieldProblem("term_start", "请写成 2026-08-31 这样的日期。"))
    return tuple(found)


def doubts(school: SchoolDraft) -> tuple[FieldProblem, ...]:
    """What deserves a second look and keeps nothing from being saved."""
    found = []
    if school.credit_code and (text := credit_code_doubt(school.credit_code)):
        found.append(FieldProblem("credit_code", text))
    if school.founded and (text := _founded_doubt(school.founded)):
        found.append(FieldProblem("founded", text))
    year, present = read_school_year(school.school_year), school_year_of(clock.today())
    if year is not None and abs(first_of(year) - first_of(present)) > 1:
        found.append(FieldProblem("school_year", f"按今天的日期，现在是 {present}学年，请核对。"))
    if school.postcode and not re.fullmatch(r"[0-9]{6}", school.postcode):
        found.append(FieldProblem("postcode", "邮政编码应为 6 位数字。"))
    if school.email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", school.email):
        found.append(FieldProblem("email", "看起来不是电子邮箱。"))
    return tuple(found)


def _founded_doubt(text: str) -> str:
    year = re.fullmatch(r"(\d{4})年?", text)
    if year is None:
        return "建校年份一般写成 1956 这样的四位数字。"
    if int(year[1]) > clock.today().year:
        return f"建校年份“{text}”在今年之后，请核对。"
    return f"建校年份“{text}”早于 {_FIRST_SCHOOLS} 年，请核对。" if int(year[1]) < _FIRST_SCHOOLS else ""


def credit_code_doubt(code: str) -> str:
    """What is odd about a 统一社会信用代码, "" when nothing.

    Source: GB 32100-2015, check character by the weights 3 to the power of the place, modulo 31.
    """
    if len(code) != 18:
        return f"统一社会信用代码应为 18 位，现在是 {len(code)} 位。"
    if any(sign not in _CREDIT_SIGNS for sign in code):
        return "统一社会信用代码只有数字和大写字母，没有 I、O、S、V、Z。"
    if credit_check(code[:17]) != code[17]:
        return "统一社会信用代码的最后一位（校验位）不符，请核对。"
    return ""


def credit_check(body: str) -> str:
    """The check character behind the first 17 of a 统一社会信用代码."""
    total = sum(_CREDIT_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return _CREDIT_SIGNS[-total % 31]


def status_words(school: SchoolDraft, day: date, terms: Sequence[TermDraft] = ()) -> str:
    """2026—2027学年 第一学期 第 12 周, as the status line prints it.

    Told from the term that holds the day; in a file without terms from the school's own first day of term.
    """
    if (term := term_at(day, terms)) is not None:
        year, name, week = term.school_year, term.term, week_in(term, day)
    else:
        year, name, week = school.school_year, "", None
        if year == school_year_of(day) and not any(one.school_year == year for one in terms):
            name, week = term_of(day), week_of(day, school.term_start)
    words = [f"{printed_year(year)}学年", name, f"第 {week} 周" if week is not None else ""]
    return " ".join(word for word in words if word)

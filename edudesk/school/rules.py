"""School years, terms and week numbers."""

import re
from datetime import date, timedelta

from edudesk.base.errors import FieldProblem
from edudesk.school.rows import STAGES, SchoolDraft

_YEAR = re.compile(r"^(\d{4})(?:\s*[-—–~至/]+\s*(\d{4}|\d{2}))?\s*(?:学年)?度?$")


def school_year_of(day: date) -> str:
    """The school year a day belongs to, "2026-2027"; a year begins on 1 August [default]."""
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}-{first + 1}"


def read_school_year(text: str) -> str | None:
    """The school year as stored ("2026-2027") for 2026—2027, 2026-27, 2026学年 …; None when it is none."""
    match = _YEAR.match(text.strip())
    if match is None:
        return None
    first = int(match[1])
    if match[2] and int(match[2]) % 100 != (first + 1) % 100:
        return None
    return f"{first}-{first + 1}" if 1980 <= first <= 2100 else None


def printed_year(school_year: str) -> str:
    """2026—2027, with the dash that papers and the status line use."""
    return school_year.replace("-", "—")


def term_of(day: date) -> str:
    """第一学期 from August to January, 第二学期 from February to July [default]."""
    return "第二学期" if 2 <= day.month <= 7 else "第一学期"


def week_of(day: date, term_start: str) -> int | None:
    """Number of the teaching week, weeks running Monday to Sunday, week 1 holding the first day.

    None before the term, after week 25, or when the first day is not known.
    """
    if len(term_start) != 10:
        return None
    start = date.fromisoformat(term_start)
    monday = start - timedelta(days=start.weekday())
    week = (day - monday).days // 7 + 1
    return week if 1 <= week <= 25 and day >= monday else None


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
    if school.term_start and not _is_day(school.term_start):
        found.append(FieldProblem("term_start", "请写成 2026-08-31 这样的日期。"))
    return tuple(found)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def status_words(school: SchoolDraft, day: date) -> str:
    """2026—2027学年 第一学期 第 12 周, as the status line prints it."""
    words = [f"{printed_year(school.school_year)}学年"]
    if school.school_year == school_year_of(day):
        words.append(term_of(day))
        week = week_of(day, school.term_start)
        if week is not None:
            words.append(f"第 {week} 周")
    return " ".join(words)

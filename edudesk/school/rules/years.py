"""School years and their halves, as stored, read and printed."""

import re
from datetime import date

from edudesk.base.errors import FieldProblem
from edudesk.school.rows.terms import FIRST_TERM, SECOND_TERM

_YEAR = re.compile(r"^(\d{4})(?:\s*[-—–~至/]+\s*(\d{4}|\d{2}))?\s*(?:学年)?度?$")


def school_year_of(day: date) -> str:
    """The school year a day belongs to, "2026-2027"; a year begins on 1 August [default]."""
    return year_from(day.year if day.month >= 8 else day.year - 1)


def year_from(first: int) -> str:
    """The school year that begins in a calendar year."""
    return f"{first}-{first + 1}"


def first_of(school_year: str) -> int:
    """The calendar year in which a stored school year begins."""
    return int(school_year[:4])


def next_year(school_year: str) -> str:
    """The school year after a stored one."""
    return year_from(first_of(school_year) + 1)


def read_school_year(text: str) -> str | None:
    """The school year as stored ("2026-2027") for 2026—2027, 2026-27, 2026学年 …; None when it is none."""
    match = _YEAR.match(text.strip())
    if match is None:
        return None
    first = int(match[1])
    if match[2] and int(match[2]) % 100 != (first + 1) % 100:
        return None
    return year_from(first) if 1980 <= first <= 2100 else None


def printed_year(school_year: str) -> str:
    """2026—2027, with the dash that papers and the status line use."""
    return school_year.replace("-", "—")


def term_label(school_year: str, term: str) -> str:
    """2026秋, 2027春: a term in a narrow column or under an axis [default]."""
    first = first_of(school_year)
    return f"{first}秋" if term == FIRST_TERM else f"{first + 1}春"


def term_of(day: date) -> str:
    """第一学期 from August to January, 第二学期 from February to July [default]."""
    return SECOND_TERM if 2 <= day.month <= 7 else FIRST_TERM


def term_and_year(on: str) -> tuple[str, str]:
    """School year and term of an ISO day, by term_of and school_year_of: of a day no term of the school holds."""
    day = date.fromisoformat(on)
    return school_year_of(day), term_of(day)


def term_months(school_year: str, term: str) -> tuple[str, str]:
    """First and last month of a term, August to January and February to July [default]; ("", "") when unknown."""
    if not read_school_year(school_year):
        return "", ""
    first = first_of(school_year)
    if term == FIRST_TERM:
        return f"{first}-08", f"{first + 1}-01"
    return f"{first + 1}-02", f"{first + 1}-07"


def not_days(row: object, **titles: str) -> tuple[FieldProblem, ...]:
    """What keeps the days of a row from being stored: field -> its title; a month or other words are no day, "" is."""
    typed = ((key, title, getattr(row, key)) for key, title in titles.items())
    return tuple(
        FieldProblem(key, f"{title}“{text}”要写到日，如 2026-10-08。")
        for key, title, text in typed
        if text and not is_day(text)
    )


def is_day(text: str) -> bool:
    """Whether text is an ISO day that exists."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False

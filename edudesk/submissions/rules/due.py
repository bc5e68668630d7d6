"""By when something is handed in: words of a rule, and the day they mean in a school year."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from edudesk.base.numerals import from_han
from edudesk.school.rows.terms import WEEKDAYS, TermDraft
from edudesk.school.rules.terms import first_monday
from edudesk.school.rules.years import first_of, is_day, school_year_of

_DAY_OF_YEAR = re.compile(r"(\d{1,2})月(\d{1,2})日")
_WEEK = re.compile(r"(第[一二]学期)第([\d一二三四五六七八九十]{1,3})周(?:的?(周[一二三四五六日]))?")
_END = re.compile(r"(第[一二]学期)末(?:([前后])(\d{1,3})天)?")
_USUAL_WEEKDAY = "周五"


def is_due_rule(words: str) -> bool:
    """Whether the words are a rule: 9月20日, 第一学期第12周（周三）, 第二学期末前5天, 2026-09-25."""
    words = _plain(words)
    if match := _DAY_OF_YEAR.fullmatch(words):
        return _day(2028, int(match[1]), int(match[2])) is not None  # a leap year has every day
    return is_day(words) or any(pattern.fullmatch(words) for pattern in (_WEEK, _END))


def is_of_term(words: str) -> bool:
    """Whether the rule counts from a term: 第一学期第12周."""
    return any(pattern.fullmatch(_plain(words)) for pattern in (_WEEK, _END))


def due_day(words: str, school_year: str, terms: Sequence[TermDraft]) -> date | None:
    """The day a rule means in a school year ("2026-2027").

    A day of the year lies in August to July; of a week it is the Friday unless another day is said. None without a
    rule, for a day of another school year, and while the term is not known. 2月29日 is 28 in a common year.
    """
    words = _plain(words)
    if is_day(words):
        day = date.fromisoformat(words)
        return day if school_year_of(day) == school_year else None
    if match := _DAY_OF_YEAR.fullmatch(words):
        month, number = int(match[1]), int(match[2])
        year = first_of(school_year) + (month < 8)
        return _day(year, month, number) or (_day(year, 2, 28) if (month, number) == (2, 29) else None)
    match = _WEEK.fullmatch(words) or _END.fullmatch(words)
    if match is None:
        return None
    term = next((one for one in terms if (one.school_year, one.term) == (school_year, match[1])), None)
    if term is None:
        return None
    if match.re is _WEEK:
        weekday = WEEKDAYS.words.index(match[3] or _USUAL_WEEKDAY)
        return first_monday(term) + timedelta(weeks=from_han(match[2]) - 1, days=weekday)
    days = int(match[3] or 0)
    return date.fromisoformat(term.end) + timedelta(days=-days if match[2] == "前" else days)


def _plain(words: str) -> str:
    return re.sub(r"[\s（）()]", "", words)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None

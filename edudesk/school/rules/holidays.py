"""The public holidays of a term as published: a proposal for the calendar, which the school may change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from edudesk.school.rows.terms import EVENT, HOLIDAY, WORKDAY, DayDraft, TermDraft
from edudesk.school.rules.feasts import statutory_days
from edudesk.school.rules.terms import monday_of

ESTIMATED: Final = "按法定节日推算，调休未公布"
"""The remark of a holiday of a year without published holidays."""
_NAMES: Final = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


@dataclass(frozen=True, slots=True)
class ProposedDays:
    """Holidays and working days (调休) of a term. remark: which year is not known, in words, "" when all are."""

    days: tuple[DayDraft, ...]
    remark: str = ""


def proposed_days(term: TermDraft, there: Sequence[DayDraft] = ()) -> ProposedDays:
    """What the published holidays change in the weeks of a term; days that the calendar has already are left out.

    Of a year without published holidays the days off by law, with the remark ESTIMATED. Which weekday's lessons a
    调休 day has is each school's decision and stays open.
    Source: 国务院办公厅关于部分节假日安排的通知 of each year, as the package chinese-calendar holds them.
    """
    taken = {day.day for day in there if day.kind != EVENT}
    first, last = _span(term)
    found = [
        day
        for year in range(first.year, last.year + 1)
        for day in (_published(year) or _estimated(year))
        if first.isoformat() <= day.day <= last.isoformat() and day.day not in taken
    ]
    unknown = [str(year) for year in range(first.year, last.year + 1) if not _published(year)]
    remark = (
        f"{'、'.join(unknown)} 年的放假安排本程序还不知道，法定节日是推算的，请在公布后核对。"
        if unknown
        else ""
    )
    return ProposedDays(tuple(found), remark)


def unsettled_words(term: TermDraft, days: Sequence[DayDraft]) -> str:
    """One sentence on the years whose holidays the calendar of a term cannot have yet, "" when there are none.

    A year stops being one of them when each of its days off by law is in the calendar without the remark ESTIMATED.
    """
    first, last = _span(term)
    settled = {day.day for day in days if day.kind != EVENT and day.remark != ESTIMATED}
    years = [
        str(year)
        for year in range(first.year, last.year + 1)
        if not _published(year)
        and any(first <= day <= last and day.isoformat() not in settled for day in statutory_days(year))
    ]
    return f"{'、'.join(years)} 年的放假和调休尚未公布，以公布的安排为准。" if years else ""


def _span(term: TermDraft) -> tuple[date, date]:
    """First day of a term, and the Sunday of its last week."""
    return date.fromisoformat(term.start), monday_of(date.fromisoformat(term.end)) + timedelta(days=6)


@cache
def _published(year: int) -> tuple[DayDraft, ...]:
    """The published days of a year in order, none when it is not published."""
    from chinese_calendar import Holiday, constants  # tables of twenty years: only who asks pays

    feasts = {feast.value: _NAMES.get(feast.chinese, feast.chinese) for feast in Holiday}
    off = {day: (HOLIDAY, feasts[name]) for day, name in constants.holidays.items() if day.year == year}
    working = {
        day: (WORKDAY, f"{feasts[name]}调休") for day, name in constants.workdays.items() if day.year == year
    }
    return tuple(
        DayDraft(day=day.isoformat(), kind=kind, name=name)
        for day, (kind, name) in sorted((off | working).items())
    )


def _estimated(year: int) -> tuple[DayDraft, ...]:
    return tuple(
        DayDraft(day=day.isoformat(), kind=HOLIDAY, name=name, remark=ESTIMATED)
        for day, name in statutory_days(year).items()
    )

"""The public holidays of a term as published: a proposal for the calendar, which the school may change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from edudesk.school.rows.terms import EVENT, HOLIDAY, WORKDAY, DayDraft, TermDraft
from edudesk.school.rules.terms import monday_of

_NAMES: Final = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


@dataclass(frozen=True, slots=True)
class ProposedDays:
    """Holidays and working days (调休) of a term. remark: which year is not known, in words, "" when all are."""

    days: tuple[DayDraft, ...]
    remark: str = ""


def proposed_days(term: TermDraft, there: Sequence[DayDraft] = ()) -> ProposedDays:
    """What the published holidays change in the weeks of a term; days that the calendar has already are left out.

    Which weekday's lessons a 调休 day has is each school's decision and stays open.
    Source: 国务院办公厅关于部分节假日安排的通知 of each year, as the package chinese-calendar holds them.
    """
    from chinese_calendar import Holiday, constants  # tables of twenty years: only who asks pays

    feasts = {feast.value: _NAMES.get(feast.chinese, feast.chinese) for feast in Holiday}
    taken = {day.day for day in there if day.kind != EVENT}
    first = date.fromisoformat(term.start)
    last = monday_of(date.fromisoformat(term.end)) + timedelta(days=6)
    found = []
    for day in (first + timedelta(days=later) for later in range((last - first).days + 1)):
        if day.isoformat() in taken:
            continue
        if day in constants.holidays:
            name = feasts[constants.holidays[day]]
            found.append(DayDraft(day=day.isoformat(), kind=HOLIDAY, name=name))
        elif day in constants.workdays:
            name = f"{feasts[constants.workdays[day]]}调休"
            found.append(DayDraft(day=day.isoformat(), kind=WORKDAY, name=name))
    known = {day.year for day in constants.holidays}
    unknown = [str(year) for year in range(first.year, last.year + 1) if year not in known]
    remark = f"{'、'.join(unknown)} 年的放假安排本程序还不知道，请在公布后手工填写。" if unknown else ""
    return ProposedDays(tuple(found), remark)

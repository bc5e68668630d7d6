"""The school's papers: the calendar of a term."""

from collections.abc import Sequence
from datetime import date

from edudesk.base import files
from edudesk.base.columns import Column
from edudesk.base.masking import Audience
from edudesk.base.report import A4, Report
from edudesk.school.rows import SchoolDraft
from edudesk.school.rows.terms import WEEKDAYS, DayDraft, TermDraft
from edudesk.school.rules import printed_year
from edudesk.school.rules.calendar import (
    CalendarDate,
    CalendarWeek,
    calendar_weeks,
    lesson_days,
    teaching_weeks,
)
from edudesk.school.rules.holidays import unsettled_words

_COLUMNS = (
    Column("week", "周次", width=15),
    *(Column(f"day{place}", word.removeprefix("周"), width=18) for place, word in enumerate(WEEKDAYS.words)),
    Column("remark", "备注", width=44),
)


def calendar_report(
    term: TermDraft,
    days: Sequence[DayDraft],
    school: SchoolDraft,
    *,
    on: date,
    audience: Audience,
    footer: str = "",
) -> Report:
    """The 校历 of one term, one line per week, on one A4 page."""
    weeks = calendar_weeks(term, days)
    name = f"{printed_year(term.school_year)}学年{term.term}校历"
    return Report(
        key="school_calendar",
        title=f"{school.name}{name}",
        unit=school.name,
        on=on,
        columns=_COLUMNS,
        rows=tuple(_line(week) for week in weeks),
        notes=(
            f"{_printed(term.start)}开学，{_printed(term.end)}结束，共 {teaching_weeks(weeks)} 周，"
            f"上课 {lesson_days(weeks)} 天。{unsettled_words(term, days)}",
        ),
        signature=(),
        paper=A4,
        footer=footer,
        file_name=files.safe_name(school.name, f"_{name}_{on:%Y%m%d}_{audience.mark}"),
        audience=audience,
    )


def _line(week: CalendarWeek) -> tuple[object, ...]:
    number = f"第 {week.number} 周" if week.number is not None else "预备周"
    return (number, *(_cell(day) for day in week.days), "；".join(week.remarks))


def _cell(day: CalendarDate) -> str:
    """9.1, 10.1 over 国庆节, 10.10 over 上课; nothing outside the term unless the day is a changed one."""
    if not day.is_inside and not day.is_changed:
        return ""
    number = f"{day.day.month}.{day.day.day}"
    if not day.is_changed:
        return number
    return f"{number}\n{day.names[0] if day.is_off else '上课'}"


def _printed(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.month}月{day.day}日"

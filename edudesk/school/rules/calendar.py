"""The school calendar (校历) of a term as a value: weeks of seven days with what they hold."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from edudesk.school.rows.terms import EVENT, HOLIDAY, WORKDAY, DayDraft, TermDraft
from edudesk.school.rules.terms import first_monday, monday_of


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """One day. names: of what it holds, the holiday or 调休 first; is_off: without lessons; is_inside: of the term."""

    day: date
    is_inside: bool
    is_off: bool
    is_changed: bool
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """One week, Monday to Sunday. number: 第 N 周, None before the first teaching week; remarks: its events."""

    number: int | None
    days: tuple[CalendarDate, ...]
    remarks: tuple[str, ...] = ()


def calendar_weeks(term: TermDraft, days: Sequence[DayDraft] = ()) -> tuple[CalendarWeek, ...]:
    """The weeks of a term, from the one that holds its first day to the one that holds its last."""
    by_day: defaultdict[str, list[DayDraft]] = defaultdict(list)
    for one in days:
        by_day[one.day].append(one)
    start, end = date.fromisoformat(term.start), date.fromisoformat(term.end)
    first = first_monday(term)
    found = []
    monday = min(monday_of(start), first)
    while monday <= end:
        week = [monday + timedelta(days=later) for later in range(7)]
        number = (monday - first).days // 7 + 1
        found.append(
            CalendarWeek(
                number if number >= 1 else None,
                tuple(_date(day, start, end, by_day.get(day.isoformat(), ())) for day in week),
                _remarks(week, by_day),
            )
        )
        monday += timedelta(days=7)
    return tuple(found)


def teaching_weeks(weeks: Sequence[CalendarWeek]) -> int:
    """How many weeks have a number."""
    return sum(week.number is not None for week in weeks)


def lesson_days(weeks: Sequence[CalendarWeek]) -> int:
    """How many days of the term have lessons."""
    return sum(not day.is_off and day.is_inside for week in weeks for day in week.days)


def _date(day: date, start: date, end: date, held: Sequence[DayDraft]) -> CalendarDate:
    kinds = {one.kind for one in held}
    is_weekend = day.weekday() >= 5
    return CalendarDate(
        day,
        is_inside=start <= day <= end,
        is_off=HOLIDAY in kinds or (is_weekend and WORKDAY not in kinds),
        is_changed=bool(kinds - {EVENT}),
        names=tuple(one.name for one in sorted(held, key=lambda one: one.kind == EVENT)),
    )


def _remarks(week: Sequence[date], by_day: Mapping[str, Sequence[DayDraft]]) -> tuple[str, ...]:
    """What a week's last column tells: its events, and whose lessons a 调休 day has."""
    when: defaultdict[str, list[date]] = defaultdict(list)
    for day in week:
        for one in by_day.get(day.isoformat(), ()):
            if one.kind == EVENT:
                when[one.name].append(day)
            elif one.kind == WORKDAY:
                when[f"上课（按{one.follows}）" if one.follows else "上课"].append(day)
    return tuple(f"{_span(days)}{word}" for word, days in when.items())


def _span(days: Sequence[date]) -> str:
    """10月29日, 10月29—30日, 10月29日、10月31日."""
    first, last = days[0], days[-1]
    start = f"{first.month}月{first.day}"
    if len(days) > 1 and (last - first).days == len(days) - 1 and first.month == last.month:
        return f"{start}—{last.day}日"
    return "、".join([f"{start}日", *(f"{day.month}月{day.day}日" for day in days[1:])])

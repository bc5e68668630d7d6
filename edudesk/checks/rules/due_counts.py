"""How much should be there by a day, a hint beside the count that is typed: lessons prepared (教学常规检查 2 BK01, 5.2), and what
the school's table 应有次数 says (1.3)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from edudesk.checks.forms.lists import Lists
from edudesk.checks.forms.points import plain, rounded
from edudesk.checks.forms.standards import PER_PUPIL, TERMLY
from edudesk.checks.forms.value import CheckForm, Field
from edudesk.checks.rules.taking_part import SETTLED_IN
from edudesk.school.rows.terms import DayDraft, TermDraft
from edudesk.school.rules.calendar import CalendarDate, calendar_weeks
from edudesk.school.rules.terms import monday_of
from edudesk.school.rules.years import is_day

_FIELD, _PUPILS = "lessons_due", "weak_pupils"
_WEEK = 5  # days with lessons, of an ordinary week
_AHEAD = 1 * _WEEK  # 超周备课
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DueCount:
    """What a count should come to. key: of the field; by_now: in all, or for each of what another field counts (each);
    words: 应批约 40 次（每周 5 次）."""

    key: str
    by_now: Decimal
    words: str
    each: str = ""

    def number(self, counts: Mapping[str, object]) -> int | None:
        """As it is typed; None while the field it goes by is empty."""
        times = counts.get(self.each, 0) if self.each else 1
        return int(rounded(self.by_now * times, Decimal(1))) if isinstance(times, int) and times else None


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a term that somebody taught. begun: the first, is_late: after the term began; taught: up to the end of
    the week; every: of the whole term."""

    begun: date
    is_late: bool
    taught: tuple[CalendarDate, ...]
    every: tuple[CalendarDate, ...]


def span_of(term: TermDraft | None, days: Sequence[DayDraft], came: str, on: str) -> Span | None:
    """Up to the week of a day; of somebody who came in the term from that day. None when something is not known.

    days: of the calendar; came: ISO day or month of coming to this school; on: ISO day.
    """
    if term is None or not is_day(on):
        return None
    first = f"{came}-01" if len(came) == len("2026-10") else came
    start = date.fromisoformat(term.start)
    is_late = is_day(first) and date.fromisoformat(first) - start > SETTLED_IN
    begun, day = date.fromisoformat(first) if is_late else start, date.fromisoformat(on)
    if day < monday_of(begun):
        return None
    sunday = monday_of(day) + timedelta(days=6)
    weeks = [week for week in calendar_weeks(term, days) if week.number is not None]
    every = tuple(one for week in weeks for one in week.days if one.is_inside and one.day >= begun)
    return Span(begun, is_late, tuple(one for one in every if one.day <= sunday), every)


def due_counts(
    form: CheckForm,
    span: Span | None,
    periods: float | None,
    lists: Lists,
    subject: str = "",
    grades: Collection[str] = (),
) -> tuple[DueCount, ...]:
    """What the counts of a form should come to, as far as roster, calendar and the school's table tell.

    periods: 周课时; lists: with 应有次数; grades: of the classes, none = of no class (a 教研组).
    """
    if span is None:
        return ()
    arrived = f"{span.begun.month}月{span.begun.day}日到岗，" if span.is_late else ""
    found = []
    for field in form.fields:
        if field.key == _FIELD:
            if periods:
                found.append(_lessons_due(span, periods, arrived))
        elif said := lists.due(field.title, subject, grades):
            found.append(_times_due(field, span, *said, arrived))
    return tuple(found)


def _lessons_due(span: Span, periods: float, arrived: str) -> DueCount:
    """应备约 96 节（周课时 8，已扣放假 5 天）: 周课时 for every five days with lessons up to the end of the week, and for one
    week ahead, but no more than the term has."""
    lessons = min(_lessons(span.taught) + _AHEAD, _lessons(span.every))
    due = rounded(Decimal(str(periods)) * lessons / _WEEK, Decimal(1))
    told = "，".join(filter(None, (f"周课时 {periods:g}", _changed(span.taught))))
    return DueCount(_FIELD, due, f"{arrived}应备约 {plain(due)} 节（{told}）")


def _times_due(field: Field, span: Span, often: Decimal, per: str, arrived: str) -> DueCount:
    """应批约 40 次（每周 5 次）: so often for every five days with lessons up to the end of the week."""
    what = field.title.removesuffix("次数").removesuffix("篇数")
    told = f"（{per} {plain(often)} {field.unit}）"
    if per == TERMLY:
        return DueCount(field.key, often, f"{what} {plain(often)} {field.unit}（{per}）")
    due = often * _lessons(span.taught) / _WEEK
    by_now = f"{arrived}{what}约 {plain(rounded(due, Decimal(1)))} {field.unit}"
    if per == PER_PUPIL:
        return DueCount(
            field.key,
            due,
            f"{arrived}{what}每名学生约 {plain(rounded(due, Decimal(1)))} {field.unit}{told}",
            _PUPILS,
        )
    return DueCount(field.key, due, by_now + told)


def _lessons(days: Sequence[CalendarDate]) -> int:
    return sum(not one.is_off for one in days)


def _changed(days: Sequence[CalendarDate]) -> str:
    """已扣放假 5 天，加调休 2 天; "" in weeks like any other."""
    off = sum(one.is_off and one.day.weekday() < _SATURDAY for one in days)
    made_up = sum(not one.is_off and one.day.weekday() >= _SATURDAY for one in days)
    return "，".join(
        filter(None, (f"已扣放假 {off} 天" if off else "", f"加调休 {made_up} 天" if made_up else ""))
    )

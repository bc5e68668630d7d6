"""How many lessons should be prepared by a day: a hint beside the count that is typed (教学常规检查 2 BK01, 5.2)."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from edudesk.checks.forms.points import plain, rounded
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rules.taking_part import SETTLED_IN
from edudesk.school.rows.terms import DayDraft, TermDraft
from edudesk.school.rules.calendar import CalendarDate, calendar_weeks
from edudesk.school.rules.terms import monday_of
from edudesk.school.rules.years import is_day

_FIELD = "lessons_due"
_WEEK = 5  # days with lessons, of an ordinary week
_AHEAD = 1 * _WEEK  # 超周备课
_SATURDAY = 5


def counts_lessons(form: CheckForm) -> bool:
    """Whether the head of a form asks for the lessons that are due."""
    return any(field.key == _FIELD for field in form.fields)


def due_words(
    form: CheckForm,
    periods: float | None,
    term: TermDraft | None,
    days: Sequence[DayDraft],
    came: str,
    on: str,
) -> str:
    """应备约 96 节（周课时 8，已扣放假 5 天）: 周课时 for every five days with lessons up to the end of the week, and for one
    week ahead, but no more than the term has; of somebody who came in the term from that day. "" where the form does
    not count lessons or something is not known.

    term: of the check; days: of the calendar; came: ISO day or month of coming to this school; on: ISO day.
    """
    if not counts_lessons(form) or not periods or term is None or not is_day(on):
        return ""
    first = f"{came}-01" if len(came) == len("2026-10") else came
    start = date.fromisoformat(term.start)
    is_late = is_day(first) and date.fromisoformat(first) - start > SETTLED_IN
    begun, day = date.fromisoformat(first) if is_late else start, date.fromisoformat(on)
    if day < monday_of(begun):
        return ""
    sunday = monday_of(day) + timedelta(days=6)
    weeks = [week for week in calendar_weeks(term, days) if week.number is not None]
    counted = [one for week in weeks for one in week.days if one.is_inside and one.day >= begun]
    taught = [one for one in counted if one.day <= sunday]
    lessons = min(_lessons(taught) + _AHEAD, _lessons(counted))
    due = rounded(Decimal(str(periods)) * lessons / _WEEK, Decimal(1))
    told = "，".join(filter(None, (f"周课时 {periods:g}", _changed(taught))))
    arrived = f"{begun.month}月{begun.day}日到岗，" if is_late else ""
    return f"{arrived}应备约 {plain(due)} 节（{told}）"


def _lessons(days: Sequence[CalendarDate]) -> int:
    return sum(not one.is_off for one in days)


def _changed(days: Sequence[CalendarDate]) -> str:
    """已扣放假 5 天，加调休 2 天; "" in weeks like any other."""
    off = sum(one.is_off and one.day.weekday() < _SATURDAY for one in days)
    made_up = sum(not one.is_off and one.day.weekday() >= _SATURDAY for one in days)
    return "，".join(
        filter(None, (f"已扣放假 {off} 天" if off else "", f"加调休 {made_up} 天" if made_up else ""))
    )

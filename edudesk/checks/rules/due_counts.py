"""How many lessons should be prepared by a day: a hint beside the count that is typed (教学常规检查 2 BK01, 5.2)."""

from datetime import date

from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rules.taking_part import SETTLED_IN
from edudesk.school.rules.terms import week_of
from edudesk.school.rules.years import is_day

_FIELD = "lessons_due"
_AHEAD = 1  # weeks, 超周备课


def counts_lessons(form: CheckForm) -> bool:
    """Whether the head of a form asks for the lessons that are due."""
    return any(field.key == _FIELD for field in form.fields)


def due_words(form: CheckForm, periods: float | None, term_start: str, came: str, on: str) -> str:
    """应备约 104 节（周课时 8）: 周课时 × weeks begun and one ahead, holidays not taken off; of somebody who came in
    the term from that day. "" where the form does not count lessons or something is not known.

    term_start, on: ISO days; came: ISO day or month of coming to this school.
    """
    if not counts_lessons(form) or not periods:
        return ""
    if not (is_day(term_start) and is_day(on)):
        return ""
    day, start = date.fromisoformat(on), date.fromisoformat(term_start)
    first = f"{came}-01" if len(came) == len("2026-10") else came
    is_late = is_day(first) and date.fromisoformat(first) - start > SETTLED_IN
    begun = date.fromisoformat(first) if is_late else start
    taught = week_of(day, begun.isoformat())
    if taught is None:
        return ""
    arrived = f"{begun.month}月{begun.day}日到岗，" if is_late else ""
    due = round(periods * (taught + _AHEAD))
    return f"{arrived}应备约 {due} 节（周课时 {periods:g}）"

"""Who stands in a class: the teacher of a 巡课 event by the timetable, else by the 任课 (教学常规检查 1.7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from edudesk.school.rows.terms import DayDraft, TermDraft
from edudesk.school.rules.terms import term_at
from edudesk.school.rules.years import term_and_year
from edudesk.timetable.rows import LessonRow
from edudesk.timetable.rules.teaching import Taught, who_has
from edudesk.timetable.rules.week import lessons_at

BY_TIMETABLE, BY_ASSIGNMENT = "课程表", "任课"


@dataclass(frozen=True, slots=True)
class InClass:
    """Who is to be in a class. teacher_id: "" when nobody can be told; teacher: a name the timetable has of somebody
    outside the roster; source: 课程表 or 任课, "" when neither tells."""

    subject: str = ""
    teacher_id: str = ""
    teacher: str = ""
    source: str = ""


def counts_in_a_term(day: date, terms: Sequence[TermDraft]) -> bool:
    """Whether an event of a day is counted: between two terms of the 校历 it is in none. A half year nobody wrote a term
    down for is one by itself."""
    there = {(term.school_year, term.term) for term in terms}
    return term_at(day, terms) is not None or term_and_year(day.isoformat()) not in there


def by_timetable(
    lessons: Iterable[LessonRow],
    term: TermDraft,
    days: Sequence[DayDraft],
    day: date,
    period: str,
    class_name: str,
    subject: str = "",
) -> InClass:
    """By the lesson the class has then; of several at once (走班) none, unless the subject tells which."""
    if not period:
        return InClass()
    held = [row for row in lessons_at(lessons, day, term, days, period) if row.class_name == class_name]
    found = [row for row in held if not subject or row.subject == subject]
    if len(found) != 1:
        return InClass()
    return InClass(found[0].subject, found[0].teacher_id, found[0].teacher, BY_TIMETABLE)


def by_assignment(
    taught: Sequence[Taught], heads: Mapping[str, Sequence[str]], class_name: str, subject: str
) -> InClass:
    """By the 任课 of the class, of the subject when it is given; nobody when there are several."""
    if subject:
        able = set(who_has(taught, heads, class_name, subject))
    else:
        able = {row.teacher_id for row in taught if row.covers(class_name)}
    if len(able) != 1:
        return InClass(subject)
    return InClass(subject, able.pop(), source=BY_ASSIGNMENT)

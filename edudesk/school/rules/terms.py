"""Terms, their weeks and the days of the calendar, and what keeps them from being saved."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from edudesk.base.errors import FieldProblem
from edudesk.school.rows.terms import (
    DAY_KINDS,
    EVENT,
    FIRST_TERM,
    SECOND_TERM,
    TERMS,
    WORKDAY,
    DayDraft,
    TermDraft,
)
from edudesk.school.rules.years import is_day, read_school_year, school_year_of, term_of

T = TypeVar("T", bound=TermDraft)
_LAST_WEEK = 25


def week_of(day: date, term_start: str) -> int | None:
    """Number of the teaching week, weeks running Monday to Sunday, week 1 holding the first day.

    None before the term, after week 25, or when the first day is not known.
    """
    if len(term_start) != 10:
        return None
    monday = monday_of(date.fromisoformat(term_start))
    week = (day - monday).days // 7 + 1
    return week if 1 <= week <= _LAST_WEEK and day >= monday else None


def monday_of(day: date) -> date:
    """The Monday of the week that holds a day."""
    return day - timedelta(days=day.weekday())


def first_monday(term: TermDraft) -> date:
    """The Monday of the first teaching week."""
    return monday_of(date.fromisoformat(term.first_week or term.start))


def holds(term: TermDraft, day: date) -> bool:
    """Whether a day lies in the weeks of a term, its first Monday to its last Sunday."""
    first = min(monday_of(date.fromisoformat(term.start)), first_monday(term))
    last = monday_of(date.fromisoformat(term.end)) + timedelta(days=6)
    return first <= day <= last


def term_at(day: date, terms: Sequence[T]) -> T | None:
    """The term that holds a day, None in the holidays between."""
    return next((term for term in terms if holds(term, day)), None)


def term_nearest(day: date, terms: Sequence[T]) -> T | None:
    """The term that holds a day, else the next, else the last; None when there is none."""
    ordered = sorted(terms, key=lambda term: term.start)
    coming = (term for term in ordered if term.start > day.isoformat())
    return term_at(day, ordered) or next(coming, None) or (ordered[-1] if ordered else None)


def term_of_year(school_year: str, day: date, terms: Sequence[TermDraft]) -> str:
    """The half of a school year that is meant on a day: of the present year the one that runs or comes next, of a
    year gone by the last, of one to come the first."""
    own = [term for term in terms if term.school_year == school_year]
    if (near := term_nearest(day, own)) is not None:
        return near.term
    present = school_year_of(day)
    if school_year == present:
        return term_of(day)
    return SECOND_TERM if school_year < present else FIRST_TERM


def week_in(term: TermDraft, day: date) -> int | None:
    """第 N 周 of a term that holds the day; None before the first teaching week and outside the term."""
    week = (day - first_monday(term)).days // 7 + 1
    return week if week >= 1 and holds(term, day) else None


def settled_term(term: TermDraft) -> TermDraft:
    """The term with its school year as it is stored."""
    return replace(term, school_year=read_school_year(term.school_year) or term.school_year)


def term_problems(term: TermDraft, others: Sequence[TermDraft] = ()) -> tuple[FieldProblem, ...]:
    """What keeps a term from being saved, all at once. others: the terms beside it."""
    found = []
    if read_school_year(term.school_year) is None:
        found.append(FieldProblem("school_year", "请写成 2026-2027 这样的学年。"))
    if term.term not in TERMS.words:
        found.append(FieldProblem("term", "请选择第一学期或第二学期。"))
    found += [
        FieldProblem(key, "请写成 2026-08-31 这样的日期。")
        for key in ("start", "end", "first_week")
        if not is_day(getattr(term, key)) and (key != "first_week" or term.first_week)
    ]
    if found:
        return tuple(found)
    if term.start >= term.end:
        found.append(FieldProblem("end", "结束日期应在开学日期之后。"))
    elif (date.fromisoformat(term.end) - date.fromisoformat(term.start)).days > 7 * 30:
        found.append(FieldProblem("end", "一个学期不超过 30 周，请核对日期。"))
    if term.first_week and not (
        monday_of(date.fromisoformat(term.start)) <= date.fromisoformat(term.first_week)
        and term.first_week <= term.end
    ):
        found.append(FieldProblem("first_week", "第一教学周应在开学日期之后。"))
    for other in others:
        if (other.school_year, other.term) == (term.school_year, term.term):
            found.append(FieldProblem("term", f"{term.school_year}学年已经有{term.term}。"))
        elif other.start <= term.end and term.start <= other.end:
            found.append(FieldProblem("start", f"日期与{other.school_year}学年{other.term}重叠。"))
    return tuple(found)


def day_problems(day: DayDraft, others: Sequence[DayDraft] = ()) -> tuple[FieldProblem, ...]:
    """What keeps a day of the calendar from being saved, all at once. others: the days beside it."""
    found = []
    if not is_day(day.day):
        found.append(FieldProblem("day", "请写成 2026-10-01 这样的日期。"))
    if day.kind not in DAY_KINDS.words:
        found.append(FieldProblem("kind", "请选择放假、上课（调休）或活动。"))
    if not day.name.strip():
        found.append(FieldProblem("name", "请填写名称。"))
    if day.follows and day.kind != WORKDAY:
        found.append(FieldProblem("follows", "只有调休上课的日子才填按星期几上课。"))
    same = [other for other in others if other.day == day.day]
    if day.kind == EVENT:
        if any((other.kind, other.name) == (EVENT, day.name) for other in same):
            found.append(FieldProblem("name", "这一天已经有这项活动。"))
    elif taken := next((other for other in same if other.kind != EVENT), None):
        found.append(FieldProblem("day", f"这一天已经是“{taken.name}”（{taken.kind}）。"))
    return tuple(found)

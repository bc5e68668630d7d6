"""How many lessons of a subject there are in a week, and how many teachers they need (P10)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from edudesk.indicators.rules.inputs import Inputs
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.checking import periods_of
from edudesk.school.rules.years import term_and_year
from edudesk.timetable.rules.teaching import stage_of
from edudesk.timetable.rules.words import HEAD_TEACHER, own_lessons

LESSONS, ASSIGNMENTS, ROSTER = "课程表", "任课", "花名册周课时"
_LOADS: Final = {"小学": "load_primary", "初中": "load_middle", "高中": "load_high"}


@dataclass(frozen=True, slots=True)
class Need:
    """A subject in a 学段. periods: of a week; load: of one teacher; staff: 专任教师 whose main subject it is."""

    stage: str
    subject: str
    periods: Fraction
    load: Fraction
    staff: Fraction

    @property
    def needed(self) -> Fraction:
        """Teachers for all periods, unrounded."""
        return self.periods / self.load

    @property
    def lack(self) -> Fraction:
        """Teachers that lack, below 0 = too many."""
        return self.needed - self.staff


def load_of(inputs: Inputs, stage: str, subject: str) -> Fraction:
    """Periods of a week that one teacher of a subject is to have: the subject's own, else that of the 学段."""
    own = inputs.settings.loads("load_subjects")
    return own.get(subject) or inputs.settings.number(_LOADS.get(stage, "load_primary"))


def subject_needs(inputs: Inputs) -> tuple[tuple[Need, ...], str]:
    """Each subject that has lessons or teachers, what lacks most first; and where the periods are from.

    From 课程表 when each class of the 学段 has lessons in it, else from 任课 of the term, else from the periods in the
    roster, which count for the main subject.
    """
    found: list[Need] = []
    origins: list[str] = []
    for stage in inputs.stages:
        periods, origin = weekly_periods(inputs, stage)
        origins.append(origin)
        staff: dict[str, Fraction] = defaultdict(Fraction)
        for row, share in inputs.of_stage(stage).teachers:
            if row.subject:
                staff[row.subject] += share
        for subject in dict.fromkeys((*periods, *staff)):
            load = load_of(inputs, stage, subject)
            found.append(Need(stage, subject, periods.get(subject, Fraction()), load, staff[subject]))
    found.sort(key=lambda one: (-one.lack, one.stage, one.subject))
    return tuple(found), "、".join(dict.fromkeys(origins))


def weekly_periods(inputs: Inputs, stage: str) -> tuple[Mapping[str, Fraction], str]:
    """Subject -> periods of a week in a 学段, and where they are from."""
    if from_lessons := _lessons(inputs, stage):
        return from_lessons, LESSONS
    if from_rows := _assigned(inputs, stage):
        return from_rows, ASSIGNMENTS
    found: dict[str, Fraction] = defaultdict(Fraction)
    for row, share in inputs.of_stage(stage).teachers:
        periods = periods_of(row.weekly_periods)
        if row.subject and periods is not None:
            found[row.subject] += Fraction(str(periods)) * share
    return found, ROSTER


def _lessons(inputs: Inputs, stage: str) -> dict[str, Fraction]:
    """{} unless each class of the 学段 has lessons: of half a timetable nothing is to be told."""
    classes = {row.name for row in inputs.facts.open_classes if row.stage == stage}
    there = {name for name, _ in inputs.doings.lessons}
    if not classes or not classes <= there:
        return {}
    found: dict[str, Fraction] = defaultdict(Fraction)
    for (name, subject), periods in inputs.doings.lessons.items():
        own = own_lessons().get(subject)
        taught = own.taught_by if own is not None else subject
        if stage_of(name) == stage and taught and taught != HEAD_TEACHER:
            found[taught] += periods
    return dict(found)


def _assigned(inputs: Inputs, stage: str) -> dict[str, Fraction]:
    found: dict[str, Fraction] = defaultdict(Fraction)
    for row in inputs.facts.present:
        for one in _of_term(inputs, row):
            periods = periods_of(one.weekly_periods)
            if periods and (one.stage or row.stage or inputs.of_school[0]) == stage:
                found[one.subject] += Fraction(str(periods))
    return dict(found)


def _of_term(inputs: Inputs, row: TeacherRow) -> list[Any]:
    """任课 of the term of the day; in the second term who has none of it goes on as in the first."""
    year, term = term_and_year(inputs.facts.day)
    rows = [one for one in inputs.facts.of("assignment", row) if one.school_year == year and one.subject]
    return [one for one in rows if one.term == term] or rows

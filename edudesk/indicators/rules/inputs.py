"""What every rule counts from: the school on a day, seen as one 学段 or as a whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

from edudesk.indicators.rows.values import (
    WHOLE,
    Figure,
    Missing,
    Person,
    added,
)
from edudesk.indicators.rules.doings import NOTHING, Doings
from edudesk.indicators.rules.settings import Settings
from edudesk.roster.histories.held import holds
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.staffing import pupils_and_classes
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.counting import Place, is_counted_here, is_staff, stage_shares
from edudesk.school.rows.classes import ClassRow
from edudesk.school.rows.stages import STAGE, stages_of
from edudesk.school.rows.stats import STATS_COLUMN, StatsRow

Words = Callable[[TeacherRow], str]
Test = Callable[[TeacherRow], bool | None]
"""Whether somebody counts; None = what is entered does not say."""
STATS_PAGE: Final = "school_stats"
CLASSES_PAGE: Final = "school_classes"
ROSTER_PAGE: Final = "roster"


@dataclass(frozen=True)
class Inputs:
    """One 学段 of the school (WHOLE: all of it) on the day of the facts. about: what an indicator says it is about."""

    facts: Facts
    stage: str = WHOLE
    settings: Settings = field(default_factory=Settings)
    doings: Doings = NOTHING
    about: str = ""
    _of_stages: dict[str, "Inputs"] = field(default_factory=dict, compare=False)

    @cached_property
    def stages(self) -> tuple[str, ...]:
        """The 学段 that count here."""
        every = tuple(stage.word for stage in stages_of(self.facts.school.stage))
        return (self.stage,) if self.stage else every

    def of_stage(self, stage: str) -> "Inputs":
        """The same day, seen as one of its 学段."""
        if stage == self.stage:
            return self
        if stage not in self._of_stages:
            self._of_stages[stage] = replace(self, stage=stage, _of_stages={})
        return self._of_stages[stage]

    @cached_property
    def of_school(self) -> tuple[str, ...]:
        """The 学段 of the school."""
        return tuple(stage.word for stage in stages_of(self.facts.school.stage))

    # people

    @cached_property
    def teachers(self) -> tuple[tuple[TeacherRow, Fraction], ...]:
        """专任教师 with their share of this 学段; somebody on exchange is where the lessons are."""
        return self._shared(
            row
            for row in self.facts.present
            if is_counted_here(row, self.facts.of("exchange", row), self.facts.day, Place.LESSONS)
        )

    @cached_property
    def staff(self) -> tuple[TeacherRow, ...]:
        """教职工 of the school whose post is here."""
        return tuple(row for row in self.facts.present if is_staff(row) and not self._is_guest(row))

    def _is_guest(self, row: TeacherRow) -> bool:
        """Somebody from another school, whose post stayed there."""
        return any(
            one.direction == "接收" and one.moved_relation != "是" and holds(one, self.facts.day)
            for one in self.facts.of("exchange", row)
        )

    def _shared(self, rows: Iterable[TeacherRow]) -> tuple[tuple[TeacherRow, Fraction], ...]:
        """Rows with their share; who is not known to be of any 学段 belongs to the only one there is."""
        if self.stage == WHOLE or len(self.of_school) == 1:
            return tuple((row, Fraction(1)) for row in rows)
        found = ((row, self._share(row)) for row in rows)
        return tuple((row, share) for row, share in found if share)

    def _share(self, row: TeacherRow) -> Fraction:
        shares = stage_shares(row, self.facts.of("assignment", row), self.facts.day)
        return Fraction(str(shares.get(self.stage, 0)))

    def without_people(self, people: Sequence[object], what: str = "教职工") -> tuple[Missing, ...]:
        """() when there are any; else who has to be entered: a roster of nobody is none that was kept."""
        return () if people else (Missing(what, ROSTER_PAGE),)

    # figures

    @cached_property
    def pupils(self) -> Fraction | None:
        """在校生数; None while that of one 学段 is not known."""
        return self._sum(pupils_and_classes(self.facts, stage)[0] for stage in self.stages)

    @cached_property
    def class_count(self) -> Fraction | None:
        """班级数; None while that of one 学段 is not known."""
        return self._sum(pupils_and_classes(self.facts, stage)[1] for stage in self.stages)

    @cached_property
    def classes(self) -> tuple[ClassRow, ...]:
        """The classes of the school year, dissolved ones left out."""
        return tuple(row for row in self.facts.open_classes if row.stage in self.stages)

    @cached_property
    def stats(self) -> tuple[StatsRow, ...]:
        """The yearly figures of these 学段."""
        return tuple(row for row in self.facts.figures if row.stage in self.stages)

    def typed(self, key: str) -> Fraction | None:
        """A yearly figure over these 学段; None while one of them has none."""
        of_stage = {row.stage: getattr(row, key) for row in self.stats}
        return self._sum(of_stage.get(stage) for stage in self.stages)

    @staticmethod
    def _sum(values: Iterable[float | None]) -> Fraction | None:
        every = list(values)
        if not every or None in every:
            return None
        return added(Fraction(str(value)) for value in every)

    # what lacks

    def lacking(self, key: str) -> Missing:
        """A yearly figure that nobody has entered, in words."""
        title = STATS_COLUMN[key].full_title
        of = "、".join(
            stage
            for stage in self.stages
            if not any(row.stage == stage and getattr(row, key) is not None for row in self.stats)
        )
        return Missing(f"{self.facts.school_year}学年{of}的{title}", STATS_PAGE)

    def without_pupils(self) -> tuple[Missing, ...]:
        """() when there are pupils; else what has to be entered, also where it says that there are none."""
        return () if self.pupils else (self.lacking("students"),)


def count(
    people: Iterable[tuple[TeacherRow, Fraction]], words: Words = lambda row: row.subject
) -> tuple[Fraction, tuple[Person, ...]]:
    """The sum of the shares, and who they are."""
    counted = tuple(Person(row.id, row.name, words(row), share) for row, share in people)
    return added(one.share for one in counted), counted


def shares(
    inputs: Inputs,
    test: Test,
    words: Words = lambda row: row.subject,
    **more: Any,
) -> Figure:
    """How many 专任教师 fit a test, of all of them. test: None = cannot be said of somebody."""
    tested = [(row, share, test(row)) for row, share in inputs.teachers]
    number, counted = count(((row, share) for row, share, fits in tested if fits), words)
    _, unknown = count(((row, share) for row, share, fits in tested if fits is None), words)
    total = added(share for _, share, _ in tested)
    missing = inputs.without_people(tested, "专任教师")
    return Figure(
        numerator=number if total else None,
        denominator=total,
        counted=counted,
        unknown=unknown,
        missing=missing,
        **more,
    )


def per_pupil(inputs: Inputs, test: Test, words: Words = lambda row: row.subject, **more: Any) -> Figure:
    """How many 专任教师 fit a test, against the pupils."""
    found = shares(inputs, test, words)
    missing = (*inputs.without_pupils(), *found.missing)
    number = Fraction() if found.numerator is None else found.numerator
    return Figure(
        numerator=None if missing else number,
        denominator=inputs.pupils,
        counted=found.counted,
        unknown=found.unknown,
        missing=missing,
        **more,
    )


def typed_per_pupil(inputs: Inputs, key: str) -> Figure:
    """A yearly figure against the pupils."""
    value = inputs.typed(key)
    missing = (*(() if value is not None else (inputs.lacking(key),)), *inputs.without_pupils())
    return Figure(numerator=None if missing else value, denominator=inputs.pupils, missing=missing)


def grades_of(stage: str) -> Sequence[str]:
    """The grades of a 学段, lowest first."""
    return STAGE[stage].grades if stage in STAGE else ()


Rule = Callable[[Inputs], Figure]
Rules = Mapping[str, Rule]

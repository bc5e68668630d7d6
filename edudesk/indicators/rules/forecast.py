"""师资预测: who reaches the age of retirement in each of the years to come, and what the subjects need then.

The ages are those of forms/roster/retirement.toml (参考). Nobody's status is changed by it, and nobody is taken to
come or to leave otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from edudesk.base.rounding import scaled
from edudesk.indicators.rows.values import added
from edudesk.indicators.rules.inputs import Inputs
from edudesk.indicators.rules.periods import Need, subject_needs
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.counting import category_of
from edudesk.roster.rules.retirement import retires

YEARS: Final = 5
NOTE: Final = "按渐进式延迟法定退休年龄对照表推算（参考），不改变任何人的状态，没有计入调动和新进。"


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who reaches the age of retirement. month: ISO month, of the past when they are still here."""

    row: TeacherRow
    month: str
    category: str
    is_teacher: bool

    @property
    def year(self) -> str:
        """The calendar year."""
        return self.month[:4]


@dataclass(frozen=True, slots=True)
class YearAhead:
    """A calendar year. leavers: by month; staff, teachers: 教职工 and 专任教师 left at its end; pupils: in it."""

    year: int
    leavers: tuple[Leaver, ...]
    staff: int
    teachers: Fraction
    pupils: Fraction | None


@dataclass(frozen=True, slots=True)
class SubjectAhead:
    """A subject in a 学段: as it is now, and what lacks at the end of each year (below 0 = too many); leavers: those of
    all years."""

    now: Need
    lacks: tuple[Fraction, ...]
    leavers: tuple[Leaver, ...]

    @property
    def id(self) -> str:
        """小学语文."""
        return f"{self.now.stage}{self.now.subject}"


@dataclass(frozen=True, slots=True)
class Forecast:
    """unknown: staff of whom birth or sex is not entered; origin: where the periods are from."""

    years: tuple[YearAhead, ...]
    subjects: tuple[SubjectAhead, ...]
    unknown: tuple[TeacherRow, ...]
    origin: str


def forecast(inputs: Inputs, pupils: int = 0, years: int = YEARS) -> Forecast:
    """This calendar year and so many after it. inputs: of the whole school; pupils: how many more (below 0 fewer) there
    will be in the last year, spread evenly over the years; lessons grow as pupils do."""
    first = inputs.facts.on.year
    ahead = range(first, first + years + 1)
    every = leavers(inputs, years)
    needs, origin = subject_needs(inputs)
    teachers = {row.id: share for row, share in inputs.teachers}
    growth = [_growth(inputs, pupils, place, years) for place in range(years + 1)]
    return Forecast(
        years=tuple(
            _year(inputs, every, year, teachers, factor) for year, factor in zip(ahead, growth, strict=True)
        ),
        subjects=tuple(_subject(need, inputs, every, ahead, growth) for need in needs),
        unknown=tuple(row for row in inputs.staff if not retires(row)),
        origin=origin,
    )


def leavers(inputs: Inputs, years: int = YEARS) -> tuple[Leaver, ...]:
    """Staff who reach the age by the end of the calendar year so many years on, the first first (as E12 counts)."""
    last = f"{inputs.facts.on.year + years}-12"
    teachers = {row.id for row, _ in inputs.teachers}
    found = [
        Leaver(row, month, category_of(row), row.id in teachers)
        for row in inputs.staff
        if (month := retires(row)) and month <= last
    ]
    return tuple(sorted(found, key=lambda one: (one.month, one.row.name)))


def _in_year(every: Sequence[Leaver], year: int, first: int) -> tuple[Leaver, ...]:
    """Those of a year; who should have gone before and is still here goes in the first."""
    return tuple(one for one in every if max(int(one.year), first) == year)


def _gone(every: Sequence[Leaver], year: int) -> list[Leaver]:
    return [one for one in every if int(one.year) <= year]


def _growth(inputs: Inputs, pupils: int, place: int, years: int) -> Fraction:
    """Pupils of a year against those of now; 1 while nobody knows how many there are."""
    if not inputs.pupils:
        return Fraction(1)
    return max(1 + Fraction(pupils * place, years) / inputs.pupils, Fraction())


def _year(
    inputs: Inputs, every: Sequence[Leaver], year: int, teachers: dict[str, Fraction], factor: Fraction
) -> YearAhead:
    gone = _gone(every, year)
    return YearAhead(
        year=year,
        leavers=_in_year(every, year, inputs.facts.on.year),
        staff=len(inputs.staff) - len(gone),
        teachers=added(teachers.values()) - added(teachers.get(one.row.id, Fraction()) for one in gone),
        pupils=None if inputs.pupils is None else inputs.pupils * factor,
    )


def _subject(
    need: Need, inputs: Inputs, every: Sequence[Leaver], ahead: range, growth: Sequence[Fraction]
) -> SubjectAhead:
    held = {row.id: share for row, share in inputs.of_stage(need.stage).teachers}
    mine = tuple(one for one in every if one.row.subject == need.subject and one.row.id in held)
    return SubjectAhead(
        now=need,
        lacks=tuple(
            need.needed * factor - need.staff + added(held[one.row.id] for one in _gone(mine, year))
            for year, factor in zip(ahead, growth, strict=True)
        ),
        leavers=mine,
    )


def rounded(value: Fraction) -> float:
    """For the eye: a tenth of a teacher, half away from 0 as all figures are."""
    return scaled(value) / 10


def lack_words(lack: Fraction) -> str:
    """缺 1.4, 余 0.8, 平 within a tenth of a teacher."""
    amount = rounded(abs(lack))
    if not amount:
        return "平"
    return f"{'缺' if lack > 0 else '余'} {amount:g}"

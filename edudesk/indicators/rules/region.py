"""The schools of a region or of a 集团 beside each other: their figures, what each lacks, how far they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, Final, NamedTuple

from edudesk.indicators.rows.stored import AMOUNTS, REGION_COLUMN, STAFF, YES, RegionDraft
from edudesk.indicators.rows.values import WHOLE, Figure, Indicator, Missing, Result, Verdict
from edudesk.indicators.rules.catalogue import indicators
from edudesk.indicators.rules.inputs import Inputs
from edudesk.indicators.rules.judging import Balance, balance, judged
from edudesk.indicators.rules.settings import Settings
from edudesk.indicators.rules.variation import SchoolFigure, Variation, variation, why_not
from edudesk.roster.reports.facts import Facts
from edudesk.school.rows import SchoolDraft
from edudesk.school.rules.years import first_of, year_from

REGION_PAGE: Final = "region"
NOT_COUNTED: Final = "不计入"
_NOTHING: Final = "—"
LIMITS: Final = {"小学": "cv_primary", "初中": "cv_middle"}  # 学段 -> setting; of 高中 nothing is asked
GOAL, LEAST = "cv_goal", "region_least"
SETTINGS: Final = (*LIMITS.values(), GOAL, LEAST)
SEVEN: Final = tuple(AMOUNTS)
# heads over the seven beside each other
SHORT_TITLES: Final = {
    "Q1": "Q1 高学历教师", "Q2": "Q2 骨干教师", "Q3": "Q3 体艺教师", "Q4": "Q4 教辅用房", "Q5": "Q5 运动场馆", "Q6": "Q6 仪器设备",
    "Q7": "Q7 多媒体教室",
}  # fmt: skip
MARKS: Final = {Verdict.MISSED: "▲", Verdict.NEAR: "△"}
"""Behind a figure on paper, where no colour tells."""


@dataclass(frozen=True)
class SchoolLine:
    """One school of the region: its figures judged as our own are. results: Q1–Q7, then what else its row holds."""

    row: RegionDraft
    results: Mapping[str, Result]
    is_own: bool
    why_not: str = ""

    @property
    def verdict(self) -> str:
        """Against the seven, in words."""
        return NOT_COUNTED if self.why_not else str(self.balance.verdict)

    @cached_property
    def balance(self) -> Balance:
        """The school against the seven."""
        (found,) = balance([self.results[key] for key in SEVEN])
        return found

    @property
    def worst(self) -> Result | None:
        """What is furthest below its limit; None where nothing is."""
        below = [one for one in self.results.values() if one.achieved is not None and one.achieved < 1]
        return min(below, key=lambda one: one.achieved or Fraction(), default=None)

    @property
    def lacks(self) -> tuple[Result, ...]:
        """Limits on teachers that are missed: 体育, 音美, 心理; of a row without them those of Q3."""
        own = [one for key, one in self.results.items() if key not in SEVEN and not one.figure.missing]
        return tuple(one for one in own or [self.results["Q3"]] if one.gap is not None and one.gap > 0)


@dataclass(frozen=True)
class Spread:
    """How far the schools differ in one of the seven. limit: None where nothing is asked; goal: of the region itself;
    own, own_share: x of our school, and what it adds to S²; last: the coefficient of the school year before."""

    indicator: Indicator
    found: Variation | None
    limit: float | None
    goal: float
    own: float | None = None
    own_share: float | None = None
    last: float | None = None

    @property
    def coefficient(self) -> float | None:
        """S ÷ mean."""
        return None if self.found is None else self.found.coefficient

    @property
    def verdict(self) -> Verdict:
        """Against the limit; while a school that counts has no figure nothing is met."""
        if self.coefficient is None or (self.found and self.found.lacking):
            return Verdict.UNKNOWN
        if self.limit is None:
            return Verdict.REPORTED
        return Verdict.MET if self.coefficient <= self.limit else Verdict.MISSED

    @property
    def part(self) -> float | None:
        """Of S², what our school adds: 0.0 to 1.0."""
        if self.own_share is None or self.found is None or not self.found.deviation:
            return None
        return self.own_share / self.found.deviation**2


class SpreadWords(NamedTuple):
    """A Spread as a page, a sheet and the command line print it."""

    mean: str
    deviation: str
    cv: str
    last: str
    limit: str
    goal: str
    own: str
    own_share: str
    part: str


def spread_words(one: Spread) -> SpreadWords:
    """差异系数 with two decimals (规划与项目调研 4.2); figures per hundred pupils where they are so counted."""
    factor, found = one.indicator.factor, one.found
    digits = max(one.indicator.decimals, 2)

    def told(value: float | None, places: int, times: float = 1.0) -> str:
        return _NOTHING if value is None else f"{value * times:,.{places}f}".replace(",", "\u2009")

    goal = _NOTHING
    if one.coefficient is not None:
        goal = f"{'达到' if one.coefficient < one.goal else '未达到'} <{one.goal:g}"
    return SpreadWords(
        mean=told(found.mean if found else None, digits, factor),
        deviation=told(found.deviation if found else None, digits, factor),
        cv=told(one.coefficient, 2),
        last=told(one.last, 2),
        limit=_NOTHING if one.limit is None else f"≤ {one.limit:.2f}",
        goal=goal,
        own=told(one.own, digits, factor),
        own_share=told(
            one.own_share, 4 if (one.own_share or 0) * factor * factor < 100 else 2, factor * factor
        ),
        part=_NOTHING if one.part is None else f"{one.part * 100:.1f}%",
    )


@dataclass(frozen=True)
class Region:
    """The schools of one school year and 学段."""

    school_year: str
    stage: str
    lines: tuple[SchoolLine, ...]
    spreads: tuple[Spread, ...]

    @property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        """Schools that count for no coefficient, and why."""
        return tuple((one.row.name, one.why_not) for one in self.lines if one.why_not)

    @property
    def counted(self) -> tuple[SchoolLine, ...]:
        """Schools that count: neither special nor too small."""
        return tuple(one for one in self.lines if not one.why_not)

    @property
    def met(self) -> int:
        """Schools that count and pass the seven."""
        return sum(one.balance.verdict is Verdict.MET for one in self.counted)

    @property
    def worst(self) -> tuple[tuple[Indicator, int], ...]:
        """The figures that most schools miss, with how many; the worst first."""
        counts = [
            (
                spread.indicator,
                sum(
                    one.results[spread.indicator.id].verdict in (Verdict.NEAR, Verdict.MISSED)
                    for one in self.counted
                ),
            )
            for spread in self.spreads
        ]
        return tuple(sorted((one for one in counts if one[1]), key=lambda one: -one[1]))


def _short(indicator: Indicator) -> str:
    """骨干教师, without its number."""
    return SHORT_TITLES[indicator.id].removeprefix(f"{indicator.id} ")


def region_words(one: Region) -> str:
    """小学 7 所，达标 3 所；未达标最多的是骨干教师（5 所）。"""
    if not one.lines:
        return f"{one.stage}还没有录入区域学校。"
    worst = "、".join(f"{_short(indicator)}（{count} 所）" for indicator, count in one.worst[:3])
    left = len(one.lines) - len(one.counted)
    beside = f"，另有 {left} 所不计入" if left else ""
    told = f"；未达标最多的是{worst}" if worst else ""
    return f"{one.stage} {len(one.counted)} 所，达标 {one.met} 所{beside}{told}。"


def region(
    rows: Sequence[RegionDraft],
    school_year: str,
    stage: str,
    on: date,
    own_names: Sequence[str] = (),
    settings: Settings | None = None,
) -> Region:
    """The rows of a school year and 学段. own_names: what our school may be called there."""
    held = settings or Settings()
    mine = [row for row in rows if (row.school_year, row.stage) == (school_year, stage)]
    least = float(held.number(LEAST))
    lines = tuple(_line(row, on, own_names, held, least) for row in mine)
    year_before = year_from(first_of(school_year) - 1)
    before = [row for row in rows if (row.school_year, row.stage) == (year_before, stage)]
    spreads = (
        replace(
            _spread(key, mine, stage, own_names, held, least),
            last=_spread(key, before, stage, own_names, held, least).coefficient,
        )
        for key in SEVEN
    )
    return Region(school_year, stage, lines, tuple(spreads))


def _line(row: RegionDraft, on: date, own_names: Sequence[str], held: Settings, least: float) -> SchoolLine:
    school = SchoolDraft(name=row.name, stage=row.stage, school_year=row.school_year)
    inputs = Inputs(Facts(school, on, on, ()), row.stage, held)
    found = {
        key: judged(indicators()[key], inputs, _figure(row, field))
        for key, field in {**AMOUNTS, **STAFF}.items()
    }
    return SchoolLine(row, found, row.name in own_names, why_not(_counted(row, 0.0), least))


def _figure(row: RegionDraft, field: str) -> Figure:
    """An amount of a row against its pupils; what is not entered is named."""
    amount = getattr(row, field)
    missing = tuple(
        Missing(f"{row.name}的{REGION_COLUMN[key].title}", REGION_PAGE)
        for key, value in ((field, amount), ("pupils", row.pupils or None))
        if value is None
    )
    return Figure(
        numerator=None if missing else Fraction(str(amount)),
        denominator=None if row.pupils is None else Fraction(row.pupils),
        missing=missing,
    )


def _counted(row: RegionDraft, amount: float | None) -> SchoolFigure:
    return SchoolFigure(row.name, row.pupils, amount, row.is_special == YES)


def _spread(
    key: str, rows: Sequence[RegionDraft], stage: str, own_names: Sequence[str], held: Settings, least: float
) -> Spread:
    field = AMOUNTS[key]
    found = variation([_counted(row, getattr(row, field)) for row in rows], least)
    shares = dict(found.shares) if found is not None else {}
    own = next((row for row in rows if row.name in own_names and row.name in shares), None)
    return Spread(
        indicator=indicators()[key],
        found=found,
        limit=float(held.number(LIMITS[stage])) if stage in LIMITS else None,
        goal=float(held.number(GOAL)),
        own=None if own is None else getattr(own, field) / (own.pupils or 1),
        own_share=None if own is None else shares[own.name],
    )


def own_row(results: Sequence[Result], school_year: str, stage: str, name: str) -> RegionDraft:
    """Our own school as a row of the region, from its figures; what cannot be said stays open."""
    of_stage = {one.indicator.id: one.figure for one in results if one.stage in (stage, WHOLE)}
    pupils = next((one.denominator for key in SEVEN if (one := of_stage[key]).denominator), None)
    amounts: dict[str, Any] = {
        field: None if (number := of_stage[key].numerator) is None else float(number)
        for key, field in {**AMOUNTS, **STAFF}.items()
    }
    return RegionDraft(
        school_year=school_year,
        stage=stage,
        name=name,
        pupils=None if pupils is None else int(pupils),
        **amounts,
    )

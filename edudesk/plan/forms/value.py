"""A scheme: every number that turns figures of a plan into a score (发展规划与材料报送调研 2.4)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

FULL: Final = Decimal(100)
"""What counts at most, and what everything is told of: per cent and points alike."""


class Source(StrEnum):
    """Where the points of a part come from."""

    GOALS = "目标"  # attainment of the goals of the plan
    TYPED = "评分"  # points of 100 that somebody gives
    YEARS = "年度评价"  # the yearly reviews of the years before the last, alike
    FINAL = "终结评价"  # attainment over the whole round


class Judging(StrEnum):
    """How a goal gets its grade."""

    POINTS = "按分数线"
    CONDITIONS = "按条件"  # all rows reached, none failed (江苏星级高中)


@dataclass(frozen=True, slots=True)
class Rung:
    """One grade, word or level. least: per cent from which it holds; of a level, what it counts."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score. weight: against the others; goals: words of which the title of a top goal holds one, () = all
    goals that no other part takes."""

    name: str
    weight: Decimal
    of: Source = Source.GOALS
    goals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conditions:
    """Grades by conditions: all rows from `all_from` per cent = best, any row below `any_below` = worst, else between.

    names: best, between, worst of a goal; whole: the same of the plan.
    """

    all_from: Decimal
    any_below: Decimal
    names: tuple[str, str, str]
    whole: tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """How a plan is scored. All figures are per cent.

    source: who published it; is_reference: not confirmed by an official text (参考); cap: shown at most, counted is never
    more than 100; measures, tasks: share of each in a goal that has both; words: 完全达成 …; levels: what A–D counts;
    grades: cut-offs of a score; year, round: parts of the score of a year and of the whole round.
    """

    key: str
    title: str
    version: int = 1
    note: str = ""
    source: str = ""
    is_reference: bool = True
    cap: Decimal = FULL
    measures: Decimal = Decimal(70)
    tasks: Decimal = Decimal(30)
    words: tuple[Rung, ...] = ()
    levels: tuple[Rung, ...] = ()
    grades: tuple[Rung, ...] = ()
    year: tuple[Part, ...] = ()
    round: tuple[Part, ...] = ()
    judging: Judging = Judging.POINTS
    conditions: Conditions | None = None

    def level(self, name: str) -> Decimal | None:
        """What a level counts, A or a; None for one that the scheme has not."""
        return next(
            (one.least for one in self.levels if one.name.casefold() == name.strip().casefold()), None
        )

    def grade(self, points: Decimal) -> str:
        """优秀 … of a printed score; "" below all."""
        return rung_of(self.grades, points)

    def word(self, percent: Decimal) -> str:
        """完全达成 … of a printed attainment."""
        return rung_of(self.words, percent)


def rung_of(rungs: tuple[Rung, ...], value: Decimal) -> str:
    """The name of the highest rung reached."""
    reached = [one for one in rungs if value >= one.least]
    return max(reached, key=lambda one: one.least).name if reached else ""

"""An indicator as it is declared, and what it comes to on a day (教师花名册 3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

WHOLE: Final = ""  # the column of the whole school, beside those of its 学段
REST_SHARE: Final = Fraction(85, 100)  # what the one missed of seven must reach (教督〔2017〕6号)


class Shape(StrEnum):
    """How numerator and denominator become the figure that is shown."""

    PER = "per"  # numerator ÷ denominator × factor
    SHARE = "share"  # numerator ÷ denominator, in per cent
    ONE_TO = "one_to"  # denominator ÷ numerator, 1:225
    COUNT = "count"  # the numerator alone
    PARTS = "parts"  # a distribution, no single figure


class Better(StrEnum):
    """Which way is better; REPORTED has no target by itself."""

    HIGH = "high"
    LOW = "low"
    REPORTED = ""


class Verdict(StrEnum):
    """How a figure stands to its target."""

    MET = "达标"
    NEAR = "≥85%"
    MISSED = "未达"
    REPORTED = "仅列数"
    UNKNOWN = "缺数据"


def added(numbers: Iterable[Fraction | int]) -> Fraction:
    """Their exact sum. Nearly all shares are 1: adding them as fractions took half the time of all figures."""
    whole, rest = 0, Fraction()
    for one in numbers:
        if one.denominator == 1:
            whole += one.numerator
        else:
            rest += one
    return rest + whole


class Person(NamedTuple):
    """Somebody who was counted, or could not be. share: less than 1 where 学段 share a person; words: why, 体育."""

    id: str
    name: str
    words: str = ""
    share: Fraction = Fraction(1)


class Missing(NamedTuple):
    """An input nobody has entered. what: 2026-2027学年小学的在校生数; page: where it is entered, school_stats, school_classes, roster."""

    what: str
    page: str


class Part(NamedTuple):
    """One bar of a distribution."""

    word: str
    number: Fraction
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a school may decide about how it is counted. value: a word, words or a number, as kind says."""

    key: str
    title: str
    kind: str
    value: str | float | tuple[str, ...]
    source: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is counted and how. targets: 学段 or kind of school -> limit; since: from which year on it is asked for.

    formula, counted: the 口径 in words, with {setting} where a setting stands; unit: of the figure; of: of the
    numerator, for the gap; counts: what those counted are: teachers, classes, checks or projects; about: of what, for a
    rule that serves several (备课); has_gap: whether what lacks can be told in units of the numerator; scope: stage = a
    figure for each 学段, school = one for all.
    """

    id: str
    group: str
    name: str
    rule: str
    shape: Shape
    formula: str
    counted: str
    source: str
    factor: int = 1
    unit: str = ""
    of: str = "人"
    decimals: int = 2
    scope: str = "stage"
    better: Better = Better.REPORTED
    targets: Mapping[str, Fraction] = field(default_factory=dict)
    since: Mapping[str, int] = field(default_factory=dict)
    settings: tuple[str, ...] = ()
    counts: str = "teachers"
    about: str = ""
    has_gap: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators that stand together: 优质均衡."""

    key: str
    title: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a rule counted. numerator None: cannot be said; missing: why; target: where the rule itself knows it.

    counted: who makes the numerator; unknown: who was left out because something about them is not entered;
    is_apart: they are not in the denominator either, so that with them a figure could also be worse.
    """

    numerator: Fraction | None = None
    denominator: Fraction | None = None
    counted: tuple[Person, ...] = ()
    unknown: tuple[Person, ...] = ()
    parts: tuple[Part, ...] = ()
    missing: tuple[Missing, ...] = ()
    target: Fraction | None = None
    notes: tuple[str, ...] = ()
    is_apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """An indicator on a day, of one 学段 or of the school (stage WHOLE). value: unrounded, None = cannot be said.

    gap: what lacks in the unit of the numerator, below 0 = what is over; None without a target. own_target: what the
    school wants for itself (校定目标), own_verdict: how the figure stands to it.
    """

    indicator: Indicator
    stage: str
    figure: Figure
    value: Fraction | None
    target: Fraction | None
    verdict: Verdict
    achieved: Fraction | None = None
    gap: Fraction | None = None
    own_target: Fraction | None = None
    own_verdict: Verdict = Verdict.REPORTED

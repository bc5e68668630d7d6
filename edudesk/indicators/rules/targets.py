"""校定目标: what a school wants of its own figures, from a school year on, beside what is asked of it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final, NamedTuple

from edudesk.indicators.rows.values import WHOLE, Better, Indicator, Shape
from edudesk.indicators.rules.catalogue import indicators
from edudesk.school.rows.stages import STAGE
from edudesk.school.rules.years import read_school_year

_PREFIX: Final = "target"
_WHOLE_WORD: Final = "全校"
_MOST: Final = Fraction(10**9)
Targets = Mapping[tuple[str, str], tuple[tuple[str, Fraction | None], ...]]
"""(id, 学段) -> school years with what is wanted from then on, oldest first; None = nothing any more."""


class TargetKey(NamedTuple):
    """Whose target, and from which school year on. stage: WHOLE of a figure of the whole school."""

    indicator: str
    stage: str
    school_year: str

    @property
    def text(self) -> str:
        """As settings are kept by: target.Q3.小学.2026-2027."""
        return ".".join((_PREFIX, self.indicator, self.stage or _WHOLE_WORD, self.school_year))


def read_key(text: str) -> TargetKey | None:
    """The key of a target; None for that of another setting."""
    prefix, *rest = text.split(".")
    if prefix != _PREFIX or len(rest) != len(TargetKey._fields):
        return None
    one, stage, year = rest
    return TargetKey(one, WHOLE if stage == _WHOLE_WORD else stage, year)


def targets_of(rows: Iterable[tuple[TargetKey, str | None]]) -> Targets:
    """What was kept, in the order of years."""
    found: dict[tuple[str, str], list[tuple[str, Fraction | None]]] = {}
    for key, value in rows:
        told = None if value is None else Fraction(value)
        found.setdefault((key.indicator, key.stage), []).append((key.school_year, told))
    return {key: tuple(sorted(told, key=lambda one: one[0])) for key, told in found.items()}


def target_in(targets: Targets, indicator: str, stage: str, school_year: str) -> Fraction | None:
    """What is wanted in a school year: of that year, else of the last one before it that says something."""
    held = [value for year, value in targets.get((indicator, stage), ()) if year <= school_year]
    return held[-1] if held else None


def has_direction(indicator: Indicator) -> bool:
    """Whether a target can be set at all: which way is better is not the school's to decide."""
    return indicator.better is not Better.REPORTED and indicator.shape is not Shape.PARTS


def typed_target(indicator: Indicator, typed: float | str) -> Fraction:
    """As it is kept: 95 of a share is 0.95, 220 of 1:220 stays."""
    value = Fraction(str(typed))
    return value / 100 if indicator.shape is Shape.SHARE else value


def shown_target(indicator: Indicator, value: Fraction) -> float:
    """As it is typed: 0.95 of a share is 95."""
    return float(value * 100 if indicator.shape is Shape.SHARE else value)


def unit_typed(indicator: Indicator) -> str:
    """What stands beside the field: %, 人, of 1:220 the pupils."""
    match indicator.shape:
        case Shape.SHARE:
            return "%"
        case Shape.ONE_TO:
            return "1 比几"
    return indicator.unit


def target_problem(key: TargetKey, value: str | None) -> str:
    """What is wrong with a target, "" when nothing is."""
    one = indicators().get(key.indicator)
    if one is None or not has_direction(one):
        return "这项指标不能设校定目标。"
    if (key.stage == WHOLE) != (one.scope == "school") or (key.stage and key.stage not in STAGE):
        return "这项指标没有这个学段。"
    if read_school_year(key.school_year) != key.school_year:
        return "请写成 2026-2027 这样的学年。"
    if value is None:
        return ""
    number = Fraction(value)
    if number < 0 or number > _MOST or (one.shape is Shape.SHARE and number > 1):
        return "请填 0 至 100 之间的百分数。" if one.shape is Shape.SHARE else "请填不小于 0 的数。"
    return "请填大于 0 的数。" if one.shape is Shape.ONE_TO and not number else ""

"""校际差异系数: how far the schools of a region differ, weighted by pupils (教督〔2017〕6号; 规划与项目调研 6.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

LIMITS: Final = {"小学": 0.50, "初中": 0.45}
LEAST_PUPILS: Final = 50  # a 教学点 of fewer is left out


@dataclass(frozen=True, slots=True)
class SchoolFigure:
    """One school: its pupils and the absolute amount (teachers, m², 元). is_special: 特殊教育, 职业学校."""

    name: str
    pupils: float
    amount: float
    is_special: bool = False


@dataclass(frozen=True, slots=True)
class Variation:
    """mean: ΣX ÷ ΣP, not the mean of the schools' figures; deviation S; coefficient S ÷ mean, None when mean is 0.

    shares: name of each school and what it adds to S², (P ÷ ΣP)(x − mean)²; left_out: names.
    """

    mean: float
    deviation: float
    coefficient: float | None
    shares: tuple[tuple[str, float], ...]
    left_out: tuple[str, ...]


def variation(schools: Sequence[SchoolFigure], least: float = LEAST_PUPILS) -> Variation | None:
    """The coefficient over the schools that count; None while there are none. least: pupils of a school that counts."""
    counted = [one for one in schools if not one.is_special and one.pupils >= least and one.pupils > 0]
    left_out = tuple(one.name for one in schools if one not in counted)
    pupils = sum(one.pupils for one in counted)
    if not counted or not pupils:
        return None
    mean = sum(one.amount for one in counted) / pupils
    shares = tuple((one.name, one.pupils / pupils * (one.amount / one.pupils - mean) ** 2) for one in counted)
    deviation = sqrt(sum(share for _, share in shares))
    return Variation(mean, deviation, deviation / mean if mean else None, shares, left_out)

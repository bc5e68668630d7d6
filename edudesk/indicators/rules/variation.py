"""校际差异系数: how far the schools of a region differ, weighted by pupils (教督〔2017〕6号; 规划与项目调研 6.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, NamedTuple

LEAST_PUPILS: Final = 50  # a 教学点 of fewer is left out
SPECIAL: Final = "特殊教育或职业学校"
NO_PUPILS: Final = "没有填写在校生数"
NO_AMOUNT: Final = "没有填写这一项"


@dataclass(frozen=True, slots=True)
class SchoolFigure:
    """One school: its pupils and the absolute amount (teachers, m², 元). is_special: 特殊教育, 职业学校; None = not known."""

    name: str
    pupils: float | None
    amount: float | None
    is_special: bool = False


class LeftOut(NamedTuple):
    """A school that is not counted, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Variation:
    """mean: ΣX ÷ ΣP, not the mean of the schools' figures; deviation S; coefficient S ÷ mean, None when mean is 0.

    shares: name of each school and what it adds to S², (P ÷ ΣP)(x − mean)².
    """

    mean: float
    deviation: float
    coefficient: float | None
    shares: tuple[tuple[str, float], ...]
    left_out: tuple[LeftOut, ...]

    @property
    def lacking(self) -> tuple[LeftOut, ...]:
        """Those who would count, of whom something is not entered."""
        return tuple(one for one in self.left_out if one.why in (NO_PUPILS, NO_AMOUNT))


def variation(schools: Sequence[SchoolFigure], least: float = LEAST_PUPILS) -> Variation | None:
    """The coefficient over the schools that count; None while there are none. least: pupils of a school that counts."""
    left_out = tuple(LeftOut(one.name, why) for one in schools if (why := why_not(one, least)))
    counted = [
        (one.name, one.pupils, one.amount)
        for one in schools
        if not why_not(one, least) and one.pupils is not None and one.amount is not None
    ]
    pupils = sum(number for _, number, _ in counted)
    if not pupils:
        return None
    mean = sum(amount for _, _, amount in counted) / pupils
    shares = tuple((name, own / pupils * (amount / own - mean) ** 2) for name, own, amount in counted)
    deviation = sqrt(sum(share for _, share in shares))
    return Variation(mean, deviation, deviation / mean if mean else None, shares, left_out)


def why_not(one: SchoolFigure, least: float = LEAST_PUPILS) -> str:
    """Why a school is not counted, "" when it is."""
    if one.is_special:
        return SPECIAL
    if one.pupils is None:
        return NO_PUPILS
    if one.pupils < least or one.pupils <= 0:
        return f"在校生 {one.pupils:g} 人，不足 {least:g} 人"
    return NO_AMOUNT if one.amount is None else ""

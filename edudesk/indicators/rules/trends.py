"""A figure over snapshots, and two snapshots side by side."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from edudesk.indicators.rows.values import Result

SHOWN: Final = 6  # snapshots beside a figure
Key = tuple[str, str]
"""Id of an indicator and 学段."""


class Told(NamedTuple):
    """A figure in one snapshot. on: ISO day it stands for; result: None when it was not yet counted then."""

    on: str
    title: str
    result: Result | None


def key_of(one: Result) -> Key:
    """What a figure is found by in other snapshots."""
    return one.indicator.id, one.stage


def course(key: Key, snapshots: Sequence[tuple[str, str, Mapping[Key, Result]]]) -> tuple[Told, ...]:
    """A figure over the snapshots (day, title, results), the oldest first."""
    ordered = sorted(snapshots, key=lambda one: one[0])
    return tuple(Told(on, title, found.get(key)) for on, title, found in ordered)


def values(told: Sequence[Told]) -> tuple[Fraction | None, ...]:
    """What can be drawn: None where it could not be said."""
    return tuple(one.result.value if one.result is not None else None for one in told)

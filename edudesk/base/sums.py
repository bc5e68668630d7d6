"""Sums of figures some of which nobody knows."""

from collections.abc import Iterable
from typing import TypeVar

Number = TypeVar("Number", int, float)


def sum_known(values: Iterable[Number | None]) -> Number | None:
    """The sum of those that are known; None when none is."""
    known = [value for value in values if value is not None]
    return sum(known[1:], known[0]) if known else None

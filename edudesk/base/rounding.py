"""Figures rounded as offices do: half away from 0, never half to even."""

from fractions import Fraction

_HALF = Fraction(1, 2)


def scaled(value: Fraction, digits: int = 1) -> int:
    """The figure in units of its last digit: 675 of 6.745 with two digits; -13 of -1.25."""
    found = int(abs(value) * 10**digits + _HALF)
    return -found if value < 0 else found

"""Figures rounded as offices do: half away from 0, never half to even."""

from fractions import Fraction


def scaled(value: Fraction, digits: int = 1) -> int:
    """The figure in units of its last digit: 675 of 6.745 with two digits; -13 of -1.25."""
    # without a fraction in between: an evaluation of a plan rounds thousands of them
    units: int = 10**digits
    over, under = value.numerator * units, value.denominator
    whole = (2 * abs(over) + under) // (2 * under)
    return whole if over >= 0 else -whole

"""Which calendar year a yearly sheet is about."""

from collections.abc import Iterable
from datetime import date


def due_year(today: date) -> str:
    """This year; from January to March the one before."""
    return str(today.year - (today.month < 4))


def years_offered(told: Iterable[str], today: date) -> list[str]:
    """The years a sheet can be about, the latest first: those that something is told of, this one and the one before."""
    return sorted({*filter(None, told), str(today.year), str(today.year - 1)}, reverse=True)

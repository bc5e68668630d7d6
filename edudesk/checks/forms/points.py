"""Points are decimals, rounded half up to one place at each level from the printed values below (R10)."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache
from unicodedata import normalize

TENTH = Decimal("0.1")
_ONE, _NONE = Decimal(1), Decimal(0)


def rounded(value: Decimal, step: Decimal = TENTH) -> Decimal:
    """Half up to a step: 86.65 → 86.7, with 0.5: 8.25 → 8.5."""
    if step is TENTH:  # what nearly every call wants, three times as fast
        return value.quantize(TENTH, ROUND_HALF_UP)
    return (value / step).quantize(_ONE, ROUND_HALF_UP) * step


@cache
def of_tenths(tenths: int) -> Decimal:
    """A score as it is stored, in tenths of a point; a term makes it of the same few hundred again and again."""
    return Decimal(tenths) / 10


def mean(values: Sequence[Decimal]) -> Decimal:
    """The plain mean of printed values, printed. Raises ZeroDivisionError for none."""
    if not values:
        raise ZeroDivisionError("no values")
    return rounded(sum(values, _NONE) / len(values))


def weighted(pairs: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """Mean of (printed value, weight), printed. Raises ZeroDivisionError when all weights are 0."""
    total = got = _NONE
    for value, weight in pairs:
        total += weight
        got += value * weight
    if not total:
        raise ZeroDivisionError("no weight")
    return rounded(got / total)


def number_of(text: str) -> Decimal | None:
    """A number as people type it, full width or not; None when it is none (NaN and Infinity are none)."""
    try:
        number = Decimal(normalize("NFKC", text).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def plain(value: Decimal) -> str:
    """As people write it: 90.0 as 90, 85.5 as 85.5."""
    return f"{value.normalize():f}"

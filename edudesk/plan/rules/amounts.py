"""Numbers of a plan: read exactly as typed, reckoned as fractions, printed half up."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from unicodedata import normalize

from edudesk.base.rounding import scaled

NOUGHT, WHOLE = Fraction(0), Fraction(1)
_SIGNS = "%‰"
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
# denominators of what is printed with four places
_SHORT = frozenset((1, 2, 4, 5, 10, 20, 25, 50, 100, 1000))


@lru_cache(maxsize=4096)
def amount_of(text: str) -> Fraction | None:
    """A number as people type it: 92, 1,350, 96.5%, full width; None when it is none. The sign of per cent is the unit's."""
    plain = normalize("NFKC", text).strip().rstrip(_SIGNS).strip()
    if "," in plain:
        if _GROUPED.fullmatch(plain) is None:  # 36,5 is no 365
            return None
        plain = plain.replace(",", "")
    head, _, rest = plain.removeprefix("-").removeprefix("+").partition(".")
    if not (head + rest).isascii() or not (head + rest).isdigit():
        return None
    return Fraction(plain.rstrip("."))


def rounded(value: Fraction, places: int = 1) -> Decimal:
    """Half up, away from 0: 86.65 → 86.7. Exact, whatever the denominator."""
    return Decimal(scaled(value, places)).scaleb(-places)


def percent(share: Fraction) -> Decimal:
    """A share as it is printed: 0.8665 → 86.7."""
    return Decimal(scaled(share, 3)).scaleb(-1)


def whole_percent(share: Fraction) -> int:
    """A share as a list prints it, half up: 0.745 is 75; 0.996 is not yet 100."""
    return min(scaled(share, 2), 99) if share < 1 else scaled(share, 2)


def told(value: Fraction, places: int | None = None) -> str:
    """As people write it: 92.50 as 92.5; a third with two places."""
    if places is not None:
        return f"{rounded(value, places)}"
    # in whole numbers: an evaluation prints a thousand of them
    places = 4 if value.denominator in _SHORT else 2
    units = scaled(value, places)
    whole, rest = divmod(abs(units), 10**places)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{rest:0{places}}".rstrip("0") if rest else f"{sign}{whole}"

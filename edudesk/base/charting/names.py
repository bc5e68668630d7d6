"""The names under an axis: in one line, wrapped, turned or thinned, so that they never run into each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from edudesk.base.charting.marks import Letters

LEADING = 1.3  # line height as a share of the font size
_MOST_LINES = 3
_TURNED_ROOM = 1.15  # a turned name needs so much width
_WRAPPED_ROOM = 2.4  # lines of a single character are hard to read
_AIR = 0.4  # between neighbours on one line


@dataclass(frozen=True, slots=True)
class Names:
    """lines: of each name, () where it is left out; depth: height they take; lengths as shares of the font size."""

    lines: tuple[tuple[str, ...], ...]
    is_turned: bool
    depth: float


def fit_names(names: Sequence[str], slot: float, letters: Letters, most: float) -> Names:
    """The names of an axis whose categories are slot wide. most: depth of turned names, longer ones end in …."""
    room = max(slot - _AIR, 1.0)
    wrapped = [tuple(letters.lines(name, room)) for name in names]
    is_wide = slot >= _WRAPPED_ROOM or all(len(lines) == 1 for lines in wrapped)
    if is_wide and all(_reads_well(lines, room, letters) for lines in wrapped):
        return Names(tuple(wrapped), False, LEADING * max(map(len, wrapped), default=0))
    every = 1 if slot >= _TURNED_ROOM else -int(-_TURNED_ROOM // slot)
    cut = [elided(name, most, letters) for name in names]
    kept = tuple((name,) if place % every == 0 else () for place, name in enumerate(cut))
    return Names(kept, True, max((letters.width(line) for lines in kept for line in lines), default=0.0))


def elided(text: str, room: float, letters: Letters) -> str:
    """Text no wider than room, its end replaced by … when it has to be."""
    if letters.width(text) <= room + 1e-6:  # sums of shares of the font size are not exact
        return text
    while text and letters.width(text + "…") > room:
        text = text[:-1]
    return text.rstrip() + "…"


def _reads_well(lines: tuple[str, ...], room: float, letters: Letters) -> bool:
    if len(lines) > _MOST_LINES or any(letters.width(line) > room + 1e-6 for line in lines):
        return False
    return not any(_is_cut(before, after) for before, after in pairwise(lines))


def _is_cut(before: str, after: str) -> bool:
    """Whether a break went through a word or a figure of Latin letters."""
    return (before[-1:] + after[:1]).isascii() and before[-1:].isalnum() and after[:1].isalnum()

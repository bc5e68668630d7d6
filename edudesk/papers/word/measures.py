"""How wide text is in the fonts of an office PC, which are not here to be asked."""

from collections.abc import Sequence
from typing import Final

from edudesk.papers.titles import title_lines

TITLE_SHARE: Final = 0.96  # of the line, at most, for a line of a title, as in the PDF


class _Widths(dict[str, float]):
    """Chinese fonts as offices have them: a Chinese character is square, others are half as wide."""

    def __missing__(self, char: str) -> float:
        return 0.5 if char.isascii() else 1.0


WIDTHS: Final = _Widths()


def characters(text: str) -> float:
    """Width of a line as a multiple of the size."""
    return sum(map(WIDTHS.__getitem__, text))


def title_of(text: str, width: float, names: Sequence[str]) -> list[str]:
    """A title in balanced lines. width: of a line as a multiple of the size; names: words kept whole."""
    return title_lines(text, width * TITLE_SHARE, WIDTHS, names)

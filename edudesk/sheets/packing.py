"""The cells of one sheet on their way from the child to the program. Imported by the child: keep it lean."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

Places = tuple[list[int], list[Any]]
"""Which cells, counted row after row from 0, and their values."""

# JSON takes one long text many times faster than 60,000 short ones. No office program writes this mark, and
# unlike the separators below U+0020 it needs no escape in JSON.
BETWEEN = "\x7f"


def packed(rows: list[list[str]], width: int) -> str | list[str]:
    """All cells as one text, each row cut or filled to width; as a list when a cell holds BETWEEN itself."""
    full = [cells if len(cells) == width else (cells + [""] * width)[:width] for cells in rows]
    text = BETWEEN.join([BETWEEN.join(cells) for cells in full])
    if full and text.count(BETWEEN) != len(full) * width - 1:
        return [cell for cells in full for cell in cells]
    return text


def placed(values: list[tuple[int, int, Any]], width: int) -> Places:
    """Values that are not text; each comes with its row and column, both from 0."""
    return [row * width + column for row, column, _ in values], [value for _, _, value in values]


def unpacked(
    given: str | list[str], width: int, dates: Iterable[Any], numbers: Iterable[Any]
) -> tuple[tuple[Any, ...], ...]:
    """The rows again. dates, numbers: from placed; dates as ISO text, those with a time hold a T."""
    if not width:
        return ()
    cells: list[Any] = given.split(BETWEEN) if isinstance(given, str) else given
    for place, text in zip(*dates, strict=True):
        cells[place] = (datetime if "T" in text else date).fromisoformat(text)
    for place, number in zip(*numbers, strict=True):
        cells[place] = number
    return tuple(zip(*[iter(cells)] * width, strict=True))

"""Numbers that a cell shows with zeros or marks of its format: 7 as 0007. What people see is what they mean (P20).

Runs in the child.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from edudesk.sheets.marked import marked_cells

# a sign to be shown: in quotes, escaped, or one that needs neither; a place for a digit; room that is left blank
_PARTS = re.compile(r'"([^"]*)"|\\(.)|(0)|[_*].|([-+ ()]|[^\x00-\x7f])')
_BRACKETS = re.compile(r"\[[^\]]*\]")  # colour, or language: [$-804]
_FEWEST = 2  # places; one alone shows the number as it is
_EXACT = 10**15  # larger integers have lost digits
_MOST = 1_000_000  # cells


def shown_by(code: str, value: float) -> str:
    """A whole number as the format of its cell shows it; "" when that is nothing but the number, or another sort of
    format: 7 is 0007 by 0000, T007 by "T"000, and 850712 is 85-07-12 by 00-00-00."""
    parts = _parts(code)
    places = sum(part is None for part in parts)
    if places < _FEWEST or not 0 <= value < _EXACT or value != int(value):
        return ""
    digits = str(int(value)).zfill(places)
    left, at = len(digits) - places, 0
    shown = ""
    for part in parts:
        if part is not None:
            shown += part
            continue
        end = at + 1 + (left if at == 0 else 0)  # what has no place of its own stands before the first
        shown, at = shown + digits[at:end], end
    return shown if shown != str(int(value)) else ""


def padded_cells(
    xml: bytes, rows: Mapping[int, tuple[int, int]], formats: Sequence[str]
) -> list[tuple[int, int, str]]:
    """Row and column, 1-based, of the filled cells of a sheet with such a format, and the format. formats: by style."""
    styles: dict[str, list[int]] = {}
    for style, code in enumerate(formats):
        if shown_by(code, 0):
            styles.setdefault(code, []).append(style)
    return [
        (row, column, code)
        for code, own in styles.items()
        for row, column in marked_cells(xml, rows, own, _MOST)
    ]


def show(raw: Sequence[list[Any]], cells: Sequence[tuple[int, int, str]]) -> None:
    """Put the text that is shown in the place of each number."""
    for row, column, code in cells:
        if row > len(raw) or column > len(raw[row - 1]):
            continue
        value = raw[row - 1][column - 1]
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            raw[row - 1][column - 1] = shown_by(code, value) or value


def _parts(code: str) -> list[str | None]:
    """Signs of a format as they are shown, None for a digit; [] for one that shows anything else."""
    plain = _BRACKETS.sub("", code.partition(";")[0])
    parts: list[str | None] = []
    at = 0
    while at < len(plain):
        found = _PARTS.match(plain, at)
        if found is None:
            return []
        at = found.end()
        quoted, escaped, digit, sign = found.groups()
        if digit:
            parts.append(None)
        elif told := quoted or escaped or sign:
            parts.append(told)
    return parts

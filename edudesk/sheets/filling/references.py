"""Where references point after rows were inserted: in formulas, names and lists of areas. Knows no XML."""

import re
from collections.abc import Callable
from typing import NamedTuple

from edudesk.sheets.addresses import column_number
from edudesk.sheets.workbook import Merge

LAST_ROW = 1_048_576
_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_TOKEN = re.compile(
    rf"""
    "(?:[^"]|"")*"                                                   # a text
  | (?P<sheet>(?:'(?:[^']|'')*'|(?:\[[0-9]+\])?[\w.]+(?::[\w.]+)?)!)?
    (?<![\w.$\]])
    (?P<area>{_CELL}(?::{_CELL})?|\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}}|\#REF!)
    (?![\w.(!\[])
  | \[(?:[^\[\]]|\[[^\[\]]*\])*\]                                    # of a table: 表1[[#Data],[人数]]
  | '(?:[^']|'')*'!
    """,
    re.VERBOSE,
)
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)(?::\$?([A-Z]{1,3})\$?([0-9]+))?")
_PART = re.compile(r"(\$?)([A-Z]{0,3})(\$?)([0-9]+)")


class Shift(NamedTuple):
    """more rows inserted behind the row after. sheet: where; the new rows are copies of the row after.

    is_stretching: an area that ends with the row after takes in the new rows, too: what holds for the row holds
    for its copies (drop-down lists, colours), and the sum over the only row of a form is one over all rows.
    """

    sheet: str
    after: int
    more: int
    is_stretching: bool = False

    def row(self, row: int) -> int:
        """Where a row stands then; 0 when it was pushed off the sheet."""
        moved = row + self.more if row > self.after else row
        return moved if moved <= LAST_ROW else 0

    def rows(self, top: int, bottom: int) -> tuple[int, int]:
        """Where an area's rows stand then; (0, 0) when it was pushed off the sheet."""
        if bottom == self.after and self.is_stretching:
            return self.row(top), min(bottom + self.more, LAST_ROW)
        return self.row(top), self.row(bottom) or (LAST_ROW if self.row(top) else 0)

    @property
    def stretching(self) -> "Shift":
        """The same for areas that hold for each row by itself."""
        return self._replace(is_stretching=True)


def shifted_formula(formula: str, here: str, shift: Shift) -> str:
    """A formula (without =) that stands on the sheet here, pointing where it pointed before the insertion."""

    def moved(area: str) -> str:
        first, colon, last = area.partition(":")
        top, bottom = _row_of(first), _row_of(last or first)
        # A5:H5 runs along its row; C5:C5 down its column, which goes on
        is_one_row = top == bottom and (not colon or _letters_of(first) != _letters_of(last))
        plain = shift._replace(is_stretching=False) if is_one_row else shift
        new_top, new_bottom = plain.rows(*sorted((top, bottom)))
        if not new_top:
            return "#REF!"
        if top > bottom:
            new_top, new_bottom = new_bottom, new_top
        return _with_row(first, new_top) + (colon and ":" + _with_row(last, new_bottom))

    return _each_area(formula, here, shift.sheet, moved)


def copied_formula(formula: str, here: str, shift: Shift, down: int) -> str:
    """The formula of the row shift.after as its copy so many rows below has it, once the rows are inserted."""

    def of_part(part: str) -> str:
        row = _row_of(part)
        if _is_fixed(part) or row > shift.after:
            return _with_row(part, shift.row(row))
        return _with_row(part, row + down) if row + down <= LAST_ROW else "#REF!"

    def moved(area: str) -> str:
        first, colon, last = area.partition(":")
        if colon and _is_fixed(first) and _is_fixed(last):
            top, bottom = shift.rows(_row_of(first), _row_of(last))
            return f"{_with_row(first, top)}:{_with_row(last, bottom)}"
        return of_part(first) + (colon and ":" + of_part(last))

    def elsewhere(area: str) -> str:
        return ":".join(
            part if _is_fixed(part) else _with_row(part, _row_of(part) + down) for part in area.split(":")
        )

    return _each_area(formula, here, here, moved, elsewhere)


def moved_formula(formula: str, down: int, right: int) -> str:
    """A formula as a cell so far below and to the right has it: the members of a shared formula."""
    from edudesk.sheets.addresses import column_letters

    def of_part(part: str) -> str:
        found = _PART.fullmatch(part)
        if found is None:
            return part
        fixed_column, letters, fixed_row, row = found.groups()
        if letters and not fixed_column:
            letters = column_letters(column_number(letters) + right)
        return f"{fixed_column}{letters}{fixed_row}{row if _is_fixed(part) else int(row) + down}"

    def moved(area: str) -> str:
        return ":".join(map(of_part, area.split(":")))

    return _each_area(formula, "", "", moved, moved)


def shifted_areas(areas: str, shift: Shift) -> str:
    """A1:C3 E5: the areas of an attribute of the sheet itself. One pushed off the sheet is left out."""
    moved = []
    for area in areas.split():
        first, colon, last = area.partition(":")
        if not _PART.fullmatch(first) or (colon and not _PART.fullmatch(last)):
            moved.append(area)  # whole columns
            continue
        top, bottom = shift.rows(_row_of(first), _row_of(last or first))
        if top:
            is_area = colon or bottom > top
            moved.append(_with_row(first, top) + (":" + _with_row(last or first, bottom) if is_area else ""))
    return " ".join(moved)


def areas_of(text: str) -> tuple[Merge, ...]:
    """C5:C9 E3 as rows and columns."""
    found = []
    for part in text.split():
        if area := _AREA.fullmatch(part):
            left, top, right, bottom = area.groups()
            found.append(
                Merge(int(top), column_number(left), int(bottom or top), column_number(right or left))
            )
    return tuple(found)


def spans_sheets(formula: str) -> bool:
    """Whether a formula points through several sheets at once (一月:三月!C5); such a reference is left as it is."""
    return any(
        found["sheet"] and ":" in found["sheet"] and found["area"] for found in _TOKEN.finditer(formula)
    )


def sheets_of(prefix: str) -> str:
    """The name of the sheet in 'a b'! or Sheet1!, without quotes."""
    name = prefix.removesuffix("!")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def _each_area(
    formula: str,
    here: str,
    sheet: str,
    moved: Callable[[str], str],
    elsewhere: Callable[[str], str] | None = None,
) -> str:
    """The formula with every area on the sheet changed by moved, and those on others by elsewhere."""

    def changed(found: re.Match[str]) -> str:
        area = found["area"]
        if area is None or area == "#REF!":
            return found[0]
        prefix = found["sheet"] or ""
        target = sheets_of(prefix) if prefix else here
        if target.casefold() == sheet.casefold():
            return prefix + moved(area)
        return prefix + elsewhere(area) if elsewhere is not None else found[0]

    return _TOKEN.sub(changed, formula)


def _row_of(part: str) -> int:
    found = _PART.fullmatch(part)
    return int(found[4]) if found else 0


def _letters_of(part: str) -> str:
    found = _PART.fullmatch(part)
    return found[2] if found else ""


def _is_fixed(part: str) -> bool:
    """$ before the row; a whole row has its $ where others have that of the column."""
    found = _PART.fullmatch(part)
    return bool(found and (found[3] or (found[1] and not found[2])))


def _with_row(part: str, row: int) -> str:
    found = _PART.fullmatch(part)
    assert found is not None
    return f"{found[1]}{found[2]}{found[3]}{row}"

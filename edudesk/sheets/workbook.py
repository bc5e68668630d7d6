"""A workbook as values: what a stranger's file holds, before anything is understood of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from edudesk.sheets.addresses import address as address

Cell = str | float | int | bool | date
"""Native value of a cell; a date with a time of day is a datetime, a blank cell is ""."""


@dataclass(frozen=True, slots=True)
class CellDetail:
    """What the file itself holds for a cell whose value does not tell enough (花名册导入 M10, M12, M25).

    raw_text: the digits in the file; number_format: of the cell, "" when not known.
    """

    raw_text: str = ""
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells, 1-based and inclusive. Only the first cell holds the value."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """One sheet. rows[0] is Excel's row 1 and row[0] column A; all rows are equally long, blank ones included.

    hidden_rows, hidden_columns: 1-based, also those hidden by a filter; details: by (row, column), 1-based,
    for suspicious cells only; struck, coloured: (row, column) of cells struck through or with a fill; remarks: what was not read or could not be known, in Chinese sentences.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_filtered: bool = False
    struck: frozenset[tuple[int, int]] = frozenset()
    coloured: frozenset[tuple[int, int]] = frozenset()
    merges: tuple[Merge, ...] = ()
    details: Mapping[tuple[int, int], CellDetail] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def detail(self, row: int, column: int) -> CellDetail:
        """Detail of a cell, empty for most."""
        return self.details.get((row, column), _PLAIN)


@dataclass(frozen=True)
class Workbook:
    """kind: xlsx, xls, csv or html, by content; is_1904: serial numbers count from 1904."""

    kind: str
    sheets: tuple[Sheet, ...]
    is_1904: bool = False


_PLAIN = CellDetail()

"""The rows of a form that wait for the list: where they begin, and where something else stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from edudesk.base.columns import Column
from edudesk.base.errors import UserError
from edudesk.sheets.filling.survey import FormSheet
from edudesk.sheets.headers import Head, HeaderMatch
from edudesk.sheets.rows import Reason, read_body
from edudesk.sheets.workbook import Cell

_TOTAL: Final = re.compile("(?:合|总|共|小)计")
_NUMBERED: Final = re.compile(r"[0-9]{1,4}(?:\.0)?")


@dataclass(frozen=True, slots=True)
class Room:
    """The rows of a form for the list. samples, filled: rows between them and the header that hold an example
    or what somebody entered before."""

    first: int
    last: int
    samples: tuple[int, ...] = ()
    filled: tuple[int, ...] = ()


def room_of(
    at: FormSheet, head: Head, matches: tuple[HeaderMatch, ...], columns: Mapping[str, Column]
) -> Room:
    """The empty rows below the header down to the first that holds a text or looks otherwise.

    Raises UserError when a record takes several rows.
    """
    body = read_body(at.sheet, head, tuple(one for one in matches if one.key in columns), columns, True)
    samples = {skip.number for skip in body.skipped if skip.reason is Reason.SAMPLE}
    samples |= {row.number for row in body.rows if row.may_be_sample}
    people = {row.number for row in body.rows}
    main = next((one.cell.column for one in matches if one.key and columns[one.key].required), 0)
    mapped = [one.cell.column for one in matches]
    row = head.last_row + 1
    shown: list[int] = []
    filled: list[int] = []
    while row <= at.last_row and not _is_free(at, row, main):
        if row in samples:
            shown.append(row)
        elif row in people and not _says_total(at, row):
            filled.append(row)
        else:
            break
        row += 1
    first = row
    is_framed = _is_framed(at, first, mapped)
    counted = _computed(at, first, mapped)
    while (
        row <= at.last_row
        and row not in at.totals
        and _is_free(at, row, main)
        and _is_framed(at, row, mapped) == is_framed
        and _computed(at, row, mapped) <= counted  # a formula where the rows have none: totals without a word
    ):
        row += 1
    last = row - 1
    if not is_framed and not counted and first < row <= at.last_row and not _is_total(at, row, mapped):
        last -= 1  # one blank row stays between the list and a signature
    if any(
        merge.last_row > merge.row and merge.column in mapped
        for merge in at.sheet.merges
        if first <= merge.row <= last
    ):
        raise UserError(
            f"工作表“{at.name}”里一条记录占好几行（第 {first} 行起有上下合并的格），不能自动填。",
            "请把空白行改成一人一行，或手工填写；模板没有改动。",
        )
    return Room(first, last, tuple(shown), tuple(filled))


def _is_total(at: FormSheet, row: int, columns: Sequence[int]) -> bool:
    """Whether a row closes the table above it, without a blank row between."""
    return row in at.totals or _says_total(at, row) or _is_framed(at, row, columns)


def _says_total(at: FormSheet, row: int) -> bool:
    return any(_TOTAL.match("".join(text.split())) for text in _texts(at, row).values())


def _is_free(at: FormSheet, row: int, main: int) -> bool:
    """Whether a row has room for somebody: nothing in it but a running number, formulas and what is printed in
    every row while the column of names is empty."""
    if main in _typed(at, row):
        return False
    texts = _texts(at, row)
    return not texts or (main > 0 and texts in (_texts(at, row - 1), _texts(at, row + 1)))


def _texts(at: FormSheet, row: int) -> dict[int, str]:
    """The texts of a row but running numbers, by column."""
    return {
        column: cell
        for column, cell in _typed(at, row).items()
        if isinstance(cell, str) and not _NUMBERED.fullmatch(cell.strip())
    }


def _typed(at: FormSheet, row: int) -> dict[int, Cell]:
    """What is in a row and no formula, by column."""
    cells = at.sheet.rows[row - 1] if row <= len(at.sheet.rows) else ()
    return {
        column: cell
        for column, cell in enumerate(cells, 1)
        if cell != "" and not (isinstance(cell, str) and cell.isspace()) and (row, column) not in at.formulas
    }


def _computed(at: FormSheet, row: int, columns: Sequence[int]) -> frozenset[int]:
    """The columns that hold a formula in a row."""
    return frozenset(column for column in columns if (row, column) in at.formulas)


def _is_framed(at: FormSheet, row: int, columns: Sequence[int]) -> bool:
    return sum(at.is_bordered(row, column) for column in columns) * 2 > len(columns)

"""The rows of people or things under a header; everything else is skipped with its reason (M3–M8, P19)."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from edudesk.base.columns import Column
from edudesk.sheets.headers import Head, HeaderMatch
from edudesk.sheets.judging import NUMBERING, Judge, Reason, begin_of, filled
from edudesk.sheets.workbook import Cell, Sheet

__all__ = ["Body", "DataRow", "Reason", "Skipped", "filled_down", "read_body"]

_LONG_GAP = 30


@dataclass(frozen=True, slots=True)
class Skipped:
    """Rows left out; number and last are Excel's, inclusive. text: how the row begins, of a person the name."""

    number: int
    last: int
    reason: Reason
    text: str = ""


class DataRow(NamedTuple):
    """One row to import. number: Excel's; cells: as in the sheet; group: banner above (语文组), "" if none;
    may_be_sample: the name is 张三 and the ID is none, which only a person can judge."""

    number: int
    cells: tuple[Cell, ...]
    group: str = ""
    may_be_sample: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """Every row below the header is in rows or in skipped. hidden: rows to import that are hidden or filtered
    away, whether they were left out or taken."""

    rows: tuple[DataRow, ...]
    skipped: tuple[Skipped, ...]
    remarks: tuple[str, ...] = ()
    hidden: int = 0


def read_body(
    sheet: Sheet,
    head: Head,
    matches: tuple[HeaderMatch, ...],
    columns: Mapping[str, Column],
    with_hidden: bool = False,
    *,
    repeats_name: bool = False,
) -> Body:
    """Rows below the header to the very end of the sheet, however many blank ones lie between.

    repeats_name: a name merged downwards stands for each row below that says anything, as other merged cells do.
    """
    judge = Judge(head, matches, columns)
    rows: list[DataRow] = []
    skipped: list[Skipped] = []
    group, banner, hidden = "", None, 0
    other: tuple[str, ...] = ()
    for number, cells in enumerate(
        filled_down(sheet, head.last_row, -1 if repeats_name else judge.main), head.last_row + 1
    ):
        reason = judge.reason(cells)
        is_hidden = number in sheet.hidden_rows
        if reason is None and is_hidden:
            hidden += 1
            if not with_hidden:
                _skip(skipped, number, Reason.HIDDEN, judge.name(cells))
                continue
        if reason is Reason.OTHER:
            _leave_out(skipped, sheet, number, judge)
            other = (f"第 {number} 行起是另一张表（表头不同），没有读取；请分成两个工作表，再重新导入。",)
            break
        if reason is None:
            rows.append(DataRow(number, cells, group, judge.may_be_sample(cells)))
            banner = None
            continue
        if reason is Reason.BANNER and (with_hidden or not is_hidden):
            banner = len(skipped)
            group = NUMBERING.sub("", unicodedata.normalize("NFKC", begin_of(cells)))
        _skip(skipped, number, reason, begin_of(cells))
    if banner is not None:  # nothing followed it: a closing remark, no group
        skipped[banner:] = [
            Skipped(skip.number, skip.last, Reason.NOTE, skip.text) if skip.reason is Reason.BANNER else skip
            for skip in skipped[banner:]
        ]
    remarks = tuple(
        f"第 {skip.number}–{skip.last} 行是空行，后面的内容已继续读取。"
        for skip in skipped
        if skip.reason is Reason.BLANK and skip.last - skip.number + 1 >= _LONG_GAP
    )
    return Body(tuple(rows), tuple(skipped), (*sheet.remarks, *remarks, *other), hidden)


def _leave_out(skipped: list[Skipped], sheet: Sheet, first: int, judge: Judge) -> None:
    """The rows from the head of a second table on."""
    for number, cells in enumerate(sheet.rows[first - 1 :], first):
        is_blank = next(filled(cells), None) is None
        text = "" if is_blank else begin_of(cells) if number == first else judge.name(cells)
        _skip(skipped, number, Reason.BLANK if is_blank else Reason.OTHER, text)


def _skip(skipped: list[Skipped], number: int, reason: Reason, text: str) -> None:
    """Add a row; blank rows in sequence become one entry, and each hidden person has one of their own."""
    if skipped and reason is Reason.BLANK:
        before = skipped[-1]
        if before.reason is reason and before.last == number - 1:
            skipped[-1] = Skipped(before.number, number, reason)
            return
    skipped.append(Skipped(number, number, reason, text))


def filled_down(sheet: Sheet, head_row: int, main: int) -> list[tuple[Cell, ...]]:
    """Rows below the head (head_row: its last) with cells merged downwards repeated: 语文组 once beside ten teachers.

    Not in the main column: one thing over two rows stays one. main: its place, -1 for none.
    """
    rows = list(sheet.rows[head_row:])
    for merge in sheet.merges:
        top = merge.row - head_row - 1
        if (
            merge.last_row == merge.row
            or merge.column != merge.last_column
            or top < 0
            or merge.column - 1 == main
        ):
            continue
        place = merge.column - 1
        for at in range(top + 1, min(merge.last_row - head_row, len(rows))):
            if place < len(rows[at]) and any(cell != "" for cell in rows[at]):
                rows[at] = (*rows[at][:place], rows[top][place], *rows[at][place + 1 :])
    return rows

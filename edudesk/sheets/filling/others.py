"""Tables of a form besides the one that takes the list: they are named, so that nobody sends them empty unawares."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from edudesk.base.columns import Column
from edudesk.sheets.filling.mapping import Mapping
from edudesk.sheets.filling.survey import Survey
from edudesk.sheets.headers import Head
from edudesk.sheets.heads import SEARCHED_ROWS, find_head
from edudesk.sheets.workbook import Merge, Sheet

_NAMED = 4  # headers that are told of a table


def other_tables(form: Survey, mapping: Mapping, columns: Iterable[Column]) -> list[str]:
    """A sentence for each further header of the form that people could be listed under; hidden sheets have none."""
    known = tuple(columns)
    told = []
    for one in form.sheets if mapping.sheet else ():
        is_own = one.name == mapping.sheet
        if one.sheet.is_hidden and not is_own:
            continue
        start = max(mapping.head[1], mapping.last_row) if is_own else 0
        for row, head in _heads(one.sheet, start, known):
            titles = [cell.text for cell in head.cells]
            named = "、".join(titles[:_NAMED]) + (" 等" if len(titles) > _NAMED else "")
            told.append(f"工作表“{one.name}”第 {row} 行起还有一张表（{named}），没有填，请另行填写。")
    return told


def _heads(sheet: Sheet, start: int, known: tuple[Column, ...]) -> Iterator[tuple[int, Head]]:
    """The headers behind the row start, each with its row on the sheet."""
    while start < len(sheet.rows):
        head = find_head(_below(sheet, start), known)
        if head is not None:
            yield start + head.first_row, head
        start += head.last_row if head is not None else SEARCHED_ROWS


def _below(sheet: Sheet, start: int) -> Sheet:
    """What stands behind the row start, as a sheet of its own."""
    merges = tuple(
        Merge(one.row - start, one.column, one.last_row - start, one.last_column)
        for one in sheet.merges
        if one.row > start
    )
    return replace(sheet, rows=sheet.rows[start:], merges=merges)

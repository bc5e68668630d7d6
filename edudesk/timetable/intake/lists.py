"""A timetable as a plain list: one row for a lesson, with class, weekday and period in columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from edudesk.base.columns import Column, column_map, printed
from edudesk.roster.intake.correcting import Layout
from edudesk.roster.intake.matched import matched_columns
from edudesk.roster.intake.values import ColumnMatch
from edudesk.sheets.headers import Head, HeaderMatch, match_headers
from edudesk.sheets.heads import find_head
from edudesk.sheets.rows import Body, read_body
from edudesk.sheets.workbook import Sheet, address
from edudesk.timetable.rows import LESSON_COLUMN
from edudesk.timetable.rules.words import closed, read_period, read_weekday

_TIME: Final = Column("time", "上课时间", width=20, aliases=("时间", "上课节次时间", "星期节次"))
LIST_COLUMNS: Final = (
    *(
        LESSON_COLUMN[key]
        for key in ("class_name", "weekday", "period", "weeks", "subject", "teacher", "place", "remark")
    ),
    _TIME,
)
_COLUMN: Final = column_map(LIST_COLUMNS)
_IGNORED: Final = ("序号", "编号", "学年", "学期", "年级", "周课时", "周次", "人数")
_SPLIT = re.compile(r"((?:星期|周|礼拜)[一二三四五六日天])(.*)")
_SEVERAL = re.compile(r"第?(\d{1,2})[-—–~至](\d{1,2})节?")


@dataclass(frozen=True)
class ListHead:
    """The header of a list. decided: HeaderCell.name -> field a person chose."""

    sheet: Sheet
    head: Head

    def matches(self, decided: Mapping[str, str]) -> tuple[HeaderMatch, ...]:
        """What each column is taken for."""
        return match_headers(self.head, LIST_COLUMNS, decided, _IGNORED)

    def body(self, decided: Mapping[str, str], with_hidden: bool) -> Body:
        """The rows below."""
        return read_body(self.sheet, self.head, self.matches(decided), _COLUMN, with_hidden)

    def listed(self, decided: Mapping[str, str], body: Body, label: str) -> tuple[ColumnMatch, ...]:
        """The columns for the preview, with samples of what is below them. label: of the sheet where there are several."""
        return matched_columns(self.sheet, self.head, self.matches(decided), body, label)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row. texts: field -> text; cells: field -> address; periods: as read, several of 第1-2节."""

    number: int
    texts: Mapping[str, str]
    cells: Mapping[str, str]
    weekday: str
    periods: tuple[str, ...]

    def cell(self, key: str) -> str:
        """Address of a field, of the first one where the row has no such."""
        return self.cells.get(key) or next(iter(self.cells.values()), "")


def list_head(sheet: Sheet) -> ListHead | None:
    """The header when the sheet is a list: it names the class, the subject, the weekday and the period."""
    head = find_head(
        sheet,
        tuple(replace(column, required=column.key == "class_name") for column in LIST_COLUMNS),
        _IGNORED,
    )
    if head is None:
        return None
    found = ListHead(sheet, head)
    keys = {match.key for match in found.matches({})}
    is_timed = {"weekday", "period"} <= keys or "time" in keys
    return found if is_timed and {"class_name", "subject"} <= keys else None


def list_layout() -> Layout:
    """How lists are read, for the workbook of rows to correct."""

    def read(sheet: Sheet, fields: Mapping[str, str], with_hidden: bool) -> tuple[Head, Body] | None:
        head = list_head(sheet)
        return None if head is None else (head.head, head.body(fields, with_hidden))

    return Layout(read, "", {column.key: column.title for column in LIST_COLUMNS})


def read_list(head: ListHead, decided: Mapping[str, str], body: Body) -> Iterator[ListRow]:
    """The rows with their day and periods; "" and () where they cannot be read."""
    fields = {match.cell.column - 1: match.key for match in head.matches(decided) if match.key}
    for row in body.rows:
        texts = {key: printed(row.cells[at]).strip() for at, key in fields.items()}
        cells = {key: address(row.number, at + 1) for at, key in fields.items()}
        weekday, periods = _when(texts)
        yield ListRow(row.number, texts, cells, weekday, periods)


def _when(texts: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    day, period = texts.get("weekday", ""), texts.get("period", "")
    if not day and (found := _SPLIT.match(closed(texts.get("time", "") or period))):
        day, period = found[1], found[2]
    return read_weekday(day), _periods(period)


def _periods(text: str) -> tuple[str, ...]:
    word = closed(text)
    if found := _SEVERAL.fullmatch(word):
        first, last = int(found[1]), int(found[2])
        return (
            tuple(f"第{number}节" for number in range(first, last + 1)) if first <= last < first + 4 else ()
        )
    parts: Sequence[str] = re.split(r"[、,，]", word)
    read = tuple(read_period(part) for part in parts)
    return read if all(read) else ()

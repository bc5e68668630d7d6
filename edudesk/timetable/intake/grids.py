"""Finding the timetable in a sheet: classes beside a two-level head of days and periods, or one block per class.

Both are read upright and turned round; every lesson keeps the cell it came from.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from edudesk.base.columns import printed
from edudesk.school.rules.class_names import class_names
from edudesk.sheets.workbook import Sheet, address
from edudesk.timetable.rules.words import closed, in_a_day, is_skipped, read_period, read_weekday

_LEAST_DAYS: Final = 2  # that a row must name to be the row of days, with periods under it; one more without
_LEAST_PERIODS: Final = 0.6  # share of the columns under the days that must be periods
_LONGEST_LABEL: Final = 12
_CLASS_TEXT = re.compile(
    r"(?:小学|初中|高中|初|高)?[一二三四五六七八九1-9](?:年级)?\s*(?:[(（]\s*[\d一二三四五六七八九十]{1,3}\s*[)）]\s*班?"
    r"|[\d一二三四五六七八九十]{1,3}\s*班)|(?<!\d)[1-9]\d{2}班?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell of a grid. row, column: 1-based, of the first cell; cell: its address, or those of two lines."""

    row: int
    column: int
    cell: str
    class_name: str
    weekday: str
    period: str
    text: str


@dataclass(frozen=True)
class Grid:
    """What a sheet holds. how: 总课表 or 班级课表; words: where what stands, for people; slots: also the empty ones."""

    how: str
    words: str
    slots: tuple[Slot, ...]
    head_row: int
    remarks: tuple[str, ...] = ()


@dataclass
class _Field:
    """The texts of a sheet as they are looked at: turned round, rows are its columns."""

    texts: list[list[str]]
    is_turned: bool
    merged: set[tuple[int, int]] = field(
        default_factory=set
    )  # cells below the first of a merge, as looked at

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Row and column of the sheet, 1-based."""
        return (column + 1, row + 1) if self.is_turned else (row + 1, column + 1)

    def cell(self, row: int, column: int) -> str:
        return address(*self.place(row, column))

    def line(self, row: int) -> str:
        """第 3 行, or C 列 where it is turned round."""
        return f"{address(1, row + 1)[:-1]} 列" if self.is_turned else f"第 {row + 1} 行"

    def file(self, column: int) -> str:
        """A 列, or 第 1 行 where it is turned round."""
        return f"第 {column + 1} 行" if self.is_turned else f"{address(1, column + 1)[:-1]} 列"


def read_grid(sheet: Sheet, school_year: str, kind: str) -> Grid | None:
    """The timetable of a sheet; None when it has none. kind: of the school, to read classes by."""

    def class_of(text: str) -> str:
        names = class_names(text, school_year, kind) if text else None
        return names[0] if names and len(names) == 1 and names[0].endswith("班") else ""

    found = [
        grid
        for is_turned in (False, True)
        if (grid := _read(_field_of(sheet, is_turned), class_of, sheet.name)) is not None
    ]
    return max(found, key=lambda grid: len(grid.slots), default=None)


def class_in(text: str, class_of: Callable[[str], str]) -> str:
    """The one class a title names: 三（1）班课程表; "" when it names none or several."""
    names = {name for found in _CLASS_TEXT.findall(text) if (name := class_of("".join(found.split())))}
    return names.pop() if len(names) == 1 else ""


def _field_of(sheet: Sheet, is_turned: bool) -> _Field:
    texts = [[_text(cell) for cell in row] for row in sheet.rows]
    merged = set()
    for merge in sheet.merges:
        if merge.row > len(texts) or merge.column > sheet.width:
            continue
        text = texts[merge.row - 1][merge.column - 1]
        for row in range(merge.row - 1, min(merge.last_row, len(texts))):
            for column in range(merge.column - 1, min(merge.last_column, sheet.width)):
                texts[row][column] = text
                if row >= merge.row and not is_turned:
                    merged.add((row, column))
                elif column >= merge.column and is_turned:
                    merged.add((column, row))
    if is_turned:
        texts = [list(line) for line in zip(*texts, strict=True)]
    return _Field(texts, is_turned, merged)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return printed(cell).strip()


def _read(area: _Field, class_of: Callable[[str], str], sheet_name: str) -> Grid | None:
    heads = _rows_of_days(area)
    if not heads:
        return None
    slots: list[Slot] = []
    words, how, remarks = "", "", []
    rows = list(heads)
    for place, row in enumerate(rows):
        end = rows[place + 1] if place + 1 < len(rows) else len(area.texts)
        start = rows[place - 1] + 1 if place else 0
        if periods := heads[row]:
            block = _whole(area, row, *periods, end, class_of)
            kind = "总课表"
        else:
            block = _of_class(area, row, start, end, class_of, sheet_name)
            kind = "班级课表"
        slots += block.slots
        remarks += block.remarks
        if block.slots and not words:
            words, how = block.words, kind
    return Grid(how, words, tuple(slots), rows[0] + 1, tuple(remarks)) if slots else None


@dataclass
class _Block:
    slots: list[Slot] = field(default_factory=list)
    words: str = ""
    remarks: list[str] = field(default_factory=list)


def _rows_of_days(area: _Field) -> dict[int, tuple[int, dict[int, str]] | None]:
    """The rows of days, each with the row of periods under it; periods written 一 二 三 are no days."""
    found: dict[int, tuple[int, dict[int, str]] | None] = {}
    below = -1
    for row, texts in enumerate(area.texts):
        days = len({day for text in texts if (day := read_weekday(text))})
        if row == below or days < _LEAST_DAYS:
            continue
        periods = _row_of_periods(area, row)
        if periods or days > _LEAST_DAYS:
            found[row] = periods
        below = periods[0] if periods else -1
    return found


def _row_of_periods(area: _Field, row: int) -> tuple[int, dict[int, str]] | None:
    """The row of periods under a row of days, and the day of each of its columns; a row 上午 下午 may lie between."""
    first = next(at for at, text in enumerate(area.texts[row]) if read_weekday(text))
    for under in range(row + 1, min(row + 3, len(area.texts))):
        days: dict[int, str] = {}
        day = ""
        for column in range(first, len(area.texts[row])):
            day = read_weekday(area.texts[row][column]) or ("" if area.texts[row][column] else day)
            if day and read_period(area.texts[under][column]):
                days[column] = day
        named = [column for column in range(first, len(area.texts[row])) if area.texts[under][column]]
        if len(days) > len(set(days.values())) and len(days) >= _LEAST_PERIODS * len(named):
            return under, days
    return None


def _whole(
    area: _Field, row: int, under: int, days: dict[int, str], end: int, class_of: Callable[[str], str]
) -> _Block:
    """Classes below one another, a column for every lesson of the week."""
    block = _Block()
    periods: dict[int, str] = {}
    for _, columns in groupby(days, key=days.__getitem__):
        own = list(columns)
        periods.update(zip(own, in_a_day(read_period(area.texts[under][at]) for at in own), strict=True))
    first = min(days)
    lines: list[tuple[str, list[int]]] = []  # a class and its rows: subjects, and perhaps teachers below them
    column = 0
    for at in range(under + 1, end):
        label, where = _class_beside(area, at, first, class_of)
        if label:
            column = where
        if lines and _goes_on(area, at, first, where if label else column, label == lines[-1][0]):
            lines[-1][1].append(at)
        elif label:
            lines.append((label, [at]))
        elif any(area.texts[at][:first]) and not is_skipped("".join(area.texts[at][:first])):
            told = next(text for text in area.texts[at][:first] if text)
            if len(told) > _LONGEST_LABEL:  # a note below the table
                continue
            block.remarks.append(f"{area.line(at)}“{told}”不是班级，没有读取。")
    for label, rows in lines:
        block.slots += [_slot(area, rows, [at], label, days[at], periods[at]) for at in days]
    block.words = f"{area.file(column)}是班级，{area.line(row)}是星期，{area.line(under)}是节次"
    return block


def _goes_on(area: _Field, row: int, first: int, column: int, is_same: bool) -> bool:
    """Whether a row is the second line of the class above: its label is merged, or it has none and holds something."""
    if (row, column) in area.merged:
        return is_same
    return not any(area.texts[row][:first]) and any(area.texts[row][first:])


def _class_beside(area: _Field, row: int, first: int, class_of: Callable[[str], str]) -> tuple[str, int]:
    """The class named left of the lessons, and in which column; 三年级 and 1班 may stand in two."""
    labels = area.texts[row][:first]
    for column in range(first - 1, -1, -1):
        if name := class_of(labels[column]):
            return name, column
    for column in range(first - 1, 0, -1):
        if (
            labels[column]
            and labels[column - 1]
            and (name := class_of(_joined(labels[column - 1], labels[column])))
        ):
            return name, column
    return "", 0


def _joined(grade: str, number: str) -> str:
    word = closed(number).strip("()（）班")
    return f"{closed(grade)}({word})班" if word.isdecimal() or len(word) <= 2 else ""


def _of_class(
    area: _Field, row: int, start: int, end: int, class_of: Callable[[str], str], sheet_name: str
) -> _Block:
    """A class's own week: days side by side, periods below one another; several may stand side by side."""
    block = _Block()
    for days in _runs(area, row):
        first = min(days)
        column = _column_of_periods(area, row + 1, end, first)
        if column is None:
            continue
        title = _title_of(area, start, row, min(first, column), max(days), class_of) or class_in(
            sheet_name, class_of
        )
        groups = list(_period_rows(area, row + 1, end, column, block.remarks))
        by_class: dict[str, list[tuple[str, list[int]]]] = {}
        for period, rows in groups:
            beside, _ = _class_beside(area, rows[0], column, class_of)
            if name := beside or title:
                by_class.setdefault(name, []).append((period, rows))
        if groups and not by_class:
            block.remarks.append(
                f"{area.line(row)}起的课表没有写是哪个班，没有读取；请在标题或工作表名里写上班级。"
            )
        for name, own in by_class.items():
            periods = in_a_day(period for period, _ in own)
            block.slots += [
                _slot(area, rows, list(columns), name, day, period)
                for period, (_, rows) in zip(periods, own, strict=True)
                for day, columns in groupby(days, key=days.__getitem__)
            ]
        where = "标题或工作表名" if not _class_beside(area, groups[0][1][0], column, class_of)[0] else "左边"
        block.words = f"{where}写着班级，{area.line(row)}是星期，{area.file(column)}是节次" if groups else ""
    return block


def _runs(area: _Field, row: int) -> Iterator[dict[int, str]]:
    """Columns with their day; a day that comes again begins the next table beside the first."""
    days: dict[int, str] = {}
    for column, text in enumerate(area.texts[row]):
        day = read_weekday(text)
        if not day:
            continue
        if day in days.values() and days.get(column - 1) != day:
            yield days
            days = {}
        days[column] = day  # two columns of one day: subject and teacher
    if days:
        yield days


def _column_of_periods(area: _Field, start: int, end: int, first: int) -> int | None:
    """The nearest column left of the days that has periods below."""
    for column in range(first - 1, -1, -1):
        labels = [area.texts[row][column] for row in range(start, end)]
        if sum(bool(read_period(text)) for text in labels) >= 2:
            return column
    return None


def _period_rows(
    area: _Field, start: int, end: int, column: int, remarks: list[str]
) -> Iterator[tuple[str, list[int]]]:
    """Each period with its rows: one, or one of subjects and one of teachers."""
    found: list[tuple[str, list[int]]] = []
    for row in range(start, end):
        label = area.texts[row][column]
        period = read_period(label)
        if found and ((row, column) in area.merged or (not label and any(area.texts[row][column + 1 :]))):
            if not any(area.texts[row][:column]) or (row, column) in area.merged:
                found[-1][1].append(row)
        elif period:
            found.append((period, [row]))
        elif (
            label and not is_skipped(label) and len(closed(label)) <= 6 and any(area.texts[row][column + 1 :])
        ):
            remarks.append(f"{area.line(row)}“{label}”不是节次，没有读取。")
    yield from found


def _title_of(
    area: _Field, start: int, row: int, first: int, last: int, class_of: Callable[[str], str]
) -> str:
    """The class named above a table, nearest first; over its own columns before anywhere else."""
    for at in range(row, start - 1, -1):
        texts = area.texts[at]
        for part in (texts[first : last + 1], texts):
            for text in dict.fromkeys(part):
                if name := class_in(text, class_of) or class_of(text):
                    return name
    return ""


def _slot(
    area: _Field, rows: Sequence[int], columns: Sequence[int], class_name: str, weekday: str, period: str
) -> Slot:
    texts = dict.fromkeys(area.texts[row][column] for row in rows for column in columns)
    row, at = area.place(rows[0], columns[0])
    text = "\n".join(filter(None, texts))
    return Slot(row, at, area.cell(rows[0], columns[0]), class_name, weekday, period, text)

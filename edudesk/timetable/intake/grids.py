"""Finding the timetable in a sheet: classes beside a two-level head of days and periods, one block per class or teacher.

Both are read upright and turned round; every lesson keeps the cell it came from.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from edudesk.sheets.workbook import Sheet
from edudesk.timetable.intake.area import Area, Names, Slot, area_of, classes_named
from edudesk.timetable.intake.weeks import read_weeks
from edudesk.timetable.intake.whole import read_whole
from edudesk.timetable.rules.words import read_period, read_weekday

_LEAST_DAYS: Final = 2  # that a row must name to be the row of days, with periods under it; one more without
_LEAST_PERIODS: Final = 0.6  # share of the columns under the days that must be periods


@dataclass(frozen=True)
class Grid:
    """What a sheet holds. how: 总课表, 班级课表 or 教师课表; words: where what stands, for people; slots: also the empty ones."""

    how: str
    words: str
    slots: tuple[Slot, ...]
    head_row: int
    remarks: tuple[str, ...] = ()


def read_grid(
    sheet: Sheet, school_year: str, kind: str, who_in: Callable[[str], str] = lambda _text: ""
) -> Grid | None:
    """The timetable of a sheet; None when it has none. kind: of the school, to read classes by; who_in: the one person of
    the school whom a text names, "" for none, to read a teacher's own timetable."""
    names = Names(partial(classes_named, school_year, kind), who_in)
    found = [
        grid
        for is_turned in (False, True)
        if (grid := _read(area_of(sheet, is_turned), names, sheet.name)) is not None
    ]
    return max(found, key=lambda grid: len(grid.slots), default=None)


def _read(area: Area, names: Names, sheet_name: str) -> Grid | None:
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
            block = read_whole(area, row, *periods, end, names)
        else:
            block = read_weeks(area, row, start, end, names, sheet_name)
        slots += block.slots
        remarks += block.remarks
        if block.slots and not words:
            words, how = block.words, block.how
    return Grid(how, words, tuple(slots), rows[0] + 1, tuple(remarks)) if slots else None


def _rows_of_days(area: Area) -> dict[int, tuple[int, dict[int, str]] | None]:
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


def _row_of_periods(area: Area, row: int) -> tuple[int, dict[int, str]] | None:
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

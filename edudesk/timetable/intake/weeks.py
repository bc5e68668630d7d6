"""Tables of one week each: days side by side, periods below one another, of a class or a teacher."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from edudesk.timetable.intake.area import (
    OWN,
    Area,
    Block,
    Names,
    Slot,
    are_own,
    class_beside,
    person_beside,
    slot_of,
)
from edudesk.timetable.intake.titles import class_above, class_in, owner_above, subject_above, texts_above
from edudesk.timetable.rules.words import closed, in_a_day, is_skipped, read_period, read_weekday


def read_weeks(area: Area, row: int, start: int, end: int, names: Names, sheet_name: str) -> Block:
    """The week of a class or a teacher: days side by side, periods below one another; several may stand side by side."""
    block = Block()
    for days in _runs(area, row):
        first = min(days)
        column = _column_of_periods(area, row + 1, end, first)
        if column is None:
            continue
        groups = list(_period_rows(area, row + 1, end, column, block.remarks))
        week = _Week(area, days, groups)
        above = texts_above(area, start, row, min(first, column), max(days))
        cells = [area.texts[at][place] for _, rows in groups for at in rows for place in days]
        title = class_above(above, names.class_of) or class_in(sheet_name, names.class_of)
        # under the name of a class 301 is a room
        if are_own(cells, names, is_301_a_class=not title) and (
            own := week.by_label(
                owner_above(above, sheet_name, names.who_in),
                partial(person_beside, area, first=column, who_in=names.who_in),
            )
        ):
            subject = subject_above(above)
            for who, periods in own.items():
                block.slots += week.slots(periods, teacher=who, subject=subject)
            block.how, what = OWN, "教师"
        else:
            classes = week.by_label(title, partial(class_beside, area, first=column, class_of=names.class_of))
            if groups and not classes:
                told = "课表没有写是哪个班、哪位教师，没有读取；请在标题或工作表名里写上。"
                block.remarks.append(f"{area.line(row)}起的{told}")
            for name, periods in classes.items():
                block.slots += week.slots(periods, class_name=name)
            block.how, what = "班级课表", "班级"
        if groups:
            where = "左边" if week.is_labelled else "标题或工作表名"
            block.words = f"{where}写着{what}，{area.line(row)}是星期，{area.file(column)}是节次"
    return block


_Period = tuple[str, list[int]]
"""A period and its rows."""


@dataclass
class _Week:
    """A table of days and periods. is_labelled: names stand left of the periods."""

    area: Area
    days: dict[int, str]
    groups: list[_Period]
    is_labelled: bool = False

    def by_label(self, title: str, beside: Callable[[int], tuple[str, int]]) -> dict[str, list[_Period]]:
        """Whose the periods are: as it stands beside(row), with its column, else over the table."""
        found: dict[str, list[_Period]] = {}
        labels = [beside(rows[0])[0] for _, rows in self.groups]
        self.is_labelled = any(labels)
        for label, period in zip(labels, self.groups, strict=True):
            if name := label or title:
                found.setdefault(name, []).append(period)
        return found

    def slots(self, groups: Sequence[_Period], **whose: str) -> Iterator[Slot]:
        """The cells of some periods. whose: fields of the slot."""
        periods = in_a_day(period for period, _ in groups)
        for period, (_, rows) in zip(periods, groups, strict=True):
            for day, columns in groupby(self.days, key=self.days.__getitem__):
                yield slot_of(self.area, rows, list(columns), day, period, **whose)


def _runs(area: Area, row: int) -> Iterator[dict[int, str]]:
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


def _column_of_periods(area: Area, start: int, end: int, first: int) -> int | None:
    """The nearest column left of the days that has periods below."""
    for column in range(first - 1, -1, -1):
        labels = [area.texts[row][column] for row in range(start, end)]
        if sum(bool(read_period(text)) for text in labels) >= 2:
            return column
    return None


def _period_rows(
    area: Area, start: int, end: int, column: int, remarks: list[str]
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

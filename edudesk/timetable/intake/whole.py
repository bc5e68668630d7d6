"""The table of the whole school: classes below one another, or teachers, a column for every lesson of the week."""

from functools import partial
from itertools import groupby
from typing import Final

from edudesk.timetable.intake.area import (
    OWN,
    Area,
    Block,
    Names,
    are_own,
    class_beside,
    person_beside,
    slot_of,
)
from edudesk.timetable.rules.words import in_a_day, is_skipped, read_period

_LONGEST_LABEL: Final = 12


def read_whole(area: Area, row: int, under: int, days: dict[int, str], end: int, names: Names) -> Block:
    """Classes below one another, or teachers, a column for every lesson of the week."""
    first = min(days)
    is_own = are_own((area.texts[at][column] for at in range(under + 1, end) for column in days), names)
    label_of = (
        partial(person_beside, who_in=names.who_in)
        if is_own
        else partial(class_beside, class_of=names.class_of)
    )
    block = Block(how=OWN if is_own else "总课表")
    periods: dict[int, str] = {}
    for _, columns in groupby(days, key=days.__getitem__):
        own = list(columns)
        periods.update(zip(own, in_a_day(read_period(area.texts[under][at]) for at in own), strict=True))
    lines: list[tuple[str, list[int]]] = []  # a class and its rows: subjects, and perhaps teachers below them
    column = 0
    for at in range(under + 1, end):
        label, where = label_of(area, at, first)
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
            what = "花名册里的教师" if is_own else "班级"
            block.remarks.append(f"{area.line(at)}“{told}”不是{what}，没有读取。")
    for label, rows in lines:
        whose = {"teacher": label} if is_own else {"class_name": label}
        block.slots += [slot_of(area, rows, [at], days[at], periods[at], **whose) for at in days]
    what = "教师" if is_own else "班级"
    block.words = f"{area.file(column)}是{what}，{area.line(row)}是星期，{area.line(under)}是节次"
    return block


def _goes_on(area: Area, row: int, first: int, column: int, is_same: bool) -> bool:
    """Whether a row is the second line of the class above: its label is merged, or it has none and holds something."""
    if (row, column) in area.merged:
        return is_same
    return not any(area.texts[row][:first]) and any(area.texts[row][first:])

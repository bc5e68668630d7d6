"""The cells of a sheet as a timetable is looked for in them: upright or turned round, what is read, and how names are told."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from edudesk.base.columns import printed
from edudesk.school.rules.class_names import class_names
from edudesk.sheets.workbook import Sheet, address
from edudesk.timetable.intake.own_cells import ClassesOf, names_class
from edudesk.timetable.rules.words import closed

_LEAST_NAMED: Final = (
    0.5  # share of the cells with something in them that name a class, in a teacher's own table
)
OWN: Final = "教师课表"


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell of a grid. row, column: 1-based, of the first cell; cell: its address, or those of two lines; class_name:
    "" in a teacher's own timetable, whose cells name the class; teacher, subject: whose it is, and what its title says
    is taught."""

    row: int
    column: int
    cell: str
    class_name: str
    weekday: str
    period: str
    text: str
    teacher: str = ""
    subject: str = ""


@dataclass
class Block:
    slots: list[Slot] = field(default_factory=list)
    how: str = ""
    words: str = ""
    remarks: list[str] = field(default_factory=list)


@dataclass
class Area:
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


@dataclass(frozen=True, slots=True)
class Names:
    """How a sheet tells classes and people. classes_of: the classes a word names; who_in: the one person of the school
    whom a text names."""

    classes_of: ClassesOf
    who_in: Callable[[str], str]

    def class_of(self, text: str) -> str:
        """The one class a word names, "" for none and several."""
        names = self.classes_of(text)
        return names[0] if len(names) == 1 else ""


def area_of(sheet: Sheet, is_turned: bool) -> Area:
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
    return Area(texts, is_turned, merged)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return printed(cell).strip()


def classes_named(school_year: str, kind: str, text: str) -> tuple[str, ...]:
    """The printed names of the classes a word names; () when it names none, or a whole grade."""
    found = class_names(text, school_year, kind) if text else None
    return found if found and all(name.endswith("班") for name in found) else ()


def are_own(texts: Iterable[str], names: Names, *, is_301_a_class: bool = True) -> bool:
    """Whether the cells name the classes, as a teacher's own timetable does and that of a class does not."""
    said = [text for text in texts if text]
    return sum(names_class(text, names.classes_of, is_301_a_class) for text in said) >= max(
        _LEAST_NAMED * len(said), 1
    )


def person_beside(area: Area, row: int, first: int, who_in: Callable[[str], str]) -> tuple[str, int]:
    """The teacher named left of the lessons, and in which column."""
    return next(((who, at) for at in range(first) if (who := who_in(area.texts[row][at]))), ("", 0))


def class_beside(area: Area, row: int, first: int, class_of: Callable[[str], str]) -> tuple[str, int]:
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


def slot_of(
    area: Area, rows: Sequence[int], columns: Sequence[int], weekday: str, period: str, *,
    class_name: str = "", teacher: str = "", subject: str = "",
) -> Slot:  # fmt: skip
    texts = dict.fromkeys(area.texts[row][column] for row in rows for column in columns)
    row, at = area.place(rows[0], columns[0])
    text = "\n".join(filter(None, texts))
    cell = area.cell(rows[0], columns[0])
    return Slot(row, at, cell, class_name, weekday, period, text, teacher, subject)

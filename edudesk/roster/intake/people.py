"""Reads the people of one sheet, column by column; settling.py brings the cells of each row together."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import compress
from typing import Final

from edudesk.base.columns import printed
from edudesk.base.dates import is_serial
from edudesk.base.grammar import plain_cells
from edudesk.base.ids import IdReading
from edudesk.base.readings import Level, Reading
from edudesk.roster.intake.cells import cell_reader
from edudesk.roster.intake.facts import NO_NUMBER, Facts, shown
from edudesk.roster.intake.questions import Questions
from edudesk.roster.intake.settling import settle
from edudesk.roster.intake.told import CellReading
from edudesk.roster.intake.values import Problem
from edudesk.roster.rows import COLUMN, age_of, teaching_years
from edudesk.roster.rules import longest_of, usual_births, value_doubt
from edudesk.sheets.addresses import address
from edudesk.sheets.rows import DataRow
from edudesk.sheets.workbook import Cell, CellDetail, Sheet

_DOUBTED: Final = frozenset(("weekly_periods", "email"))  # by more than their length; a phone by its grammar
_ASKED: Final = frozenset(("subject", "subject2"))  # what local ones count as
_ROOM: Final = 120  # characters of a cell or a sentence that a remark repeats
_NO_DETAIL: Final = CellDetail()
_ELDER_YOUNGER: Final = ("大", "小")


class PeopleReader:
    """Reads the people of one sheet. columns: 0-based index -> key of roster.COLUMNS, each key once;
    only_months: the birth column is headed 出生年月, so that the day of a date cell means nothing; joint: fields whose
    columns hold a second one, 毕业院校及专业;
    label: the sheet's name where several are read; school_year, kind: of the school, for names of classes."""

    def __init__(
        self,
        sheet: Sheet,
        columns: Mapping[int, str],
        is_1904: bool = False,
        only_months: bool = False,
        *,
        joint: Collection[str] = (),
        questions: Questions | None = None,
        label: str = "",
        school_year: str = "",
        kind: str = "",
    ) -> None:
        self._only_months = only_months
        self._index = {key: index for index, key in columns.items()}
        self._readers = {
            key: cell_reader(key, is_1904=is_1904, school_year=school_year, kind=kind, is_joint=key in joint)
            for key in self._index
        }
        self._details = sheet.details
        self._detailed = {column - 1 for _, column in sheet.details}
        self._label = label
        self.questions = questions or Questions()
        self.usual_births = usual_births()
        self.differing = Counter[str]()  # 年龄, 教龄: how many rows say other than we compute
        self.filled = Counter[str]()  # 性别, 出生年月: how many cells the citizen number completed
        self.strange: dict[str, Counter[str]] = {}  # by field the words that its code list does not know

    def read(self, rows: Sequence[DataRow], hints: Mapping[str, Mapping[str, str]]) -> list[Facts]:
        """Facts of all rows. hints: group of a row (banner above it) -> what it says about everybody below.

        Column by column, because a column has few different values: 2,000 × 30 cells take 50 ms, not 500.
        """
        if not rows:
            return []
        people = [Facts(row.number, hints=dict(hints.get(row.group, ())), sheet=self._label) for row in rows]
        # the ID first: its birth date settles the birth column (M25)
        order = sorted(self._index, key=lambda key: (key != "id_no", self._index[key]))
        cells = list(zip(*(row.cells for row in rows), strict=True))
        said = {key: self._column(key, cells[self._index[key]], people) for key in order}
        if "name" in said:
            said["name"] = self._without_order(said["name"], people)
        stored = [key for key in order if COLUMN[key].is_editable]
        for key in stored:
            self._doubt(key, said[key], people)
            self._count_strange(key, said[key])
        for person, texts in zip(people, zip(*(said[key] for key in stored), strict=True), strict=False):
            person.values = dict(compress(zip(stored, texts, strict=True), texts))
        for person, row in zip(people, rows, strict=True):
            settle(person, self, row.may_be_sample)
        for key in ("age", "teach_years"):
            for person, text in zip(people, said.get(key, ()), strict=False):
                self.differing[key] += text not in ("", _computed(key, person.values))
        return people

    def column_of(self, key: str) -> int:
        """The column of a field, as Excel counts from 1; 0 when there is none."""
        return self._index.get(key, -1) + 1

    def cell(self, row: int, key: str) -> str:
        """Address of the cell of a field: K17."""
        return address(row, self._index.get(key, 0) + 1)

    def place(self, person: Facts, key: str) -> str:
        """The cell of a person for a question, with its sheet when there are several."""
        cell = self.cell(person.row, key)
        return f"{self._label}!{cell}" if self._label else cell

    def problem(self, row: int, key: str, level: Level, text: str, value: str = "") -> Problem:
        """A remark on the cell of a field."""
        return Problem(row, self.cell(row, key), key, level, text, value, self._label)

    def remark(self, person: Facts, key: str, level: Level, text: str, value: str = "") -> None:
        """Add a remark on a cell of a person; an error keeps the row from being imported."""
        person.problems.append(self.problem(person.row, key, level, _cut(text), _cut(value)))
        person.is_wrong = person.is_wrong or level is Level.ERROR

    def _column(self, key: str, raws: Sequence[Cell], people: list[Facts]) -> list[str]:
        """Values of one column as they are stored; remarks go to the people."""
        reader = self._readers[key]
        distinct: set[Cell] = set(raws)
        types = set(map(type, distinct))
        if types - {str}:  # True, 1 and 1.0 are one key of a dictionary
            types = set(map(type, raws))
        # a cell with a detail is like no other
        if (
            self._index[key] in self._detailed
            or bool in types
            or (key == "birth" and any(map(_is_day, distinct)))
        ):
            return self._cell_by_cell(key, raws, people)
        plain = plain_cells(COLUMN[key], distinct)
        readings = {raw: reader(raw) for raw in distinct - plain}
        if key == "id_no":
            for raw, person in zip(raws, people, strict=True):
                person.id_reading = _as_id(readings[raw])
        texts: dict[Cell, str] = {raw: printed(reading.value) for raw, reading in readings.items()}
        texts.update(zip(plain, plain, strict=True))
        values = list(map(texts.__getitem__, raws))
        if not COLUMN[key].is_editable:  # only compared: what cannot be read is nobody's trouble
            return values
        noisy = {
            raw
            for raw, reading in readings.items()
            if reading.level is not Level.OK or isinstance(reading, CellReading)
        }
        if noisy:
            for at, raw in enumerate(raws):
                if raw in noisy:
                    reading = self._read(key, raw, values[at - 1] if at else "", _NO_DETAIL, people[at])
                    values[at] = printed(reading.value)
                    self._take(key, reading, people[at], shown(raw))
        return values

    def _take(self, key: str, reading: Reading, person: Facts, typed: str) -> None:
        """The remark of a reading, and what its cell says besides its value."""
        if reading.level is not Level.OK:
            self.remark(person, key, reading.level, reading.text, typed)
        if not isinstance(reading, CellReading):
            return
        person.more += [(key, other, text) for other, text in reading.more.items()]
        person.items += reading.items
        for other, text in reading.hints.items():
            person.hints.setdefault(other, text)
        if reading.note:
            person.notes.append(reading.note)
        if reading.pending:
            person.pending[key] = reading.pending

    def _without_order(self, names: list[str], people: list[Facts]) -> list[str]:
        """王芳大 beside 王芳小 or 王芳: the last character tells namesakes apart and is no name (M38)."""
        ended = {at for at, name in enumerate(names) if len(name) > 2 and name.endswith(_ELDER_YOUNGER)}
        if not ended:
            return names
        known, kept = set(names), list(names)
        for at in ended:
            name, bare = names[at], names[at][:-1]
            if bare in known or any(bare + end in known for end in _ELDER_YOUNGER if not name.endswith(end)):
                kept[at] = bare
                note = f"原表姓名：{name}"
                people[at].notes.append(note)
                self.remark(
                    people[at], "name", Level.NOTICE, f"“{name}”按“{bare}”存入，“{note}”记入备注", name
                )
        return kept

    def _doubt(self, key: str, values: Sequence[str], people: list[Facts]) -> None:
        """Remarks on values that are kept, but that nobody would write so."""
        distinct = set(values)
        if key not in _DOUBTED and max(map(len, distinct)) <= longest_of(key):
            return  # nearly every column: one look instead of 2,000
        doubts = {value: value_doubt(key, value) for value in distinct if value}
        for value, person in zip(values, people, strict=True):
            if doubt := doubts.get(value):
                self.remark(person, key, Level.WARNING, f"{doubt}，请核对", value)

    def _count_strange(self, key: str, values: Sequence[str]) -> None:
        codes = COLUMN[key].codes
        if codes is None or key in _ASKED:
            return
        unknown = {value for value in set(values) if value and not codes.knows(value)}
        if unknown:
            self.strange[key] = Counter(value for value in values if value in unknown)

    def _cell_by_cell(self, key: str, raws: Sequence[Cell], people: list[Facts]) -> list[str]:
        """Columns in which equal cells may mean different things."""
        values: list[str] = []
        above = ""
        for raw, person in zip(raws, people, strict=True):
            detail = self._details.get((person.row, self._index[key] + 1), _NO_DETAIL)
            reading = self._read(key, raw, above, detail, person)
            if key == "id_no":
                person.id_reading = _as_id(reading)
            if COLUMN[key].is_editable:
                self._take(key, reading, person, detail.raw_text or shown(raw))
            above = printed(reading.value)
            if key == "birth" and _is_day(raw) and self._is_month(above, person.id_reading.birth):
                above = above[:7]
            values.append(above)
        return values

    def _read(self, key: str, raw: Cell, above: str, detail: CellDetail, person: Facts) -> Reading:
        """One cell; a birth date that is in doubt is asked of the ID of its row (M25)."""
        reader = self._readers[key]
        reading = reader(raw, above, detail.number_format, detail.raw_text)
        if key == "birth" and reading.level is Level.WARNING and person.id_reading.birth:
            return reader(raw, above, detail.number_format, detail.raw_text, person.id_reading.birth)
        return reading

    def _is_month(self, day: str, from_id: str) -> bool:
        """1985-07-01 may mean July only: the header says 年月, or the ID has another day of that month (M21)."""
        return self._only_months or (day.endswith("-01") and day[:7] == from_id[:7])


def _is_day(raw: object) -> bool:
    """A date cell, or the serial number that is left of one: it has a day, whether or not somebody meant one."""
    return isinstance(raw, date) or is_serial(raw)


def _computed(key: str, values: Mapping[str, str]) -> str:
    if key == "age":
        return printed(age_of(values.get("birth", "")))
    return printed(teaching_years(values.get("teach_start") or values.get("work_start", "")))


def _cut(text: str) -> str:
    """A text as long as a remark can bear; the end of a sentence says what was done."""
    return text if len(text) <= _ROOM else f"{text[: _ROOM - 40]}…{text[-39:]}"


def _as_id(reading: Reading) -> IdReading:
    """Empty cells of the ID column are read as plain ones."""
    return reading if isinstance(reading, IdReading) else NO_NUMBER

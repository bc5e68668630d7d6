"""What the rows of a sheet say about their people, and where the cells of one row contradict each other."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import compress
from typing import Final

from edudesk.base.columns import printed
from edudesk.base.grammar import reader_for
from edudesk.base.ids import IdReading, IdStatus, is_permit
from edudesk.base.readings import Level, Reading
from edudesk.roster.intake.values import Problem
from edudesk.roster.rows import COLUMN, age_of, teaching_years
from edudesk.roster.rules import birth_doubt, is_future, longest_of, same_day, sex_doubt, value_doubt
from edudesk.sheets.addresses import address
from edudesk.sheets.rows import DataRow
from edudesk.sheets.workbook import Cell, CellDetail, Sheet

TO_SUPPLY: Final = "待补"
TO_VERIFY: Final = "待核实"
_DOUBTED: Final = frozenset(("weekly_periods", "email"))  # by more than their length; a phone by its grammar
_NO_NUMBER: Final = IdReading("")
_ROOM: Final = 120  # characters of a cell or a sentence that a remark repeats
_NO_DETAIL: Final = CellDetail()


@dataclass(slots=True)
class Facts:
    """One person of the file. values: field -> what the file says, "" never; hints: facts that fill a blank
    and never replace a known one; births: every birth date the row gives, from the ID first."""

    row: int
    name: str = ""
    staff_no: str = ""
    values: dict[str, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    id_reading: IdReading = _NO_NUMBER
    births: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    is_wrong: bool = False


class PeopleReader:
    """Reads the people of one sheet. columns: 0-based index -> key of roster.COLUMNS, each key once;
    only_months: the birth column is headed 出生年月, so that the day of a date cell means nothing."""

    def __init__(
        self, sheet: Sheet, columns: Mapping[int, str], is_1904: bool = False, only_months: bool = False
    ) -> None:
        self._only_months = only_months
        self._index = {key: index for index, key in columns.items()}
        self._readers = {key: reader_for(COLUMN[key], is_1904=is_1904) for key in self._index}
        self._details = sheet.details
        self._detailed = {column - 1 for _, column in sheet.details}
        self.differing = Counter[str]()  # 年龄, 教龄: how many rows say other than we compute

    def read(self, rows: Sequence[DataRow], hints: Mapping[str, Mapping[str, str]]) -> list[Facts]:
        """Facts of all rows. hints: group of a row (banner above it) -> what it says about everybody below.

        Column by column, because a column has few different values: 2,000 × 30 cells take 50 ms, not 500.
        """
        if not rows:
            return []
        people = [Facts(row.number, hints=dict(hints.get(row.group, ()))) for row in rows]
        # the ID first: its birth date settles the birth column (M25)
        order = sorted(self._index, key=lambda key: (key != "id_no", self._index[key]))
        cells = list(zip(*(row.cells for row in rows), strict=True))
        said = {key: self._column(key, cells[self._index[key]], people) for key in order}
        stored = [key for key in order if COLUMN[key].is_editable]
        for key in stored:
            self._doubt(key, said[key], people)
        if stored:
            for person, texts in zip(people, zip(*(said[key] for key in stored), strict=True), strict=True):
                person.values = dict(compress(zip(stored, texts, strict=True), texts))
        for person, row in zip(people, rows, strict=True):
            self._settle(person, row.may_be_sample)
        for key in ("age", "teach_years"):
            for person, text in zip(people, said.get(key, ()), strict=False):
                self.differing[key] += text not in ("", _computed(key, person.values))
        return people

    def problem(self, row: int, key: str, level: Level, text: str, value: str = "") -> Problem:
        """A remark on the cell of a field."""
        return Problem(row, address(row, self._index.get(key, 0) + 1), key, level, text, value)

    def _column(self, key: str, raws: Sequence[Cell], people: list[Facts]) -> list[str]:
        """Values of one column as they are stored; remarks go to the people."""
        reader = self._readers[key]
        types = set(map(type, raws))
        # True, 1 and 1.0 are one key of a dictionary, and a cell with a detail is like no other
        if (
            self._index[key] in self._detailed
            or bool in types
            or (key == "birth" and types - {str, float, int})
        ):
            return self._cell_by_cell(key, raws, people)
        readings = {raw: reader(raw) for raw in set(raws)}
        if key == "id_no":
            for raw, person in zip(raws, people, strict=True):
                person.id_reading = _as_id(readings[raw])
        texts = {raw: printed(reading.value) for raw, reading in readings.items()}
        if key == "birth":
            texts = {raw: self._without_day(key, raw, text) for raw, text in texts.items()}
        values = list(map(texts.__getitem__, raws))
        if not COLUMN[key].is_editable:  # only compared: what cannot be read is nobody's trouble
            return values
        noisy = {raw for raw, reading in readings.items() if reading.level is not Level.OK}
        if noisy:
            for at, raw in enumerate(raws):
                if raw in noisy:
                    reading = self._read(key, raw, values[at - 1] if at else "", _NO_DETAIL, people[at])
                    values[at] = self._without_day(key, raw, printed(reading.value))
                    if reading.level is not Level.OK:
                        self._remark(people[at], key, reading, shown(raw))
        return values

    def _doubt(self, key: str, values: Sequence[str], people: list[Facts]) -> None:
        """Remarks on values that are kept, but that nobody would write so."""
        if key not in _DOUBTED and max(map(len, values)) <= longest_of(key):
            return  # nearly every column: one look instead of 2,000
        doubts = {value: value_doubt(key, value) for value in set(values) if value}
        for value, person in zip(values, people, strict=True):
            if doubt := doubts.get(value):
                self._remark(person, key, Reading(value, Level.WARNING, f"{doubt}，请核对"), value)

    def _cell_by_cell(self, key: str, raws: Sequence[Cell], people: list[Facts]) -> list[str]:
        """Columns in which equal cells may mean different things."""
        values: list[str] = []
        above = ""
        for raw, person in zip(raws, people, strict=True):
            detail = self._details.get((person.row, self._index[key] + 1), _NO_DETAIL)
            reading = self._read(key, raw, above, detail, person)
            if key == "id_no":
                person.id_reading = _as_id(reading)
            if reading.level is not Level.OK and COLUMN[key].is_editable:
                self._remark(person, key, reading, detail.raw_text or shown(raw))
            above = printed(reading.value)
            if key == "birth" and self._is_month(raw, above, person.id_reading.birth):
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

    def _is_month(self, raw: object, value: str, from_id: str) -> bool:
        """A cell holding 1985-07-01 may mean July only: the header says 年月, or the ID has another day (M21)."""
        if self._only_months:
            return isinstance(raw, date)
        return isinstance(raw, date) and value.endswith("-01") and value[:7] == from_id[:7]

    def _without_day(self, key: str, raw: Cell, value: str) -> str:
        """A serial number under 出生年月 brings a day nobody typed; a text with a day means it (M21)."""
        is_serial = isinstance(raw, (int, float)) and raw < 100_000
        return value[:7] if key == "birth" and self._only_months and is_serial else value

    def _remark(self, person: Facts, key: str, reading: Reading, value: str = "") -> None:
        text, value = _cut(reading.text), _cut(value)
        person.problems.append(self.problem(person.row, key, reading.level, text, value))
        person.is_wrong = person.is_wrong or reading.level is Level.ERROR

    def _settle(self, person: Facts, may_be_sample: bool) -> None:
        """Facts that follow from several cells of a row together."""
        person.name, person.staff_no = person.values.get("name", ""), person.values.get("staff_no", "")
        if not person.name and not any(
            one.key == "name" and one.level is Level.ERROR for one in person.problems
        ):
            self._remark(person, "name", Reading("", Level.ERROR, "这一行没有姓名，不能导入"))
        elif may_be_sample:
            text = "这一行像是填写示例，没有导入；如果确有其人，请补上有效的身份证号"
            self._remark(person, "name", Reading("", Level.ERROR, text), person.name)
        if person.id_reading.status is not IdStatus.EMPTY:
            self._settle_number(person)
        self._settle_birth(person)

    def _settle_number(self, person: Facts) -> None:
        number = person.id_reading
        if number.status is IdStatus.DOUBTFUL:
            person.values["id_status"] = TO_VERIFY
        elif number.status in (IdStatus.DAMAGED, IdStatus.MASKED, IdStatus.WRONG):
            person.hints["id_status"] = TO_SUPPLY
        elif number.status is IdStatus.OTHER:
            person.hints["id_type"] = "其他"
        else:
            person.hints["id_type"] = "港澳台居民居住证" if is_permit(str(number.value)) else "居民身份证"
        written = person.values.get("gender", "")
        if number.sex and not written:
            person.values["gender"] = number.sex
        elif doubt := sex_doubt(written, number.sex):
            self._remark(person, "gender", Reading(written, Level.WARNING, f"{doubt}，请核对"), written)

    def _settle_birth(self, person: Facts) -> None:
        """The ID date counts; another date in the birth column is the one of the file (档案), M19."""
        values, from_id = person.values, person.id_reading.birth
        written = values.get("birth", "")
        if from_id:
            values["birth"] = from_id
            if written and not same_day(written, from_id):
                values.setdefault("birth_file", written)
                text = f"出生年月“{written}”与身份证号中的“{from_id}”不一致，按身份证号存入，原值存为档案出生年月"
                self._remark(person, "birth", Reading(from_id, Level.WARNING, text), written)
        birth = values.get("birth", "")
        status = values.get("status", "") or person.hints.get("status", "")
        if birth and (doubt := birth_doubt(birth, status)):
            is_to_come = is_future(birth)
            text = f"{doubt}，此项留空" if is_to_come else f"{doubt}，请核对"
            self._remark(person, "birth", Reading(birth, Level.WARNING, text), written or birth)
            if is_to_come:
                del values["birth"]
                written = ""
        births = (from_id, written, values.get("birth_file", ""))
        person.births = tuple(dict.fromkeys(birth for birth in births if birth))


def _computed(key: str, values: Mapping[str, str]) -> str:
    if key == "age":
        return printed(age_of(values.get("birth", "")))
    return printed(teaching_years(values.get("teach_start") or values.get("work_start", "")))


def _cut(text: str) -> str:
    """A text as long as a remark can bear; the end of a sentence says what was done."""
    return text if len(text) <= _ROOM else f"{text[: _ROOM - 40]}…{text[-39:]}"


def _as_id(reading: Reading) -> IdReading:
    """Empty cells of the ID column are read as plain ones."""
    return reading if isinstance(reading, IdReading) else _NO_NUMBER


def shown(raw: object) -> str:
    """A cell as a remark quotes it; a number past 15 digits as Excel shows it, without digits of ours."""
    return f"{raw:.14E}" if isinstance(raw, float) and abs(raw) >= 1e15 else printed(raw)

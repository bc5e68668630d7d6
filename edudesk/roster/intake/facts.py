"""What one row of the file says about one person, cell by cell, and where its cells contradict each other."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from edudesk.base.columns import printed
from edudesk.base.grammar import CellReader, reader_for
from edudesk.base.ids import IdReading, IdStatus, is_permit
from edudesk.base.readings import Level
from edudesk.roster.intake.values import Problem
from edudesk.roster.rows import COLUMN, age_of, teaching_years
from edudesk.sheets.addresses import address
from edudesk.sheets.workbook import Cell, CellDetail, Sheet

TO_SUPPLY = "待补"
TO_VERIFY = "待核实"
_NO_NUMBER = IdReading("")


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


class RowReader:
    """Reads the rows of one sheet. columns: 0-based index -> key of roster.COLUMNS, each key once;
    only_months: the birth column is headed 出生年月, so that days in it mean nothing."""

    def __init__(
        self, sheet: Sheet, columns: Mapping[int, str], is_1904: bool = False, only_months: bool = False
    ) -> None:
        self._only_months = only_months
        # the ID first: its birth date settles the birth column (M25)
        order = sorted(columns, key=lambda index: (columns[index] != "id_no", index))
        self._cells: list[tuple[int, str, CellReader]] = [
            (index, columns[index], reader_for(COLUMN[columns[index]], is_1904=is_1904)) for index in order
        ]
        self._index = {key: index for index, key in columns.items()}
        self._above: dict[str, str] = {}
        self._details: dict[int, dict[int, CellDetail]] = {}
        for (row, column), detail in sheet.details.items():
            self._details.setdefault(row, {})[column - 1] = detail
        self.differing = Counter[str]()  # 年龄, 教龄: how many rows say other than we compute

    def read(
        self, row: int, cells: Sequence[Cell], hints: Mapping[str, str], may_be_sample: bool = False
    ) -> Facts:
        """Facts of one row. row: as Excel counts; hints: from the banner above it and the sheet;
        may_be_sample: 张三 with no good number (M7)."""
        facts = Facts(row, hints=dict(hints))
        said: dict[str, str] = {}
        details = self._details.get(row)
        for index, key, reader in self._cells:
            raw = cells[index]
            if raw == "":
                continue
            above = self._above.get(key, "")
            detail = details.get(index) if details else None
            if detail is not None or (key == "birth" and facts.id_reading.birth):
                detail = detail or CellDetail()
                id_birth = facts.id_reading.birth if key == "birth" else ""
                reading = reader(raw, above, detail.number_format, detail.raw_text, id_birth)
            else:
                reading = reader(raw, above)
            if reading.level is not Level.OK:
                value_there = detail.raw_text if detail and detail.raw_text else shown(raw)
                self._remark(facts, key, reading.level, reading.text, value_there)
            if isinstance(reading, IdReading):
                facts.id_reading = reading
            value = printed(reading.value)
            if key == "birth" and self._is_month(raw, value, facts.id_reading.birth):
                value = value[:7]
            if value:
                said[key] = value
        self._above = said
        facts.values = {key: value for key, value in said.items() if column_is_stored(key)}
        self._settle(facts, said)
        if may_be_sample:
            text = "这一行像是填写示例，没有导入；如果确有其人，请补上有效的身份证号"
            self._remark(facts, "name", Level.ERROR, text, facts.name)
        return facts

    def problem(self, row: int, key: str, level: Level, text: str, value: str = "") -> Problem:
        """A remark on the cell of a field."""
        return Problem(row, address(row, self._index.get(key, 0) + 1), key, level, text, value)

    def _is_month(self, raw: object, value: str, from_id: str) -> bool:
        """A cell holding 1985-07-01 may mean July only: the header says 年月, or the ID has another day (M21)."""
        if self._only_months:
            return True
        return isinstance(raw, date) and value.endswith("-01") and value[:7] == from_id[:7]

    def _remark(self, facts: Facts, key: str, level: Level, text: str, value: str = "") -> None:
        facts.problems.append(self.problem(facts.row, key, level, text, value))
        facts.is_wrong = facts.is_wrong or level is Level.ERROR

    def _settle(self, facts: Facts, said: Mapping[str, str]) -> None:
        """Facts that follow from several cells together."""
        values = facts.values
        facts.name, facts.staff_no = values.get("name", ""), values.get("staff_no", "")
        if not facts.name:
            self._remark(facts, "name", Level.ERROR, "这一行没有姓名，不能导入")
        self._settle_number(facts)
        self._settle_birth(facts)
        self._settle_sex(facts)
        for key, computed in (
            ("age", age_of(values.get("birth", ""))),
            ("teach_years", teaching_years(values.get("teach_start") or values.get("work_start", ""))),
        ):
            if said.get(key) and computed is not None and said[key] != str(computed):
                self.differing[key] += 1

    def _settle_number(self, facts: Facts) -> None:
        number = facts.id_reading
        if number.status is IdStatus.DOUBTFUL:
            facts.values["id_status"] = TO_VERIFY
        elif number.status in (IdStatus.DAMAGED, IdStatus.MASKED, IdStatus.WRONG):
            facts.hints["id_status"] = TO_SUPPLY
        if number.status is IdStatus.OTHER:
            facts.hints["id_type"] = "其他"
        elif number.status in (IdStatus.VALID, IdStatus.CONVERTED):
            permit = is_permit(str(number.value))
            facts.hints["id_type"] = "港澳台居民居住证" if permit else "居民身份证"

    def _settle_birth(self, facts: Facts) -> None:
        """The ID date counts; another date in the birth column is the one of the file (档案), M19."""
        written, from_id = facts.values.get("birth", ""), facts.id_reading.birth
        if from_id:
            facts.values["birth"] = from_id
            if written and not same_day(written, from_id):
                facts.values.setdefault("birth_file", written)
                text = f"出生年月“{written}”与身份证号中的“{from_id}”不一致，按身份证号存入，原值存为档案出生年月"
                self._remark(facts, "birth", Level.WARNING, text, written)
        facts.births = tuple(
            dict.fromkeys(one for one in (from_id, written, facts.values.get("birth_file", "")) if one)
        )

    def _settle_sex(self, facts: Facts) -> None:
        written, from_id = facts.values.get("gender", ""), facts.id_reading.sex
        if from_id and not written:
            facts.values["gender"] = from_id
        elif from_id and written != from_id:
            text = f"性别“{written}”与身份证号第17位（{from_id}）不一致，请核对"
            self._remark(facts, "gender", Level.WARNING, text, written)


def column_is_stored(key: str) -> bool:
    """年龄 and 教龄 are computed, and only compared."""
    return COLUMN[key].is_editable


def shown(raw: object) -> str:
    """A cell as a remark quotes it; a number past 15 digits as Excel shows it, without digits of ours."""
    return f"{raw:.14E}" if isinstance(raw, float) and abs(raw) >= 1e15 else printed(raw)


def same_day(one: str, other: str) -> bool:
    """Two ISO dates agree as far as both are known; an unknown date agrees with nothing."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))

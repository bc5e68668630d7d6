"""The cells of a row of dated facts: whose they are, and the values of one fact, or of one for each year."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from edudesk.base.columns import Column, Kind, printed
from edudesk.base.grammar import CellReader, reader_for
from edudesk.base.ids import IdReading
from edudesk.base.readings import Level, Reading
from edudesk.roster.histories import HistoryKind
from edudesk.roster.histories.honours import HONOUR
from edudesk.roster.intake.cells import cell_reader
from edudesk.roster.intake.facts import NO_NUMBER, Facts, shown
from edudesk.roster.intake.honours import honours_in, years_in
from edudesk.roster.intake.ledger.heads import split_key
from edudesk.roster.intake.ledger.words import PERSON, WHO, as_year, is_far, words_of
from edudesk.roster.intake.told import CellReading
from edudesk.roster.intake.values import Problem
from edudesk.roster.rules import value_doubt
from edudesk.school.rules import read_school_year
from edudesk.school.rules.class_names import class_names
from edudesk.sheets.addresses import address
from edudesk.sheets.rows import DataRow
from edudesk.sheets.workbook import Sheet

_SPAN = re.compile(r"^(.*?[0-9日月年号])\s*(?:至|到|—+|–|~|～|--+|-)\s*(今|现在|[0-9].*)$")
_DATES: Final = frozenset((Kind.DATE, Kind.MONTH))
_YEARS: Final = frozenset(("year", "school_year"))
_MAY_COME: Final = frozenset(("ends", "appointed_to", "veto_until", "released", "next_due"))  # days of an end
_CLASSES: Final = frozenset(("classes", "class_name"))
_SCHOOL_YEAR_MONTHS: Final = ("-09", "-08")


@dataclass(slots=True)
class Fact:
    """One fact of a row: values by field, "" and None never; year: of its columns, "" when they are of no year; own:
    the fields that stand in those."""

    values: dict[str, Any]
    year: str = ""
    own: frozenset[str] = frozenset()


@dataclass(slots=True)
class FactLine:
    """A row of the file: the person, the facts, what is remarked on its cells (problems lie in person)."""

    person: Facts
    facts: list[Fact] = field(default_factory=list)


class LineReader:
    """Reads the rows of one sheet. columns: 0-based index -> key; fields: key -> column; given: what titles say
    about every row, for fields without a column; label: the sheet's name where several are read; school_year,
    stage: of the school, for names of classes."""

    def __init__(
        self,
        kind: HistoryKind,
        sheet: Sheet,
        columns: Mapping[int, str],
        fields: Mapping[str, Column],
        given: Mapping[str, str],
        is_1904: bool,
        label: str,
        school_year: str = "",
        stage: str = "",
    ) -> None:
        self._kind, self._sheet, self._given, self._label = kind, sheet, given, label
        self._school_year, self._stage = school_year, stage
        self._columns, self._fields = columns, fields
        self._readers = {key: self._reader(key, is_1904) for key in columns.values()}
        self._above: dict[str, str] = {}
        self._places = {key: index + 1 for index, key in columns.items()}
        self._split = {key: split_key(key) for key in columns.values()}
        self._has_years = any(year for _, year in self._split.values())

    def read(self, rows: Sequence[DataRow]) -> list[FactLine]:
        """All rows in their order: 同上 looks at the one before."""
        return [self._line(row) for row in rows]

    def cell(self, row: int, key: str) -> str:
        """Address of the cell of a field; of the person where it has no column."""
        return address(row, self._places.get(key, self._places[PERSON]))

    def problem(self, row: int, key: str, level: Level, text: str, value: str = "") -> Problem:
        """A remark on the cell of a field."""
        return Problem(row, self.cell(row, key), key, level, text, value, self._label)

    def _reader(self, key: str, is_1904: bool) -> CellReader:
        if key in WHO:
            return cell_reader(WHO[key], is_1904=is_1904)
        return reader_for(self._fields[key], is_1904=is_1904)

    def _line(self, row: DataRow) -> FactLine:
        line = FactLine(Facts(row.number, sheet=self._label))
        said: dict[str, Any] = {}
        for index, key in self._columns.items():
            reading = self._reading(key, row, index)
            if key in WHO:
                self._take_who(line.person, key, reading)
            if reading.level is not Level.OK:
                text = shown(row.cells[index])
                line.person.problems.append(self.problem(row.number, key, reading.level, reading.text, text))
                line.person.is_wrong |= reading.level is Level.ERROR
            self._above[key] = printed(reading.value)
            if key not in WHO and reading.value not in ("", None):
                begins, _, ends = (
                    printed(reading.value).partition("/") if isinstance(reading, Span) else ("", "", "")
                )
                said |= {key: begins, "ends": ends} if begins else {key: reading.value}
        line.facts = self._facts(said)
        if self._kind is HONOUR and (name := said.get("name")):
            self._split_honours(line, printed(name))
        return line

    def _split_honours(self, line: FactLine, typed: str) -> None:
        """Several honours in one cell are as many facts, each with its own date and level (M28)."""
        found = honours_in(typed)
        if not found or (len(found) == 1 and found[0] == {"name": typed}):
            return
        if len(found) == 1:
            own = {"name": found[0]["name"]}
            line.facts = [replace(fact, values={**found[0], **fact.values, **own}) for fact in line.facts]
        else:
            line.facts = [
                replace(fact, values={**fact.values, **one}) for fact in line.facts for one in found
            ]
        if years := "；".join(years_in(typed)):
            for fact in line.facts:
                fact.values.setdefault("remark", years)
        words = "、".join(f"“{' '.join(one.values())}”" for one in found)
        told = f"“{' '.join(typed.split())}”按{words}存入"
        line.person.problems.append(self.problem(line.person.row, "name", Level.NOTICE, told, typed))

    def _reading(self, key: str, row: DataRow, index: int) -> Reading:
        raw, name = row.cells[index], self._split[key][0]
        detail = self._sheet.detail(row.number, index + 1)
        reading = self._readers[key](raw, self._above.get(key, ""), detail.number_format, detail.raw_text)
        typed = printed(reading.value)
        if key == PERSON and isinstance(reading, CellReading) and typed:
            told = f"“{shown(raw)}”按“{typed}”在花名册中查找"  # what else the cell says is not about the fact
            return Reading(typed, Level.NOTICE, told)
        if name in ("year", "school_year") and typed:
            stored = as_year(typed) if name == "year" else read_school_year(typed) or as_year(typed)
            if stored and stored != typed:
                reading = Reading(stored, Level.NOTICE, f"“{typed}”按“{stored}”存入")
        elif (
            reading.level is Level.WARNING
            and isinstance(raw, str)
            and key == "begins"
            and "ends" in self._fields
        ):
            reading = self._span(raw) or reading
        return self._admitted(key, reading) if key not in WHO and printed(reading.value) else reading

    def _admitted(self, key: str, reading: Reading) -> Reading:
        """A year to come, and a grade that no list knows, are left out; what is only odd is kept and told."""
        name, year = self._split[key]
        column, text = self._fields[key], printed(reading.value)
        if year and is_far(year):
            return Reading("", Level.WARNING, f"{year}年还没有到，此项留空，请核对表头")
        if (name in _YEARS or column.kind in _DATES) and name not in _MAY_COME and is_far(text):
            return Reading("", Level.WARNING, f"“{text}”还没有到，此项留空，请核对")
        is_strict = name in words_of(self._kind).strict
        if column.codes is not None and not column.codes.knows(text):
            if is_strict:
                own = "；如果是本校的写法，请先在“称号与代码”里添加" if column.codes.is_open else ""
                return Reading("", Level.WARNING, f"{column.codes.name}中没有“{text}”，此项留空{own}")
            if name == "subject":
                told = f"{column.codes.name}中没有“{text}”，已按原文保存，请核对"
                return Reading(text, Level.WARNING, told)
        if name == "weekly_periods" and (doubt := value_doubt(name, text)):
            return Reading(text, Level.WARNING, f"{doubt}，请核对")
        return self._class_names(text, reading) if name in _CLASSES else reading

    def _class_names(self, text: str, reading: Reading) -> Reading:
        """五3 is 五（3）班 (M35); a class that the school has not is kept as it is, and told."""
        if not self._stage:
            return reading
        names = class_names(text, self._given.get("school_year", self._school_year), self._stage)
        if names is None:
            return Reading(text, Level.WARNING, f"没有认出“{text}”是本校的哪些班级，已按原文保存，请核对")
        joined = "、".join(names)
        return reading if joined == text else Reading(joined, Level.NOTICE, f"“{text}”按“{joined}”存入")

    def _span(self, text: str) -> Reading | None:
        """2023.5—2023.8 in the column of the beginning."""
        found = _SPAN.match(text.strip())
        if found is None:
            return None
        column = self._fields["begins"]
        first = printed(reader_for(column)(found[1]).value)
        last = "" if not found[2][0].isdigit() else printed(reader_for(column)(found[2]).value)
        if not first or (found[2][0].isdigit() and not last):
            return None
        until = f"至 {last}" if last else "至今"
        return Span(f"{first}/{last}", Level.NOTICE, f"“{' '.join(text.split())}”按 {first} {until} 存入")

    def _take_who(self, person: Facts, key: str, reading: Reading) -> None:
        text = printed(reading.value)
        if key == PERSON:
            person.name = text
        elif key == "person_no":
            person.staff_no = text
        elif key == "person_id":
            person.id_reading = reading if isinstance(reading, IdReading) else NO_NUMBER
        elif text:
            person.births = (text,)

    def _facts(self, said: Mapping[str, Any]) -> list[Fact]:
        if not self._has_years:
            return [Fact({**self._given, **said})]
        base: dict[str, Any] = {}
        years: dict[str, dict[str, Any]] = {}
        for key, value in said.items():
            name, year = self._split.get(key, (key, ""))  # the end of a span has no column
            (years.setdefault(year, {}) if year else base)[name] = value
        return [
            Fact({**_of_year(self._kind, year, base), **values}, year, frozenset(values))
            for year, values in years.items()
        ]


class Span(Reading):
    """A reading of two dates in one cell: value is first/last, the last "" when it still goes on."""

    __slots__ = ()


def _of_year(kind: HistoryKind, year: str, base: Mapping[str, Any]) -> dict[str, Any]:
    """What the year over a column says about its facts, beside what the row says about all of them (base)."""
    form = words_of(kind)
    found = {**(form.fixed or {}), **base}
    if form.year != "begins":
        own = read_school_year(year) if form.year == "school_year" else year
        return {**found, form.year: own or year}
    if "-" in year:  # a school year
        first, last = year.split("-")
        span = {
            "begins": first + _SCHOOL_YEAR_MONTHS[0],
            "ends": last + _SCHOOL_YEAR_MONTHS[1],
            "school_year": year,
        }
    else:
        span = {"begins": f"{year}-01", "ends": f"{year}-12"}
    return {kind.label: f"{year}{'学年' if '-' in year else '年度'}{kind.title}", **found, **span}

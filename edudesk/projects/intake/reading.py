"""The rows of one sheet of a 台账 as projects: kind, level, stage, period, people and money read, every doubt with its cell."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from edudesk.base.columns import printed
from edudesk.base.dates import read_date
from edudesk.base.grammar import reader_for
from edudesk.base.readings import Level, Reading
from edudesk.projects.forms.value import LIVE, ProjectKind
from edudesk.projects.intake.amounts import read_amount, unit_of
from edudesk.projects.intake.columns import (
    BUDGET,
    LEADER,
    LEDGER_COLUMN,
    MEMBERS,
    PERIOD,
    kind_named,
    level_in,
    stage_named,
)
from edudesk.projects.rows.money import BudgetDraft
from edudesk.projects.rows.people import CORE, OTHER, MemberDraft
from edudesk.projects.rows.people import LEADER as LEADER_ROLE
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rows.whole import Part, Whole
from edudesk.projects.rules.entering import project_problems
from edudesk.projects.rules.kinds import Kinds
from edudesk.projects.rules.steps import APPROVAL, begun_stage
from edudesk.roster.intake.questions import Questions
from edudesk.roster.intake.values import ColumnMatch, Problem
from edudesk.school.rules.years import is_day
from edudesk.sheets.addresses import address
from edudesk.sheets.rows import DataRow
from edudesk.sheets.workbook import Sheet

_SPAN: Final = re.compile(r"^(.*?[0-9日月年号])\s*(?:至|到|—+|–|~|～|--+|-)\s*([0-9].*)$")
_NAMES: Final = re.compile(r"[、，,;；/\s]+")
_DAYS: Final = ("approved_on", "start", "end")


@dataclass(slots=True)
class Line:
    """A row as read. values: what the file says by key; whole: None when it cannot be a project; problems: on its cells."""

    number: int
    name: str
    values: dict[str, Any] = field(default_factory=dict)
    whole: Whole | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        """Whether the row cannot be imported."""
        return self.whole is None or any(one.level is Level.ERROR for one in self.problems)


class LineReader:
    """Reads the rows of one sheet. people: name -> ids in the roster; today: ISO day; label: of the sheet where several
    are read."""

    def __init__(
        self,
        sheet: Sheet,
        columns: Sequence[ColumnMatch],
        kinds: Kinds,
        people: Mapping[str, Sequence[str]],
        questions: Questions,
        today: str,
        *,
        is_1904: bool = False,
        label: str = "",
    ) -> None:
        self._sheet, self._kinds, self._people = sheet, kinds, people
        self._questions, self._today, self._label = questions, today, label
        self._columns = {one.index: one.field for one in columns if one.field}
        self._places = {key: index + 1 for index, key in self._columns.items()}
        self._unit = next((_unit(sheet, one) for one in columns if one.field == BUDGET), None)
        self._above_yuan: float | None = None
        self._readers = {
            key: reader_for(LEDGER_COLUMN[key], is_1904=is_1904) for key in self._columns.values()
        }
        self._is_1904 = is_1904
        self._above: dict[str, str] = {}

    def problem(self, row: int, key: str, level: Level, text: str, value: str = "") -> Problem:
        """A remark on the cell of a field; where it has no column on that of the period or of the title."""
        other = PERIOD if key in ("start", "end") and PERIOD in self._places else "title"
        cell = address(row, self._places.get(key, self._places[other]))
        return Problem(row, cell, key, level, text, value, self._label)

    def read(self, row: DataRow) -> Line:
        """One row."""
        line = Line(row.number, "")
        for index, key in self._columns.items():
            detail = self._sheet.detail(row.number, index + 1)
            raw = row.cells[index]
            reading = self._readers[key](raw, self._above.get(key, ""), detail.number_format, detail.raw_text)
            self._above[key] = printed(reading.value)
            if key == BUDGET:
                reading = self._amount(raw, reading)
            if reading.level is not Level.OK:
                line.problems.append(self.problem(row.number, key, reading.level, reading.text, printed(raw)))
            if reading.value not in ("", None):
                line.values[key] = reading.value
        line.name = printed(line.values.get("title", "")).strip()
        self._whole(line)
        return line

    def _amount(self, raw: object, reading: Reading) -> Reading:
        """An amount in yuan, in the unit its cell says; 同上 is that of the cell above."""
        if raw is None or not any(map(str.isdecimal, str(raw))):
            is_above = isinstance(reading.value, (int, float))
            return replace(reading, value=self._above_yuan) if is_above else reading
        amount = read_amount(raw, self._unit)
        self._above_yuan = amount.yuan
        return Reading(amount.yuan, amount.level, amount.text)

    def _whole(self, line: Line) -> None:
        said = {key: value for key, value in line.values.items() if isinstance(value, str)}
        kind, level = self._kind(line, said)
        if kind is None:
            return
        texts = {
            key: value.strip()
            for key, value in said.items()
            if key not in (LEADER, MEMBERS, PERIOD, "kind", "stage", *_DAYS)
        }
        texts |= self._days(line, said)
        texts = {"title": "", "level": level, **texts}
        subkind = said.get("kind", "")
        if "subkind" not in texts and subkind in kind.subkinds and subkind not in (kind.short, kind.title):
            texts["subkind"] = subkind
        stage = self._stage(line, kind, said.get("stage", ""), texts)
        draft = ProjectDraft(kind=kind.key, kind_version=kind.version, stage=stage, **texts)
        for problem in project_problems(draft):
            line.problems.append(
                self.problem(line.number, problem.key, Level.ERROR, problem.text.removesuffix("。"))
            )
        line.whole = Whole(draft, (*self._members(line, kind, said), *self._budget(line, texts)))

    def _kind(self, line: Line, said: Mapping[str, str]) -> tuple[ProjectKind | None, str]:
        """The kind and the level its word tells. A word nobody knows is asked about, once for the file: until somebody says
        what it is, nothing of it is imported."""
        word = "".join(said.get("kind", "").split())
        level, rest = level_in(word)
        found = kind_named(self._kinds, word) or kind_named(self._kinds, rest)
        if found is None and said.get("subkind"):
            found = kind_named(self._kinds, said["subkind"].strip())
        if found is not None:
            return found, level
        offered = self._kinds.offered
        if not offered:
            line.problems.append(self.problem(line.number, "kind", Level.ERROR, "没有可用的项目类别"))
            return None, ""
        text = f"“{word}”是哪一类项目？" if word else "没有写类别的项目是哪一类？"
        cell = address(line.number, self._places.get("kind", self._places["title"]))
        options = (("", "先不导入这些项目"), *((kind.key, f"按“{kind.title}”登记") for kind in offered))
        answer = self._questions.ask(f"kind:{word}", text, options, cell)
        if not answer:
            asked = f"“{word}”是哪一类项目" if word else "没有写类别，是哪一类项目"
            told = f"{asked}还没有选，没有导入"
            line.problems.append(self.problem(line.number, "kind", Level.ERROR, told, word))
            return None, ""
        return self._kinds.newest[answer], level

    def _days(self, line: Line, said: Mapping[str, str]) -> dict[str, str]:
        """Days by key; of a month its first, of the end its last."""
        found = {key: said[key] for key in _DAYS if key in said}
        if span := _SPAN.match(said.get(PERIOD, "").strip()):
            for key, text in zip(("start", "end"), span.groups(), strict=True):
                found.setdefault(key, str(read_date(text.strip(), is_1904=self._is_1904).value or ""))
        elif said.get(PERIOD):
            line.problems.append(
                self.problem(line.number, PERIOD, Level.WARNING, "起止时间看不懂，此项留空", said[PERIOD])
            )
        days = {}
        for key, told in found.items():
            days[key] = told
            if len(told) == 7:
                last = monthrange(int(told[:4]), int(told[5:]))[1] if key == "end" else 1
                days[key] = f"{told}-{last:02}"
                text = f"只有年月，按 {days[key]} 登记"
                line.problems.append(self.problem(line.number, key, Level.NOTICE, text, told))
        return {key: day for key, day in days.items() if day}

    def _stage(self, line: Line, kind: ProjectKind, word: str, texts: Mapping[str, str]) -> str:
        """The stage told, else what the rest of the row says: 实施 of an approved one."""
        if word and (found := stage_named(kind, word)):
            ends = texts.get("end", "")
            is_over = kind.phase(found) in LIVE and is_day(ends) and ends < self._today
            if is_over:
                text = f"结束日期 {ends} 已过，状态还是“{word}”，请核对"
                line.problems.append(self.problem(line.number, "end", Level.WARNING, text))
            return found
        stage = begun_stage(kind, is_approved=any(texts.get(key) for key in APPROVAL))
        if word:
            text = f"“{kind.title}”没有“{word}”这个状态，按“{stage}”登记"
            line.problems.append(self.problem(line.number, "stage", Level.WARNING, text, word))
        return stage

    def _members(self, line: Line, kind: ProjectKind, said: Mapping[str, str]) -> list[Part]:
        """Leaders as many as the kind allows, then the members, each of the roster where one name fits."""
        leaders, members = (_split(said.get(key, "")) for key in (LEADER, MEMBERS))
        if len(leaders) > kind.leaders:
            text = f"“{kind.title}”只能有 {kind.leaders} 名主持人，其余登记为{CORE}"
            line.problems.append(self.problem(line.number, LEADER, Level.WARNING, text, said[LEADER]))
        told = [
            (name, LEADER, LEADER_ROLE if place < kind.leaders else CORE)
            for place, name in enumerate(leaders)
        ]
        told += [(name, MEMBERS, OTHER) for name in members if name not in leaders]
        found: list[Part] = []
        for place, (name, key, role) in enumerate(told, 1):
            ids = self._people.get(name, ())
            if len(ids) != 1:
                text = (
                    f"花名册中有 {len(ids)} 位“{name}”，只登记姓名，请导入后选定是哪一位"
                    if ids
                    else f"花名册中没有“{name}”，按校外人员登记"
                )
                line.problems.append(self.problem(line.number, key, Level.WARNING, text, name))
            found.append(
                MemberDraft(
                    project_id="",
                    name=name,
                    teacher_id=ids[0] if len(ids) == 1 else "",
                    role=role,
                    place=place,
                )
            )
        return found

    def _budget(self, line: Line, texts: Mapping[str, str]) -> list[Part]:
        amount = line.values.get(BUDGET)
        if not isinstance(amount, (int, float)) or amount <= 0:
            return []
        year = texts.get("start", "")[:4]
        is_of_one = year == texts.get("end", "")[:4]
        remark = "台账里的总额，未分科目" if is_of_one else "台账里的总额，未分科目和年度"
        return [
            BudgetDraft(
                project_id="", line="其他", year=year if is_of_one else "", yuan=amount, remark=remark
            )
        ]


def _unit(sheet: Sheet, column: ColumnMatch) -> int | None:
    """Yuan in one unit of a column, as its head or the lines above it say."""
    head = int("".join(filter(str.isdecimal, column.cell)) or 1)
    above = (str(cell) for row in sheet.rows[:head] for cell in row if isinstance(cell, str))
    return unit_of(column.header, above)


def _split(text: str) -> list[str]:
    """Names, each once: 王建国、周敏华; spaces inside a name of two characters (王　芳) close up."""
    closed = re.sub(r"(?<![^、，,;；/\s])(\S)[\s　]+(\S)(?![^、，,;；/\s])", r"\1\2", text.strip())
    return list(dict.fromkeys(name for name in _NAMES.split(closed) if name))

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
    CERTIFICATE,
    ENDED_ON,
    GRADE,
    GRADES,
    LEADER,
    LEDGER_COLUMN,
    MEMBERS,
    OPENED_ON,
    PAID,
    PERIOD,
    kind_named,
    level_in,
    stage_named,
    state_told,
)
from edudesk.projects.intake.course import Course
from edudesk.projects.intake.names import LEADS, names_of
from edudesk.projects.rows.money import BudgetDraft
from edudesk.projects.rows.people import CORE, OTHER, MemberDraft
from edudesk.projects.rows.people import LEADER as LEADER_ROLE
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rows.whole import Part, Whole
from edudesk.projects.rules.entering import project_problems
from edudesk.projects.rules.kinds import Kinds
from edudesk.projects.rules.money import printed_yuan, yuan
from edudesk.projects.rules.steps import APPROVAL, begun_stage
from edudesk.roster.intake.questions import Questions
from edudesk.roster.intake.values import ColumnMatch, Problem
from edudesk.school.rules.years import is_day
from edudesk.sheets.addresses import address
from edudesk.sheets.rows import DataRow
from edudesk.sheets.workbook import Sheet

_SPAN: Final = re.compile(r"^(.*?[0-9日月年号])\s*(?:至|到|—+|–|~|～|--+|-)\s*([0-9].*)$")
_DAYS: Final = ("approved_on", "start", "end")
_ASIDE: Final = (OPENED_ON, ENDED_ON, GRADE, CERTIFICATE)


@dataclass(slots=True)
class Line:
    """A row as read. values: what the file says by key; whole: None when it cannot be a project; course: what it tells of the course; problems: on its cells."""

    number: int
    name: str
    values: dict[str, Any] = field(default_factory=dict)
    whole: Whole | None = None
    course: Course | None = None
    problems: list[Problem] = field(default_factory=list)
    of_course: list[Problem] = field(default_factory=list)

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
        self._units = {one.field: _unit(sheet, one) for one in columns if one.field in (BUDGET, PAID)}
        self._above_yuan: dict[str, float | None] = {}
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
            if key in self._units:
                reading = self._amount(key, raw, reading)
            if reading.level is not Level.OK:
                line.problems.append(self.problem(row.number, key, reading.level, reading.text, printed(raw)))
            if reading.value not in ("", None):
                line.values[key] = reading.value
        line.name = printed(line.values.get("title", "")).strip()
        self._whole(line)
        return line

    def _amount(self, key: str, raw: object, reading: Reading) -> Reading:
        """An amount in yuan, in the unit its cell says; 同上 is that of the cell above."""
        if raw is None or not any(map(str.isdecimal, str(raw))):
            is_above = isinstance(reading.value, (int, float))
            return replace(reading, value=self._above_yuan.get(key)) if is_above else reading
        amount = read_amount(raw, self._units[key])
        self._above_yuan[key] = amount.yuan
        return Reading(amount.yuan, amount.level, amount.text)

    def _whole(self, line: Line) -> None:
        said = {key: value for key, value in line.values.items() if isinstance(value, str)}
        kind, level = self._kind(line, said)
        if kind is None:
            return
        texts = {
            key: value.strip()
            for key, value in said.items()
            if key not in (LEADER, MEMBERS, PERIOD, "kind", "stage", *_DAYS, *_ASIDE)
        }
        texts |= self._days(line, said)
        texts = {"title": "", "level": level, **texts}
        subkind = said.get("kind", "")
        if "subkind" not in texts and subkind in kind.subkinds and subkind not in (kind.short, kind.title):
            texts["subkind"] = subkind
        state, grade = state_told(said.get("stage", ""))
        stage = self._stage(line, kind, state, texts)
        ends = said.get(ENDED_ON, "")
        if "end" not in texts and is_day(ends):
            texts["end"] = ends
        draft = ProjectDraft(kind=kind.key, kind_version=kind.version, stage=stage, **texts)
        for problem in project_problems(draft):
            line.problems.append(
                self.problem(line.number, problem.key, Level.ERROR, problem.text.removesuffix("。"))
            )
        course = line.course = Course(kind, said, self._grade(line, said) or grade, self._today)
        kept = len(line.problems)

        def warn(key: str, text: str) -> None:
            line.problems.append(self.problem(line.number, key, Level.WARNING, text))

        steps = course.steps(draft, warn)
        line.of_course = line.problems[kept:]
        line.whole = Whole(draft, (*self._members(line, kind, said), *self._budget(line, texts)), steps)

    def _grade(self, line: Line, said: Mapping[str, str]) -> str:
        """等第 in a column of its own."""
        word = said.get(GRADE, "").strip()
        found = next((one for one in GRADES.words if word in (one, one[:1])), "")
        if word and not found:
            text = f"等第里没有“{word}”，此项留空"
            line.problems.append(self.problem(line.number, GRADE, Level.WARNING, text, word))
        return found

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
        leaders, members = (names_of(said.get(key, "")) for key in (LEADER, MEMBERS))
        if not leaders:  # 李静（组长） among the members
            leaders = [one for one in members if one.aside in LEADS]
        if len(leaders) > kind.leaders:
            text = f"“{kind.title}”只能有 {kind.leaders} 名主持人，其余登记为{CORE}"
            line.problems.append(self.problem(line.number, LEADER, Level.WARNING, text, said[LEADER]))
        told = [
            (one, LEADER if LEADER in said else MEMBERS, LEADER_ROLE if place < kind.leaders else CORE)
            for place, one in enumerate(leaders)
        ]
        led = {one.name for one in leaders}
        told += [(one, MEMBERS, OTHER) for one in members if one.name not in led]
        found: list[Part] = []
        for place, ((name, aside), key, role) in enumerate(told, 1):
            beside = "" if aside in LEADS else aside
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
                    duty=beside if ids else "",
                    unit="" if ids else beside,
                )
            )
        return found

    def _budget(self, line: Line, texts: Mapping[str, str]) -> list[Part]:
        amount, paid = line.values.get(BUDGET), line.values.get(PAID)
        has_paid = isinstance(paid, (int, float)) and paid > 0
        if not isinstance(amount, (int, float)) or amount <= 0:
            if has_paid:
                text = "没有写预算，已拨付的没有登记，请导入后在“经费”里登记"
                line.problems.append(self.problem(line.number, PAID, Level.WARNING, text))
            return []
        year = texts.get("start", "")[:4]
        is_of_one = year == texts.get("end", "")[:4]
        remark = "台账里的总额，未分科目" if is_of_one else "台账里的总额，未分科目和年度"
        if has_paid:
            remark += f"；已拨付 {printed_yuan(yuan(paid))} 元"
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

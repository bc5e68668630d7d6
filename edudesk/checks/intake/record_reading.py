"""The rows of old record sheets read against a check: whom each is about, and what keeps it from being stored."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from edudesk.base.dates import read_date
from edudesk.base.errors import FieldProblem
from edudesk.base.readings import Level
from edudesk.checks.forms.points import plain
from edudesk.checks.forms.scoring import Answer, Score, points_of
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.intake.record_sheets import (
    BY,
    ON,
    TOTAL,
    Laid,
    SheetLine,
    laid_out,
    line_of,
    other_total,
    unit_of,
    units_by_name,
)
from edudesk.checks.intake.record_values import CheckFacts, RecordRow
from edudesk.checks.rows.campaigns import DUE, REPORTED, UnitRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.campaigns import inspectors_of
from edudesk.checks.rules.grid import ITEM, item_texts, read_line
from edudesk.checks.rules.plausible import day_problems
from edudesk.checks.rules.sheets import Filled, filled_of, own_problems, same_sheet
from edudesk.roster.intake.mapping import FOUND, column_match
from edudesk.roster.intake.questions import Questions
from edudesk.roster.intake.values import ColumnMatch, How, Problem, RowState
from edudesk.sheets.addresses import address
from edudesk.sheets.rows import Body, DataRow
from edudesk.sheets.workbook import Sheet

_SHARED = "分工"  # the answer: whoever the check gave the unit to
_WHO = "who"
_COLUMN_OF = {"on": ON, "inspector": BY}  # where a problem of the sheet as a whole shows


@dataclass(frozen=True)
class RecordPart:
    """A sheet that is read, by the form that fits it best."""

    sheet: Sheet
    form: CheckForm
    laid: Laid
    body: Body
    label: str

    @property
    def columns(self) -> tuple[ColumnMatch, ...]:
        """Its columns, as the preview lists them."""
        return tuple(
            column_match(
                match,
                How.COMPARED if match.key == TOTAL else FOUND[match.how],
                self.laid.head,
                self.body.rows,
                self.sheet.hidden_columns,
                self.label,
            )
            for match in self.laid.matches
        )

    def laid_by(self, form: CheckForm) -> Laid | None:
        """The same header as another form would read it; None when most of its items have no column."""
        if form == self.form:
            return self.laid
        laid = laid_out(self.sheet, form, head=self.laid.head)
        found = sum(one.key.startswith(ITEM) for one in laid.matches) if laid else 0
        return laid if found * 2 > len(form.items) else None


class RecordReader:
    """Reads rows against a check. problems: on cells, in the order of the rows."""

    def __init__(self, check: CheckFacts, questions: Questions) -> None:
        self._check, self._questions = check, questions
        self._due = units_by_name(unit for unit in check.units if unit.state == DUE)
        self._other = units_by_name(unit for unit in check.units if unit.state != DUE)
        self._team = {one.name: one.id for one in inspectors_of(check.campaign)}
        self._names = {one.id: one.name for one in inspectors_of(check.campaign) if one.id}
        self._taken: dict[tuple[str, str], int] = {}
        self._doubted: set[str] = set()
        self._sheets = defaultdict[str, list[SheetRow]](list)
        for sheet in check.sheets:
            self._sheets[sheet.unit_id].append(sheet)
        self._laid: dict[tuple[str, str, int], Laid | None] = {}
        self._blank = self._bare = 0
        self.problems: list[Problem] = []

    def remarks(self) -> tuple[str, ...]:
        """What holds for the file as a whole."""
        found = []
        if self._blank:
            found.append(f"{self._blank} 行没有填写任何项目，没有读入。")
        if self._bare:
            found.append(f"{self._bare} 行只写了姓名，没有学科和班级，按应检名单里的同名教师读入，请核对。")
        return tuple(found)

    def row(self, part: RecordPart, row: DataRow) -> RecordRow | None:
        """A row with what importing it would do; None when nothing is filled in."""
        line = line_of(row, part.laid.matches)
        if not line.texts:
            self._blank += 1
            return None
        wrong = RecordRow(row.number, RowState.ERROR, line.who, sheet=part.label)
        unit = unit_of(line, self._due, self._check.campaign.school_year, self._check.kind)
        if isinstance(unit, str):
            if line.who not in self._due and (left_out := self._other.get(line.who)):
                unit = f"在这次检查里是“{left_out[0].state}”"
            self._tell(part, row, _WHO, Level.ERROR, f"{unit}，没有导入", line.who)
            return wrong
        if namesakes := self._namesakes(line):
            text = f"花名册中有 {namesakes} 位“{line.who}”，只写姓名分不清是谁，没有导入；请补上学科或班级"
            self._tell(part, row, _WHO, Level.ERROR, text, line.who)
            return replace(wrong, unit=unit)
        form = self._check.forms[unit.form, unit.form_version]
        laid = self._laid_by(part, form)
        if laid is None:
            text = f"这份材料用的是《{form.title}》，文件的列是《{part.form.title}》的，没有导入"
            self._tell(part, row, _WHO, Level.ERROR, text, line.who)
            return replace(wrong, unit=unit)
        line = line_of(row, laid.matches)
        on, by = self._on(part, row, line), self._by(part, row, line, unit)
        filled, problems = read_line(form, line.texts, on, by, self._id_of(part, row, by))
        problems += day_problems(on, self._check.campaign.school_year, self._check.campaign.term)
        problems += own_problems(filled, unit, self._check.owners.get(unit.id, ""))
        score = filled.score(form)
        wrong = replace(wrong, unit=unit, filled=filled)
        if problems:
            self._tell_all(part, row, laid, problems)
            return wrong
        mark = (unit.id, filled.inspector_id or filled.inspector)
        if mark in self._taken:
            text = f"与第 {self._taken[mark]} 行是同一份，没有导入"
            self._tell(part, row, _WHO, Level.ERROR, text, line.who)
            return wrong
        self._taken[mark] = row.number
        self._bare += not line.subject and not line.classes
        there = same_sheet(self._sheets[unit.id], filled)
        found = replace(wrong, state=RowState.NEW if there is None else RowState.SAME, score=score)
        if there is not None and not _is_same(form, there, filled):
            text = f"{_otherwise(form, there, score, by)}，没有覆盖；请在“检查录入”里修改"
            self._tell(part, row, _WHO, Level.ERROR, text, line.who)
            return replace(found, state=RowState.ERROR)
        if there is None and self._sheets[unit.id] and self._check.campaign.status == REPORTED:
            text = "检查已通报，已有别人的记录，没有导入；请在“检查录入”里录入并写明理由"
            self._tell(part, row, _WHO, Level.ERROR, text, line.who)
            return replace(found, state=RowState.ERROR)
        if there is None and (differs := other_total(line, score.value)):
            self._tell(part, row, TOTAL, Level.WARNING, f"{differs}，按计算的登记", line.told[TOTAL])
        return found

    def _namesakes(self, line: SheetLine) -> int:
        """How many the roster has of a name that stands alone; 0 = it is clear who is meant (教学常规检查 5.2)."""
        count = 0 if line.subject or line.classes else len(self._check.people.get(line.who, ()))
        return count if count > 1 else 0

    def _laid_by(self, part: RecordPart, form: CheckForm) -> Laid | None:
        key = part.label, form.key, form.version
        if key not in self._laid:
            self._laid[key] = part.laid_by(form)
        return self._laid[key]

    def _on(self, part: RecordPart, row: DataRow, line: SheetLine) -> str:
        """The day the row tells, else the one answered for the file."""
        told = line.told.get(ON, "")
        if told:
            day = str(read_date(told).value or "")
            if len(day) == len("2026-11-18"):
                return day
            self._tell(part, row, ON, Level.WARNING, "检查日期看不懂，按没有写处理", told)
        campaign, today = self._check.campaign, self._check.today
        days = {
            day: word
            for word, day in (("今天", today), ("开始日期", campaign.begins), ("结束日期", campaign.ends))
            if day
        }
        offered = sorted(days, key=lambda day: (day > today, day != campaign.ends, day != campaign.begins))
        options = tuple((day, f"按 {day}（{days[day]}）登记") for day in offered)
        cell = address(row.number, self._place(part.laid, ON))
        return self._questions.ask("on", "没有写检查日期的记录，按哪一天登记？", options, cell)

    def _by(self, part: RecordPart, row: DataRow, line: SheetLine, unit: UnitRow) -> str:
        """The inspector the row tells, else as answered for the file; "" when the check has none."""
        if told := "".join(line.told.get(BY, "").split()):
            return told
        if not self._team:
            return ""
        given = next((one for one in unit.inspectors.split("、") if one), "")
        options = [(name, f"按“{name}”登记") for name in self._team]
        if any(one.inspectors for one in self._check.units):
            options.insert(0, (_SHARED, f"按检查的分工登记，没有分工的按“{next(iter(self._team))}”"))
        cell = address(row.number, self._place(part.laid, BY))
        answer = self._questions.ask("by", "没有写检查人的记录，按谁登记？", tuple(options), cell)
        if answer != _SHARED:
            return answer
        return self._names.get(given, given) or next(iter(self._team))

    def _id_of(self, part: RecordPart, row: DataRow, name: str) -> str:
        """Of an inspector: of the check, else of the roster; "" of somebody from outside."""
        if name in self._team:
            return self._team[name]
        ids = self._check.people.get(name, ())
        if name and len(ids) != 1 and name not in self._doubted:
            self._doubted.add(name)
            text = (
                f"花名册中有 {len(ids)} 位“{name}”，只登记姓名"
                if ids
                else f"花名册中没有“{name}”，按校外人员登记"
            )
            self._tell(part, row, BY, Level.WARNING, text, name)
        return ids[0] if len(ids) == 1 else ""

    def _tell_all(self, part: RecordPart, row: DataRow, laid: Laid, problems: Sequence[FieldProblem]) -> None:
        """Problems on their cells; those of columns the file does not have as one."""
        keys = {match.key for match in laid.matches}
        homeless = []
        for one in problems:
            key = _COLUMN_OF.get(one.key, one.key)
            if key in keys:
                self._tell(part, row, key, Level.ERROR, one.text, laid=laid)
            else:
                homeless.append(one.text)
        if homeless:
            more = f"（文件里没有列的共 {len(homeless)} 处）" if len(homeless) > 1 else ""
            self._tell(part, row, _WHO, Level.ERROR, f"{homeless[0].removesuffix('。')}{more}")

    @staticmethod
    def _place(laid: Laid, key: str) -> int:
        """1-based column of a key, of the name where the file has none."""
        places = {match.key: match.cell.column for match in laid.matches if match.key}
        return places.get(key, places.get(_WHO, 1))

    def _tell(
        self,
        part: RecordPart,
        row: DataRow,
        key: str,
        level: Level,
        text: str,
        value: str = "",
        laid: Laid | None = None,
    ) -> None:
        place = self._place(laid or part.laid, key)
        said = value or str(row.cells[place - 1] if place <= len(row.cells) else "")
        cell = address(row.number, place)
        self.problems.append(Problem(row.number, cell, key, level, text.removesuffix("。"), said, part.label))


def _otherwise(form: CheckForm, there: SheetRow, score: Score, by: str) -> str:
    """That a sheet is there already which says something else."""
    if not form.is_scored:
        return f"已录入（{by}），与文件不一样"
    told = "不计分" if score.value is None else plain(score.value)
    return f"已录入 {there.score_words or '不计分'}（{by}），文件 {told}"


def _is_same(form: CheckForm, there: SheetRow, filled: Filled) -> bool:
    """The same points for every item; in a list, where 是 and 否 are both 0, the same words."""
    stored = filled_of(there)
    if not form.is_scored:
        return item_texts(form, stored) == item_texts(form, filled)
    return all(
        points_of(item, stored.numbers, stored.answers.get(item.key, Answer()))
        == points_of(item, filled.numbers, filled.answers.get(item.key, Answer()))
        for item in form.items
    )

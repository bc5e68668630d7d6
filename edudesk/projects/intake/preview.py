"""What importing a 台账 would do, from the sheets to the values the user looks at. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edudesk.base.columns import printed
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent, stepping
from edudesk.base.memory import uncollected
from edudesk.base.readings import Level
from edudesk.projects.intake.columns import (
    BUDGET,
    BY_DEED,
    CHANGED,
    ENDED_ON,
    IGNORED,
    LEADER,
    LEDGER_COLUMN,
    LEDGER_COLUMNS,
    MEMBERS,
    OPENED_ON,
)
from edudesk.projects.intake.conflicts import tell_conflicts
from edudesk.projects.intake.reading import Line, LineReader
from edudesk.projects.intake.values import Beside, LedgerFacts, LedgerPreview, LedgerRow
from edudesk.projects.rows.money import BudgetDraft
from edudesk.projects.rows.people import LEADER as LEADER_ROLE
from edudesk.projects.rows.people import MemberDraft
from edudesk.projects.rows.projects import ProjectDraft, ProjectRow
from edudesk.projects.rows.whole import Whole
from edudesk.roster.intake.correcting import Layout
from edudesk.roster.intake.deciding import Choices, Recall, decided
from edudesk.roster.intake.matched import matched_columns
from edudesk.roster.intake.questions import Questions
from edudesk.roster.intake.ticking import ticked_sheets
from edudesk.roster.intake.values import ColumnMatch, FieldChange, RowState
from edudesk.sheets.headers import Head, HeaderMatch, match_headers
from edudesk.sheets.heads import find_head
from edudesk.sheets.rows import Body, read_body
from edudesk.sheets.workbook import Sheet, Workbook

_REGISTER = "不随导入改动；要改请在项目里登记"
_MARKS = str.maketrans("", "", "“”\"'《》〈〉「」 　")


@dataclass(frozen=True)
class _Part:
    sheet: Sheet
    head: Head
    matches: tuple[HeaderMatch, ...]
    body: Body
    label: str

    @property
    def columns(self) -> tuple[ColumnMatch, ...]:
        return matched_columns(self.sheet, self.head, self.matches, self.body, self.label)


def ledger_layout() -> Layout:
    """How a 台账 is read, for the workbook of rows to correct."""

    def read(sheet: Sheet, fields: Mapping[str, str], with_hidden: bool) -> tuple[Head, Body] | None:
        head = find_head(sheet, LEDGER_COLUMNS, IGNORED)
        if head is None:
            return None
        matches = match_headers(head, LEDGER_COLUMNS, fields, IGNORED)
        return head, read_body(sheet, head, matches, LEDGER_COLUMN, with_hidden)

    return Layout(read, "", {key: column.title for key, column in LEDGER_COLUMN.items()})


@uncollected()
def preview_ledger(
    workbook: Workbook,
    facts: LedgerFacts,
    *,
    file: str = "",
    sheets: Sequence[str] | None = None,
    choices: Choices | None = None,
    recall: Recall | None = None,
    answers: Mapping[str, str] | None = None,
    include_hidden: bool = False,
    step: Step = silent,
) -> LedgerPreview:
    """What importing the ticked sheets would do; None = every visible one with a 台账.

    choices, recall: what the user takes columns for, and took them for before. Raises UserError when no sheet is a 台账, or a named one
    is none.
    """
    step(0, 0, "正在识别表头和各列")
    heads = {one.name: find_head(one, LEDGER_COLUMNS, IGNORED) for one in workbook.sheets}
    ticked, offered = ticked_sheets(
        workbook,
        {one.name: _count(one, heads[one.name]) for one in workbook.sheets},
        sheets,
        noun="项目台账",
        advice="请确认表头里有“项目名称”等列名。",
        nothing=UserError(
            "没有找到项目台账：各工作表中都没有带“项目名称”的表头，或表头下没有项目。",
            "请确认选对了文件；表头应有“项目名称”（或课题名称），以及类别、主持人、编号等。数据没有改动。",
        ),
    )
    questions = Questions(answers)
    parts, lines = [], []
    for sheet in ticked:
        head = heads[sheet.name]
        assert head is not None
        matches = match_headers(head, LEDGER_COLUMNS, decided(head.fingerprint, choices, recall), IGNORED)
        body = read_body(sheet, head, matches, LEDGER_COLUMN, include_hidden)
        part = _Part(sheet, head, matches, body, sheet.name if len(ticked) > 1 else "")
        reader = LineReader(
            sheet,
            part.columns,
            facts.kinds,
            facts.people,
            questions,
            facts.today,
            is_1904=workbook.is_1904,
            label=part.label,
        )
        parts.append(part)
        lines += [(part, reader, reader.read(row)) for row in stepping(body.rows, step, "正在读取项目")]
    compared = _Compared(facts, questions)
    rows = [compared.row(line, part.label, reader) for part, reader, line in lines]
    tell_conflicts(facts, rows, [(line, reader) for _, reader, line in lines])
    return LedgerPreview(
        file=file,
        sheet="、".join(one.name for one in ticked),
        header_row=parts[0].head.last_row,
        columns=tuple(column for part in parts for column in part.columns),
        rows=tuple(rows),
        problems=tuple(problem for _, _, line in lines for problem in line.problems),
        sheets=offered,
        skipped=tuple(one for part in parts for one in part.body.skipped),
        hidden_people=sum(part.body.hidden for part in parts),
        title=next((part.head.titles[0] for part in parts if part.head.titles), ""),
        fingerprint=parts[0].head.fingerprint,
        remarks=tuple(remark for part in parts for remark in part.body.remarks),
        seen={row.id: row.version for row in facts.stored},
        questions=questions.asked(),
    )


def _count(sheet: Sheet, head: Head | None) -> int | None:
    if head is None:
        return None
    matches = match_headers(head, LEDGER_COLUMNS, {}, IGNORED)
    return len(read_body(sheet, head, matches, LEDGER_COLUMN).rows)


class _Compared:
    """Tells of each line whether its project is there: by its number, then by its title. A project has one line."""

    def __init__(self, facts: LedgerFacts, questions: Questions) -> None:
        self._facts, self._questions = facts, questions
        self._by_number: dict[str, list[ProjectRow]] = {}
        self._by_title: dict[str, list[ProjectRow]] = {}
        for row in facts.stored:
            self._by_number.setdefault(row.number.strip(), []).append(row)
            self._by_title.setdefault(_key(row.title), []).append(row)
        self._taken: dict[str, int] = {}

    def row(self, line: Line, label: str, reader: LineReader) -> LedgerRow:
        """The line with what importing it would do."""
        whole = line.whole
        if whole is None or line.is_wrong:
            empty = whole or Whole(ProjectDraft(title=line.name, kind=""))
            return LedgerRow(line.number, RowState.ERROR, line.name, empty, line.values, sheet=label)
        there = self._found(whole.draft)
        mark = there.id if there is not None else f"{whole.draft.number}\n{_key(whole.draft.title)}"
        if mark in self._taken:
            text = f"与第 {self._taken[mark]} 行是同一个项目，没有导入"
            line.problems.append(reader.problem(line.number, "title", Level.ERROR, text, line.name))
            return LedgerRow(line.number, RowState.ERROR, line.name, whole, line.values, sheet=label)
        self._taken[mark] = line.number
        if there is None:
            return LedgerRow(line.number, RowState.NEW, line.name, whole, line.values, sheet=label)
        beside = self._facts.beside.get(there.id, Beside())
        changes = tuple(
            FieldChange(key, getattr(there, key), after)
            for key in CHANGED
            if (after := getattr(whole.draft, key))
            and after != getattr(there, key)
            and not (key == "end" and self._keeps_extension(line, there, after, beside, reader))
        )
        # people and steps of a project that is there are not touched
        line.problems = [
            one for one in line.problems if one.key not in (LEADER, MEMBERS) and one not in line.of_course
        ]
        self._tell_deeds(line, whole.draft, there, reader)
        self._tell_beside(line, whole, beside, reader)
        self._tell_course(line, beside, reader)
        state = RowState.CHANGED if changes else RowState.SAME
        return LedgerRow(line.number, state, line.name, whole, line.values, there.id, changes, label)

    def _keeps_extension(
        self, line: Line, there: ProjectRow, end: str, beside: Beside, reader: LineReader
    ) -> bool:
        """Whether the end of a granted 延期 stays, though the file has an older one: asked, for it was decided."""
        if there.end not in beside.extended or end >= there.end:
            return False
        text = f"“{there.title}”已批准延期到 {there.end}，台账里的结束日期是 {end}，以哪个为准？"
        options = (("keep", f"保留批准的 {there.end}"), ("file", f"按台账改为 {end}"))
        cell = reader.problem(line.number, "end", Level.NOTICE, "").cell
        return self._questions.ask(f"end:{there.id}", text, options, cell) == "keep"

    @staticmethod
    def _tell_course(line: Line, beside: Beside, reader: LineReader) -> None:
        """Days of 开题 and 结题 that are not those of 经过."""
        if line.course is None:
            return
        for key, stage in ((OPENED_ON, line.course.opening), (ENDED_ON, line.course.ended)):
            now, said = beside.days.get(stage, ""), line.course.days().get(stage, "")
            if key in line.values and said and said != now:
                text = f"“{stage}”的日期已登记为“{now or '空'}”，不随导入改动；要改请在“经过”里补记或更正"
                _warn(line, key, text, reader)

    def _found(self, draft: ProjectDraft) -> ProjectRow | None:
        found = self._by_number.get(draft.number.strip(), []) if draft.number else []
        if len(found) == 1:
            return found[0]
        same = self._by_title.get(_key(draft.title), [])
        # the same title under another number is another project: one of a year before
        same = [row for row in same if not (row.number and draft.number)]
        return same[0] if len(same) == 1 else None

    def _tell_deeds(self, line: Line, draft: ProjectDraft, there: ProjectRow, reader: LineReader) -> None:
        """What a project is called, is and was approved as goes on by deeds, which leave a trace."""
        told = {key: (getattr(draft, key), getattr(there, key)) for key in BY_DEED}
        if _key(draft.title) == _key(there.title):
            del told["title"]
        # the level may stand in the word of the kind
        kinds = self._facts.kinds
        told["kind"] = kinds.of(draft).title, kinds.of(there).title
        for key, (said, now) in told.items():
            if key in line.values and said and said != now:
                text = f"{LEDGER_COLUMN[key].title}已登记为“{now or '空'}”，不随导入改动；要改请在项目里办理"
                _warn(line, key, text, reader)

    @staticmethod
    def _tell_beside(line: Line, whole: Whole, there: Beside, reader: LineReader) -> None:
        """People and money of a project that is there have lists of their own."""
        people = [part for part in whole.parts if isinstance(part, MemberDraft)]
        leaders = [one.name for one in people if one.role == LEADER_ROLE]
        if leaders and {*leaders} != {*there.leaders}:
            now = "、".join(there.leaders) or "空"
            _warn(line, LEADER, f"主持人已登记为“{now}”，{_REGISTER}", reader)
        team = [one.name for one in people if one.role != LEADER_ROLE and one.name not in there.team]
        if team:
            key = MEMBERS if MEMBERS in line.values else LEADER
            _warn(line, key, f"{'、'.join(team)}不在登记的成员里，{_REGISTER}", reader)
        budget = sum(part.yuan or 0.0 for part in whole.parts if isinstance(part, BudgetDraft))
        if budget and round(budget, 2) != there.budget:
            _warn(line, BUDGET, f"预算已登记 {there.budget:g} 元，{_REGISTER}", reader)


def _warn(line: Line, key: str, text: str, reader: LineReader) -> None:
    """A doubt about what the file says in a field."""
    line.problems.append(reader.problem(line.number, key, Level.WARNING, text, printed(line.values[key])))


def _key(title: str) -> str:
    """A title without quotes and spaces, as two lists may write it."""
    return title.translate(_MARKS)

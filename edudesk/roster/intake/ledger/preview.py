"""What importing a sheet of dated facts would do: whose each fact is, whether it is new, changed or there already. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from edudesk.base.columns import Kind, column_map, printed
from edudesk.base.dates import same_day
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.jobs import Step, silent, stepping
from edudesk.base.memory import uncollected
from edudesk.base.readings import Level
from edudesk.roster.histories import HistoryKind
from edudesk.roster.histories.kind import LedgerLine
from edudesk.roster.intake import namesakes
from edudesk.roster.intake.correcting import Layout
from edudesk.roster.intake.facts import Facts
from edudesk.roster.intake.ledger.heads import LedgerHead, ledger_head, split_key
from edudesk.roster.intake.ledger.reading import Fact, FactLine, LineReader
from edudesk.roster.intake.ledger.values import FactRow, LedgerPreview
from edudesk.roster.intake.ledger.words import PERSON, fields_of, is_far, year_told
from edudesk.roster.intake.matching import Match, Matcher
from edudesk.roster.intake.parts import Choices
from edudesk.roster.intake.questions import Questions
from edudesk.roster.intake.values import ColumnMatch, FieldChange, RowState, SheetChoice
from edudesk.roster.rows import TeacherRow
from edudesk.school.rows.terms import FIRST_TERM
from edudesk.school.rules import read_school_year
from edudesk.sheets.headers import Head
from edudesk.sheets.heads import school_year_in
from edudesk.sheets.rows import Body
from edudesk.sheets.workbook import Sheet, Workbook


def layout_of(kind: HistoryKind) -> Layout:
    """How sheets of a kind are read, for the workbook of rows to correct."""

    def read(sheet: Sheet, fields: Mapping[str, str], with_hidden: bool) -> tuple[Head, Body] | None:
        head = ledger_head(sheet, kind)
        return None if head is None else (head.head, head.body(fields, with_hidden))

    return Layout(read, "", {key: column.title for key, column in fields_of(kind).items()})


Tried = Callable[[Sequence[Any]], Mapping[int, Sequence[FieldProblem]]]
"""Facts -> by their place what keeps them from being stored (HistoryService.try_rows)."""


@uncollected()
def preview_history(
    workbook: Workbook,
    kind: HistoryKind,
    existing: Sequence[TeacherRow],
    known: Sequence[LedgerLine],
    tried: Tried,
    *,
    file: str = "",
    sheets: Sequence[str] | None = None,
    choices: Choices | None = None,
    recall: Callable[[str], Mapping[str, str]] | None = None,
    answers: Mapping[str, str] | None = None,
    include_hidden: bool = False,
    seen: Mapping[str, int] | None = None,
    school_year: str = "",
    stage: str = "",
    step: Step = silent,
) -> LedgerPreview:
    """What importing the ticked sheets as facts of a kind would do.

    known: the facts there are, those without id are only told by the flat rows (HistoryService.told); tried: what
    keeps facts from being stored; sheets, choices, recall, answers, include_hidden: as preview_roster takes them;
    seen: HistoryService.seen; school_year, stage: of the school, for names of classes. Raises UserError when there is no such sheet or no header in it.
    """
    step(0, 0, "正在识别表头和各列")
    heads = {one.name: ledger_head(one, kind) for one in workbook.sheets}
    bodies = {name: head.body({}, include_hidden) for name, head in heads.items() if head is not None}
    ticked = _ticked(workbook, kind, heads, bodies, sheets)
    questions = Questions(answers)
    reader = partial(LineReader, is_1904=workbook.is_1904, school_year=school_year, stage=stage)
    parts = []
    for sheet in ticked:
        head = heads[sheet.name]
        assert head is not None
        label = sheet.name if len(ticked) > 1 else ""
        own = {
            name: key or ""
            for (print_, name), key in (choices or {}).items()
            if print_ == head.head.fingerprint
        }
        decided = {**(recall(head.head.fingerprint) if recall else {}), **own}
        parts.append(_read(head, decided, questions, label, file, include_hidden, reader))
    matched = _Matched(kind, existing, known, questions)
    for part in parts:
        for line in stepping(part.lines, step, "正在与花名册对照"):
            matched.take(line, part)
    matched.try_all(tried)
    place = {part.head.sheet.name: at for at, part in enumerate(parts)}
    problems = [one for part in parts for line in part.lines for one in line.person.problems]
    problems.sort(key=lambda one: (place.get(one.sheet, 0), one.row, len(one.cell), one.cell))
    columns: dict[str, tuple[ColumnMatch, ...]] = {}
    for part in parts:
        columns.setdefault(part.head.head.fingerprint, part.columns)
    first = parts[0].head
    titles = {column.key: column.full_title for part in parts for column in part.head.columns}
    return LedgerPreview(
        file=file,
        sheet="、".join(one.name for one in ticked),
        header_row=first.head.last_row,
        columns=tuple(column for of_head in columns.values() for column in of_head),
        rows=tuple(matched.rows),
        problems=tuple(problems),
        sheets=tuple(
            SheetChoice(
                one.name,
                len(bodies[one.name].rows) if one.name in bodies else 0,
                one.is_hidden,
                one in ticked,
            )
            for one in workbook.sheets
        ),
        skipped=tuple(one for part in parts for one in part.body.skipped),
        hidden_people=sum(part.body.hidden for part in parts),
        title=next((part.head.head.titles[0] for part in parts if part.head.head.titles), ""),
        fingerprint=first.head.fingerprint,
        remarks=tuple(remark for part in parts for remark in part.body.remarks),
        seen=seen or {},
        questions=questions.asked(),
        kind=kind.key,
        own_fields=titles,
    )


@dataclass(frozen=True)
class _Part:
    """A sheet that is read."""

    head: LedgerHead
    columns: tuple[ColumnMatch, ...]
    body: Body
    reader: LineReader
    lines: list[FactLine]


def _ticked(
    workbook: Workbook,
    kind: HistoryKind,
    heads: Mapping[str, LedgerHead | None],
    bodies: Mapping[str, Body],
    names: Sequence[str] | None,
) -> list[Sheet]:
    """The named sheets, else the visible ones that are most like the kind and have rows."""
    if names is None:
        found = [
            one
            for one in workbook.sheets
            if not one.is_hidden and one.name in bodies and bodies[one.name].rows
        ]
        best = max((_own_columns(heads[one.name]) for one in found), default=0)
        found = [one for one in found if _own_columns(heads[one.name]) == best]
        if not found:
            raise UserError(
                f"没有找到“{kind.title}”的表：各工作表中都没有带“姓名”和{kind.title}内容的表头，或表头下没有记录。",
                "请确认选对了文件和记录种类；表头可以参照“下载模板”。",
            )
        return found
    for name in names:
        if not any(one.name == name for one in workbook.sheets):
            raise UserError(f"工作簿里没有名为“{name}”的工作表。", "请从列出的工作表中选择。")
        if heads[name] is None:
            raise UserError(
                f"工作表“{name}”中没有找到“{kind.title}”的表头。",
                "请确认表头行里有“姓名”等列名，再重新导入。",
            )
    return [one for one in workbook.sheets if one.name in names]


def _own_columns(head: LedgerHead | None) -> int:
    if head is None:
        return 0
    return len({split_key(match.key)[0] for match in head.matches({}) if match.key} - {PERSON})


def _read(
    head: LedgerHead,
    decided: Mapping[str, str],
    questions: Questions,
    label: str,
    file: str,
    include_hidden: bool,
    made: Callable[..., LineReader],
) -> _Part:
    body = head.body(decided, include_hidden)
    columns = head.listed(decided, body.rows, label)
    fields = {one.index: one.field for one in columns if one.field}
    given = _given(head, frozenset(fields.values()), questions, label, file)
    if PERSON not in fields.values():
        raise UserError("没有一列对应“姓名”，不知道是谁的记录。", "请在“列对应”里把一列改为“姓名”。")
    reader = made(head.kind, head.sheet, fields, column_map(head.columns), given, label=label)
    return _Part(head, columns, body, reader, reader.read(body.rows))


def _given(
    head: LedgerHead, keys: frozenset[str], questions: Questions, label: str, file: str
) -> dict[str, str]:
    """What the titles say about every row of a sheet, for fields no column has; the user may refuse it."""
    if any(split_key(key)[1] for key in keys):
        return {}
    texts = (*head.head.titles, head.sheet.name, file)
    year = year_told(texts)
    own = {column.key for column in head.kind.columns}
    told = {
        "year": year,
        "school_year": school_year_in(texts) or (read_school_year(year) or "" if "-" in year else ""),
        "term": _term_in(texts),
    }
    found = {
        key: text
        for key, text in told.items()
        if text and key in own and key not in keys and (key == "term" or not is_far(text))
    }
    if head.kind.key == "training":  # a course may belong to no school year
        found = {}
    return {
        key: text
        for key, text in found.items()
        if questions.ask(
            f"given:{label}:{key}",
            f"{label and f'“{label}”'}表中没有{head.kind.column(key).title}一列，按标题存为“{text}”吗？",
            (("yes", f"按“{text}”存入"), ("no", "不用，留空")),
        )
        == "yes"
    }


def _term_in(texts: Sequence[str]) -> str:
    joined = "".join("".join(text.split()) for text in texts)
    if any(word in joined for word in (FIRST_TERM, "上学期", "第1学期")):
        return FIRST_TERM
    return "第二学期" if any(word in joined for word in ("第二学期", "下学期", "第2学期")) else ""


class _Matched:
    """Finds whose each fact is, and what is known of it already."""

    def __init__(
        self,
        kind: HistoryKind,
        existing: Sequence[TeacherRow],
        known: Sequence[LedgerLine],
        questions: Questions,
    ) -> None:
        self._kind, self._questions = kind, questions
        self._matcher = Matcher(
            existing, ()
        )  # one person has many rows here: namesakes in the file say nothing
        self._known: defaultdict[str, list[Any]] = defaultdict(list)
        for line in known:
            self._known[line.teacher.id].append(line.held)
        self._read: defaultdict[str, list[FactRow]] = defaultdict(list)  # of this file, by teacher
        self._wanted: list[
            tuple[int, FactLine, Fact, LineReader]
        ] = []  # place in rows, and where it came from
        self.rows: list[FactRow] = []

    def take(self, line: FactLine, part: _Part) -> None:
        """The facts of one row of the file."""
        person, reader = line.person, part.reader
        match = self._whose(person, reader)
        for fact in line.facts:
            found = FactRow(
                person.row, RowState.ERROR, person.name, self._kind.key, fact.values, sheet=person.sheet
            )
            if match.teacher is not None and not person.is_wrong:
                found = self._settled(found, match.teacher, fact, line, reader)
            elif match.teacher is not None:
                found = replace(found, teacher=match.teacher)
            if found.held is None:
                found = replace(found, held=self._kind.made("", fact.values))
            if found.state in (RowState.NEW, RowState.CHANGED):
                self._wanted.append((len(self.rows), line, fact, reader))
            self.rows.append(found)

    def try_all(self, tried: Tried) -> None:
        """Refuse what cannot be stored, each problem with its cell."""
        facts = [self.rows[place].held for place, *_ in self._wanted]
        for number, problems in tried(facts).items():
            place, line, fact, reader = self._wanted[number]
            row = self.rows[place]
            self.rows[place] = replace(row, state=RowState.ERROR, changes=())
            for problem in problems:
                self._tell(line, fact, reader, problem, Level.ERROR)
        for place, line, fact, reader in self._wanted:
            if self.rows[place].state is not RowState.ERROR:
                for doubt in self._kind.doubts(self.rows[place].held):
                    self._tell(line, fact, reader, doubt, Level.WARNING)

    def _tell(
        self, line: FactLine, fact: Fact, reader: LineReader, problem: FieldProblem, level: Level
    ) -> None:
        key = f"{problem.key}@{fact.year}" if problem.key in fact.own else problem.key
        value = printed(fact.values.get(problem.key, ""))
        fresh = reader.problem(line.person.row, key, level, problem.text.rstrip("。"), value)
        found = line.person.problems
        for place, one in enumerate(found):
            if not value and one.key == key and one.level is Level.WARNING:  # why it was left out is told
                found[place] = replace(one, level=level, text=one.text.replace("此项留空", "没有导入"))
                return
        found.append(fresh)

    def _whose(self, person: Facts, reader: LineReader) -> Match:
        def tell(key: str, level: Level, text: str) -> None:
            person.problems.append(reader.problem(person.row, key, level, text, person.name))

        if not person.name:
            if not any(one.level is Level.ERROR for one in person.problems):
                tell(PERSON, Level.ERROR, "这一行没有姓名，不能导入")
            person.is_wrong = True
            return Match(None)
        match = self._matcher.find(person)
        if match.problem and match.candidates:
            cell = reader.problem(person.row, PERSON, Level.OK, "").place
            match = namesakes.settled(match, person, cell, self._questions, may_be_new=False)
        if match.teacher is not None and match.teacher.name != person.name:
            text = f"身份证号是花名册中“{match.teacher.name}”的，姓名却是“{person.name}”，没有导入，请核对"
            tell(PERSON, Level.ERROR, text)
            person.is_wrong = True
        elif match.problem:
            tell(PERSON, Level.ERROR, f"{match.problem}，没有导入；请加上工号或身份证号")
            person.is_wrong = True
        elif match.teacher is None:
            text = (
                f"花名册中的“{person.name}”证件号、出生年月或工号与表中不同，没有导入，请核对"
                if self._matcher.of_name(person.name)
                else f"花名册中没有“{person.name}”，没有导入；请核对姓名，或先在花名册中新增"
            )
            tell(PERSON, Level.ERROR, text)
            person.is_wrong = True
        return match

    def _settled(
        self, row: FactRow, teacher: TeacherRow, fact: Fact, line: FactLine, reader: LineReader
    ) -> FactRow:
        """The fact beside what is known of it: stored, told by the flat row, or in a row above."""
        kind = self._kind
        made = kind.made(teacher.id, fact.values)
        row = replace(row, teacher=teacher, held=made)
        for other in self._read[teacher.id]:
            if kind.is_same(other.held, made):
                return self._double(row, other, line, reader)
        stored = next((one for one in self._known[teacher.id] if kind.is_same(one, made)), None)
        changes = () if stored is None else tuple(_changes(kind, stored, fact.values))
        for key, value in fact.values.items() if stored is not None else ():
            before, after = printed(getattr(stored, key)), printed(value)
            if before != after and after and all(key != one.key for one in changes):
                place = f"{key}@{fact.year}" if key in fact.own else key
                told = f"已存的“{before}”更详细，没有改动"
                line.person.problems.append(reader.problem(row.row, place, Level.NOTICE, told, after))
        if stored is not None and not changes:
            row = replace(row, state=RowState.SAME, held=stored)
        elif stored is not None and stored.id:
            values = {one.key: fact.values[one.key] for one in changes}
            row = replace(
                row, state=RowState.CHANGED, changes=changes, held=kind.settle(replace(stored, **values))
            )
        else:
            row = replace(row, state=RowState.NEW)
        self._read[teacher.id].append(row)
        return row

    def _double(self, row: FactRow, other: FactRow, line: FactLine, reader: LineReader) -> FactRow:
        where = f"“{other.sheet}”第 {other.row} 行" if other.sheet else f"第 {other.row} 行"
        if not list(_changes(self._kind, other.held, row.values)):
            text = f"与{where}是同一条，只存一次"
            line.person.problems.append(reader.problem(row.row, PERSON, Level.NOTICE, text, row.name))
            return replace(row, state=RowState.SAME, held=other.held)
        text = f"与{where}是同一条，内容却不同，没有导入，请核对"
        line.person.problems.append(reader.problem(row.row, PERSON, Level.ERROR, text, row.name))
        return row


def _changes(kind: HistoryKind, stored: Any, values: Mapping[str, Any]) -> Iterator[FieldChange]:
    """What the file says otherwise; a blank says nothing, and a month nothing against its day."""
    columns = fields_of(kind)
    for key, value in values.items():
        before, after = printed(getattr(stored, key)), printed(value)
        if key not in columns and key != "ends":
            continue
        if before == after or not after:
            continue
        is_date = key not in columns or columns[key].kind in (Kind.DATE, Kind.MONTH)
        if is_date and same_day(before, after) and len(before) > len(after):
            continue
        yield FieldChange(key, before, after)

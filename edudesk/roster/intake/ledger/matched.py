"""Whose each fact of a file is, and whether it is new, changed or there already."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from edudesk.base.columns import Kind, printed
from edudesk.base.dates import same_day
from edudesk.base.errors import FieldProblem
from edudesk.base.readings import Level
from edudesk.roster.histories import HistoryKind
from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.intake import namesakes
from edudesk.roster.intake.facts import Facts
from edudesk.roster.intake.ledger.parts import Part
from edudesk.roster.intake.ledger.reading import Fact, FactLine, LineReader
from edudesk.roster.intake.ledger.values import FactRow
from edudesk.roster.intake.ledger.words import PERSON, fields_of
from edudesk.roster.intake.matching import Match, Matcher
from edudesk.roster.intake.questions import Questions
from edudesk.roster.intake.values import FieldChange, RowState
from edudesk.roster.rows import TeacherRow

Tried = Callable[[Sequence[Any]], Mapping[int, Sequence[FieldProblem]]]
"""Facts -> by their place what keeps them from being stored (HistoryService.try_rows)."""


class Matched:
    """Finds whose each fact is, and what is known of it already."""

    def __init__(
        self,
        kind: HistoryKind,
        existing: Sequence[TeacherRow],
        known: Sequence[LedgerLine],
        questions: Questions,
    ) -> None:
        self._kind, self._questions = kind, questions
        # one person has many rows here: namesakes in the file say nothing
        self._matcher = Matcher(existing, ())
        self._known: defaultdict[str, list[Any]] = defaultdict(list)
        for line in known:
            self._known[line.teacher.id].append(line.held)
        self._read: defaultdict[str, list[FactRow]] = defaultdict(list)  # of this file, by teacher
        # place in rows, and where it came from
        self._wanted: list[tuple[int, FactLine, Fact, LineReader]] = []
        self.rows: list[FactRow] = []

    def take(self, line: FactLine, part: Part) -> None:
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
                return self._double(row, other, fact, line, reader)
        stored = next((one for one in self._known[teacher.id] if kind.is_same(one, made)), None)
        changes = () if stored is None else tuple(_changes(kind, stored, fact.values))
        if stored is not None:
            self._tell_fuller(row, stored, "已存的", {one.key for one in changes}, fact, line, reader)
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

    def _tell_fuller(
        self,
        row: FactRow,
        there: Any,
        whose: str,
        changed: Collection[str],
        fact: Fact,
        line: FactLine,
        reader: LineReader,
    ) -> None:
        """Every cell that says less than what is there: a month of a day. It stays, and that is said."""
        for key, value in fact.values.items():
            before, after = printed(getattr(there, key)), printed(value)
            if before != after and after and key not in changed:
                place = f"{key}@{fact.year}" if key in fact.own else key
                told = f"{whose}“{before}”更详细，没有改动"
                line.person.problems.append(reader.problem(row.row, place, Level.NOTICE, told, after))

    def _double(
        self, row: FactRow, other: FactRow, fact: Fact, line: FactLine, reader: LineReader
    ) -> FactRow:
        where = f"“{other.sheet}”第 {other.row} 行" if other.sheet else f"第 {other.row} 行"
        if not list(_changes(self._kind, other.held, row.values)):
            text = f"与{where}是同一条，只存一次"
            line.person.problems.append(reader.problem(row.row, PERSON, Level.NOTICE, text, row.name))
            self._tell_fuller(row, other.held, f"第 {other.row} 行的", (), fact, line, reader)
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

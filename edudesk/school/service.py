"""Verbs on the school: its identity, departments, terms and calendar, classes, yearly figures, the next year."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from sqlalchemy import Connection

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.school import rules
from edudesk.school.rows import (
    CLASS_COLUMN,
    DAY_COLUMN,
    DAY_KINDS,
    DEPARTMENT_COLUMN,
    FIELDS,
    GRADUATED,
    KINDS,
    STAGE_WORDS,
    STATS_COLUMN,
    TERM_COLUMN,
    ClassDraft,
    ClassRow,
    DayDraft,
    DayRow,
    DepartmentDraft,
    DepartmentRow,
    SchoolDraft,
    SchoolRow,
    StatsDraft,
    StatsRow,
    TermDraft,
    TermRow,
)
from edudesk.school.rules import YearProposal
from edudesk.school.rules.classes import class_key, class_name, grade_order, settled_class
from edudesk.school.rules.stats import settled_stats
from edudesk.school.rules.terms import settled_term
from edudesk.school.tables import CalendarDay, Department, School, SchoolClass, Term, YearStats
from edudesk.store.context import Context
from edudesk.store.ledger import Ledger
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.verbs import verb, view
from edudesk.store.work import Conflict, Work


class SchoolService:
    """The one school of the file."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._schools = Records(context, School, SchoolRow)
        self._terms, self._classes = TermService(context), ClassService(context)
        self._stats = StatsService(context)

    @view(Right.SEE_SCHOOL)
    def get(self, connection: Connection) -> SchoolRow | None:
        """The school, or None in a file where none was founded yet."""
        return self._school(connection)

    def identity(self) -> SchoolDraft:
        """The school; in a file without one (made by an import) a school named after the file."""
        return self.get() or self._unfounded()

    @verb("新建学校", right=Right.EDIT_SCHOOL, undoable=False)
    def found(self, work: Work, draft: SchoolDraft) -> None:
        """Make the school of a new file. Raises UserError with every problem of the draft."""
        if (there := self._school(work.connection)) is not None:
            raise UserError(
                f"这个文件里已经有学校“{there.name}”，没有新建。",
                "请修改它的学校信息，或另建一个学校文件。",
            )
        draft = _checked(draft)
        work.title = f"新建学校 {draft.name}"
        work.insert(School, [_values(draft)])

    @verb("修改学校信息", right=Right.EDIT_SCHOOL)
    def save(self, work: Work, values: Mapping[str, str], version: int | None = None) -> None:
        """Set facts of the school, in a file that has none yet of a new one. version: as last seen.

        Raises UserError with every problem, Conflict when the school was changed meanwhile.
        """
        row = self._school(work.connection)
        draft = _checked(replace(row or self._unfounded(), **values))
        if row is None:
            work.title = f"新建学校 {draft.name}"
            work.insert(School, [_values(draft)])
        else:
            work.title = f"修改学校信息 {draft.name}"
            work.update(School, row.id, _values(draft), version)

    @view(Right.SEE_SCHOOL)
    def propose_year(self, connection: Connection) -> YearProposal:
        """The next school year as the rules propose it, for the user to look at and change.

        Raises UserError in a file without a school.
        """
        school = self._school(connection)
        if school is None:
            raise UserError("这个文件里还没有学校信息。", "请先填写学校名称、学段和当前学年。")
        return rules.propose_year(
            school,
            self._classes.kept.rows(connection),
            sorted(self._terms.kept.rows(connection), key=lambda term: term.start),
            self._stats.kept.rows(connection),
        )

    @verb("升入新学年", right=Right.EDIT_SCHOOL)
    def roll_over(self, work: Work, proposal: YearProposal) -> None:
        """Carry a proposal out: classes, terms and figures of the new year, 毕业 of the last grade, the year itself.

        Raises Conflict when the school is no longer in the year the proposal starts from, or a class that leaves
        was changed since; UserError when the new year has classes, terms or figures already.
        """
        old, new = proposal.from_year, proposal.to_year
        school = self._school(work.connection)
        if school is None or school.school_year != old:
            present = school.school_year if school is not None else "（未填写）"
            raise Conflict(
                f"学校现在的学年是 {present}，不是 {old}，没有升入新学年。",
                "可能已经升过一次；请重新查看新学年的方案，数据没有改动。",
            )
        for ledger in (self._classes, self._terms, self._stats):
            count = sum(one.school_year == new for one in ledger.kept.rows(work.connection))
            if count:
                raise UserError(
                    f"{new}学年已经有 {count} 条{ledger.table.noun}记录，没有升入新学年。",
                    "请先删除这些记录，或直接把学校的当前学年改为新学年；数据没有改动。",
                )
        work.title = f"升入 {new}学年"
        self._classes._store(work, proposal.classes)
        self._terms._store(work, proposal.terms)
        self._stats._store(work, proposal.stats)
        leaving = {row.id: {"status": GRADUATED} for row in proposal.graduates}
        work.update_many(SchoolClass, leaving, {row.id: row.version for row in proposal.graduates})
        start = next((term.start for term in proposal.terms), "")
        work.update(School, school.id, {"school_year": new, "term_start": start})

    def _school(self, connection: Connection) -> SchoolRow | None:
        return next(iter(self._schools.rows(connection)), None)

    def _unfounded(self) -> SchoolDraft:
        path = self.context.store.path
        name = path.stem if path is not None else "本校"
        return SchoolDraft(name=name, school_year=rules.school_year_of(clock.today()))


def _checked(draft: SchoolDraft) -> SchoolDraft:
    found = rules.problems(draft)
    if found:
        raise UserError("学校信息还不完整，没有保存。", "请补充标出的各项。", found)
    return replace(draft, school_year=rules.read_school_year(draft.school_year) or "")


def _values(draft: SchoolDraft) -> dict[str, str]:
    return {key: getattr(draft, key) for key in FIELDS}


class DepartmentService(Ledger[DepartmentDraft, DepartmentRow]):
    """科室, 教研组, 备课组 and 年级组. Names of heads are looked up by whoever knows the roster."""

    table, row, draft = Department, DepartmentRow, DepartmentDraft
    columns: ClassVar[Mapping[str, Column]] = DEPARTMENT_COLUMN
    sees = Right.SEE_SCHOOL

    def _order(self, row: DepartmentRow) -> Any:
        return KINDS.order(row.kind), row.place is None, row.place or 0, row.name

    def _problems(
        self, draft: DepartmentDraft, others: Sequence[DepartmentDraft]
    ) -> tuple[FieldProblem, ...]:
        return rules.department_problems(draft, others)


class TermService(Ledger[TermDraft, TermRow]):
    """The terms of all school years."""

    table, row, draft = Term, TermRow, TermDraft
    columns: ClassVar[Mapping[str, Column]] = TERM_COLUMN
    sees = Right.SEE_SCHOOL

    def _order(self, row: TermRow) -> Any:
        return row.start

    def _name(self, draft: TermDraft) -> str:
        return f"{draft.school_year}学年{draft.term}"

    def _settled(self, draft: TermDraft) -> TermDraft:
        return settled_term(draft)

    def _problems(self, draft: TermDraft, others: Sequence[TermDraft]) -> tuple[FieldProblem, ...]:
        return rules.term_problems(draft, others)


class DayService(Ledger[DayDraft, DayRow]):
    """The days of the calendar on which something is not as on every other."""

    table, row, draft = CalendarDay, DayRow, DayDraft
    columns: ClassVar[Mapping[str, Column]] = DAY_COLUMN
    sees = Right.SEE_SCHOOL

    def _order(self, row: DayRow) -> Any:
        return row.day, DAY_KINDS.order(row.kind), row.name

    def _name(self, draft: DayDraft) -> str:
        return f"{draft.day} {draft.name}"

    def _problems(self, draft: DayDraft, others: Sequence[DayDraft]) -> tuple[FieldProblem, ...]:
        return rules.day_problems(draft, others)


class ClassService(Ledger[ClassDraft, ClassRow]):
    """The classes of all school years."""

    table, row, draft = SchoolClass, ClassRow, ClassDraft
    columns: ClassVar[Mapping[str, Column]] = CLASS_COLUMN
    sees = Right.SEE_SCHOOL

    def _order(self, row: ClassRow) -> Any:
        return row.school_year, grade_order(row.grade), row.number

    def _name(self, draft: ClassDraft) -> str:
        return f"{draft.school_year}学年{class_name(draft.grade, draft.number)}"

    def _settled(self, draft: ClassDraft) -> ClassDraft:
        return settled_class(draft)

    def _problems(self, draft: ClassDraft, others: Sequence[ClassDraft]) -> tuple[FieldProblem, ...]:
        return rules.class_problems(draft, others)

    def _derived(self, draft: ClassDraft) -> Mapping[str, object]:
        return {
            "name": class_name(draft.grade, draft.number),
            "class_key": class_key(draft.school_year, draft.grade, draft.number),
        }


class StatsService(Ledger[StatsDraft, StatsRow]):
    """The yearly figures of each 学段."""

    table, row, draft = YearStats, StatsRow, StatsDraft
    columns: ClassVar[Mapping[str, Column]] = STATS_COLUMN
    sees = Right.SEE_SCHOOL

    def _order(self, row: StatsRow) -> Any:
        return row.school_year, STAGE_WORDS.order(row.stage)

    def _name(self, draft: StatsDraft) -> str:
        return f"{draft.school_year}学年{draft.stage}"

    def _settled(self, draft: StatsDraft) -> StatsDraft:
        return settled_stats(draft)

    def _problems(self, draft: StatsDraft, others: Sequence[StatsDraft]) -> tuple[FieldProblem, ...]:
        return rules.stats_problems(draft, others)

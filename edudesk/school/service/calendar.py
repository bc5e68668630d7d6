"""Verbs on terms and on the days of the calendar."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.school.rows.terms import DAY_COLUMN, DAY_KINDS, TERM_COLUMN, DayDraft, DayRow, TermDraft, TermRow
from edudesk.school.rules.terms import day_problems, settled_term, term_problems
from edudesk.school.tables import CalendarDay, Term
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService


class TermService(RowService[TermDraft, TermRow]):
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
        return term_problems(draft, others)


class DayService(RowService[DayDraft, DayRow]):
    """The days of the calendar on which something is not as on every other."""

    table, row, draft = CalendarDay, DayRow, DayDraft
    columns: ClassVar[Mapping[str, Column]] = DAY_COLUMN
    sees = Right.SEE_SCHOOL

    def _order(self, row: DayRow) -> Any:
        return row.day, DAY_KINDS.order(row.kind), row.name

    def _name(self, draft: DayDraft) -> str:
        return f"{draft.day} {draft.name}"

    def _problems(self, draft: DayDraft, others: Sequence[DayDraft]) -> tuple[FieldProblem, ...]:
        return day_problems(draft, others)

"""Verbs on departments."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.school.rows.departments import DEPARTMENT_COLUMN, KINDS, DepartmentDraft, DepartmentRow
from edudesk.school.rules.departments import department_problems
from edudesk.school.tables import Department
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService


class DepartmentService(RowService[DepartmentDraft, DepartmentRow]):
    """科室, 教研组, 备课组 and 年级组. Names of heads are looked up by whoever knows the roster."""

    table, row, draft = Department, DepartmentRow, DepartmentDraft
    columns: ClassVar[Mapping[str, Column]] = DEPARTMENT_COLUMN
    sees = Right.SEE_SCHOOL

    def _order(self, row: DepartmentRow) -> Any:
        return KINDS.order(row.kind), row.place is None, row.place or 0, row.name

    def _problems(
        self, draft: DepartmentDraft, others: Sequence[DepartmentDraft]
    ) -> tuple[FieldProblem, ...]:
        return department_problems(draft, others)

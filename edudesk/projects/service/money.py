"""Verbs on budget lines and payments. A ledger only: 以财务部门数据为准."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.projects.rows.money import (
    BUDGET_COLUMN,
    LINES,
    SPENDING_COLUMN,
    BudgetDraft,
    BudgetRow,
    SpendingDraft,
    SpendingRow,
)
from edudesk.projects.rules.entering import budget_problems, spending_problems
from edudesk.projects.service.parts import PartService
from edudesk.projects.tables import ProjectBudget, ProjectSpending


class BudgetService(PartService[BudgetDraft, BudgetRow]):
    """预算: line × year × source."""

    table, row, draft = ProjectBudget, BudgetRow, BudgetDraft
    columns: ClassVar[Mapping[str, Column]] = BUDGET_COLUMN

    def _order(self, row: BudgetRow) -> Any:
        return row.year, LINES.order(row.line), row.line, row.id

    def _settled(self, draft: BudgetDraft) -> BudgetDraft:
        return replace(draft, yuan=_cents(draft.yuan), initial=_cents(draft.initial))

    def _found(self, draft: BudgetDraft) -> Sequence[FieldProblem]:
        return list(budget_problems(draft))


class SpendingService(PartService[SpendingDraft, SpendingRow]):
    """支出."""

    table, row, draft = ProjectSpending, SpendingRow, SpendingDraft
    columns: ClassVar[Mapping[str, Column]] = SPENDING_COLUMN

    def _order(self, row: SpendingRow) -> Any:
        return row.on, row.id

    def _settled(self, draft: SpendingDraft) -> SpendingDraft:
        return replace(draft, yuan=_cents(draft.yuan))

    def _found(self, draft: SpendingDraft) -> Sequence[FieldProblem]:
        return list(spending_problems(draft))


def _cents(yuan: object) -> float | None:
    # a form that was left empty may say ""
    return round(yuan, 2) if isinstance(yuan, (int, float)) else None

"""Verbs on plans."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.plan.rows.plans import PLAN_COLUMN, PlanDraft, PlanRow
from edudesk.plan.rules.entering import plan_problems
from edudesk.plan.tables import Plan
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService


class PlanService(RowService[PlanDraft, PlanRow]):
    """发展规划, the newest round first."""

    table, row, draft = Plan, PlanRow, PlanDraft
    columns: ClassVar[Mapping[str, Column]] = PLAN_COLUMN
    sees = Right.SEE_PLAN

    def _order(self, row: PlanRow) -> Any:
        return tuple(-ord(letter) for letter in row.starts), row.id

    def _settled(self, draft: PlanDraft) -> PlanDraft:
        return replace(draft, title=draft.title.strip())

    def _problems(self, draft: PlanDraft, others: Sequence[PlanDraft]) -> tuple[FieldProblem, ...]:
        return tuple(plan_problems(draft, others))

"""Verbs on goals."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.plan.rows.goals import GOAL_COLUMN, GoalDraft, GoalRow
from edudesk.plan.rules.entering import goal_problems
from edudesk.plan.service.parts import PlanPart
from edudesk.plan.tables import PlanGoal
from edudesk.store.part_service import touched
from edudesk.store.work import Work


class GoalService(PlanPart[GoalDraft, GoalRow]):
    """目标, in the order of their places; the tree: rules.codes."""

    table, row, draft = PlanGoal, GoalRow, GoalDraft
    columns: ClassVar[Mapping[str, Column]] = GOAL_COLUMN

    def _order(self, row: GoalRow) -> Any:
        return row.place, row.id

    def _settled(self, draft: GoalDraft) -> GoalDraft:
        return replace(draft, title=draft.title.strip(), place=draft.place or 0)

    def _found(self, draft: GoalDraft) -> Sequence[FieldProblem]:
        return list(goal_problems(draft))

    def _followed(self, work: Work) -> None:
        placed_last(self, work, lambda row: (row.plan_id, row.parent_id))


def placed_last(service: PlanPart[Any, Any], work: Work, beside: Any) -> None:
    """Rows without a place come after those beside them. beside: row -> what rows must share to stand beside each other."""
    rows = service._of(work.connection, touched(service, work))
    last: dict[Any, int] = {}
    for row in rows:
        last[beside(row)] = max(last.get(beside(row), 0), row.place)
    fresh: dict[str, dict[str, object]] = {}
    for row in rows:
        if not row.place:
            last[beside(row)] += 1
            fresh[row.id] = {"place": last[beside(row)]}
    work.update_many(service.table, fresh)

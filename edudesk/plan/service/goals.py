"""Verbs on goals."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.base.words import as_title
from edudesk.plan.rows.goals import GOAL_COLUMN, GoalDraft, GoalRow
from edudesk.plan.rules.codes import within
from edudesk.plan.rules.entering import goal_problems
from edudesk.plan.service.parts import PlanPart, ids_of
from edudesk.plan.tables import PlanGoal, PlanMeasure, PlanNote, PlanTarget, PlanTask
from edudesk.store.part_service import touched
from edudesk.store.rights import Right
from edudesk.store.verbs import verb
from edudesk.store.work import Work


class GoalService(PlanPart[GoalDraft, GoalRow]):
    """目标, in the order of their places; the tree: rules.codes."""

    table, row, draft = PlanGoal, GoalRow, GoalDraft
    columns: ClassVar[Mapping[str, Column]] = GOAL_COLUMN

    def _order(self, row: GoalRow) -> Any:
        return row.place, row.id

    def _settled(self, draft: GoalDraft) -> GoalDraft:
        return replace(draft, title=as_title(draft.title), place=draft.place or 0)

    def _found(self, draft: GoalDraft) -> Sequence[FieldProblem]:
        return list(goal_problems(draft))

    def _followed(self, work: Work) -> None:
        placed_last(self, work, lambda row: (row.plan_id, row.parent_id))

    @verb("移动目标", right=Right.EDIT_PLAN)
    def shift(self, work: Work, goal_id: str, by: int) -> None:
        """A goal up (-1) or down (1) among those beside it; at the end nothing happens."""
        row = self.kept.get(work.connection, goal_id)
        beside = [one for one in self._of(work.connection, [row.plan_id]) if one.parent_id == row.parent_id]
        there = next(number for number, one in enumerate(beside) if one.id == goal_id)
        to = min(max(there + by, 0), len(beside) - 1)
        beside.insert(to, beside.pop(there))
        work.title = f"移动目标 {self._name(row)}"
        work.update_many(
            PlanGoal,
            {one.id: {"place": place} for place, one in enumerate(beside, 1) if one.place != place},
        )

    @verb("删除目标及下级", right=Right.EDIT_PLAN)
    def remove(self, work: Work, goal_id: str) -> None:
        """A goal with all below it: their tasks, measures and targets go to the recycle bin too, proofs stay."""
        row = self.kept.get(work.connection, goal_id)
        ids = within(self._of(work.connection, [row.plan_id]), goal_id)
        work.title = f"删除目标 {self._name(row)}" + (f" 及下级 {len(ids) - 1} 个" if len(ids) > 1 else "")
        tasks = ids_of(work, PlanTask, "goal_id", ids)
        measures = ids_of(work, PlanMeasure, "goal_id", ids)
        for table, own in (
            (PlanNote, ids_of(work, PlanNote, "task_id", tasks)),
            (PlanTask, tasks),
            (PlanTarget, ids_of(work, PlanTarget, "measure_id", measures)),
            (PlanMeasure, measures),
            (PlanGoal, ids),
        ):
            work.put_away(table, own)


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

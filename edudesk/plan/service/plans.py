"""Verbs on plans."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.plan.rows.plans import PLAN_COLUMN, PlanDraft, PlanRow
from edudesk.plan.rules.carrying import AIMS, carried, next_goals, next_measure, next_sections, next_task
from edudesk.plan.rules.entering import plan_problems
from edudesk.plan.rules.removing import refuse_going
from edudesk.plan.rules.years import years_of
from edudesk.plan.service.goals import GoalService
from edudesk.plan.service.measures import MeasureService
from edudesk.plan.service.parts import gone, ids_of
from edudesk.plan.service.reading import read_whole
from edudesk.plan.service.tasks import TaskService
from edudesk.plan.service.text import SectionService
from edudesk.plan.tables import PARTS, Plan
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService, insert
from edudesk.store.verbs import verb
from edudesk.store.work import Work


class PlanService(RowService[PlanDraft, PlanRow]):
    """发展规划, the newest round first."""

    table, row, draft = Plan, PlanRow, PlanDraft
    columns: ClassVar[Mapping[str, Column]] = PLAN_COLUMN
    sees = Right.SEE_PLAN

    def _order(self, row: PlanRow) -> Any:
        return tuple(-ord(letter) for letter in row.starts), row.id

    def _settled(self, draft: PlanDraft) -> PlanDraft:
        return replace(draft, title=draft.title.strip())

    def _may_go(self, row: PlanRow) -> None:
        refuse_going(row)

    def _followed(self, work: Work) -> None:
        """All that belongs to a plan goes to the recycle bin with it."""
        if ids := gone(work, Plan):
            for table in PARTS:
                work.put_away(table, ids_of(work, table, "plan_id", ids))

    def _problems(self, draft: PlanDraft, others: Sequence[PlanDraft]) -> tuple[FieldProblem, ...]:
        return tuple(plan_problems(draft, others))

    @verb("拟订下一轮规划", right=Right.EDIT_PLAN)
    def go_on(
        self,
        work: Work,
        plan_id: str,
        draft: PlanDraft,
        goal_ids: Collection[str],
        task_ids: Collection[str],
        actuals: Mapping[str, tuple[str, str]],
        *,
        with_text: bool = False,
    ) -> PlanRow:
        """The plan of the next round with what is carried over from this one, as one step.

        draft: of the new plan (rules.carrying.next_plan); goal_ids: goals that go on, with their measures; task_ids:
        unfinished tasks of them that go on in the first year; actuals: id of a measure -> what it came to and the day it
        stands for, its base from now on (rules.carrying.last_actuals); with_text: its chapters and aims begin as those of
        this one, marked (rules.carrying.CARRIED). Raises UserError with every problem, and for tasks whose goal stays behind.
        """
        whole = read_whole(self.context, work.connection, plan_id)
        aims = {key: carried(getattr(whole.plan, key)) for key in AIMS if with_text}
        (new_id,) = insert(self, work, [replace(draft, previous_id=plan_id, **aims)])
        insert(SectionService(self.context), work, next_sections(whole, new_id) if with_text else ())
        row = self.kept.get(work.connection, new_id)
        goals = GoalService(self.context)
        fresh = dict(next_goals(whole, goal_ids, lambda one: insert(goals, work, [one])[0], new_id))
        first = years_of(row)[0]
        going = [one for one in whole.tasks if one.id in task_ids]
        if lost := sum(one.goal_id in whole.goal and one.goal_id not in fresh for one in going):
            raise UserError(
                f"要结转的任务中有 {lost} 项，它们的目标没有结转。",
                "任务跟着目标走：请同时结转目标和指标，或者不结转任务。数据没有改动。",
                (FieldProblem("tasks", "它们的目标没有结转。"),),
            )
        insert(
            MeasureService(self.context),
            work,
            [
                next_measure(one, new_id, fresh[one.goal_id], actuals.get(one.id, ("", "")))
                for one in whole.measures
                if one.goal_id in fresh
            ],
        )
        insert(
            TaskService(self.context),
            work,
            [next_task(one, new_id, fresh[one.goal_id], first) for one in going if one.goal_id in fresh],
        )
        work.title = f"拟订下一轮规划 {self._name(row)}"
        return row

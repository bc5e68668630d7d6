"""Verbs on the course of a plan: stages, opinions, adjustments."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.base.columns import Column, printed
from edudesk.base.errors import FieldProblem, UserError
from edudesk.plan.rows.course import (
    ADJUSTMENT_COLUMN,
    OF_GOAL,
    OF_MEASURE,
    OF_TASK,
    OPINION_COLUMN,
    STAGE_COLUMN,
    AdjustmentDraft,
    AdjustmentRow,
    OpinionDraft,
    OpinionRow,
    StageDraft,
    StageRow,
)
from edudesk.plan.rows.measures import TargetRow
from edudesk.plan.rows.plans import UNDER_WAY, PlanRow
from edudesk.plan.rules.entering import adjustment_problems, in_force_twice, opinion_problems, stage_problems
from edudesk.plan.rules.life import state_of
from edudesk.plan.rules.removing import refuse_frozen_target
from edudesk.plan.rules.years import years_of
from edudesk.plan.service.goals import GoalService
from edudesk.plan.service.measures import TargetService
from edudesk.plan.service.parts import PlanPart
from edudesk.plan.service.tasks import TaskService
from edudesk.plan.tables import Plan, PlanAdjustment, PlanMeasure, PlanOpinion, PlanStage
from edudesk.store.filed_service import FiledPart
from edudesk.store.part_service import touched
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.row_service import insert
from edudesk.store.tables import core
from edudesk.store.verbs import verb
from edudesk.store.work import Work


class StageService(FiledPart[StageDraft, StageRow], PlanPart[StageDraft, StageRow]):
    """规划阶段, dated."""

    table, row, draft = PlanStage, StageRow, StageDraft
    columns: ClassVar[Mapping[str, Column]] = STAGE_COLUMN
    keeping: ClassVar[str] = "修改阶段材料"

    def _order(self, row: StageRow) -> Any:
        return row.on, row.id

    def _found(self, draft: StageDraft) -> Sequence[FieldProblem]:
        return list(stage_problems(draft))

    def _followed(self, work: Work) -> None:
        """A plan is in the state that its last stage led to. Undo and redo bring it back themselves."""
        if work.kind != "do":
            return
        stages: dict[str, list[StageRow]] = {plan_id: [] for plan_id in touched(self, work)}
        for row in self._of(work.connection, list(stages)):
            stages[row.plan_id].append(row)
        plans = Records(self.context, Plan, PlanRow)
        every = plans.rows(work.connection)
        moved = {
            plan.id: state
            for plan in every
            if plan.id in stages and (state := state_of(stages[plan.id])) != plan.state
        }
        for plan in every:
            if plan.id in moved and plan.state not in UNDER_WAY:
                others = [one for one in every if one.id != plan.id]
                found = in_force_twice(replace(plan, state=moved[plan.id]), others)
                if problems := tuple(replace(one, key="stage") for one in found):
                    raise UserError(
                        f"“{plan.title}”不能进入“{moved[plan.id]}”，没有登记。", "数据没有改动。", problems
                    )
        work.update_many(Plan, {plan_id: {"state": state} for plan_id, state in moved.items()})


class OpinionService(PlanPart[OpinionDraft, OpinionRow]):
    """意见 of 征求意见 and 论证."""

    table, row, draft = PlanOpinion, OpinionRow, OpinionDraft
    columns: ClassVar[Mapping[str, Column]] = OPINION_COLUMN

    def _order(self, row: OpinionRow) -> Any:
        return row.on, row.id

    def _found(self, draft: OpinionDraft) -> Sequence[FieldProblem]:
        return list(opinion_problems(draft))


class AdjustmentService(PlanPart[AdjustmentDraft, AdjustmentRow]):
    """调整."""

    table, row, draft = PlanAdjustment, AdjustmentRow, AdjustmentDraft
    columns: ClassVar[Mapping[str, Column]] = ADJUSTMENT_COLUMN

    def _order(self, row: AdjustmentRow) -> Any:
        return row.on, row.id

    def _found(self, draft: AdjustmentDraft) -> Sequence[FieldProblem]:
        return list(adjustment_problems(draft))

    @verb("调整规划", right=Right.EDIT_PLAN)
    def carry_out(self, work: Work, draft: AdjustmentDraft, value: object) -> AdjustmentRow:
        """Change what an adjustment is about, and keep what it was: the original, the reason, the meeting.

        draft: what, record_id, field, on, reason, meeting; subject, original and adjusted are written here. value: of the
        field as a form gives it. Raises UserError with every problem of the record and of the adjustment.
        """
        service = _CHANGED[draft.what](self.context)
        if draft.field == "year":
            self._refuse_year(work, draft.plan_id, str(value))
        row = service.kept.get(work.connection, draft.record_id)
        if isinstance(row, TargetRow):
            refuse_frozen_target(row, row.year)
        column = service.columns[draft.field]
        fresh = service._changed(
            work.connection, row, {draft.field: value.strip() if isinstance(value, str) else value}
        )
        whole = replace(
            draft,
            subject=self._subject(work, row),
            original=_told(column, getattr(row, draft.field)),
            adjusted=_told(column, fresh.get(draft.field, getattr(row, draft.field))),
        )
        (row_id,) = insert(self, work, [whole])
        work.update(service.table, row.id, fresh)
        service._followed(work)
        kept = self.kept.get(work.connection, row_id)
        work.title = f"调整规划{kept.what} {self._name(kept)}"
        return kept

    def _refuse_year(self, work: Work, plan_id: str, year: str) -> None:
        """A task in a year that the plan does not have would stand nowhere."""
        words = [
            one.word for one in years_of(Records(self.context, Plan, PlanRow).get(work.connection, plan_id))
        ]
        if year.strip() not in words:
            raise UserError(
                f"规划里没有“{year}”这个年度，没有调整。", "数据没有改动。",
                (FieldProblem("adjusted", f"请填规划的年度：{'、'.join(words)}。"),),
            )  # fmt: skip

    def _subject(self, work: Work, row: Any) -> str:
        """What is adjusted, in words: of a target its measure and year."""
        if isinstance(row, TargetRow):
            measure = work.rows(core(PlanMeasure), [row.measure_id]).get(row.measure_id, {})
            return f"{measure.get('title', '指标')}（{row.year}）"
        return str(row.title)


_CHANGED: dict[str, type[PlanPart[Any, Any]]] = {
    OF_GOAL: GoalService,
    OF_MEASURE: TargetService,
    OF_TASK: TaskService,
}


def _told(column: Column, value: object) -> str:
    """完成时限：2026-06-30."""
    return f"{column.full_title}：{printed(value) or '（空）'}"

"""Verbs on the course of a plan: stages, opinions, adjustments."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.plan.rows.course import (
    ADJUSTMENT_COLUMN,
    OPINION_COLUMN,
    STAGE_COLUMN,
    AdjustmentDraft,
    AdjustmentRow,
    OpinionDraft,
    OpinionRow,
    StageDraft,
    StageRow,
)
from edudesk.plan.rules.entering import adjustment_problems, opinion_problems, stage_problems
from edudesk.plan.service.parts import PlanPart
from edudesk.plan.tables import PlanAdjustment, PlanOpinion, PlanStage


class StageService(PlanPart[StageDraft, StageRow]):
    """规划阶段, dated."""

    table, row, draft = PlanStage, StageRow, StageDraft
    columns: ClassVar[Mapping[str, Column]] = STAGE_COLUMN

    def _order(self, row: StageRow) -> Any:
        return row.on, row.id

    def _found(self, draft: StageDraft) -> Sequence[FieldProblem]:
        return list(stage_problems(draft))


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

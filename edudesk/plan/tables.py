"""The tables of the development plan, made of their rows: a column for each field of the draft.

References are soft: a goal, a teacher or a project may be gone, and the plan still prints as it was.
"""

from functools import partial
from typing import ClassVar, Final

from edudesk.plan.rows.course import AdjustmentDraft, OpinionDraft, StageDraft, VersionDraft
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import MeasureDraft, TargetDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.proofs import ProofDraft
from edudesk.plan.rows.reviews import DutyDraft, GoalReviewDraft, ReviewDraft
from edudesk.plan.rows.survey import SurveyDraft
from edudesk.plan.rows.tasks import NoteDraft, TaskDraft
from edudesk.plan.rows.text import SectionDraft, SwotDraft
from edudesk.store.editions import OwnVersionDraft
from edudesk.store.rights import Right
from edudesk.store.tables import Record, table_of


class PlanRecord(Record):
    """What all tables of this room share."""

    concern: ClassVar[str] = "plan"
    right: ClassVar[Right] = Right.EDIT_PLAN


# of a table that belongs to a plan
_table = partial(table_of, PlanRecord, owner="plan_id", part_of={"plan_id": "plan"})
_of_goal = {"goal_id": "plan_goal", "plan_id": "plan"}

Plan = _table("plan", PlanDraft, "发展规划", "title")
PlanStage = _table("plan_stage", StageDraft, "规划阶段", "stage")
PlanOpinion = _table("plan_opinion", OpinionDraft, "规划意见", "text")
PlanAdjustment = _table("plan_adjustment", AdjustmentDraft, "规划调整", "subject")
PlanVersion = _table("plan_version", VersionDraft, "规划稿次", "why")
PlanSection = _table("plan_section", SectionDraft, "规划章节", "heading")
PlanSwot = _table("plan_swot", SwotDraft, "SWOT 条目", "text")
PlanSwotAnswer = _table(
    "plan_swot_answer", SurveyDraft, "问卷结果", "people", part_of={"swot_id": "plan_swot", "plan_id": "plan"}
)
PlanGoal = _table(
    "plan_goal", GoalDraft, "规划目标", "title", part_of={"parent_id": "plan_goal", "plan_id": "plan"}
)
PlanTask = _table("plan_task", TaskDraft, "规划任务", "title", part_of=_of_goal)
PlanNote = _table("plan_note", NoteDraft, "进展记录", "text", part_of={"task_id": "plan_task"})
PlanMeasure = _table("plan_measure", MeasureDraft, "观测指标", "title", part_of=_of_goal)
PlanTarget = _table("plan_target", TargetDraft, "年度目标值", "year", part_of={"measure_id": "plan_measure"})
PlanProof = _table("plan_proof", ProofDraft, "佐证材料", "title")
PlanReview = _table("plan_review", ReviewDraft, "规划评估", "kind")
PlanGoalReview = _table(
    "plan_goal_review", GoalReviewDraft, "目标自评", "grade", part_of={"review_id": "plan_review"}
)
PlanDuty = _table("plan_duty", DutyDraft, "任期目标", "leader")
PlanScheme = _table("plan_scheme", OwnVersionDraft, "评估方案", "title")

# until schema 15 it was called by two words
_KEY_PROJECT = {"重点项目": "重点发展项目"}
PlanGoal.renamed = {"kind": _KEY_PROJECT}
PlanSection.renamed = {"role": _KEY_PROJECT}

PARTS: Final[tuple[type[Record], ...]] = (
    PlanNote, PlanTask, PlanTarget, PlanMeasure, PlanProof, PlanGoalReview, PlanReview, PlanDuty, PlanSwotAnswer, PlanSwot, PlanSection, PlanVersion,
    PlanAdjustment, PlanOpinion, PlanStage, PlanGoal,
)  # fmt: skip
"""All that belongs to a plan (plan_id), parts before what they are a part of."""

"""One draft and another of each record of a plan, for tests that go over all of them."""

from typing import Any

from edudesk.plan.rows.course import AdjustmentDraft, OpinionDraft, StageDraft
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import MeasureDraft, TargetDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.proofs import ProofDraft
from edudesk.plan.rows.tasks import NoteDraft, TaskDraft
from edudesk.plan.service.course import AdjustmentService, OpinionService, StageService
from edudesk.plan.service.goals import GoalService
from edudesk.plan.service.measures import MeasureService, TargetService
from edudesk.plan.service.plans import PlanService
from edudesk.plan.service.proofs import ProofService
from edudesk.plan.service.tasks import NoteService, TaskService

P = "p1"  # references are soft: a record is stored whose plan is gone
YEAR = "2026-2027学年"

PARTS: dict[str, tuple[type[Any], Any, Any]] = {
    "stage": (
        StageService,
        StageDraft(plan_id=P, stage="启动研制", on="2023-11-06"),
        StageDraft(plan_id=P, stage="校情诊断", on="2023-12-20"),
    ),
    "opinion": (
        OpinionService,
        OpinionDraft(plan_id=P, stage="征求意见", text="增加劳动教育的目标"),
        OpinionDraft(plan_id=P, stage="论证", text="目标宜更聚焦"),
    ),
    "adjustment": (
        AdjustmentService,
        AdjustmentDraft(
            plan_id=P, on="2026-01-12", what="指标", original="35", adjusted="33", reason="编制减少"
        ),
        AdjustmentDraft(
            plan_id=P, on="2026-01-12", what="任务", original="3 场", adjusted="2 场", reason="合并"
        ),
    ),
    "goal": (
        GoalService,
        GoalDraft(plan_id=P, title="课堂教学改革"),
        GoalDraft(plan_id=P, title="作业与评价"),
    ),
    "task": (
        TaskService,
        TaskDraft(plan_id=P, goal_id="g1", title="修订梯队培养方案", year=YEAR),
        TaskDraft(plan_id=P, goal_id="g1", title="名师工作室开放活动", year=YEAR),
    ),
    "note": (
        NoteService,
        NoteDraft(plan_id=P, task_id="t1", on="2026-10-30", text="三场辅导完成"),
        NoteDraft(plan_id=P, task_id="t1", on="2026-11-12", text="完成初稿"),
    ),
    "measure": (
        MeasureService,
        MeasureDraft(plan_id=P, goal_id="g1", title="区级以上骨干教师占比", unit="%"),
        MeasureDraft(plan_id=P, goal_id="g1", title="人均培训学分"),
    ),
    "target": (
        TargetService,
        TargetDraft(plan_id=P, measure_id="m1", year=YEAR, target="35"),
        TargetDraft(plan_id=P, measure_id="m2", year=YEAR, target="72"),
    ),
    "proof": (
        ProofService,
        ProofDraft(plan_id=P, title="梯队培养方案（征求意见稿）"),
        ProofDraft(plan_id=P, title="骨干教师申报辅导签到"),
    ),
}
PLANS = {
    "plan": (
        PlanService,
        PlanDraft(title="学校三年发展规划（2024—2027）", starts="2024-09-01", ends="2027-08-31"),
        PlanDraft(title="学校三年发展规划（2027—2030）", starts="2027-09-01", ends="2030-08-31"),
    ),
    **PARTS,
}
# the field that is changed; elsewhere it is the remark
CHANGED = {
    "opinion": "answer",
    "adjustment": "meeting",
    "goal": "mark",
    "note": "who",
    "measure": "note",
    "target": "why",
    "proof": "place",
}

"""One draft and another of each record of a plan, for tests that go over all of them."""

from typing import Any

from edudesk.base.prose import Prose, ProseLine
from edudesk.plan.rows.course import AdjustmentDraft, OpinionDraft, StageDraft, VersionDraft
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import MeasureDraft, TargetDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.proofs import ProofDraft
from edudesk.plan.rows.reviews import DutyDraft, GoalReviewDraft, ReviewDraft
from edudesk.plan.rows.survey import SurveyDraft
from edudesk.plan.rows.tasks import NoteDraft, TaskDraft
from edudesk.plan.rows.text import SectionDraft, SwotDraft
from edudesk.plan.service.course import AdjustmentService, OpinionService, StageService
from edudesk.plan.service.goals import GoalService
from edudesk.plan.service.measures import MeasureService, TargetService
from edudesk.plan.service.plans import PlanService
from edudesk.plan.service.proofs import ProofService
from edudesk.plan.service.reviews import DutyService, JudgementService, ReviewService
from edudesk.plan.service.survey import SurveyService
from edudesk.plan.service.tasks import NoteService, TaskService
from edudesk.plan.service.text import SectionService, SwotService
from edudesk.plan.service.versions import VersionService

P = "p1"  # references are soft: a record is stored whose plan is gone
YEAR = "2026-2027学年"

PROSE = Prose(
    "text", (ProseLine("学校三年发展规划（2030—2033）"), ProseLine("一、指导思想"), ProseLine("求真。"))
)

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
    "review": (
        ReviewService,
        ReviewDraft(plan_id=P, kind="年度", year=YEAR),
        ReviewDraft(plan_id=P, kind="中期", year=YEAR),
    ),
    "judgement": (
        JudgementService,
        GoalReviewDraft(plan_id=P, review_id="r1", goal_id="g1", done="组织三次专题教研"),
        GoalReviewDraft(plan_id=P, review_id="r1", goal_id="g2", done="修订作业管理办法"),
    ),
    "duty": (
        DutyService,
        DutyDraft(plan_id=P, year=YEAR, leader="王建国", content="区级以上骨干教师占比 35%"),
        DutyDraft(plan_id=P, year=YEAR, leader="李红梅", content="课堂教学改革"),
    ),
    "section": (
        SectionService,
        SectionDraft(plan_id=P, heading="一、指导思想", text="坚持立德树人。"),
        SectionDraft(plan_id=P, heading="二、发展背景", role="背景"),
    ),
    "swot": (
        SwotService,
        SwotDraft(plan_id=P, quadrant="优势", text="教师队伍向上进取"),
        SwotDraft(plan_id=P, quadrant="劣势", text="骨干教师偏少"),
    ),
    "survey": (
        SurveyService,
        SurveyDraft(plan_id=P, swot_id="s1", people="家长", answers=412, hundredths=431),
        SurveyDraft(plan_id=P, people="学生", text="增加体育活动"),
    ),
    "version": (
        VersionService,
        VersionDraft(plan_id=P, number=1, on="2024-05-20", why="征求意见稿"),
        VersionDraft(plan_id=P, number=2, on="2024-06-12", why="教代会审议稿"),
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
    "section": "text",
    "swot": "figure_text",
    "survey": "text",
    "version": "meeting",
    "proof": "place",
    "review": "organised",
    "judgement": "effect",
    "duty": "done",
}

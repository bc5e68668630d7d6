"""One draft and another of each record of a project, for tests that go over all of them."""

from typing import Any

from edudesk.projects.rows.course import ActivityDraft, ChangeDraft, MilestoneDraft
from edudesk.projects.rows.evidence import EvidenceDraft
from edudesk.projects.rows.money import BudgetDraft, SpendingDraft
from edudesk.projects.rows.people import MemberDraft, StudioScoreDraft
from edudesk.projects.rows.planned import PlannedDraft
from edudesk.projects.rows.pool import RecommendationDraft, ReviewDraft
from edudesk.projects.rows.projects import LevelDraft, ProjectDraft
from edudesk.projects.rows.results import DeliverableDraft, MeasureDraft, YearlyDraft
from edudesk.projects.service.changes import ChangeService
from edudesk.projects.service.course import ActivityService, LevelService, MilestoneService
from edudesk.projects.service.evidence import EvidenceService
from edudesk.projects.service.money import BudgetService, SpendingService
from edudesk.projects.service.people import MemberService, StudioService
from edudesk.projects.service.planned import PlannedService
from edudesk.projects.service.pool import RecommendationService, ReviewService
from edudesk.projects.service.projects import ProjectService
from edudesk.projects.service.results import DeliverableService, MeasureService, YearlyService

P = "p1"  # references are soft: a record is stored whose project is gone

PARTS: dict[str, tuple[type[Any], Any, Any]] = {
    "level": (
        LevelService,
        LevelDraft(project_id=P, level="区级", on="2024-03"),
        LevelDraft(project_id=P, level="市级", on="2025-01-10"),
    ),
    "member": (
        MemberService,
        MemberDraft(project_id=P, name="王建国"),
        MemberDraft(project_id=P, name="周敏华"),
    ),
    "studio": (
        StudioService,
        StudioScoreDraft(project_id=P, member_id="m1", year="2025"),
        StudioScoreDraft(project_id=P, member_id="m1", year="2026"),
    ),
    "change": (
        ChangeService,
        ChangeDraft(project_id=P, item="延期", after="2027-12-31", reason="样本不足"),
        ChangeDraft(project_id=P, item="成员", reason="调出"),
    ),
    "milestone": (
        MilestoneService,
        MilestoneDraft(project_id=P, title="问卷调查", due="2026-10-15"),
        MilestoneDraft(project_id=P, title="课例研讨", due="2026-12-15"),
    ),
    "activity": (
        ActivityService,
        ActivityDraft(project_id=P, title="开题论证会", on="2025-03-12"),
        ActivityDraft(project_id=P, title="课例研讨", on="2025-05-12"),
    ),
    "budget": (
        BudgetService,
        BudgetDraft(project_id=P, line="资料费", year="2026", yuan=3000.0),
        BudgetDraft(project_id=P, line="会议费", year="2026", yuan=2000.0),
    ),
    "spending": (
        SpendingService,
        SpendingDraft(project_id=P, line="资料费", on="2026-05-06", yuan=480.5),
        SpendingDraft(project_id=P, line="会议费", on="2026-06-06", yuan=800.0),
    ),
    "planned": (
        PlannedService,
        PlannedDraft(project_id=P, kind="论文", title="结构化学习论文"),
        PlannedDraft(project_id=P, kind="研究报告", title="研究总报告", is_final="是"),
    ),
    "deliverable": (
        DeliverableService,
        DeliverableDraft(project_id=P, kind="论文", title="结构化学习的三个支点"),
        DeliverableDraft(project_id=P, kind="公开课", title="分数的意义"),
    ),
    "yearly": (YearlyService, YearlyDraft(project_id=P, year="2025"), YearlyDraft(project_id=P, year="2026")),
    "measure": (
        MeasureService,
        MeasureDraft(project_id=P, year="2026", group="产出", title="公开课节数", full=10.0),
        MeasureDraft(project_id=P, year="2026", group="效益", title="受益学生", full=10.0),
    ),
    "evidence": (
        EvidenceService,
        EvidenceDraft(project_id=P, title="中期报告"),
        EvidenceDraft(project_id=P, title="会议记录"),
    ),
    "review": (
        ReviewService,
        ReviewDraft(project_id=P, expert="张教授"),
        ReviewDraft(project_id=P, expert="陈主任"),
    ),
    "recommendation": (
        RecommendationService,
        RecommendationDraft(project_id=P, batch="2026年市级课题推荐"),
        RecommendationDraft(project_id=P, batch="2027年市级课题推荐"),
    ),
}
PROJECTS = {
    "project": (
        ProjectService,
        ProjectDraft(title="小学数学结构化学习的实践研究", kind="KT"),
        ProjectDraft(title="低年级绘本写话教学", kind="WK"),
    ),
    **PARTS,
}  # fmt: skip
# the field that is changed; elsewhere it is the remark
CHANGED = {"activity": "summary", "measure": "reason", "review": "advice"}

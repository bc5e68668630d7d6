"""The tables of the projects, made of their rows: a column for each field of the draft.

References are soft: a teacher, a kind or a member may be gone, and the record still prints as it was.
"""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from edudesk.projects.rows.course import ActivityDraft, ChangeDraft, MilestoneDraft
from edudesk.projects.rows.evidence import EvidenceDraft
from edudesk.projects.rows.money import BudgetDraft, SpendingDraft
from edudesk.projects.rows.people import MemberDraft, StudioScoreDraft
from edudesk.projects.rows.planned import PlannedDraft
from edudesk.projects.rows.pool import RecommendationDraft, ReviewDraft
from edudesk.projects.rows.projects import LevelDraft, ProjectDraft, StepDraft
from edudesk.projects.rows.results import DeliverableDraft, MeasureDraft, YearlyDraft
from edudesk.store.rights import Right
from edudesk.store.tables import Record, column, table_of

_OF_PROJECT = {"project_id": "project"}


class ProjectRecord(Record):
    """What all tables of this room share."""

    concern: ClassVar[str] = "projects"
    right: ClassVar[Right] = Right.EDIT_PROJECTS


# of a table that belongs to a project
_table = partial(table_of, ProjectRecord, owner="project_id", part_of=_OF_PROJECT)

Project = _table("project", ProjectDraft, "项目", "title", pinyin=str, initials=str)
ProjectStep = _table("project_step", StepDraft, "项目阶段", "to_stage")
ProjectLevel = _table("project_level", LevelDraft, "项目级别", "level")
ProjectMember = _table(
    "project_member",
    MemberDraft,
    "项目成员",
    "name",
    indexed=("teacher_id",),
    beside=("deleted_at", "role", "left"),
)
ProjectChange = _table("project_change", ChangeDraft, "项目变更", "item")
ProjectMilestone = _table("project_milestone", MilestoneDraft, "项目节点", "title")
ProjectActivity = _table("project_activity", ActivityDraft, "项目活动", "title")
ProjectBudget = _table("project_budget", BudgetDraft, "经费预算", "line", beside=("deleted_at", "yuan"))
ProjectSpending = _table("project_spending", SpendingDraft, "经费支出", "line", beside=("deleted_at", "yuan"))
Deliverable = _table(
    "project_deliverable", DeliverableDraft, "项目成果", "title", beside=("deleted_at", "is_final")
)
PlannedResult = _table("project_planned", PlannedDraft, "预期成果", "title")
ProjectYearly = _table("project_yearly", YearlyDraft, "年度考核", "year")
ProjectMeasure = _table("project_measure", MeasureDraft, "绩效指标", "title")
ProjectEvidence = _table("project_evidence", EvidenceDraft, "佐证材料", "title")
ProjectReview = _table("project_review", ReviewDraft, "论证意见", "expert")
Recommendation = _table("project_recommendation", RecommendationDraft, "推荐记录", "batch")
StudioScore = _table("project_studio_score", StudioScoreDraft, "成员考核", "year")


class ProjectText(ProjectRecord):
    """One passage of the papers of a project."""

    __tablename__ = "project_text"
    noun: ClassVar[str] = "项目文本"
    label: ClassVar[str] = "key"
    part_of: ClassVar[Mapping[str, str]] = _OF_PROJECT

    project_id: str = column(index=True)
    key: str
    text: str


class KindVersion(Record):
    """One version of a kind of project, as plain data (forms.reading.plain_of)."""

    __tablename__ = "project_kind"
    noun: ClassVar[str] = "项目类别"
    label: ClassVar[str] = "title"
    concern: ClassVar[str] = "project_kinds"
    right: ClassVar[Right] = Right.EDIT_PROJECT_KINDS

    key: str
    number: int
    family: str
    title: str
    since: str
    note: str
    content: str
    is_off: str


class ProjectStandard(Record):
    """One version of what points are given by (论证评分, 年度考核, 成员考核), as plain data."""

    __tablename__ = "project_standard"
    noun: ClassVar[str] = "评分标准"
    label: ClassVar[str] = "title"
    concern: ClassVar[str] = "project_standards"
    right: ClassVar[Right] = Right.EDIT_PROJECT_KINDS

    key: str
    number: int
    title: str
    since: str
    note: str
    content: str
    is_off: str

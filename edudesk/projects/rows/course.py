"""What happens on the way: changes and 延期, milestones, activities (规划与项目调研 3.2, 3.7; 泰州 五（四）)."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.projects.forms.lists import code_lists
from edudesk.projects.rows.people import MemberDraft

CHANGES = code_lists()["change"]
EXTENSION, RENAMING, UNIT_CHANGE = "延期", "名称", "承担单位"
LEADERSHIP, MEMBERSHIP = "负责人", "成员"
STOPPING = ("终止", "撤项")
SETS = {EXTENSION: "end", RENAMING: "title", UNIT_CHANGE: "unit"}
"""Which field of the project a granted change sets by itself."""
DECISIONS = code_lists()["decision"]
WAITING, GRANTED, REFUSED = DECISIONS.words
DECISION_FACTS = ("decided_on", "decided_by", "doc_no")
"""What of a 批复 may be put right afterwards."""
ACTIVITIES = code_lists()["activity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDraft:
    """One 变更, 延期 or 撤项 that was asked for. on: ISO day of the request; before, after: what it was and is to be, a day
    for 延期."""

    project_id: str
    item: str
    on: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    decision: str = WAITING
    decided_by: str = ""
    decided_on: str = ""
    doc_no: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow(ChangeDraft):
    """A stored change."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """What a granted change does on the day of the 批复, beside what it says by itself (延期, 名称, 承担单位).

    stage: the side state it leads into; leader: who leads from then on, former: id of the member who led, kept_as: the
    role that one keeps, "" = leaves; joins: new members; leaves: ids of those who go. project_id, joined of the drafts
    do not matter.
    """

    stage: str = ""
    leader: MemberDraft | None = None
    former: str = ""
    kept_as: str = ""
    joins: tuple[MemberDraft, ...] = ()
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneDraft:
    """A day of the school's own beside those that follow from the kind. owner_id, owner: who sees to it."""

    project_id: str
    title: str
    due: str
    done_on: str = ""
    owner_id: str = ""
    owner: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRow(MilestoneDraft):
    """A stored milestone."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityDraft:
    """启动, 研讨, 展示, 专家指导 … attended: ids of teachers, 、-joined; guests: names from outside; count: all who were there
    when nobody listed them. Photos are attachments of the row."""

    project_id: str
    title: str
    kind: str = ""
    on: str = ""
    place: str = ""
    expert: str = ""
    attended: str = ""
    guests: str = ""
    count: int | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRow(ActivityDraft):
    """A stored activity."""

    id: str
    version: int

    @property
    def people(self) -> int:
        """How many were there."""
        named = [one for one in (*self.attended.split("、"), *self.guests.split("、")) if one.strip()]
        return max(len(named), self.count or 0)


CHANGE_COLUMNS = (
    Column("item", "变更事项", Kind.CHOICE, 22, codes=CHANGES, required=True, is_shown=True),
    Column("on", "申请日期", Kind.DATE, 24, is_shown=True),
    Column("before", "原内容", width=40, is_shown=True),
    Column("after", "变更后内容", width=40, is_shown=True, help="延期写新的结束日期"),
    Column("reason", "变更理由", width=50, is_shown=True),
    Column("decision", "审批结果", Kind.CHOICE, 18, codes=DECISIONS, is_shown=True),
    Column("decided_by", "审批单位", width=30),
    Column("decided_on", "批复日期", Kind.DATE, 24),
    Column("doc_no", "批复文号", width=30),
    Column("remark", "备注", width=30),
)
CHANGE_COLUMN = column_map(CHANGE_COLUMNS)

MILESTONE_COLUMNS = (
    Column("title", "节点", width=40, required=True, is_shown=True),
    Column("due", "计划日期", Kind.DATE, 24, required=True, is_shown=True),
    Column("done_on", "完成日期", Kind.DATE, 24, is_shown=True),
    Column("owner_id", "责任教师", width=20),
    Column("owner", "责任人", width=20, is_shown=True),
    Column("remark", "备注", width=40),
)
MILESTONE_COLUMN = column_map(MILESTONE_COLUMNS)

ACTIVITY_COLUMNS = (
    Column("on", "日期", Kind.DATE, 24, required=True, is_shown=True),
    Column("kind", "类型", Kind.CHOICE, 20, codes=ACTIVITIES, is_shown=True),
    Column("title", "活动名称", width=50, required=True, is_shown=True),
    Column("place", "地点", width=26, is_shown=True),
    Column("expert", "专家", width=30, is_shown=True, help="姓名和单位"),
    Column("attended", "参加教师", width=40),
    Column("guests", "校外人员", width=30),
    Column("count", "人数", Kind.INT, 14),
    Column("people", "参加人数", Kind.INT, 16, is_shown=True, value=lambda row: row.people),
    Column("summary", "活动纪要", width=60),
)
ACTIVITY_COLUMN = column_map(ACTIVITY_COLUMNS)

"""检查安排: one check of one kind over some weeks, and the units it is made of (教学常规检查 3.1, 表1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.school.rows.identity import code_list
from edudesk.school.rows.terms import TERMS

CAMPAIGN_STATES = code_list("检查状态", "草稿", "已发布", "进行中", "已汇总", "已通报", "归档")
DRAFT, PUBLISHED, RUNNING, SUMMED, REPORTED, ARCHIVED = CAMPAIGN_STATES.words
SAMPLING = code_list("抽查方式", "全部", "每隔几人", "本学期未查", "轮流", "随机抽取", "随机抽班级")
WHOLE, EVERY, UNCHECKED, ROTATION, RANDOM, CLASSES = SAMPLING.words
DRAWN = (ROTATION, RANDOM, CLASSES)  # by lot
UNIT_STATES = code_list("应检状态", "应检", "请假", "缓检", "免检", "未交", "不参评")
YES = "是"
DUE, ON_LEAVE, POSTPONED, EXEMPT, NOT_HANDED_IN, OUT = UNIT_STATES.words


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignDraft:
    """A check not yet stored.

    kind: code of the check type; begins, ends: ISO days; weeks: 第4—5周, as printed; form: key of the form all units
    take, "" = the one that fits the subject and 学段 best; subjects, stages, grades, groups: 、-joined, "" = all;
    every: of 每隔几人; count: of persons or classes drawn by lot; seed: of the draw, drawn_at: day and time of it (2026-11-22
    13:30), both printed on 表1; pupils: 学号 fixed by the office;
    inspectors: JSON, [{"id", "name", "subjects"}], id "" = somebody from outside; leader_id: 组长;
    drops_extremes: "是" = highest and lowest of five and more are dropped (R2); per_unit: how many inspectors look at
    each unit, None = one; together: the same for checks of the same persons in one pass (同时抽查), "" = alone; notes:
    "是" = 听课笔记 are registered in the same pass.
    """

    kind: str
    title: str
    school_year: str
    term: str
    begins: str = ""
    ends: str = ""
    weeks: str = ""
    form: str = ""
    subjects: str = ""
    stages: str = ""
    grades: str = ""
    groups: str = ""
    sampling: str = WHOLE
    every: int | None = None
    count: int | None = None
    seed: str = ""
    pupils: str = ""
    inspectors: str = ""
    leader_id: str = ""
    materials: str = ""
    place: str = ""
    hand_in_by: str = ""
    drops_extremes: str = ""
    per_unit: int | None = None
    together: str = ""
    notes: str = ""
    status: str = DRAFT
    remark: str = ""
    drawn_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignRow(CampaignDraft):
    """A stored check."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """A check on its way to be stored, with its queue. units: None = it stays a draft; id, version: of the one that is
    there, "" = a new one."""

    draft: CampaignDraft
    units: "Sequence[UnitDraft] | None" = None
    id: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDraft:
    """One thing to be checked: teacher × subject × class(es), or a group, or a class.

    teacher_id: "" of a group and of a room without 班主任; name, group: as they were then; classes: as printed,
    五（3）（4）班; class_keys: 、-joined, the same for a class in every year; periods: 周课时, the weight among the
    subjects of a teacher; form, form_version: which form it takes; inspectors: 、-joined ids or names of who looks at
    it; place: in the queue; state: of UNIT_STATES, with reason and a new day (on) for 缓检; substitute: 代课, who
    taught.
    """

    campaign_id: str
    teacher_id: str
    name: str
    subject: str = ""
    stage: str = ""
    classes: str = ""
    class_keys: str = ""
    group: str = ""
    periods: float | None = None
    form: str = ""
    form_version: int = 1
    inspectors: str = ""
    place: int = 0
    state: str = DUE
    reason: str = ""
    on: str = ""
    substitute: str = ""

    @property
    def who(self) -> str:
        """Whose work it is, as pages and papers name it: 戴梦瑶, and 郭玲玲（代 戴梦瑶） of a substitute (5.2)."""
        stood_in = self.substitute.strip()
        return f"{stood_in}（代 {self.name}）" if stood_in else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow(UnitDraft):
    """A stored unit."""

    id: str
    version: int


CAMPAIGN_COLUMNS = (
    Column("title", "检查名称", width=44, required=True, is_shown=True),
    Column("kind", "检查类型", width=22, required=True, is_shown=True),
    Column("school_year", "学年", width=24, required=True),
    Column("term", "学期", Kind.CHOICE, 20, codes=TERMS, required=True),
    Column("weeks", "周次", width=22, is_shown=True),
    Column("begins", "开始日期", Kind.DATE, 24, is_shown=True),
    Column("ends", "结束日期", Kind.DATE, 24, is_shown=True),
    Column("form", "使用表格", width=30, help="不选时按学科和学段自动选用"),
    Column("subjects", "学科范围", width=30),
    Column("stages", "学段范围", width=24),
    Column("grades", "年级范围", width=30),
    Column("groups", "教研组范围", width=30),
    Column("sampling", "抽查方式", Kind.CHOICE, 22, codes=SAMPLING, is_shown=True),
    Column("every", "每隔几人", Kind.INT, 14),
    Column("count", "抽查人数", Kind.INT, 14, help="随机抽班级的是班级数"),
    Column("seed", "抽取编号", width=20),
    Column("drawn_at", "抽取时间", width=26),
    Column("pupils", "指定学号", width=30),
    Column("inspectors", "检查人", width=30),
    Column("leader_id", "组长", width=20),
    Column("materials", "上交材料", width=40),
    Column("place", "上交地点", width=30),
    Column("hand_in_by", "上交截止", Kind.DATE, 24),
    Column("drops_extremes", "去掉最高最低", Kind.YESNO, 18, help="5 名以上检查人时去掉最高分和最低分"),
    Column("per_unit", "每份检查人数", Kind.INT, 18, help="不填为 1 人；几人分别打分的取平均分"),
    Column("together", "同时抽查", width=20),
    Column("notes", "登记听课笔记", Kind.YESNO, 18, help="检查时一并登记听课笔记"),
    Column("status", "状态", Kind.CHOICE, 18, codes=CAMPAIGN_STATES, is_shown=True),
    Column("remark", "备注", width=40),
)
CAMPAIGN_COLUMN = column_map(CAMPAIGN_COLUMNS)

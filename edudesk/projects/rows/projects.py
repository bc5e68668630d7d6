"""A project, how it went from stage to stage, and the levels it rose to (规划与项目调研 3.1, 3.2)."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.projects.forms.lists import code_lists

_LISTS = code_lists()
LEVELS = _LISTS["level"]
"""国家级 … 校级, the highest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectDraft:
    """A project not yet stored.

    kind, kind_version: of the kind it was made with, 0 = the version in force; level, number, doc_no, approved_on: as they are now (LevelRow has
    the history); start, end: ISO days of the period; stage: a name of the kind; unit: 承担单位; recommenders: names,
    、-joined; plan_goal: 关联规划; summary: 主旨, one paragraph for lists and covers. Texts of papers: ProjectTextRow.
    """

    title: str
    kind: str
    kind_version: int = 0
    subkind: str = ""
    level: str = ""
    number: str = ""
    doc_no: str = ""
    approved_on: str = ""
    subject: str = ""
    unit: str = ""
    applicant: str = ""
    partners: str = ""
    department_id: str = ""
    supervisor_id: str = ""
    start: str = ""
    end: str = ""
    stage: str = ""
    maturity: str = ""
    recommenders: str = ""
    plan_goal: str = ""
    summary: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRow(ProjectDraft):
    """A stored project. pinyin, initials: of the title, for the search."""

    id: str
    version: int
    pinyin: str
    initials: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDraft:
    """From one stage to another. on: ISO day; result: 优秀 …; forced: why, though something was missing or out of order."""

    project_id: str
    on: str
    from_stage: str
    to_stage: str
    doc_no: str = ""
    decided_by: str = ""
    result: str = ""
    note: str = ""
    forced: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow(StepDraft):
    """A stored step."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelDraft:
    """A level the project was approved at. on: ISO day or month."""

    project_id: str
    level: str
    on: str = ""
    number: str = ""
    doc_no: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow(LevelDraft):
    """A stored level."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectTextRow:
    """One passage of the papers of a project (选题意义, 研究内容 …). key: as the form names it."""

    id: str
    version: int
    project_id: str
    key: str
    text: str


PROJECT_COLUMNS = (
    Column("title", "项目名称", width=60, required=True, is_shown=True, aliases=("课题名称", "名称", "项目")),
    Column("kind", "类别", width=30, required=True, is_shown=True, aliases=("项目类别", "课题类别", "类型")),
    Column("kind_version", "类别版本", Kind.INT, 12),
    Column("subkind", "子类", width=22, aliases=("子类别", "课题类型")),
    Column("level", "级别", Kind.CHOICE, 16, codes=LEVELS, is_shown=True, aliases=("项目级别", "课题级别", "立项级别")),
    Column("number", "编号", width=26, is_shown=True, aliases=("项目编号", "课题编号", "批准号", "立项编号")),
    Column("doc_no", "立项文号", width=32, aliases=("文号", "批准文号", "立项通知文号")),
    Column("approved_on", "立项日期", Kind.DATE, 24, aliases=("立项时间", "批准日期", "批准时间")),
    Column("subject", "学科", width=18, aliases=("学科领域", "所属学科")),
    Column("unit", "承担单位", width=40, aliases=("单位", "申报单位", "所在单位", "学校")),
    Column("applicant", "申报主体", Kind.CHOICE, 16, codes=_LISTS["applicant"]),
    Column("partners", "合作单位", width=40, help="高校、企业、教研机构等，用顿号隔开"),
    Column("department_id", "责任部门", width=22),
    Column("supervisor_id", "分管领导", width=18),
    Column("start", "开始日期", Kind.DATE, 24, is_shown=True, aliases=("开始时间", "起始日期", "研究开始")),
    Column("end", "结束日期", Kind.DATE, 24, is_shown=True, aliases=("结束时间", "计划完成时间", "完成时间", "预计结题时间", "预计结题", "计划结题时间", "拟结题时间")),
    Column("stage", "阶段", width=20, is_shown=True, aliases=("状态", "项目状态", "进展", "当前阶段")),
    Column("maturity", "成熟度", Kind.CHOICE, 14, codes=_LISTS["maturity"]),
    Column("recommenders", "推荐人", width=26, help="主持人不具备规定职称时填两名，用顿号隔开"),
    Column("plan_goal", "关联规划", width=40, help="学校发展规划的目标，如 2.2 课堂教学改革"),
    Column("summary", "项目主旨", width=80),
    Column("remark", "备注", width=40),
)  # fmt: skip
PROJECT_COLUMN = column_map(PROJECT_COLUMNS)
BY_DEEDS = frozenset({"stage", "level", "number", "doc_no", "approved_on", "kind_version"})
"""What only a step or a level changes once the project is there: a form that could would leave no trace of it."""

STEP_COLUMNS = (
    Column("on", "日期", Kind.DATE, 24, required=True, is_shown=True),
    Column("from_stage", "原阶段", width=20),
    Column("to_stage", "进入阶段", width=20, is_shown=True),
    Column("doc_no", "文号", width=32, is_shown=True),
    Column("decided_by", "决定单位（人）", width=30, is_shown=True, aliases=("决定人", "审批单位")),
    Column("result", "等第", Kind.CHOICE, 16, codes=_LISTS["grade"], is_shown=True),
    Column("note", "说明", width=50, is_shown=True),
    Column("forced", "提前办理理由", width=40),
)
STEP_COLUMN = column_map(STEP_COLUMNS)
STEP_FACTS = frozenset({"on", "doc_no", "decided_by", "result", "note"})
"""What of a step may be put right afterwards."""

LEVEL_COLUMNS = (
    Column("level", "级别", Kind.CHOICE, 16, codes=LEVELS, required=True, is_shown=True),
    Column("on", "批准日期", Kind.DATE, 24, is_shown=True),
    Column("number", "编号", width=26, is_shown=True),
    Column("doc_no", "文号", width=32, is_shown=True),
    Column("remark", "备注", width=40),
)
LEVEL_COLUMN = column_map(LEVEL_COLUMNS)

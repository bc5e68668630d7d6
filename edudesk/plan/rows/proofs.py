"""佐证材料 of goals, tasks and measures, numbered by goal (规划与项目调研 2.3). Files are attachments of the row."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.plan.forms.lists import code_lists

FORMS = code_lists()["form"]
LINK = "链接"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofDraft:
    """One proof. number: 2.1-03, given when it is stored; form: a word of FORMS; place: where the paper lies; goal_ids,
    task_ids, measure_ids, project_ids: what it proves, 、-joined."""

    plan_id: str
    title: str
    number: str = ""
    on: str = ""
    form: str = ""
    link: str = ""
    place: str = ""
    pages: int | None = None
    goal_ids: str = ""
    task_ids: str = ""
    measure_ids: str = ""
    project_ids: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofRow(ProofDraft):
    """A stored proof."""

    id: str
    version: int


PROOF_COLUMNS = (
    Column("number", "编号", width=20, is_shown=True, aliases=("材料编号", "佐证编号")),
    Column("title", "材料名称", width=60, required=True, is_shown=True),
    Column("on", "日期", Kind.DATE, 24, is_shown=True),
    Column("form", "材料形式", Kind.CHOICE, 18, codes=FORMS, is_shown=True),
    Column("link", "链接", width=50),
    Column("place", "存放处", width=30, is_shown=True),
    Column("pages", "页数", Kind.INT, 14, is_shown=True),
    Column("goal_ids", "目标", width=30),
    Column("task_ids", "任务", width=30),
    Column("measure_ids", "指标", width=30),
    Column("project_ids", "项目", width=30),
)
PROOF_COLUMN = column_map(PROOF_COLUMNS)

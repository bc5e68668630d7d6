"""Goals: domains, goals at any depth, 重点发展项目 (规划与项目调研 2.2, 2.3)."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.plan.forms.lists import code_lists

GOALS = code_lists()["goal"]
DOMAIN, GOAL, KEY_PROJECT = GOALS.words


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalDraft:
    """A goal not yet stored; its number (2.1) follows from the tree (rules.codes).

    parent_id: "" = at the top; place: order among those beside it; weight: points, None = shared equally; leader: 责任领导;
    person: 责任人; policy_ref: the clause of the superiors' paper it carries out; mark: 达成标志; project_id: a project record,
    soft; years: words of the years in which it is due, 、-joined, "" = all; background, content, steps, funds, results: of
    a 重点发展项目.
    """

    plan_id: str
    parent_id: str = ""
    place: int = 0
    kind: str = GOAL
    title: str = ""
    text: str = ""
    weight: float | None = None
    department: str = ""
    leader: str = ""
    person: str = ""
    policy_ref: str = ""
    mark: str = ""
    project_id: str = ""
    years: str = ""
    background: str = ""
    content: str = ""
    steps: str = ""
    funds: str = ""
    results: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow(GoalDraft):
    """A stored goal."""

    id: str
    version: int


GOAL_COLUMNS = (
    Column("parent_id", "上级目标", width=20),
    Column("place", "次序", Kind.INT, 14),
    Column("kind", "类别", Kind.CHOICE, 18, codes=GOALS, required=True),
    Column("title", "目标", width=40, required=True, is_shown=True, aliases=("目标名称", "分项目标")),
    Column("text", "目标内容", width=80, is_shown=True, lines=4),
    Column("weight", "权重（分）", Kind.NUMBER, 16, is_shown=True, aliases=("权重", "分值")),
    Column("department", "责任部门", width=24, is_shown=True),
    Column("leader", "责任领导", Kind.NAME, 20, is_shown=True, aliases=("分管领导",)),
    Column("person", "责任人", Kind.NAME, 20, is_shown=True),
    Column("mark", "达成标志", width=50, is_shown=True, aliases=("观测点",)),
    Column("policy_ref", "上级文件依据", width=40),
    Column("project_id", "项目", width=20),
    Column("years", "适用年度", width=30, help="不填就是各年度都要完成"),
    Column("background", "项目背景", width=50, lines=3),
    Column("content", "项目内容", width=50, lines=3),
    Column("steps", "年度步骤", width=50, lines=3),
    Column("funds", "经费", width=30),
    Column("results", "预期成果", width=50, lines=3),
)  # fmt: skip
GOAL_COLUMN = column_map(GOAL_COLUMNS)

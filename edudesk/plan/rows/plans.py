"""A plan itself: its round and its identity card (规划与项目调研 2.1, 2.2; 学校品质提升行动计划 三（一）二)."""

from dataclasses import dataclass
from typing import Final

from edudesk.base.columns import Column, Kind, column_map
from edudesk.plan.forms.lists import code_lists

_LISTS = code_lists()
BASES = _LISTS["basis"]
SCHOOL_YEAR, CALENDAR_YEAR = BASES.words
STATES = _LISTS["state"]
(
    DRAFTING, CONSULTING, ARGUING, WAITING, ADOPTED, FILED, RUNNING, MIDWAY, ENDING, CLOSED
) = STATES.words  # fmt: skip
UNDER_WAY: Final = frozenset({ADOPTED, FILED, RUNNING, MIDWAY, ENDING})
"""States of a plan that is adopted and not closed: what it asks for is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """A development plan not yet stored.

    starts, ends: ISO days of the round; year_basis: 学年 or 自然年 (rules.years); state: a word of STATES, moved by stages;
    previous_id: the plan of the round before; texts have paragraphs parted by line breaks; scheme: key of the preset that
    evaluates it, "" = the first; data_on: ISO day of the data table of the background, "" = the first day.
    """

    title: str
    starts: str = ""
    ends: str = ""
    year_basis: str = SCHOOL_YEAR
    state: str = DRAFTING
    previous_id: str = ""
    philosophy: str = ""
    motto: str = ""
    spirit: str = ""
    teaching: str = ""
    learning: str = ""
    belief: str = ""
    vision: str = ""
    pupils: str = ""
    guiding: str = ""
    overall: str = ""
    school_goal: str = ""
    teacher_goal: str = ""
    pupil_goal: str = ""
    scheme: str = ""
    data_on: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow(PlanDraft):
    """A stored plan."""

    id: str
    version: int


PLAN_COLUMNS = (
    Column("title", "规划名称", width=60, required=True, is_shown=True, help="例如：学校三年发展规划（2024—2027）"),
    Column("starts", "开始日期", Kind.DATE, 24, required=True, is_shown=True),
    Column("ends", "结束日期", Kind.DATE, 24, required=True, is_shown=True),
    Column("year_basis", "年度划分", Kind.CHOICE, 18, codes=BASES, required=True, is_shown=True),
    Column("state", "状态", Kind.CHOICE, 18, codes=STATES, is_shown=True),
    Column("previous_id", "上一轮规划", width=20),
    Column("philosophy", "办学理念", width=40),
    Column("motto", "校训", width=30),
    Column("spirit", "校风", width=30),
    Column("teaching", "教风", width=30),
    Column("learning", "学风", width=30),
    Column("belief", "教育主张", width=40),
    Column("vision", "办学愿景", width=40, aliases=("发展愿景", "办学目标")),
    Column("pupils", "培养目标", width=40, aliases=("育人目标",)),
    Column("guiding", "指导思想", width=80, lines=4),
    Column("overall", "总目标", width=80, aliases=("总体目标", "发展目标"), lines=4),
    Column("school_goal", "学校发展目标", width=60, lines=3),
    Column("teacher_goal", "教师发展目标", width=60, lines=3),
    Column("pupil_goal", "学生发展目标", width=60, lines=3),
    Column("scheme", "评估方案", width=24),
    Column("data_on", "数据时点", Kind.DATE, 24, help="规划文本中现状数据表的统计时点"),
    Column("remark", "备注", width=40),
)  # fmt: skip
PLAN_COLUMN = column_map(PLAN_COLUMNS)
IDENTITY: Final = (
    "philosophy", "motto", "spirit", "teaching", "learning", "belief", "vision", "pupils",
)  # fmt: skip
"""What stands on the identity card of a school."""

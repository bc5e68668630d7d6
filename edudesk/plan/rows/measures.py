"""观测指标 of goals with their yearly targets and what they came to (规划与项目调研 2.3).

Numbers are kept as the text of a decimal, exactly as typed; of 等级 as a letter A–D, of 是否 as 是 or 否.
"""

from dataclasses import dataclass
from typing import Final

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind, column_map
from edudesk.plan.forms.lists import code_lists

DIRECTIONS = code_lists()["direction"]
HIGHER, LOWER, EQUAL, WITHIN, YES_OR_NO, LEVELS_OF = DIRECTIONS.words
LEVELS: Final = ("A", "B", "C", "D")
YES: Final = "是"
NO: Final = "否"
YES_NO = CodeList("是否", (Code(YES), Code(NO)), is_open=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureDraft:
    """A measure not yet stored.

    decimals: how many are printed, None = as typed; base, base_on: where it began and when; low, high: of 区间; tolerance:
    how far outside a range still counts for something; weight: None = 1; source: id of an indicator (indicators.rules.
    catalogue), "" = typed by hand; stage: of a school with several, "" = the whole school or its only one; note: 数据口径.
    """

    plan_id: str
    goal_id: str
    place: int = 0
    title: str = ""
    unit: str = ""
    decimals: int | None = None
    direction: str = HIGHER
    base: str = ""
    base_on: str = ""
    low: str = ""
    high: str = ""
    tolerance: str = ""
    weight: float | None = None
    source: str = ""
    stage: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow(MeasureDraft):
    """A stored measure."""

    id: str
    version: int


MEASURE_COLUMNS = (
    Column("goal_id", "目标", width=30, required=True),
    Column("place", "次序", Kind.INT, 14),
    Column("title", "观测指标", width=50, required=True, is_shown=True, aliases=("指标", "指标名称")),
    Column("unit", "单位", width=16, is_shown=True),
    Column("decimals", "小数位数", Kind.INT, 16),
    Column(
        "direction", "方向", Kind.CHOICE, 18, codes=DIRECTIONS, required=True, is_shown=True,
        help="选“是否”的，目标值和实际值填“是”或“否”，两者相同就是达成，如“发生安全责任事故”目标填“否”",
    ),
    Column("base", "基线值", width=18, is_shown=True, aliases=("基线", "现状值")),
    Column("base_on", "基线时点", Kind.DATE, 24),
    Column("low", "下限", width=16),
    Column("high", "上限", width=16),
    Column("tolerance", "容差", width=16, help="超出区间多少以内仍按比例计分"),
    Column("weight", "权重", Kind.NUMBER, 14),
    Column("source", "数据来源", width=30, is_shown=True, help="不选就是人工填写"),
    Column("stage", "学段", width=16),
    Column("note", "数据口径", width=50),
)  # fmt: skip
MEASURE_COLUMN = column_map(MEASURE_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetDraft:
    """Target and actual of a measure in one year of the plan. excused: 是 = 不适用 that year, with why; frozen: 是 = the actual
    is the one that was reported and follows nothing any more; actual_on: ISO day it stands for."""

    plan_id: str
    measure_id: str
    year: str
    target: str = ""
    actual: str = ""
    actual_on: str = ""
    excused: str = ""
    why: str = ""
    frozen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow(TargetDraft):
    """A stored target."""

    id: str
    version: int


TARGET_COLUMNS = (
    Column("measure_id", "指标", width=30, required=True),
    Column("year", "年度", width=26, required=True, is_shown=True),
    Column("target", "目标值", width=18, is_shown=True),
    Column("actual", "实际值", width=18, is_shown=True),
    Column("actual_on", "统计时点", Kind.DATE, 24),
    Column("excused", "不适用", Kind.YESNO, 16, codes=YES_NO),
    Column("why", "不适用的原因", width=40),
    Column("frozen", "已冻结", Kind.YESNO, 16, codes=YES_NO),
)
TARGET_COLUMN = column_map(TARGET_COLUMNS)

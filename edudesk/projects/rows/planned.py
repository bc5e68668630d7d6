"""预期成果: what an application promised, by when and in which form, and the 成果 it became (规划与项目调研 3.5, 3.6 六)."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.projects.rows.results import TYPES


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDraft:
    """One promised 成果. due: ISO day; owner: names as printed; is_final: 是 = one of the final results; result_id: the 成果 it
    became, "" = none yet."""

    project_id: str
    kind: str
    title: str
    due: str = ""
    owner: str = ""
    is_final: str = ""
    result_id: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow(PlannedDraft):
    """A stored one."""

    id: str
    version: int


PLANNED_COLUMNS = (
    Column("kind", "成果形式", Kind.CHOICE, 22, codes=TYPES, required=True, is_shown=True, aliases=("形式", "成果类型")),
    Column("title", "预期成果名称", width=60, required=True, is_shown=True, aliases=("成果名称", "名称")),
    Column("due", "计划完成时间", Kind.DATE, 24, is_shown=True, aliases=("完成时间", "时间")),
    Column("owner", "承担人", width=30, is_shown=True, aliases=("负责人", "作者")),
    Column("is_final", "最终成果", Kind.YESNO, 16, is_shown=True),
    Column("result_id", "对应的成果", width=30),
    Column("remark", "备注", width=40),
)  # fmt: skip
PLANNED_COLUMN = column_map(PLANNED_COLUMNS)

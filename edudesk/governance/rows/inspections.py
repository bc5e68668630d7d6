"""Inspections (督导) and the 整改清单 they leave: each point closed by its proof (规划与项目调研 1, 第 55、79、99 条)."""

from dataclasses import dataclass
from typing import Final

from edudesk.base.columns import Column, Kind, column_map
from edudesk.governance.forms import code_lists

INSPECTION_KINDS = code_lists()["inspection"]
WAITING: Final = "待整改"
IN_HAND: Final = "整改中"
CLOSED: Final = "已销号"
OVERDUE: Final = "逾期"


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionDraft:
    """One inspection. on, ends: ISO days; unit: who came; result: conclusion or grade; reply_due: ISO day the report on the
    整改 is due, usually 15 to 30 days later. Its papers are attachments."""

    title: str
    kind: str = ""
    on: str = ""
    ends: str = ""
    unit: str = ""
    people: str = ""
    scope: str = ""
    result: str = ""
    strengths: str = ""
    doc_no: str = ""
    reply_due: str = ""
    replied_on: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionRow(InspectionDraft):
    """A stored inspection."""

    id: str
    version: int


INSPECTION_COLUMNS = (
    Column("on", "日期", Kind.DATE, 26, required=True, is_shown=True),
    Column("title", "督导名称", width=42, required=True, is_shown=True, aliases=("名称", "督导")),
    Column("kind", "类别", Kind.CHOICE, 28, codes=INSPECTION_KINDS, is_shown=True),
    Column("unit", "督导单位", width=32, is_shown=True),
    Column("people", "督导人员", width=36),
    Column("ends", "结束日期", Kind.DATE, 22),
    Column("scope", "督导内容", width=60, lines=3),
    Column("result", "结论（等次）", width=26, is_shown=True),
    Column("strengths", "肯定的方面", width=60, lines=3),
    Column("doc_no", "反馈文号", width=30),
    Column("reply_due", "整改报告期限", Kind.DATE, 22, help="一般在反馈后 15 至 30 天"),
    Column("replied_on", "已报日期", Kind.DATE, 22),
    Column("remark", "备注", width=40),
)
INSPECTION_COLUMN = column_map(INSPECTION_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDraft:
    """One point of the 整改清单. due: ISO day; measure: what is being done; closed_on, proof, closed_by: when, on what proof and
    by whom it was closed. Papers and photos that prove it are attachments."""

    inspection_id: str
    problem: str
    demand: str = ""
    measure: str = ""
    department: str = ""
    leader: str = ""
    owner: str = ""
    due: str = ""
    closed_on: str = ""
    proof: str = ""
    closed_by: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow(FindingDraft):
    """A stored point."""

    id: str
    version: int


FINDING_COLUMNS = (
    Column("problem", "存在问题", width=60, required=True, is_shown=True, lines=2),
    Column("demand", "整改要求", width=50, lines=2),
    Column("measure", "整改措施", width=50, is_shown=True, lines=3),
    Column("department", "责任部门", width=26, is_shown=True),
    Column("leader", "责任领导", width=20),
    Column("owner", "责任人", width=20, is_shown=True),
    Column("due", "整改期限", Kind.DATE, 22, is_shown=True),
    Column("closed_on", "销号日期", Kind.DATE, 22, is_shown=True),
    Column("proof", "销号依据", width=40, is_shown=True, lines=2),
    Column("closed_by", "验收人", width=20),
    Column("remark", "备注", width=40),
)
FINDING_COLUMN = column_map(FINDING_COLUMNS)

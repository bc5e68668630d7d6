"""The library of regulations (制度), each with its editions and who adopted them (规划与项目调研 1, 第 73、76 条)."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.governance.forms import code_lists

FIELDS = code_lists()["field"]
STANDINGS = code_lists()["standing"]
IN_FORCE, IN_REVISION, REPEALED = STANDINGS.words


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationDraft:
    """One regulation. standing: a word of STANDINGS; what it says is in its editions."""

    title: str
    field: str = ""
    standing: str = IN_FORCE
    department: str = ""
    keeper: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationRow(RegulationDraft):
    """A stored regulation."""

    id: str
    version: int


REGULATION_COLUMNS = (
    Column("title", "制度名称", width=52, required=True, is_shown=True, aliases=("名称", "制度")),
    Column("field", "类别", Kind.CHOICE, 22, codes=FIELDS, is_shown=True),
    Column("standing", "状态", Kind.CHOICE, 16, codes=STANDINGS, required=True, is_shown=True),
    Column("department", "主管部门", width=22, is_shown=True),
    Column("keeper", "负责人", width=20),
    Column("remark", "备注", width=40),
)
REGULATION_COLUMN = column_map(REGULATION_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDraft:
    """One edition. number: 1, 2, … of the regulation, given when it is stored; on: ISO day it was adopted; effective: from
    which day it holds; meeting_id: of the room, soft; adopted_by: the meeting in words; why: what was revised and why.
    The signed paper is an attachment."""

    regulation_id: str
    number: int = 0
    on: str = ""
    effective: str = ""
    doc_no: str = ""
    adopted_by: str = ""
    meeting_id: str = ""
    why: str = ""
    text: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow(EditionDraft):
    """A stored edition."""

    id: str
    version: int


EDITION_COLUMNS = (
    Column("number", "版次", Kind.INT, 14, is_shown=True),
    Column("on", "通过日期", Kind.DATE, 22, required=True, is_shown=True),
    Column("adopted_by", "通过会议", width=40, is_shown=True, help="例如：三届二次教代会"),
    Column("meeting_id", "会议", width=20),
    Column("effective", "施行日期", Kind.DATE, 22, is_shown=True),
    Column("doc_no", "文号", width=30, is_shown=True),
    Column("why", "修订说明", width=50, is_shown=True, lines=2),
    Column("text", "正文", width=80, lines=8),
    Column("remark", "备注", width=40),
)
EDITION_COLUMN = column_map(EDITION_COLUMNS)

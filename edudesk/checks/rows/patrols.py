"""巡课 as a log of events, and 听课笔记 by quota (教学常规检查 1.7)."""

from dataclasses import dataclass
from decimal import Decimal

from edudesk.base.columns import Column, Kind, column_map
from edudesk.school.rows.identity import code_list
from edudesk.school.rows.terms import TERMS

PATROL_STATES = code_list("核实状态", "待核实", "已确认", "不成立")
UNVERIFIED, VERIFIED, UNFOUNDED = PATROL_STATES.words


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolDraft:
    """One event. day: ISO; period: 第几节, or 早读, 午练; class_name: 五（3）班; code: of the 巡课情况, case_text and
    is_veto (是): what they said when it was noted; tenths: points taken off, in tenths; only 已确认 counts; words: what the
    teacher says to it; stands_for: id of whom the timetable names, where teacher_id is a substitute (代课)."""

    day: str
    period: str = ""
    class_name: str = ""
    teacher_id: str = ""
    subject: str = ""
    inspector: str = ""
    code: str
    text: str = ""
    tenths: int = 0
    status: str = UNVERIFIED
    verifier: str = ""
    words: str = ""
    remark: str = ""
    stands_for: str = ""
    case_text: str = ""
    is_veto: str = ""

    @property
    def points(self) -> Decimal:
        """Taken off, one place."""
        return Decimal(self.tenths) / 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolRow(PatrolDraft):
    """A stored event."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningDraft:
    """听课笔记 of one teacher in one term. due: 应听; heard: 实听; valid: 有效, what counts."""

    school_year: str
    term: str
    teacher_id: str
    role: str = ""
    due: int | None = None
    heard: int | None = None
    valid: int | None = None
    checked_on: str = ""
    inspector: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningRow(ListeningDraft):
    """A stored line."""

    id: str
    version: int


PATROL_COLUMNS = (
    Column("day", "日期", Kind.DATE, 24, required=True, is_shown=True),
    Column("period", "节次", width=16, is_shown=True),
    Column("class_name", "班级", width=24, is_shown=True, aliases=("班次",)),
    Column("teacher_id", "教师", width=20),
    Column("subject", "学科", width=18, is_shown=True),
    Column("inspector", "巡课人", width=20, is_shown=True, aliases=("记录人", "值周行政")),
    Column("code", "情况代码", width=16, required=True, is_shown=True),
    Column("case_text", "情况", width=56),
    Column("is_veto", "一票否决", Kind.YESNO, 16),
    Column("text", "情况描述", width=60, is_shown=True, aliases=("记录内容", "情况")),
    Column("tenths", "扣分（十分之一）", Kind.INT, 16),
    Column("points", "建议扣分", Kind.NUMBER, 16, is_shown=True, value=lambda row: float(row.points)),
    Column("status", "状态", Kind.CHOICE, 24, codes=PATROL_STATES, is_shown=True),
    Column("verifier", "核实人", width=20),
    Column("words", "教师说明", width=40),
    Column("remark", "备注", width=30),
    Column("stands_for", "原任课教师", width=20),
)
PATROL_COLUMN = column_map(PATROL_COLUMNS)

LISTENING_COLUMNS = (
    Column("school_year", "学年", width=24, required=True),
    Column("term", "学期", Kind.CHOICE, 20, codes=TERMS, required=True),
    Column("teacher_id", "教师", width=20, required=True),
    Column("role", "职务", width=20, is_shown=True),
    Column("due", "应听", Kind.INT, 14, is_shown=True, aliases=("应听节数",)),
    Column("heard", "实听", Kind.INT, 14, is_shown=True, aliases=("实听节数",)),
    Column("valid", "有效", Kind.INT, 14, is_shown=True, aliases=("有效节数",)),
    Column("checked_on", "检查日期", Kind.DATE, 24),
    Column("inspector", "检查人", width=20),
    Column("remark", "备注", width=40),
)
LISTENING_COLUMN = column_map(LISTENING_COLUMNS)

"""Bodies (教代会, 校务会, 家委会 …) and who sits in them, term by term (规划与项目调研 1, 第 67 条)."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.governance.forms import code_lists

BODY_KINDS = code_lists()["body"]
DUTIES = code_lists()["duty"]
SIDES = code_lists()["side"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyDraft:
    """One body. term_years: how long it is elected for, None = not elected; meets: how often, in words (每学期一次);
    ended: ISO day it was given up, "" = it exists."""

    title: str
    kind: str = ""
    founded: str = ""
    chair: str = ""
    term_years: int | None = None
    meets: str = ""
    duties: str = ""
    ended: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow(BodyDraft):
    """A stored body."""

    id: str
    version: int


BODY_COLUMNS = (
    Column("title", "机构名称", width=40, required=True, is_shown=True, aliases=("名称", "机构")),
    Column("kind", "类别", Kind.CHOICE, 28, codes=BODY_KINDS, is_shown=True),
    Column("chair", "负责人", width=20, is_shown=True),
    Column("founded", "成立时间", Kind.DATE, 22, is_shown=True),
    Column("term_years", "任期（年）", Kind.INT, 16, is_shown=True, help="届期，例如 3；没有届期的空着"),
    Column("meets", "会议制度", width=30, is_shown=True, help="例如：每学年至少一次"),
    Column("duties", "职责", width=60, lines=4),
    Column("ended", "撤销时间", Kind.DATE, 22),
    Column("remark", "备注", width=40),
)
BODY_COLUMN = column_map(BODY_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatDraft:
    """Somebody in a body. term: 第三届; teacher_id: of the roster, "" = from outside; side: whom they stand for; ends: ISO
    day, "" = still sits."""

    body_id: str
    name: str
    teacher_id: str = ""
    term: str = ""
    duty: str = ""
    side: str = ""
    unit: str = ""
    begins: str = ""
    ends: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow(SeatDraft):
    """A stored seat."""

    id: str
    version: int


SEAT_COLUMNS = (
    Column("name", "姓名", Kind.NAME, 20, required=True, is_shown=True),
    Column("teacher_id", "花名册", width=20),
    Column("term", "届次", width=18, is_shown=True, help="例如：第三届"),
    Column("duty", "职务", Kind.CHOICE, 20, codes=DUTIES, is_shown=True),
    Column("side", "代表类别", Kind.CHOICE, 18, codes=SIDES, is_shown=True),
    Column("unit", "单位（部门）", width=30, is_shown=True),
    Column("begins", "任职时间", Kind.DATE, 22, is_shown=True),
    Column("ends", "离任时间", Kind.DATE, 22, is_shown=True),
    Column("remark", "备注", width=40),
)
SEAT_COLUMN = column_map(SEAT_COLUMNS)

"""Classes of a school year. Who leads one stands in the roster's history of 班主任, not here."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.school.rows.identity import code_list
from edudesk.school.rows.stages import GRADES, STAGE_WORDS

CLASS_STATES = code_list("班级状态", "在读", "毕业", "撤并")
OPEN, GRADUATED, DISSOLVED = CLASS_STATES.words


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassDraft:
    """A class in one school year, not yet stored. grade: 一年级, 七年级, 高一; number: 1 …; None = not known.

    boarders: 住宿生; status: of CLASS_STATES.
    """

    school_year: str
    stage: str
    grade: str
    number: int
    size: int | None = None
    boys: int | None = None
    girls: int | None = None
    boarders: int | None = None
    room: str = ""
    status: str = OPEN
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow(ClassDraft):
    """A stored class. name: 四（2）班; class_key: the same in every year, 小学2023-2 (enrolled 2023, class 2)."""

    id: str
    version: int
    name: str
    class_key: str


CLASS_COLUMNS = (
    Column("school_year", "学年", width=24, required=True, help="例如：2026-2027"),
    Column("stage", "学段", Kind.CHOICE, 16, codes=STAGE_WORDS, required=True),
    Column("grade", "年级", Kind.CHOICE, 18, codes=GRADES, required=True, is_shown=True),
    Column("number", "班号", Kind.INT, 12, required=True, help="1、2、3 …", aliases=("班序",)),
    Column("name", "班级", width=24, is_shown=True, value=lambda row: row.name, aliases=("班级名称",)),
    Column("size", "人数", Kind.INT, 14, is_shown=True, aliases=("学生数", "班额")),
    Column("boys", "男生", Kind.INT, 14),
    Column("girls", "女生", Kind.INT, 14),
    Column("boarders", "住宿生", Kind.INT, 14),
    Column("room", "教室", width=24, is_shown=True),
    Column("status", "状态", Kind.CHOICE, 16, codes=CLASS_STATES, is_shown=True),
    Column("remark", "备注", width=40),
)
CLASS_COLUMN = column_map(CLASS_COLUMNS)

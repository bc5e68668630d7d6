"""What a school is: its identity, as papers and the status line print it."""

from dataclasses import dataclass, fields

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind, column_map

STAGES = CodeList(
    "学段",
    tuple(
        Code(word) for word in ("小学", "初中", "九年一贯制", "高中", "完全中学", "十二年一贯制", "幼儿园")
    ),
    is_open=False,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolDraft:
    """A school's identity. school_year: "2026-2027"; term_start: ISO day of the present term's first day."""

    name: str
    code: str = ""
    stage: str = ""
    place: str = ""
    school_year: str = ""
    term_start: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRow(SchoolDraft):
    """The stored school."""

    id: str
    version: int


FIELDS = tuple(field.name for field in fields(SchoolDraft))

COLUMNS = (
    Column("name", "学校名称", width=60, required=True, help="与公章一致的全称"),
    Column("code", "学校标识码", Kind.ID, 30, help="10 位数字，可以以后再填"),
    Column("stage", "学段", Kind.CHOICE, 24, codes=STAGES, required=True),
    Column("place", "所在地", width=40, help="例如：江苏省常州市天宁区"),
    Column("school_year", "当前学年", width=24, required=True, help="例如：2026-2027"),
    Column("term_start", "本学期开学日期", Kind.DATE, 24, help="填了以后，状态栏显示第几周"),
)
COLUMN = column_map(COLUMNS)

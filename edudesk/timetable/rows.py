"""One lesson of the week (课程表的一格), and one period with its bells (作息时间表的一行)."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.school.rows.identity import code_list
from edudesk.school.rows.terms import TERMS, WEEKDAYS

ALTERNATING = code_list("单双周", "单周", "双周")
ODD, EVEN = ALTERNATING.words


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonDraft:
    """A lesson of every week of a term. class_name: as the school writes it, 五（3）班; weekday: 周一 … 周日;
    period: 第1节, 早读 …; weeks: "" = every week, 单周, 双周; teacher_id: of the roster, "" = nobody of it;
    teacher: a name of somebody who is not in the roster (外聘); place: 专用教室, "" = the class's own room."""

    school_year: str
    term: str
    class_name: str
    weekday: str
    period: str
    weeks: str = ""
    subject: str = ""
    teacher_id: str = ""
    teacher: str = ""
    place: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonRow(LessonDraft):
    """A stored lesson."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BellDraft:
    """A period of the day in one term. stage: 小学, 初中 … where they have bells of their own, "" = the whole school;
    place: from 1, the order of the day; begins, ends: 08:40, "" = not said."""

    school_year: str
    term: str
    stage: str = ""
    period: str
    place: int
    begins: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BellRow(BellDraft):
    """A stored period."""

    id: str
    version: int


LESSON_COLUMNS = (
    Column("school_year", "学年", width=24, required=True, help="例如：2026-2027"),
    Column("term", "学期", Kind.CHOICE, 20, codes=TERMS, required=True),
    Column("class_name", "班级", width=24, required=True, is_shown=True, aliases=("班次", "授课班级", "上课班级", "教学班")),
    Column("weekday", "星期", Kind.CHOICE, 14, codes=WEEKDAYS, required=True, is_shown=True, aliases=("周几", "星期几")),
    Column("period", "节次", width=16, required=True, is_shown=True, aliases=("第几节", "上课节次", "节")),
    Column("weeks", "单双周", Kind.CHOICE, 14, codes=ALTERNATING, is_shown=True, help="每周都上就不填"),
    Column("subject", "学科", width=20, required=True, is_shown=True, aliases=("课程", "科目", "课程名称")),
    Column("teacher_id", "教师", width=20),
    Column("teacher", "任课教师", width=20, aliases=("教师", "授课教师", "上课教师", "教师姓名", "老师", "姓名")),
    Column("place", "上课地点", width=22, is_shown=True, aliases=("教室", "地点", "场地"), help="在本班教室上就不填"),
    Column("remark", "备注", width=30),
)  # fmt: skip
LESSON_COLUMN = column_map(LESSON_COLUMNS)

BELL_COLUMNS = (
    Column("school_year", "学年", width=24, required=True),
    Column("term", "学期", Kind.CHOICE, 20, codes=TERMS, required=True),
    Column("stage", "学段", width=16, help="各学段作息不同才填"),
    Column("place", "顺序", Kind.INT, 12, required=True),
    Column("period", "节次", width=20, required=True, is_shown=True),
    Column("begins", "上课", width=16, is_shown=True, help="如 08:40"),
    Column("ends", "下课", width=16, is_shown=True, help="如 09:20"),
)
BELL_COLUMN = column_map(BELL_COLUMNS)

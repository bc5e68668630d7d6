"""The tables of the timetable: lessons, and the periods of the day. Columns and their meaning: timetable/rows.

References are soft: a teacher may be gone, a class renamed, and the timetable of a past term stands as it was.
"""

from typing import ClassVar

from edudesk.store.rights import Right
from edudesk.store.tables import Record, column


class Lesson(Record):
    """A lesson of every week of a term."""

    __tablename__ = "lesson"
    noun: ClassVar[str] = "课程表"
    label: ClassVar[str] = "class_name"
    concern: ClassVar[str] = "timetable"
    right: ClassVar[Right] = Right.EDIT_TIMETABLE

    school_year: str = column(index=True)
    term: str
    class_name: str
    weekday: str
    period: str
    weeks: str
    subject: str
    teacher_id: str = column(index=True)
    teacher: str
    place: str
    remark: str


class Bell(Record):
    """A period of the day in one term."""

    __tablename__ = "bell"
    noun: ClassVar[str] = "作息时间"
    label: ClassVar[str] = "period"
    concern: ClassVar[str] = "timetable"
    right: ClassVar[Right] = Right.EDIT_TIMETABLE

    school_year: str
    term: str
    stage: str
    period: str
    place: int
    begins: str
    ends: str

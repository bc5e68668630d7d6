"""The tables of the school: identity, departments, terms, calendar days, classes, yearly statistics.

Columns and their meaning: school/rows. References are soft (a head's id, a class's key): what they name may lie
in the recycle bin, and the school knows no roster.
"""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from edudesk.store.rights import Right
from edudesk.store.tables import Record


class School(Record):
    """Identity of the school; one row until a group of schools shares a file."""

    __tablename__ = "school"
    noun: ClassVar[str] = "学校"
    label: ClassVar[str] = "name"
    concern: ClassVar[str] = "school"
    right: ClassVar[Right] = Right.EDIT_SCHOOL

    name: Mapped[str]
    code: Mapped[str]
    stage: Mapped[str]
    place: Mapped[str]
    school_year: Mapped[str]
    term_start: Mapped[str]
    short_name: Mapped[str]
    former_names: Mapped[str]
    credit_code: Mapped[str]
    nature: Mapped[str]
    sponsor: Mapped[str]
    area_type: Mapped[str]
    founded: Mapped[str]
    campuses: Mapped[str]
    address: Mapped[str]
    postcode: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    website: Mapped[str]
    principal: Mapped[str]
    principal_phone: Mapped[str]
    secretary: Mapped[str]
    secretary_phone: Mapped[str]
    contact: Mapped[str]
    contact_phone: Mapped[str]
    motto: Mapped[str]
    school_spirit: Mapped[str]
    teaching_spirit: Mapped[str]
    learning_spirit: Mapped[str]
    philosophy: Mapped[str]
    proposition: Mapped[str]
    vision: Mapped[str]
    aim: Mapped[str]
    feature: Mapped[str]
    profile: Mapped[str]
    remark: Mapped[str]


class Department(Record):
    """A 科室, 教研组, 备课组 or 年级组."""

    __tablename__ = "department"
    noun: ClassVar[str] = "部门"
    label: ClassVar[str] = "name"
    concern: ClassVar[str] = "departments"
    right: ClassVar[Right] = Right.EDIT_SCHOOL

    kind: Mapped[str]
    name: Mapped[str]
    head_id: Mapped[str]
    head: Mapped[str]
    subject: Mapped[str]
    grade: Mapped[str]
    phone: Mapped[str]
    place: Mapped[int | None]
    remark: Mapped[str]


class Term(Record):
    """One term of a school year."""

    __tablename__ = "term"
    noun: ClassVar[str] = "学期"
    label: ClassVar[str] = "term"
    concern: ClassVar[str] = "calendar"
    right: ClassVar[Right] = Right.EDIT_SCHOOL

    school_year: Mapped[str]
    term: Mapped[str]
    start: Mapped[str]
    end: Mapped[str]
    first_week: Mapped[str]
    remark: Mapped[str]


class CalendarDay(Record):
    """A day that is not what its weekday says, or on which something takes place."""

    __tablename__ = "calendar_day"
    noun: ClassVar[str] = "校历安排"
    label: ClassVar[str] = "name"
    concern: ClassVar[str] = "calendar"
    right: ClassVar[Right] = Right.EDIT_SCHOOL

    day: Mapped[str]
    kind: Mapped[str]
    name: Mapped[str]
    follows: Mapped[str]
    remark: Mapped[str]


class SchoolClass(Record):
    """A class in one school year."""

    __tablename__ = "school_class"
    noun: ClassVar[str] = "班级"
    label: ClassVar[str] = "name"
    concern: ClassVar[str] = "classes"
    right: ClassVar[Right] = Right.EDIT_SCHOOL

    school_year: Mapped[str]
    stage: Mapped[str]
    grade: Mapped[str]
    number: Mapped[int]
    name: Mapped[str]
    class_key: Mapped[str]
    size: Mapped[int | None]
    boys: Mapped[int | None]
    girls: Mapped[int | None]
    boarders: Mapped[int | None]
    room: Mapped[str]
    status: Mapped[str]
    remark: Mapped[str]


class YearStats(Record):
    """The figures of one 学段 in one school year, from which every ratio is computed."""

    __tablename__ = "year_stats"
    noun: ClassVar[str] = "年度统计"
    label: ClassVar[str] = "school_year"
    concern: ClassVar[str] = "stats"
    right: ClassVar[Right] = Right.EDIT_SCHOOL

    school_year: Mapped[str]
    stage: Mapped[str]
    as_of: Mapped[str]
    students: Mapped[int | None]
    grade1: Mapped[int | None]
    grade2: Mapped[int | None]
    grade3: Mapped[int | None]
    grade4: Mapped[int | None]
    grade5: Mapped[int | None]
    grade6: Mapped[int | None]
    classes: Mapped[int | None]
    boarders: Mapped[int | None]
    campus_area: Mapped[float | None]
    building_area: Mapped[float | None]
    teaching_area: Mapped[float | None]
    sports_area: Mapped[float | None]
    equipment_value: Mapped[float | None]
    multimedia_rooms: Mapped[int | None]
    books: Mapped[int | None]
    staff_quota: Mapped[int | None]
    posts_full_senior: Mapped[int | None]
    posts_senior: Mapped[int | None]
    posts_middle: Mapped[int | None]
    posts_assistant: Mapped[int | None]
    posts_junior: Mapped[int | None]
    posts_management: Mapped[int | None]
    posts_labour: Mapped[int | None]
    remark: Mapped[str]

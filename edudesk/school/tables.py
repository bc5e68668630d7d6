"""The tables of the school: identity, departments, terms, calendar days, classes, yearly statistics.

Columns and their meaning: school/rows. References are soft (a head's id, a class's key): what they name may lie
in the recycle bin, and the school knows no roster.
"""

from typing import ClassVar

from edudesk.store.rights import Right
from edudesk.store.tables import Record


class School(Record):
    """Identity of the school; one row until a group of schools shares a file."""

    __tablename__ = "school"
    noun: ClassVar[str] = "学校"
    label: ClassVar[str] = "name"
    concern: ClassVar[str] = "school"
    right: ClassVar[Right] = Right.EDIT_SCHOOL

    name: str
    code: str
    stage: str
    place: str
    school_year: str
    term_start: str
    short_name: str
    former_names: str
    credit_code: str
    nature: str
    sponsor: str
    area_type: str
    founded: str
    campuses: str
    address: str
    postcode: str
    phone: str
    email: str
    website: str
    principal: str
    principal_phone: str
    secretary: str
    secretary_phone: str
    contact: str
    contact_phone: str
    motto: str
    school_spirit: str
    teaching_spirit: str
    learning_spirit: str
    philosophy: str
    proposition: str
    vision: str
    aim: str
    feature: str
    credit_rule: str
    profile: str
    remark: str


class Department(Record):
    """A 科室, 教研组, 备课组 or 年级组."""

    __tablename__ = "department"
    noun: ClassVar[str] = "部门"
    label: ClassVar[str] = "name"
    concern: ClassVar[str] = "departments"
    right: ClassVar[Right] = Right.EDIT_SCHOOL

    kind: str
    name: str
    head_id: str
    head: str
    subject: str
    grade: str
    phone: str
    place: int | None
    remark: str


class Term(Record):
    """One term of a school year."""

    __tablename__ = "term"
    noun: ClassVar[str] = "学期"
    label: ClassVar[str] = "term"
    concern: ClassVar[str] = "calendar"
    right: ClassVar[Right] = Right.EDIT_SCHOOL

    school_year: str
    term: str
    start: str
    end: str
    first_week: str
    remark: str


class CalendarDay(Record):
    """A day that is not what its weekday says, or on which something takes place."""

    __tablename__ = "calendar_day"
    noun: ClassVar[str] = "校历安排"
    label: ClassVar[str] = "name"
    concern: ClassVar[str] = "calendar"
    right: ClassVar[Right] = Right.EDIT_SCHOOL

    day: str
    kind: str
    name: str
    follows: str
    remark: str


class SchoolClass(Record):
    """A class in one school year."""

    __tablename__ = "school_class"
    noun: ClassVar[str] = "班级"
    label: ClassVar[str] = "name"
    concern: ClassVar[str] = "classes"
    right: ClassVar[Right] = Right.EDIT_SCHOOL

    school_year: str
    stage: str
    grade: str
    number: int
    name: str
    class_key: str
    size: int | None
    boys: int | None
    girls: int | None
    boarders: int | None
    room: str
    status: str
    remark: str


class YearStats(Record):
    """The figures of one 学段 in one school year, from which every ratio is computed."""

    __tablename__ = "year_stats"
    noun: ClassVar[str] = "年度统计"
    label: ClassVar[str] = "school_year"
    concern: ClassVar[str] = "stats"
    right: ClassVar[Right] = Right.EDIT_SCHOOL

    school_year: str
    stage: str
    as_of: str
    students: int | None
    grade1: int | None
    grade2: int | None
    grade3: int | None
    grade4: int | None
    grade5: int | None
    grade6: int | None
    classes: int | None
    boarders: int | None
    campus_area: float | None
    building_area: float | None
    teaching_area: float | None
    sports_area: float | None
    equipment_value: float | None
    multimedia_rooms: int | None
    books: int | None
    staff_quota: int | None
    posts_full_senior: int | None
    posts_senior: int | None
    posts_middle: int | None
    posts_assistant: int | None
    posts_junior: int | None
    posts_management: int | None
    posts_labour: int | None
    remark: str

"""The teacher's table: one text column per fact of TeacherDraft, "" when not known."""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from edudesk.store.rights import Right
from edudesk.store.tables import Record


class Teacher(Record):
    """One teacher as the flat roster holds it (columns and their meaning: roster/rows.py).

    pinyin, initials: of the name, stored because the dictionary takes 0.3 s to load.
    """

    __tablename__ = "teacher"
    noun: ClassVar[str] = "教师"
    label: ClassVar[str] = "name"
    concern: ClassVar[str] = "teachers"
    right: ClassVar[Right] = Right.EDIT_ROSTER

    name: Mapped[str]
    former_name: Mapped[str]
    staff_no: Mapped[str]
    gender: Mapped[str]
    ethnicity: Mapped[str]
    id_type: Mapped[str]
    id_no: Mapped[str]
    id_status: Mapped[str]
    birth: Mapped[str]
    birth_file: Mapped[str]
    native_place: Mapped[str]
    birthplace: Mapped[str]
    domicile: Mapped[str]
    political: Mapped[str]
    party_date: Mapped[str]
    work_start: Mapped[str]
    teach_start: Mapped[str]
    school_start: Mapped[str]
    first_edu: Mapped[str]
    first_school: Mapped[str]
    first_major: Mapped[str]
    first_end: Mapped[str]
    top_edu: Mapped[str]
    top_school: Mapped[str]
    top_major: Mapped[str]
    top_end: Mapped[str]
    degree: Mapped[str]
    normal_major: Mapped[str]
    title: Mapped[str]
    title_obtained: Mapped[str]
    title_appointed: Mapped[str]
    post_class: Mapped[str]
    post_grade: Mapped[str]
    post_grade_from: Mapped[str]
    subject: Mapped[str]
    subject2: Mapped[str]
    stage: Mapped[str]
    classes: Mapped[str]
    weekly_periods: Mapped[str]
    admin_post: Mapped[str]
    head_teacher: Mapped[str]
    head_teacher_years: Mapped[str]
    staff_category: Mapped[str]
    establishment: Mapped[str]
    cert_type: Mapped[str]
    cert_subject: Mapped[str]
    cert_no: Mapped[str]
    cert_register: Mapped[str]
    mandarin: Mapped[str]
    honour: Mapped[str]
    honour_level: Mapped[str]
    honour_date: Mapped[str]
    annual_review: Mapped[str]
    ethics_review: Mapped[str]
    training_credits: Mapped[str]
    exchange: Mapped[str]
    mentor: Mapped[str]
    mentee: Mapped[str]
    phone: Mapped[str]
    short_no: Mapped[str]
    email: Mapped[str]
    address: Mapped[str]
    status: Mapped[str]
    status_date: Mapped[str]
    remark: Mapped[str]
    pinyin: Mapped[str]
    initials: Mapped[str]

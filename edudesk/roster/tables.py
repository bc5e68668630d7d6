"""The teacher's table: one text column per fact of TeacherDraft, "" when not known."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, ClassVar

from sqlalchemy import Connection, select
from sqlalchemy.orm import Mapped

from edudesk.base.errors import UserError
from edudesk.base.ids import is_valid
from edudesk.roster.rows import GONE
from edudesk.store.rights import Right
from edudesk.store.tables import Counted, Record, core


class Teacher(Record):
    """One teacher as the flat roster holds it (columns and their meaning: roster/rows.py).

    pinyin, initials: of the name, stored because the dictionary takes 0.3 s to load.
    """

    __tablename__ = "teacher"
    noun: ClassVar[str] = "教师"
    label: ClassVar[str] = "name"
    concern: ClassVar[str] = "teachers"
    right: ClassVar[Right] = Right.EDIT_ROSTER
    counted: ClassVar[Counted | None] = Counted("在岗教师", "人", "status", GONE)

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

    @classmethod
    def admit(cls, connection: Connection, fresh: Mapping[str, Mapping[str, Any]]) -> None:
        """No two in the roster have the same good ID number: an import finds people by it (M39)."""
        back = {row_id for row_id, fields in fresh.items() if fields.keys() & {"id_no", "deleted_at"}}
        if not back:
            return
        bearers: defaultdict[str, list[tuple[bool, str]]] = defaultdict(list)
        c = core(cls).c
        for row in connection.execute(select(c.id, c.name, c.id_no).where(c.deleted_at == "", c.id_no != "")):
            bearers[row.id_no].append((row.id in back, row.name))
        for number, found in bearers.items():
            if len(found) > 1 and is_valid(number) and any(is_back for is_back, _ in found):
                (_, there), *_, (_, name) = sorted(found)
                raise UserError(
                    f"“{name}”与花名册中的“{there}”身份证号相同，没有恢复。",
                    f"如果是同一人，请直接使用花名册中的“{there}”；如果是两人，请先改正花名册中的身份证号再恢复。",
                )

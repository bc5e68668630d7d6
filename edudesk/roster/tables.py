"""The teacher's table: one text column per fact of TeacherDraft, "" when not known."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, ClassVar

from sqlalchemy import Connection, select

from edudesk.base.errors import UserError
from edudesk.base.ids import is_valid
from edudesk.roster.rows import GONE
from edudesk.store.rights import Right
from edudesk.store.tables import Counted, Record, core, later

later("edudesk.roster.history_tables")


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

    name: str
    former_name: str
    staff_no: str
    gender: str
    ethnicity: str
    id_type: str
    id_no: str
    id_status: str
    birth: str
    birth_file: str
    native_place: str
    birthplace: str
    domicile: str
    health: str
    marital: str
    political: str
    party_date: str
    work_start: str
    teach_start: str
    school_start: str
    first_edu: str
    first_school: str
    first_major: str
    first_end: str
    top_edu: str
    top_school: str
    top_major: str
    top_end: str
    degree: str
    normal_major: str
    title: str
    title_obtained: str
    title_appointed: str
    post_class: str
    post_grade: str
    post_grade_from: str
    subject: str
    subject2: str
    stage: str
    classes: str
    weekly_periods: str
    admin_post: str
    head_teacher: str
    head_teacher_years: str
    staff_category: str
    establishment: str
    cert_type: str
    cert_subject: str
    cert_no: str
    cert_register: str
    mandarin: str
    honour: str
    honour_level: str
    honour_date: str
    annual_review: str
    ethics_review: str
    training_credits: str
    exchange: str
    mentor: str
    mentee: str
    phone: str
    short_no: str
    email: str
    address: str
    status: str
    status_date: str
    remark: str
    pinyin: str
    initials: str

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


class HonourTier(Record):
    """A rung of a ladder that the school added itself; those shipped stand in forms/roster/ladders.toml.

    is_county: 是 when it counts as 县级以上骨干; years: it is valid for, None = without end.
    """

    __tablename__ = "honour_tier"
    noun: ClassVar[str] = "称号"
    label: ClassVar[str] = "word"
    concern: ClassVar[str] = "ladders"
    right: ClassVar[Right] = Right.EDIT_ROSTER

    ladder: str
    word: str
    rank: int
    level: str
    is_county: str
    years: int | None


class OwnWord(Record):
    """A word the school added to one of the open code lists. list: its key in forms/roster/*codes.toml."""

    __tablename__ = "own_word"
    noun: ClassVar[str] = "代码"
    label: ClassVar[str] = "word"
    concern: ClassVar[str] = "words"
    right: ClassVar[Right] = Right.EDIT_ROSTER

    list: str
    word: str
    aliases: str

"""The school's own table; one row until a group of schools shares a file."""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from edudesk.store.rights import Right
from edudesk.store.tables import Record


class School(Record):
    """Identity of the school (columns: school/rows.py)."""

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

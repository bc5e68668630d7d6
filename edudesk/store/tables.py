"""What every table is made of, and the tables that are the store's own: journal and settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import Connection, ForeignKey, Integer, MetaData, String, Table, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from edudesk.store.rights import Right

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables of the school file; the constraint names let Alembic find them again."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text}


@dataclass(frozen=True, slots=True)
class Counted:
    """What a backup tells of a table: how many rows outside the recycle bin hold none of `without` in column.

    word, unit: 在岗教师 112 人.
    """

    word: str
    unit: str
    column: str
    without: tuple[str, ...] = ()


class Record(Base):
    """A table whose rows people make and change: journalled, put in the recycle bin, never lost.

    noun: what one row is called (教师); label: the column that names a row; concern: the name announced
    when rows change; right: what it takes to change them; counted: what a backup's line tells of it.
    version grows with every change; deleted_at is "" or the moment (ISO) the row went into the recycle bin.
    """

    __abstract__ = True

    def __init_subclass__(cls, **how: Any) -> None:
        super().__init_subclass__(**how)
        if not cls.__dict__.get("__abstract__"):
            RECORDS[cls.__tablename__] = cls

    noun: ClassVar[str]
    label: ClassVar[str]
    concern: ClassVar[str]
    right: ClassVar[Right]
    counted: ClassVar[Counted | None] = None

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    deleted_at: Mapped[str] = mapped_column(String(40), default="")

    @classmethod
    def admit(cls, connection: Connection, fresh: Mapping[str, Mapping[str, Any]]) -> None:
        """Asked after rows came back (回收站, undo, redo); raises UserError to refuse them, with all that was done.

        fresh: id -> the fields that became others. A table whose rows may not double each other says it here.
        """


RECORDS: dict[str, type[Record]] = {}
"""Every table of records by its name, filled as the features' tables are imported."""


class Setting(Base):
    """Small facts that are not records: key -> JSON. Not journalled."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    value: Mapped[str]


class JournalEntry(Base):
    """One verb that was carried out. Append-only (triggers); mac chains it to the entry before."""

    __tablename__ = "journal_entry"
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    at: Mapped[str] = mapped_column(String(40))
    actor: Mapped[str]
    device: Mapped[str]
    verb: Mapped[str] = mapped_column(String(80))
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(String(8))
    ref: Mapped[int | None] = mapped_column(Integer)
    detail: Mapped[str]
    digest: Mapped[str] = mapped_column(String(64))
    mac: Mapped[str] = mapped_column(String(64))


class JournalChange(Base):
    """One row changed by an entry: JSON of the changed fields before and after, null when there was no row."""

    __tablename__ = "journal_change"
    seq: Mapped[int] = mapped_column(ForeignKey("journal_entry.seq"), primary_key=True)
    place: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    table_name: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[str] = mapped_column(String(36), index=True)
    before: Mapped[str | None]
    after: Mapped[str | None]


def core(table: type[Base]) -> Table:
    """The Core table behind a typed one: queries over it compile in half the time, and no mapper is set up."""
    found = table.__table__
    assert isinstance(found, Table)
    return found

"""What every table is made of, and the tables that are the store's own: journal and settings."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import import_module
from inspect import get_annotations
from typing import Any, ClassVar, NamedTuple, get_origin

from sqlalchemy import (
    Column,
    Connection,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from edudesk.store.rights import Right

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


# what stands beside a name of a table -> type in the database, and whether it may be NULL
_TYPES: dict[Any, tuple[Any, bool]] = {
    str: (Text, False),
    int: (Integer, False),
    float: (Double, False),
    bytes: (LargeBinary, False),
    str | None: (Text, True),
    int | None: (Integer, True),
    float | None: (Double, True),
}


class _More(NamedTuple):
    type: Any = None
    parts: tuple[Any, ...] = ()
    how: Mapping[str, Any] = {}


def column(*parts: Any, type: Any = None, **how: Any) -> Any:
    """A column of which more is to be said than its type: `id: str = column(type=String(36), primary_key=True)`.

    parts, how: as sqlalchemy.Column takes them; type: another than that of the annotation.
    """
    return _More(type, parts, how)


class Base:
    """A table of the school file, written as a class: `name: str` is a column. core() gives the Table.

    The mapper of SQLAlchemy is left out: our verbs return rows of their own, and it takes a tenth of a second
    at every start. The constraint names let Alembic find them again.
    found_by: columns that rows are found by together, for each such group an index.
    """

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)
    __tablename__: ClassVar[str]
    __table__: ClassVar[Table]
    found_by: ClassVar[tuple[tuple[str, ...], ...]] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "__tablename__" in cls.__dict__:
            indexes = (Index(None, *names) for names in cls.found_by)
            cls.__table__ = Table(cls.__tablename__, cls.metadata, *_columns(cls), *indexes)


def _columns(table: type) -> list[Column[Any]]:
    """New columns for all annotated names of a class and of those it comes from, these first."""
    found = []
    for one in reversed(table.__mro__):
        for name, annotation in get_annotations(one, eval_str=True).items():
            origin: Any = get_origin(annotation)
            if origin is ClassVar:
                continue
            type_, is_nullable = _TYPES[annotation]
            more = getattr(table, name, None) or _More()
            found.append(Column(name, more.type or type_, *more.parts, nullable=is_nullable, **more.how))
    return found


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
    when rows change; right: what it takes to change them; is_discreet: only those who may see personal data may,
    and no title and no list outside its own page names a row; counted: what a backup's line tells of it;
    names_files: columns that name kept files by their sha256 (store.kept_files), which backups then carry;
    part_of: column -> table of the rows that this one is a part of, that by which it is told apart first (store.binned): it
    comes back from the recycle bin with what it went there with, and never without them; renamed: column -> word of
    before -> word of now, of words that a revision wrote anew: what the journal keeps of before it comes back as the present one.
    version grows with every change; deleted_at is "" or the moment (ISO) the row went into the recycle bin.
    """

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "__tablename__" in cls.__dict__:
            RECORDS[cls.__tablename__] = cls

    noun: ClassVar[str]
    label: ClassVar[str]
    concern: ClassVar[str]
    right: ClassVar[Right]
    is_discreet: ClassVar[bool] = False
    counted: ClassVar[Counted | None] = None
    names_files: ClassVar[tuple[str, ...]] = ()
    part_of: ClassVar[Mapping[str, str]] = {}
    renamed: ClassVar[Mapping[str, Mapping[str, str]]] = {}

    id: str = column(type=String(36), primary_key=True)
    version: int = column(default=1)
    deleted_at: str = column(type=String(40), default="")

    @classmethod
    def named(cls, row: Mapping[str, Any]) -> str:
        """What a row is called where it is not shown itself: its label, of a discreet table only the noun."""
        return cls.noun if cls.is_discreet else str(row.get(cls.label, ""))

    @classmethod
    def in_todays_words(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Fields of a row, or some of them, as a revision would have left them (renamed)."""
        return {
            key: cls.renamed[key].get(value, value) if key in cls.renamed else value
            for key, value in values.items()
        }

    @classmethod
    def rights(cls) -> tuple[Right, ...]:
        """All it takes to change a row."""
        return (cls.right, Right.REVEAL_PERSONAL) if cls.is_discreet else (cls.right,)

    @classmethod
    def admit(cls, connection: Connection, fresh: Mapping[str, Mapping[str, Any]]) -> None:
        """Asked after rows came back (回收站, undo, redo); raises UserError to refuse them, with all that was done.

        fresh: id -> the fields that became others. A table whose rows may not double each other says it here.
        """


def table_of(
    kind: type[Record],
    name: str,
    draft: type[Any],
    noun: str,
    label: str,
    *,
    owner: str = "",
    beside: tuple[str, ...] = (),
    indexed: tuple[str, ...] = (),
    part_of: Mapping[str, str] | None = None,
    **more: Any,
) -> type[Record]:
    """The table `name` with a column for each field of a draft (a dataclass), for rooms whose rows say what is kept.

    kind: what all tables of the room share; owner: rows of drafts that have this field are found by it; beside: columns that
    stand in that index too, so that what lists count and sum of thousands of rows is read there; indexed: columns that rows
    are found by each by itself; part_of: as in Record, of those that have such columns; more: further columns with their
    types, which no draft has.
    """
    own = {field.name: field.type for field in fields(draft)}
    return type(
        "".join(map(str.title, name.split("_"))),
        (kind,),
        {
            "__module__": kind.__module__,
            "__tablename__": name,
            "__doc__": draft.__doc__,
            "__annotations__": {**own, **more},
            **{key: column(index=True) for key in indexed},
            "found_by": ((owner, *beside),) if owner in own else (),
            "part_of": {key: whole for key, whole in (part_of or {}).items() if key in own},
            "noun": noun,
            "label": label,
        },
    )


RECORDS: dict[str, type[Record]] = {}
"""Every table of records imported so far by its name; see records()."""

_LATER: list[str] = []


def later(module: str) -> None:
    """Name a module with more tables: it is imported when all tables are asked for, for the start needs few."""
    _LATER.append(module)


def records() -> dict[str, type[Record]]:
    """Every table of records by its name."""
    while _LATER:
        import_module(_LATER[-1])
        _LATER.pop()
    return RECORDS


class Setting(Base):
    """Small facts that are not records: key -> JSON. Not journalled."""

    __tablename__ = "setting"
    key: str = column(type=String(200), primary_key=True)
    value: str


class KeptFile(Base):
    """sha256 -> bytes of a file (store.kept_files), where no folder lies beside the data: on a server, and templates
    of earlier programs. Not journalled, never changed."""

    __tablename__ = "kept_file"
    sha256: str = column(type=String(64), primary_key=True)
    content: bytes


class Attachment(Record):
    """A file beside a record: a photo, a scan, a proof (store.attachments). owner: table and id of that record."""

    __tablename__ = "attachment"
    noun: ClassVar[str] = "附件"
    label: ClassVar[str] = "name"
    concern: ClassVar[str] = "attachments"
    right: ClassVar[Right] = Right.EDIT_ATTACHMENTS
    names_files: ClassVar[tuple[str, ...]] = ("sha256",)

    owner_table: str
    owner_id: str = column(index=True)
    name: str
    sha256: str
    size: int
    media: str
    taken: str
    caption: str


class JournalEntry(Base):
    """One verb that was carried out. Append-only (triggers); mac chains it to the entry before."""

    __tablename__ = "journal_entry"
    seq: int = column(primary_key=True, autoincrement=False)
    id: str = column(type=String(36), unique=True)
    at: str = column(type=String(40))
    actor: str
    device: str
    verb: str = column(type=String(80))
    title: str
    kind: str = column(type=String(8))
    ref: int | None
    detail: str
    digest: str = column(type=String(64))
    mac: str = column(type=String(64))


class JournalChange(Base):
    """One row changed by an entry: JSON of the changed fields before and after, null when there was no row."""

    __tablename__ = "journal_change"
    seq: int = column(ForeignKey("journal_entry.seq"), primary_key=True)
    place: int = column(primary_key=True, autoincrement=False)
    table_name: str = column(type=String(60))
    row_id: str = column(type=String(36), index=True)
    before: str | None
    after: str | None


def core(table: type[Base]) -> Table:
    """The SQLAlchemy table, for queries."""
    return table.__table__

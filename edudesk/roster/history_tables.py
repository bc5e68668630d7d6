"""The tables of the dated facts, one per kind (roster/histories), made from its dataclass."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, String

from edudesk.base.masking import Privacy
from edudesk.roster.histories import KINDS, HistoryKind
from edudesk.roster.histories.held import BASE_FIELDS
from edudesk.store.rights import Right
from edudesk.store.tables import Record, column, core


class History(Record):
    """What the tables of all kinds have: whose fact it is, and from when to when it holds."""

    right: ClassVar[Right] = Right.EDIT_ROSTER
    concern: ClassVar[str] = "histories"
    part_of: ClassVar[Mapping[str, str]] = {"teacher_id": "teacher"}
    history: ClassVar[HistoryKind]

    teacher_id: str
    begins: str
    ends: str
    remark: str


def _table(kind: HistoryKind) -> type[History]:
    own: dict[str, Any] = {
        field.name: field.type for field in fields(kind.row) if field.name not in BASE_FIELDS
    }
    table = type(
        kind.row.__name__,
        (History,),
        {
            "__tablename__": f"teacher_{kind.key}",
            "__doc__": kind.row.__doc__,
            "__annotations__": own,
            # a foreign key belongs to one table, so each gets its own
            "teacher_id": column(ForeignKey("teacher.id"), type=String(36)),
            "noun": kind.title,
            "label": kind.label,
            "is_discreet": kind.privacy is Privacy.RESTRICTED,
            "history": kind,
        },
    )
    c = core(table).c
    # wide enough that the state of a day is found in the index alone, whatever else a row holds
    Index(
        f"ix_teacher_{kind.key}_state",
        c.teacher_id,
        c.begins,
        c.ends,
        c.deleted_at,
        *(c[key] for key in kind.summed_from),
    )
    return table


TABLES: dict[str, type[History]] = {kind.key: _table(kind) for kind in KINDS}

"""What the services of all records of a plan share, and what goes to the recycle bin with a record."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from sqlalchemy import select

from edudesk.store import part_service
from edudesk.store.chunks import chunks
from edudesk.store.rights import Right
from edudesk.store.tables import Record, core
from edudesk.store.work import Work

D = TypeVar("D")
R = TypeVar("R")


class PlanPart(part_service.PartService[D, R], Generic[D, R]):
    """Rows that belong to a plan (plan_id)."""

    sees = Right.SEE_PLAN
    owner: ClassVar[str] = "plan_id"


def ids_of(work: Work, table: type[Record], key: str, values: Sequence[str]) -> list[str]:
    """The rows outside the recycle bin that belong to some others."""
    c = core(table).c
    found: list[str] = []
    for some in chunks(values):
        found += work.connection.scalars(select(c.id).where(c[key].in_(some), c.deleted_at == ""))
    return found


def gone(work: Work, table: type[Record]) -> list[str]:
    """The rows of a table that a deed put into the recycle bin; () of undo and redo, which bring all of it back themselves."""
    if work.kind != "do":
        return []
    name = table.__tablename__
    return [one.row_id for one in work.changes if one.table == name and (one.after or {}).get("deleted_at")]

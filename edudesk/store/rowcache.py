"""Frozen rows kept by id and read again only when their version grew: a list of thousands reloads in no time."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, select

from edudesk.store.context import Context
from edudesk.store.tables import Record, core
from edudesk.store.work import is_working

R = TypeVar("R")
_CHUNK = 400  # below SQLite's limit of bound variables in every build


class RowCache(Generic[R]):
    """The live rows of one table as frozen dataclasses `row`, whose fields are columns of the table.

    Versions only ever grow (store.work), so a kept row of the present version is the present row. When the
    file was put in place anew (a restored backup), its versions mean something else and all is forgotten;
    and what a unit of work reads may be rolled back, so it is not kept.
    """

    def __init__(self, context: Context, table: type[Record], row: type[R]) -> None:
        self._columns = core(table).c
        self._row = row
        self._fields = [self._columns[field.name] for field in fields(row)]  # type: ignore[arg-type]
        self._store = context.store
        self._generation = 0
        self._kept: dict[str, tuple[int, R]] = {}

    def rows(self, connection: Connection, *order: str) -> list[R]:
        """All rows outside the recycle bin, ordered by the named columns."""
        c = self._columns
        live = select(c.id, c.version).where(c.deleted_at == "").order_by(*(c[name] for name in order))
        present = [(row.id, row.version) for row in connection.execute(live)]
        kept = self._kept if self._generation == self._store.generation else {}
        stale = [row_id for row_id, version in present if kept.get(row_id, (0,))[0] != version]
        fresh = self._read(connection, stale if len(stale) < len(present) // 2 else None)
        found = {row_id: fresh.get(row_id) or kept[row_id] for row_id, _ in present}
        if not is_working(connection):
            self._kept, self._generation = found, self._store.generation
        return [found[row_id][1] for row_id, _ in present]

    def _read(self, connection: Connection, ids: Sequence[str] | None) -> dict[str, tuple[int, R]]:
        """The named rows, or all."""
        c = self._columns
        query = select(c.id, c.version, *self._fields).where(c.deleted_at == "")
        names = [column.name for column in self._fields]
        found: list[Any] = []
        if ids is None:
            found = list(connection.execute(query))
        else:
            for start in range(0, len(ids), _CHUNK):
                found += connection.execute(query.where(c.id.in_(ids[start : start + _CHUNK])))
        return {row[0]: (row[1], self._row(**dict(zip(names, row[2:], strict=True)))) for row in found}

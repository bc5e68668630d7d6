"""The rows of one table as services hand them out: frozen dataclasses, with their history."""

from collections.abc import Hashable, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, bindparam, select

from edudesk.base.errors import UserError
from edudesk.base.making import make_rows
from edudesk.store import journal
from edudesk.store.chunks import chunks
from edudesk.store.context import Context
from edudesk.store.journal import Change, Entry
from edudesk.store.tables import Record, core
from edudesk.store.work import is_working

R = TypeVar("R")
_LOTS = 3  # that are kept of a table


class _Queries(NamedTuple):
    """The beginnings of all queries for rows of one class: said anew each time, sixty columns cost more than the answer."""

    fields: Select[Any]  # those of the row
    present: Select[Any]  # id, version and the fields, outside the recycle bin
    by_id: Select[Any]  # the same of those whose ids are given
    versions: Select[Any]  # id and version


@cache
def _queries(table: type[Record], row: type[Any]) -> _Queries:
    c = core(table).c
    own = [c[field.name] for field in fields(row)]
    present = select(c.id, c.version, *own).where(c.deleted_at == "")
    by_id = present.where(c.id.in_(bindparam("ids", expanding=True)))
    return _Queries(select(*own), present, by_id, select(c.id, c.version).where(c.deleted_at == ""))


class Records(Generic[R]):
    """Rows of `table` outside the recycle bin as dataclasses `row`, whose fields are columns of it.

    Rows are kept by id and read again only when their version grew: a list of thousands reloads in no time.
    Versions only ever grow (store.work), so a kept row of the present version is the present row. When the
    file was put in place anew (a restored backup), its versions mean something else and all is forgotten;
    and what a unit of work reads may be rolled back, so it is not kept.
    """

    def __init__(self, context: Context, table: type[Record], row: type[R]) -> None:
        self._store = context.store
        self._table = table
        self._columns = core(table).c
        self._row = row
        self._queries = _queries(table, row)  # type: ignore[arg-type]  # a class is hashable
        self._generation = 0
        self._kept: dict[Hashable, dict[str, tuple[int, R]]] = {}

    def rows(self, connection: Connection, *order: str) -> list[R]:
        """All rows, ordered by the named columns."""
        return self._up_to_date(connection, None, order)

    def lot(self, connection: Connection, name: Hashable, *conditions: ColumnElement[bool]) -> list[R]:
        """As where(), of rows that are looked at again and again, of a table too long to keep them all: those of the last
        few lots are. name: of the lot, which has the same conditions each time."""
        found = self._up_to_date(connection, name, (), *conditions)
        found.sort(key=attrgetter("id"))
        return found

    def _up_to_date(
        self,
        connection: Connection,
        name: Hashable,
        order: tuple[str, ...],
        *conditions: ColumnElement[bool],
    ) -> list[R]:
        lots = self._kept if self._generation == self._store.generation else {}
        if kept := lots.get(name):
            present = self.versions(connection, *order, where=conditions)
            stale = [row_id for row_id, version in present.items() if kept.get(row_id, (0,))[0] != version]
            if len(stale) < len(present) // 2:
                fresh = self._read(connection, stale) if stale else {}
            else:
                fresh = self._read(connection, None, *order, where=conditions)
            found = {row_id: fresh.get(row_id) or kept[row_id] for row_id in present}
        else:
            found = self._read(connection, None, *order, where=conditions)
        if not is_working(connection):
            others = [(key, lot) for key, lot in lots.items() if key != name]
            self._kept, self._generation = dict([*others, (name, found)][-_LOTS:]), self._store.generation
        return [row for _, row in found.values()]

    def binned(self, connection: Connection, *conditions: ColumnElement[bool]) -> list[R]:
        """The rows in the recycle bin that meet conditions, all without any."""
        query = self._queries.fields.where(self._columns.deleted_at != "", *conditions)
        return make_rows(self._row, connection.execute(query).all())

    def where(self, connection: Connection, *conditions: ColumnElement[bool]) -> list[R]:
        """The rows that meet conditions on the columns of the table, by id: of a table too long to keep all rows."""
        query = self._queries.fields.where(self._columns.deleted_at == "", *conditions)
        rows = make_rows(self._row, connection.execute(query).all())
        rows.sort(
            key=attrgetter("id")
        )  # here: sorting thousands of wide rows costs the database twice the time
        return rows

    def get(self, connection: Connection, row_id: str) -> R:
        """One row; raises UserError when there is none (any more)."""
        found = self._read(connection, [row_id])
        if row_id not in found:
            raise UserError(f"这条{self._table.noun}记录已不存在。", "可能已被删除，请到回收站查看。")
        return found[row_id][1]

    def several(self, connection: Connection, ids: Sequence[str]) -> list[R]:
        """These rows, in the order of their ids as they are named; those that are gone are left out."""
        found = self._read(connection, ids)
        return [found[one][1] for one in ids if one in found]

    def versions(
        self, connection: Connection, *order: str, where: Sequence[ColumnElement[bool]] = ()
    ) -> dict[str, int]:
        """id -> version of every row, or of those that meet conditions, in the order of the named columns."""
        query = self._arranged(self._queries.versions, where, order)
        return dict(connection.execute(query).all())

    def history(self, connection: Connection, row_id: str) -> list[tuple[Entry, Change]]:
        """Every change of one row, newest first."""
        return journal.history(connection, self._table.__tablename__, row_id)

    def values_before(
        self, connection: Connection, row_id: str, entry: int, keys: Sequence[str]
    ) -> dict[str, Any]:
        """What the fields held before an entry of the journal; those that it did not touch are missing."""
        found: dict[str, Any] = {}
        for change in reversed(journal.changes_of(connection, entry)):
            if (change.table, change.row_id) == (self._table.__tablename__, row_id) and change.before:
                found |= {key: change.before[key] for key in keys if key in change.before}
        return self._table.in_todays_words(found)

    def _read(
        self,
        connection: Connection,
        ids: Sequence[str] | None,
        *order: str,
        where: Sequence[ColumnElement[bool]] = (),
    ) -> dict[str, tuple[int, R]]:
        """The named rows, or all that meet conditions in the order of the named columns."""
        found: list[Any] = []
        if ids is None:
            found += connection.execute(self._arranged(self._queries.present, where, order)).all()
        else:
            for chunk in chunks(ids):
                found += connection.execute(self._queries.by_id, {"ids": chunk}).all()
        rows = make_rows(self._row, [row[2:] for row in found])
        return {stored[0]: (stored[1], row) for stored, row in zip(found, rows, strict=True)}

    def _arranged(
        self, query: Select[Any], where: Sequence[ColumnElement[bool]], order: Sequence[str]
    ) -> Select[Any]:
        """The query with conditions and in the order of columns, where there are any."""
        if where:
            query = query.where(*where)
        return query.order_by(*(self._columns[name] for name in order)) if order else query

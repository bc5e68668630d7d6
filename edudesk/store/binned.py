"""What lies in the recycle bin, whose it is, and what comes back together with it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from edudesk.store.chunks import chunks
from edudesk.store.tables import Record, core, records

_NOBODY = ("", "")


@dataclass(frozen=True, slots=True)
class Binned:
    """One row in the recycle bin. noun: what it is (教师); deleted_at: ISO moment, the same of all that one deed put there;
    owner: what the row that it is a part of is called, "" = of none."""

    table: str
    row_id: str
    noun: str
    label: str
    deleted_at: str
    owner: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Which row it is."""
        return self.table, self.row_id


def lying(connection: Connection) -> list[Binned]:
    """Everything in the recycle bin, latest first."""
    found = [
        (name, table, row)
        for name, table in records().items()
        for row in connection.execute(_binned(core(table), table.label, tuple(table.part_of)))
    ]
    first = [next(iter(_owners(table, row)), _NOBODY) for _, table, row in found]
    owners = _named(connection, (one for one in first if one != _NOBODY))
    told = [
        _told(name, table, row, owners.get(owner, ""))
        for (name, table, row), owner in zip(found, first, strict=True)
    ]
    return sorted(told, key=lambda one: one.deleted_at, reverse=True)


def parts_of(connection: Connection, chosen: Sequence[Binned]) -> list[Binned]:
    """What the same deed put into the bin with rows because it is a part of them (the tasks of a goal), and of these in turn."""
    found = {one.key: one for one in chosen}
    fresh = list(chosen)
    while fresh:
        owners = {one.key: one for one in fresh}
        fresh = []
        for name, table, row in _below(connection, owners):
            part = _told(name, table, row, "")
            wholes = (owners[one] for one in _owners(table, row) if one in owners)
            if part.key not in found and any(one.deleted_at == part.deleted_at for one in wholes):
                found[part.key] = part
                fresh.append(part)
    return list(found.values())[len({one.key for one in chosen}) :]


def owners_of(connection: Connection, rows: Sequence[Binned]) -> list[Binned]:
    """The rows in the bin that others are a part of, and theirs: without them these would stand nowhere."""
    found: dict[tuple[str, str], Binned] = {}
    known, fresh = {one.key for one in rows}, list(rows)
    while fresh:
        wanted = [
            owner
            for table, ids in _by_table(one.key for one in fresh).items()
            for row in _rows(connection, table, ids)
            for owner in _owners(records()[table], row)
            if owner not in known
        ]
        fresh = [
            _told(name, records()[name], row, "")
            for name, ids in _by_table(wanted).items()
            for row in _rows(connection, name, ids)
            if row.deleted_at
        ]
        known |= set(wanted)
        found |= {one.key: one for one in fresh}
    return list(found.values())


def _told(name: str, table: type[Record], row: Any, owner: str) -> Binned:
    shown = "" if table.is_discreet else owner
    return Binned(name, row.id, table.noun, table.named({table.label: row.label}), row.deleted_at, shown)


def _owners(table: type[Record], row: Any) -> list[tuple[str, str]]:
    """Table and id of the rows that one is a part of, that by which it is told apart first."""
    return [(name, row_id) for key, name in table.part_of.items() if (row_id := getattr(row, key))]


def _below(
    connection: Connection, owners: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, type[Record], Any]]:
    """The rows in the bin whose columns name some others."""
    ids = _by_table(owners)
    for name, table in records().items():
        query = _binned(core(table), table.label, tuple(table.part_of))
        for key, owner in table.part_of.items():
            for some in chunks(ids.get(owner, ())):
                for row in connection.execute(query.where(core(table).c[key].in_(some))):
                    yield name, table, row


def _named(connection: Connection, rows: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What rows are called, in the bin or not."""
    return {
        (name, row.id): table.named({table.label: row.label})
        for name, ids in _by_table(rows).items()
        for table in [records()[name]]
        for row in _rows(connection, name, ids)
    }


def _by_table(keys: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, row_id in dict.fromkeys(keys):
        found.setdefault(name, []).append(row_id)
    return found


def _rows(connection: Connection, name: str, ids: Sequence[str]) -> Iterator[Any]:
    table = records()[name]
    query = _kept(core(table), table.label, tuple(table.part_of))
    for some in chunks(ids):
        yield from connection.execute(query.where(core(table).c.id.in_(some)))


@cache
def _kept(table: Table, label: str, more: tuple[str, ...]) -> Select[Any]:
    """Made once: of many small tables it takes longer than reading them."""
    c = table.c
    return select(c.id, c[label].label("label"), c.deleted_at, *(c[key] for key in more))


@cache
def _binned(table: Table, label: str, more: tuple[str, ...]) -> Select[Any]:
    return _kept(table, label, more).where(table.c.deleted_at != "")

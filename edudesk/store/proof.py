"""The proof that nothing was changed behind the program's back: chain, then every record against the journal."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, select

from edudesk.store import journal
from edudesk.store.engine import Store
from edudesk.store.journal import Chain
from edudesk.store.kept_files import Fault
from edudesk.store.tables import core, records

_read = json.JSONDecoder().raw_decode  # a third of the time of json.loads
Told = dict[tuple[str, str], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Proof:
    """Result of walking the journal. broken_at: first entry that does not fit, None = whole.

    strays: rows whose present content is not what the journal says; lost: rows that are there no more,
    though the journal knows of no removal; both as (noun, label). faults: files that records name and that cannot be had.
    """

    entries: int
    broken_at: int | None
    strays: tuple[tuple[str, str], ...] = ()
    lost: tuple[tuple[str, str], ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Nothing was changed behind the program's back."""
        return not self.words

    @property
    def words(self) -> tuple[str, ...]:
        """What does not fit, a sentence each."""
        broken = () if self.broken_at is None else (self.broken_at,)
        return (
            *(f"操作记录从第 {seq} 条起与原来的不一致，可能被其他程序改动过。" for seq in broken),
            *(
                f"{noun}“{label}”的内容与操作记录不一致，可能被其他程序改动过。"
                for noun, label in self.strays
            ),
            *(f"{noun}“{label}”的记录不见了，操作记录里没有删除过。" for noun, label in self.lost),
            *(fault.words for fault in self.faults),
        )


def prove(store: Store) -> Proof:
    """Read the journal in blocks, so that others may save meanwhile; the records come with the last one."""
    chain: Chain | None = None
    told: Told = {}
    stored: dict[str, Sequence[RowMapping]] = {}
    is_last = False
    while not is_last:
        with store.transaction() as connection:
            chain = chain or Chain(connection)
            block = journal.block(connection, chain.entries or None)
            is_last = block.is_last
            if is_last:
                stored = _stored(connection)
        chain.walk(block)
        if chain.broken_at is not None:  # a forged journal says nothing about records
            return Proof(chain.entries, chain.broken_at)
        _replay(told, block)
    assert chain is not None
    return Proof(chain.entries, None, *_held_against(stored, told))


def _stored(connection: Connection) -> dict[str, Sequence[RowMapping]]:
    return {
        name: connection.execute(_all_of(core(table))).mappings().all() for name, table in records().items()
    }


@cache
def _all_of(table: Table) -> Select[Any]:
    """Made once: of many small tables it takes longer than reading them."""
    return select(table)


def _replay(told: Told, block: journal.Block) -> None:
    """Every row as the journal says it is: (table, id) -> fields, None when removed."""
    for _, table, row_id, _, after in block.changes:
        known = told.get((table, row_id))
        if after is None or known is None:
            told[table, row_id] = None if after is None else _read(after)[0]
        else:
            known.update(_read(after)[0])


def _held_against(
    stored: Mapping[str, Sequence[RowMapping]], told: Told
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Rows that are not as told, or not told of at all; and rows told of that are missing."""
    tables = records()
    strays = tuple(
        (tables[name].noun, tables[name].named(dict(row)))
        for name, rows in stored.items()
        for row in rows
        if not _agrees(row, told.pop((name, row["id"]), None))
    )
    lost = tuple(
        (tables[name].noun, tables[name].named(dict(row)))
        for (name, _), row in told.items()
        if row and name in tables
    )
    return strays, lost


def _agrees(row: RowMapping, told: Mapping[str, Any] | None) -> bool:
    if told is None:
        return False
    return all(
        value == told.get(key, value if value in ("", None) else object())
        for key, value in row.items()
        if key not in ("id", "version")
    )

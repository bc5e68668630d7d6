"""The proof that nothing was changed behind the program's back: chain, then every record against the journal."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from edudesk.store import journal
from edudesk.store.engine import Store
from edudesk.store.journal import Chain
from edudesk.store.tables import RECORDS

Told = dict[tuple[str, str], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Proof:
    """Result of walking the journal. broken_at: first entry that does not fit, None = whole.

    strays: rows whose present content is not what the journal says, as (noun, label).
    """

    entries: int
    broken_at: int | None
    strays: tuple[tuple[str, str], ...]

    @property
    def is_whole(self) -> bool:
        """Nothing was changed behind the program's back."""
        return self.broken_at is None and not self.strays


def prove(store: Store) -> Proof:
    """Read the journal in blocks, so that others may save meanwhile; the records come with the last one."""
    chain: Chain | None = None
    told: Told = {}
    records: dict[str, Sequence[RowMapping]] = {}
    is_last = False
    while not is_last:
        with store.transaction() as connection:
            chain = chain or Chain(connection)
            block = journal.block(connection, chain.entries or None)
            is_last = block.is_last
            if is_last:
                records = _records(connection)
        chain.walk(block)
        if chain.broken_at is not None:  # a forged journal says nothing about records
            return Proof(chain.entries, chain.broken_at, ())
        _replay(told, block)
    assert chain is not None
    return Proof(chain.entries, None, tuple(_strays(records, told)))


def _records(connection: Connection) -> dict[str, Sequence[RowMapping]]:
    return {
        name: connection.execute(select(table.__table__)).mappings().all() for name, table in RECORDS.items()
    }


def _replay(told: Told, block: journal.Block) -> None:
    """Every row as the journal says it is: (table, id) -> fields, None when removed."""
    for _, table, row_id, _, after in block.changes:
        key = (table, row_id)
        told[key] = None if after is None else {**(told.get(key) or {}), **json.loads(after)}


def _strays(records: Mapping[str, Sequence[RowMapping]], told: Told) -> list[tuple[str, str]]:
    """(noun, label) of rows that are not as told, or not told of at all; then of rows that are missing."""
    strays = []
    for name, rows in records.items():
        table = RECORDS[name]
        for row in rows:
            if not _agrees(row, told.pop((name, row["id"]), None)):
                strays.append((table.noun, str(row[table.label])))
    strays += [
        (RECORDS[name].noun, "（已不在表中）") for (name, _), row in told.items() if row and name in RECORDS
    ]
    return strays


def _agrees(row: RowMapping, told: Mapping[str, Any] | None) -> bool:
    if told is None:
        return False
    return all(
        value == told.get(key, value if value in ("", None) else object())
        for key, value in row.items()
        if key not in ("id", "version")
    )

"""The journal: what was done, by whom, and every changed field before and after, chained by HMAC.

One mechanism for undo, history, recycle bin, import undo and audit. Entries are only ever added.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from edudesk.base import clock
from edudesk.store import settings
from edudesk.store.chunks import chunks
from edudesk.store.engine import damaged
from edudesk.store.keys import new_id
from edudesk.store.tables import JournalChange, JournalEntry, core

_ENTRIES, _CHANGES = core(JournalEntry), core(JournalChange)
Values = Mapping[str, Any]
KEY = "journal.key"
# What the mac of an entry covers, besides the mac before it; the digest covers its changes.
_SIGNED = ("seq", "id", "at", "actor", "device", "verb", "title", "kind", "ref", "detail", "digest")
# The same values always give the same text. repr: who writes behind our back may leave bytes in a text column.
_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr).encode
START = "0" * 64
_PAGE = 50
_LAST = select(_ENTRIES.c.seq, _ENTRIES.c.mac).order_by(_ENTRIES.c.seq.desc()).limit(1)
_LAST_CHANGE = select(func.max(_CHANGES.c.seq))
_BACK = select(
    *(_ENTRIES.c[name] for name in ("seq", "at", "actor", "device", "verb", "title", "kind", "ref")),
    select(func.count()).where(_CHANGES.c.seq == _ENTRIES.c.seq).scalar_subquery().label("rows"),
).order_by(_ENTRIES.c.seq.desc())


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after: only the changed fields; None = the row did not exist."""

    table: str
    row_id: str
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal. kind: do, undo, redo, or note (nothing changed: 显示证件号, 导出, 备份)."""

    seq: int
    at: str
    actor: str
    device: str
    verb: str
    title: str
    kind: str
    ref: int | None = None
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends: the anchor that backups and printed reports carry."""

    seq: int
    mac: str


def append(
    connection: Connection,
    *,
    actor: str,
    device: str,
    verb: str,
    title: str,
    kind: str,
    changes: Sequence[Change],
    ref: int | None = None,
    detail: Values | None = None,
) -> int:
    """Write one entry with its changes in the caller's transaction; returns its seq."""
    last = head(connection)
    stored: list[dict[str, Any]] = [
        {
            "seq": last.seq + 1,
            "place": place,
            "table_name": change.table,
            "row_id": change.row_id,
            "before": None if change.before is None else _packed(change.before),
            "after": None if change.after is None else _packed(change.after),
        }
        for place, change in enumerate(changes)
    ]
    entry = {
        "seq": last.seq + 1,
        "id": new_id(),
        "at": clock.now().isoformat(timespec="milliseconds"),
        "actor": actor,
        "device": device,
        "verb": verb,
        "title": title,
        "kind": kind,
        "ref": ref,
        "detail": _packed(detail or {}),
        "digest": _digest([(c["table_name"], c["row_id"], c["before"], c["after"]) for c in stored]),
    }
    entry["mac"] = _mac(_key(connection), last.mac, [entry[name] for name in _SIGNED])
    connection.execute(insert(_ENTRIES), [entry])
    if stored:
        connection.execute(insert(_CHANGES), stored)
    return last.seq + 1


def head(connection: Connection) -> Head:
    """The last entry; seq 0 for an empty journal."""
    row = connection.execute(_LAST).first()
    return Head(row.seq, row.mac) if row else Head(0, START)


def entries(
    connection: Connection,
    *,
    after: int = 0,
    before: int | None = None,
    limit: int | None = None,
    verbs: Collection[str] | None = None,
) -> list[Entry]:
    """Entries with after < seq < before, newest first, each with the number of rows it changed. verbs: of these alone."""
    seq = _ENTRIES.c.seq
    query = _BACK.where(seq > after, seq < (before or 2**31)).limit(limit)
    if verbs is not None:
        query = query.where(_ENTRIES.c.verb.in_(verbs))
    return [_entry(row, row.rows) for row in connection.execute(query)]


def entries_of(connection: Connection, tables: Collection[str], *, after: int = 0) -> list[Entry]:
    """Entries with after < seq that changed rows of the named tables, newest first; rows: how many of these."""
    e, c = _ENTRIES.c, _CHANGES.c
    query = (
        select(
            e.seq, e.at, e.actor, e.device, e.verb, e.title, e.kind, e.ref,
            func.count(c.row_id.distinct()).label("rows"),
        )
        .join(_CHANGES, c.seq == e.seq)
        .where(e.seq > after, c.table_name.in_(tables))
        .group_by(e.seq)
        .order_by(e.seq.desc())
    )  # fmt: skip
    return [_entry(row, row.rows) for row in connection.execute(query)]


def walk_back(connection: Connection, *, after: int = 0) -> Iterator[Entry]:
    """Entries with after < seq, newest first, read as far as they are asked for."""
    page = entries(connection, after=after, limit=_PAGE)
    while page:
        yield from page
        page = entries(connection, after=after, before=page[-1].seq, limit=_PAGE)


def is_undone(connection: Connection, seq: int) -> bool:
    """Whether the last word on an entry was that it was taken back."""
    e = _ENTRIES.c
    return connection.scalar(select(e.kind).where(e.ref == seq).order_by(e.seq.desc()).limit(1)) == "undo"


def verb_of(connection: Connection, seq: int) -> str:
    """The verb of an entry, "" when there is none."""
    return connection.scalar(select(_ENTRIES.c.verb).where(_ENTRIES.c.seq == seq)) or ""


def changes_of(connection: Connection, seq: int) -> list[Change]:
    """The changed rows of one entry, in the order they were made."""
    c = _CHANGES.c
    query = select(c.table_name, c.row_id, c.before, c.after).where(c.seq == seq).order_by(c.place)
    return [Change(t, r, _unpacked(b), _unpacked(a)) for t, r, b, a in connection.execute(query)]


def changes_after(
    connection: Connection, seq: int, tables: Collection[str], most: int | None = None
) -> list[Change]:
    """The changes that entries after seq made to rows of some tables, in their order. most: so many of them."""
    c = _CHANGES.c
    query = (
        select(c.table_name, c.row_id, c.before, c.after)
        .where(c.seq > seq, c.table_name.in_(tables))
        .order_by(c.seq, c.place)
        .limit(most)
    )
    return [Change(t, r, _unpacked(b), _unpacked(a)) for t, r, b, a in connection.execute(query)]


def tables_after(connection: Connection, seq: int, tables: Collection[str]) -> set[str]:
    """Those of some tables to whose rows entries after seq did something."""
    c = _CHANGES.c
    query = select(c.table_name).where(c.seq > seq, c.table_name.in_(tables)).distinct()
    return set(connection.scalars(query))


def history(connection: Connection, table: str, row_id: str) -> list[tuple[Entry, Change]]:
    """Every change of one row, newest first."""
    return history_of(connection, {row_id: table})


def history_of(connection: Connection, tables: Values) -> list[tuple[Entry, Change]]:
    """Every change of several rows (row id -> name of its table), newest first."""
    e, c = _ENTRIES.c, _CHANGES.c
    query = select(
        e.seq, e.at, e.actor, e.device, e.verb, e.title, e.kind, e.ref,
        c.place, c.table_name, c.row_id, c.before, c.after,
    ).join(_CHANGES, c.seq == e.seq)  # fmt: skip
    ids = list(tables)
    found = [
        row
        for chunk in chunks(ids)
        for row in connection.execute(query.where(c.row_id.in_(chunk)))
        if tables[row.row_id] == row.table_name
    ]
    found.sort(key=lambda row: (row.seq, row.place), reverse=True)
    return [
        (_entry(row, 1), Change(row.table_name, row.row_id, _unpacked(row.before), _unpacked(row.after)))
        for row in found
    ]


def last_time(connection: Connection, verb: str) -> str | None:
    """ISO moment of the newest entry of a verb; None when there is none."""
    query = select(_ENTRIES.c.at).where(_ENTRIES.c.verb == verb).order_by(_ENTRIES.c.seq.desc())
    return connection.scalar(query.limit(1))


@dataclass(frozen=True, slots=True)
class Block:
    """Some entries as they are stored, with their changes: what Chain walks over. is_last: none come after."""

    entries: Sequence[Sequence[Any]]
    changes: Sequence[Sequence[Any]]
    is_last: bool


def block(connection: Connection, after: int | None, size: int = 1000) -> Block:
    """The next entries behind seq after (None: from the very beginning), in the order of their seq."""
    e, c = _ENTRIES.c, _CHANGES.c
    signed = select(*(e[name] for name in _SIGNED), e.mac).order_by(e.seq).limit(size)
    made = select(c.seq, c.table_name, c.row_id, c.before, c.after).order_by(c.seq, c.place)
    if after is not None:
        signed, made = signed.where(e.seq > after), made.where(c.seq > after)
    found = connection.execute(signed).all()
    is_last = len(found) < size
    if not is_last:
        made = made.where(c.seq <= found[-1][0])
    return Block(found, connection.execute(made).all(), is_last)


class Chain:
    """Walks the chain from its beginning, block by block. broken_at: first seq that does not fit, or None;
    entries: how many fitted before."""

    def __init__(self, connection: Connection) -> None:
        self._key = _key(connection)
        self._previous = START
        self.entries = 0
        self.broken_at: int | None = None

    def walk(self, block: Block) -> None:
        """Go on over the next block, unless the chain is broken already."""
        changes: dict[int, list[Sequence[Any]]] = {}
        for seq, *change in block.changes:
            changes.setdefault(seq, []).append(change)
        for *signed, mac in block.entries:
            seq, digest = signed[0], signed[-1]
            if (
                seq != self.entries + 1
                or digest != _digest(changes.pop(seq, ()))
                or mac != _mac(self._key, self._previous, signed)
            ):
                self.broken_at = self.entries + 1
                return
            self._previous, self.entries = mac, seq
        self.broken_at = min(changes, default=None)  # changes of no entry


def last_change(connection: Connection) -> int:
    """Seq of the newest entry that changed a row; 0 when none did."""
    return connection.scalar(_LAST_CHANGE) or 0


def mac_at(connection: Connection, seq: int) -> str | None:
    """The chain's value at an entry, to compare with an anchor kept outside; None when there is none."""
    if seq == 0:
        return START
    return connection.scalar(select(_ENTRIES.c.mac).where(_ENTRIES.c.seq == seq))


def _entry(row: Any, rows: int) -> Entry:
    return Entry(row.seq, row.at, row.actor, row.device, row.verb, row.title, row.kind, row.ref, rows)


def _digest(changes: Sequence[Sequence[str | None]]) -> str:
    return hashlib.sha256(_canonical(changes).encode()).hexdigest()


def _mac(key: hmac.HMAC, previous: str, signed: list[Any]) -> str:
    mac = key.copy()  # a third of the time of a new one
    mac.update((previous + _canonical(signed)).encode())
    return mac.hexdigest()


def _key(connection: Connection) -> hmac.HMAC:
    known = settings.get(connection, KEY)
    if known is None:
        known = os.urandom(32).hex()
        settings.put(connection, KEY, known)
    try:
        return hmac.new(bytes.fromhex(known), digestmod="sha256")
    except (TypeError, ValueError) as error:
        raise damaged() from error


def secret(connection: Connection, purpose: str) -> bytes:
    """32 bytes only this school knows, the same for its life and in all its backups; another for each purpose."""
    key = _key(connection).copy()
    key.update(purpose.encode())
    return key.digest()


def _packed(values: Values) -> str:
    """JSON of a record's fields; anything else than text, numbers and None is our bug and raises."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _unpacked(text: str | None) -> Values | None:
    return None if text is None else json.loads(text)

"""The journal: what was done, by whom, and every changed field before and after, chained by HMAC.

One mechanism for undo, history, recycle bin, import undo and audit. Entries are only ever added.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from edudesk.base import clock
from edudesk.store import settings
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
        "digest": _digest((c["table_name"], c["row_id"], c["before"], c["after"]) for c in stored),
    }
    entry["mac"] = _mac(_key(connection), last.mac, [entry[name] for name in _SIGNED])
    connection.execute(insert(_ENTRIES), [entry])
    if stored:
        connection.execute(insert(_CHANGES), stored)
    return last.seq + 1


def head(connection: Connection) -> Head:
    """The last entry; seq 0 for an empty journal."""
    row = connection.execute(
        select(_ENTRIES.c.seq, _ENTRIES.c.mac).order_by(_ENTRIES.c.seq.desc()).limit(1)
    ).first()
    return Head(row.seq, row.mac) if row else Head(0, START)


def entries(
    connection: Connection, *, after: int = 0, before: int | None = None, limit: int | None = None
) -> list[Entry]:
    """Entries with after < seq < before, newest first, each with the number of rows it changed."""
    e, c = _ENTRIES.c, _CHANGES.c
    rows = select(func.count()).where(c.seq == e.seq).scalar_subquery().label("rows")
    query = (
        select(e.seq, e.at, e.actor, e.device, e.verb, e.title, e.kind, e.ref, rows)
        .where(e.seq > after, e.seq < (before or 2**31))
        .order_by(e.seq.desc())
        .limit(limit)
    )
    return [_entry(row, row.rows) for row in connection.execute(query)]


def changes_of(connection: Connection, seq: int) -> list[Change]:
    """The changed rows of one entry, in the order they were made."""
    c = _CHANGES.c
    query = select(c.table_name, c.row_id, c.before, c.after).where(c.seq == seq).order_by(c.place)
    return [Change(t, r, _unpacked(b), _unpacked(a)) for t, r, b, a in connection.execute(query)]


def history(connection: Connection, table: str, row_id: str) -> list[tuple[Entry, Change]]:
    """Every change of one row, newest first."""
    e, c = _ENTRIES.c, _CHANGES.c
    query = (
        select(e.seq, e.at, e.actor, e.device, e.verb, e.title, e.kind, e.ref, c.before, c.after)
        .join(_CHANGES, c.seq == e.seq)
        .where(c.row_id == row_id, c.table_name == table)
        .order_by(e.seq.desc(), c.place.desc())
    )
    return [
        (_entry(row, 1), Change(table, row_id, _unpacked(row.before), _unpacked(row.after)))
        for row in connection.execute(query)
    ]


def last_time(connection: Connection, verb: str) -> str | None:
    """ISO moment of the newest entry of a verb; None when there is none."""
    query = select(_ENTRIES.c.at).where(_ENTRIES.c.verb == verb).order_by(_ENTRIES.c.seq.desc())
    return connection.scalar(query.limit(1))


def all_changes(connection: Connection) -> Iterator[Change]:
    """Every change ever made, oldest first."""
    c = _CHANGES.c
    query = select(c.table_name, c.row_id, c.before, c.after).order_by(c.seq, c.place)
    for table, row_id, before, after in connection.execute(query):
        yield Change(table, row_id, _unpacked(before), _unpacked(after))


def first_broken_link(connection: Connection) -> tuple[int, int | None]:
    """Walk the whole chain: (entries seen, seq of the first entry that does not fit, or None)."""
    key, previous, expected = _key(connection), START, 1
    c = _CHANGES.c
    query = select(c.seq, c.table_name, c.row_id, c.before, c.after).order_by(c.seq, c.place)
    in_blocks = {"yield_per": 1000}
    changes = iter(connection.execute(query, execution_options=in_blocks))
    pending = next(changes, None)
    e = _ENTRIES.c
    signed = select(e.seq, e.digest, e.mac, *(e[name] for name in _SIGNED)).order_by(e.seq)
    for seq, digest, mac, *values in connection.execute(signed, execution_options=in_blocks):
        mine: list[Any] = []
        while pending is not None and pending[0] == seq:
            mine.append(tuple(pending)[1:])
            pending = next(changes, None)
        if seq != expected or digest != _digest(mine) or mac != _mac(key, previous, values):
            return expected - 1, expected
        previous, expected = mac, expected + 1
    return expected - 1, None if pending is None else pending[0]


def last_change(connection: Connection) -> int:
    """Seq of the newest entry that changed a row; 0 when none did."""
    return connection.scalar(select(func.max(_CHANGES.c.seq))) or 0


def mac_at(connection: Connection, seq: int) -> str | None:
    """The chain's value at an entry, to compare with an anchor kept outside; None when there is none."""
    if seq == 0:
        return START
    return connection.scalar(select(_ENTRIES.c.mac).where(_ENTRIES.c.seq == seq))


def _entry(row: Any, rows: int) -> Entry:
    return Entry(row.seq, row.at, row.actor, row.device, row.verb, row.title, row.kind, row.ref, rows)


def _digest(changes: Iterable[Sequence[str | None]]) -> str:
    return hashlib.sha256(_canonical([tuple(change) for change in changes]).encode()).hexdigest()


def _mac(key: hmac.HMAC, previous: str, signed: list[Any]) -> str:
    mac = key.copy()  # a third of the time of a new one
    mac.update((previous + _canonical(signed)).encode())
    return mac.hexdigest()


def _key(connection: Connection) -> hmac.HMAC:
    known = settings.get(connection, KEY)
    if known is None:
        known = secrets.token_hex(32)
        settings.put(connection, KEY, known)
    return hmac.new(bytes.fromhex(known), digestmod="sha256")


def _packed(values: Values) -> str:
    """JSON of a record's fields; anything else than text, numbers and None is our bug and raises."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _unpacked(text: str | None) -> Values | None:
    return None if text is None else json.loads(text)

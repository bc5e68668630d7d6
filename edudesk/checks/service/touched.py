"""Which terms may come to other figures since an entry of the journal."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from edudesk.checks.tables import (
    Allowance,
    Campaign,
    CheckSheet,
    CheckUnit,
    Edition,
    Listening,
    Patrol,
    TermScheme,
)
from edudesk.roster.history_tables import TABLES
from edudesk.roster.tables import Teacher
from edudesk.school.tables import Department, School, Term
from edudesk.store import journal
from edudesk.store.chunks import chunks
from edudesk.store.journal import Change
from edudesk.store.tables import Record, core

_OF_TERM: tuple[type[Record], ...] = (
    CheckSheet,
    Campaign,
    Listening,
    Allowance,
    TermScheme,
    Edition,
    TABLES["assignment"],
)
_WHERE = frozenset({"school_year", "term"})
# what reaches into all terms; the fields that do, () = all of them
_OF_ALL: Mapping[type[Record], frozenset[str]] = {
    Teacher: frozenset({"name", "school_start", "stage", "subject", "status", "deleted_at"}),
    TABLES["status"]: frozenset(),
    Department: frozenset(),
    School: frozenset({"stage"}),
    Term: frozenset(),
}
_READ: tuple[type[Record], ...] = (*_OF_TERM, CheckUnit, Patrol, *_OF_ALL)
_BY_NAME = {table.__tablename__: table for table in _READ}
_FIELDS = {table.__tablename__: fields for table, fields in _OF_ALL.items()}


def touched_terms(
    connection: Connection, seq: int, spans: Mapping[tuple[str, str], tuple[date, date]]
) -> tuple[set[tuple[str, str]], bool]:
    """School year and term of what changed after seq, and whether something changed that reaches into all terms that are
    not 归档. spans: first and last days, by which events of 巡课 belong to terms."""
    found: set[tuple[str, str]] = set()
    rows: dict[str, set[str]] = defaultdict(set)
    checks: set[str] = set()
    days: set[str] = set()
    reaches_all = False
    for change in journal.changes_after(connection, seq, _BY_NAME):
        told = {**(change.before or {}), **(change.after or {})}
        if change.table in _FIELDS:
            fields = _FIELDS[change.table]
            reaches_all |= not fields or _is_new(change) or bool(fields & told.keys())
        elif told.keys() >= _WHERE:  # a row that came or went tells all its fields
            found.add((told["school_year"], told["term"]))
        elif told.keys() & _WHERE:  # moved from one term to another
            reaches_all = True
        elif "campaign_id" in told:
            checks.add(told["campaign_id"])
        elif change.table == Patrol.__tablename__ and "day" in told:
            days |= {values["day"] for values in (change.before, change.after) if values}
        else:
            rows[change.table].add(change.row_id)
    checks |= _values(connection, CheckUnit, rows.pop(CheckUnit.__tablename__, ()), "campaign_id")
    rows[Campaign.__tablename__] |= checks
    days |= _values(connection, Patrol, rows.pop(Patrol.__tablename__, ()), "day")
    found |= {
        term
        for term, (first, last) in spans.items()
        if any(first.isoformat() <= day <= last.isoformat() for day in days)
    }
    for name, ids in rows.items():
        found |= _values(connection, _BY_NAME[name], ids, "school_year", "term")
    return found, reaches_all


def _is_new(change: Change) -> bool:
    return change.before is None or change.after is None


def _values(connection: Connection, table: type[Record], ids: Collection[str], *names: str) -> set[Any]:
    """What stands in the columns of some rows."""
    c = core(table).c
    query = select(*(c[name] for name in names)).distinct()
    found = [row for chunk in chunks(list(ids)) for row in connection.execute(query.where(c.id.in_(chunk)))]
    return {row[0] if len(names) == 1 else tuple(row) for row in found}

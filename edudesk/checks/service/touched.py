"""Which terms may come to other figures since an entry of the journal."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from edudesk.base import clock
from edudesk.checks.rules.taking_part import AT_WORK
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

_STATUS = TABLES["status"]
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
# what reaches into all terms, and the fields that do; a new teacher was in none that is over
_OF_ALL: Mapping[type[Record], frozenset[str]] = {
    Teacher: frozenset({"name", "staff_no", "school_start", "deleted_at"}),
    Department: frozenset({"kind", "name", "subject", "deleted_at"}),
    School: frozenset({"stage"}),
    Term: frozenset({"start", "end", "deleted_at"}),
}
_NOW = frozenset({"stage", "subject"})  # of a teacher: only as long as no 任课 of the term is written down
_SINCE = frozenset({"status", "status_date"})  # of a teacher: from the day on, unless rows of its own tell it
_READ: tuple[type[Record], ...] = (*_OF_TERM, _STATUS, CheckUnit, Patrol, *_OF_ALL)
_BY_NAME = {table.__tablename__: table for table in _READ}
_FIELDS = {table.__tablename__: fields for table, fields in _OF_ALL.items()}
_TEACHER, _UNIT, _PATROL = Teacher.__tablename__, CheckUnit.__tablename__, Patrol.__tablename__
Spans = Mapping[tuple[str, str], tuple[date, date]]
"""First and last day of each term."""


def touched_terms(connection: Connection, seq: int, spans: Spans) -> tuple[set[tuple[str, str]], bool]:
    """School year and term of what changed after seq and all terms behind it, and whether something changed that reaches
    into all terms that are not 归档.

    A term takes from those before it the mean of who is 免检, and the scheme when it has none of its own.
    """
    changed = _Changed()
    for change in journal.changes_after(connection, seq, _BY_NAME):
        changed.take(change)
    terms = changed.terms(connection, spans)
    return terms, changed.reaches_all or "" in changed.since


class _Changed:
    """terms: told by the changes themselves; rows: ids by table of those that only their rows can tell of; days: of
    events of 巡课; since: days from which somebody stood elsewhere, "" = nobody knows."""

    def __init__(self) -> None:
        self.reaches_all = False
        self._terms: set[tuple[str, str]] = set()
        self._rows: dict[str, set[str]] = defaultdict(set)
        self._checks: set[str] = set()
        self._days: set[str] = set()
        self.since: set[str] = set()

    def take(self, change: Change) -> None:
        """One changed row."""
        told = {**(change.before or {}), **(change.after or {})}
        if change.table == _STATUS.__tablename__:
            if told.get("status") != AT_WORK or "begins" in told:  # at work ever since says nothing
                self._either(change, "begins", self.since)
        elif change.table in _FIELDS:
            self._reach(change, told.keys())
        elif told.keys() >= _WHERE:  # a row that came or went tells all its fields
            self._terms.add((told["school_year"], told["term"]))
        elif told.keys() & _WHERE:  # moved from one term to another
            self.reaches_all = True
        elif "campaign_id" in told:
            self._checks.add(told["campaign_id"])
        elif change.table == _PATROL:
            self._either(change, "day", self._days)
        else:
            self._rows[change.table].add(change.row_id)

    def _reach(self, change: Change, keys: Collection[str]) -> None:
        is_new = change.before is None or change.after is None
        if change.table != _TEACHER:
            self.reaches_all |= is_new or not _FIELDS[change.table].isdisjoint(keys)
        elif not is_new:
            self.reaches_all |= not _FIELDS[_TEACHER].isdisjoint(keys)
            if not _NOW.isdisjoint(keys):
                self.since.add(clock.today().isoformat())
            if not _SINCE.isdisjoint(keys):
                self._rows[_TEACHER].add(change.row_id)

    def _either(self, change: Change, key: str, days: set[str]) -> None:
        """The day of a row before and after; one that stayed the same stands in the row."""
        told = [values[key] for values in (change.before, change.after) if values and key in values]
        days.update(told)
        if not told:
            self._rows[change.table].add(change.row_id)

    def terms(self, connection: Connection, spans: Spans) -> set[tuple[str, str]]:
        """Those that the changes belong to; the rows that could not be told are looked up."""
        rows = dict(self._rows)
        self.since |= _values(connection, _STATUS, rows.pop(_STATUS.__tablename__, ()), "begins")
        flat = rows.pop(_TEACHER, set())
        flat = flat - _values(
            connection, _STATUS, flat, "teacher_id", by="teacher_id"
        )  # those have rows that tell
        self.since |= _values(connection, Teacher, flat, "status_date")
        self._days |= _values(connection, Patrol, rows.pop(_PATROL, ()), "day")
        self._checks |= _values(connection, CheckUnit, rows.pop(_UNIT, ()), "campaign_id")
        rows[Campaign.__tablename__] = rows.get(Campaign.__tablename__, set()) | self._checks
        found = set(self._terms)
        for name, ids in rows.items():
            found |= _values(connection, _BY_NAME[name], ids, "school_year", "term")
        first_day = min(self.since, default=None)
        for term, (first, last) in spans.items():
            is_later = first_day is not None and first_day <= last.isoformat()
            if is_later or _is_within(self._days, first.isoformat(), last.isoformat()):
                found.add(term)
        return found | {term for term in spans if found and term > min(found)}


def _is_within(days: Iterable[str], first: str, last: str) -> bool:
    return any(first <= day <= last for day in days)


def _values(
    connection: Connection, table: type[Record], ids: Collection[str], *names: str, by: str = "id"
) -> set[Any]:
    """What stands in the columns of some rows."""
    c = core(table).c
    query = select(*(c[name] for name in names)).distinct()
    found = [row for chunk in chunks(list(ids)) for row in connection.execute(query.where(c[by].in_(chunk)))]
    return {row[0] if len(names) == 1 else tuple(row) for row in found}

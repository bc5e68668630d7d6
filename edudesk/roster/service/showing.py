"""Flat facts after undo, redo and the recycle bin: they show again what the dated facts then say."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, select

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.roster.histories import KINDS, HistoryKind
from edudesk.roster.history_tables import TABLES
from edudesk.roster.rows import TeacherRow
from edudesk.roster.service import keeping
from edudesk.roster.tables import Teacher
from edudesk.store import journal
from edudesk.store.chunks import chunks
from edudesk.store.context import Context
from edudesk.store.following import Following, followed_by
from edudesk.store.journal import Change
from edudesk.store.records import Records
from edudesk.store.tables import core
from edudesk.store.work import Work

_TEACHER = Teacher.__tablename__


class ShownAgain(Following):
    """The teachers whose facts of one kind come back or go."""

    def __init__(
        self,
        kind: HistoryKind,
        teachers: Records[TeacherRow],
        connection: Connection,
        changes: Sequence[Change],
    ) -> None:
        self.kind = kind
        self.ids = _teachers_of(connection, kind, changes)
        self.before = keeping.stored_rows(connection, kind, self.ids)
        self.shown = {(_TEACHER, one): frozenset(kind.flat_fields) for one in self.before}
        blank = kind.state((), clock.today().isoformat())
        alone = [one for one in self.ids if one not in self.before]
        # what was typed while there were no rows; of teachers in the recycle bin nothing is asked
        self.typed: dict[str, TeacherRow] = {
            row.id: row
            for row in (teachers.rows(connection) if alone else ())
            if row.id in set(alone) and any(getattr(row, key) != text for key, text in blank.items())
        }

    def settle(self, work: Work) -> None:
        connection, kind, today = work.connection, self.kind, clock.today().isoformat()
        there = work.rows(core(Teacher), self.ids)
        rows = keeping.stored_rows(connection, kind, self.ids)
        if work.kind != "redo":  # then what was typed is among the rows done again
            told = [
                keeping.facts_of(one)
                for teacher_id, row in self.typed.items()
                if teacher_id in rows
                for one in kind.told_by(row, today)
                if not any(kind.is_same(one, other) for other in rows[teacher_id])
            ]
            work.insert(TABLES[kind.key], told)
        keeping.refresh(work, kind, [one for one in self.ids if one in rows and one in there])
        alone = [one for one in self.before if one not in rows and one in there]
        if alone:
            blank = kind.state((), today)
            values = dict.fromkeys(alone, blank)
            if work.kind == "undo" and work.ref is not None:
                values = _values_before(connection, work.ref, alone, kind.flat_fields)
            work.update_many(Teacher, values)


class FlatStays(Following):
    """Teachers whose flat facts come back or go: what dated facts say by now stays as they say."""

    def __init__(self, connection: Connection, changes: Sequence[Change]) -> None:
        keys = {change.row_id: frozenset((change.after or {}).keys()) for change in changes}
        self.shown = {}
        for kind in KINDS:
            own = frozenset(kind.flat_fields)
            ids = [one for one, touched in keys.items() if touched & own]
            for one in _with_rows(connection, kind, ids):
                self.shown[_TEACHER, one] = self.shown.get((_TEACHER, one), frozenset()) | own

    def settle(self, work: Work) -> None:
        if self.shown and not work.changes:
            raise UserError(
                "这次修改的内容现在由发展记录得出，没有撤销。",
                "请在教师的“发展”里修改相应的记录；数据没有改动。",
            )


def _with_rows(connection: Connection, kind: HistoryKind, ids: Sequence[str]) -> list[str]:
    """Those of the teachers who have facts of a kind."""
    c = core(TABLES[kind.key]).c
    found: list[str] = []
    for chunk in chunks(ids):
        query = select(c.teacher_id).distinct().where(c.teacher_id.in_(chunk), c.deleted_at == "")
        found += connection.scalars(query)
    return found


def _teachers_of(connection: Connection, kind: HistoryKind, changes: Sequence[Change]) -> list[str]:
    """Whose facts are changed: a new one says it itself, for those that are there the table does."""
    found = [str((change.after or {}).get("teacher_id", "")) for change in changes]
    c = core(TABLES[kind.key]).c
    for ids in chunks([change.row_id for change in changes]):
        found += connection.scalars(select(c.teacher_id).where(c.id.in_(ids)))
    return [one for one in dict.fromkeys(found) if one]


def _values_before(
    connection: Connection, seq: int, ids: Sequence[str], keys: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """What flat fields held before an entry, whatever changed them since: teacher id -> fields."""
    found: dict[str, dict[str, Any]] = {one: {} for one in ids}
    for entry, change in journal.history_of(connection, dict.fromkeys(ids, _TEACHER)):
        if entry.seq < seq:
            break
        before = change.before or {}
        found[change.row_id] |= {key: before[key] for key in keys if key in before}
    return found


def _follow(
    kind: HistoryKind, context: Context, connection: Connection, changes: Sequence[Change]
) -> Following:
    return ShownAgain(kind, Records(context, Teacher, TeacherRow), connection, changes)


followed_by(Teacher, lambda context, connection, changes: FlatStays(connection, changes))
for _kind in KINDS:
    if _kind.flat_fields:
        followed_by(TABLES[_kind.key], partial(_follow, _kind))

"""Storing facts of one kind inside any verb: what the flat row told so far comes first, what must not be is refused."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from edudesk.base import clock
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.jobs import Step, silent
from edudesk.roster.histories import HistoryKind
from edudesk.roster.histories.reviews import EthicsEvent, barring_problem
from edudesk.roster.histories.teaching import HEAD_TEACHER
from edudesk.roster.history_tables import TABLES
from edudesk.roster.rows import TeacherRow
from edudesk.roster.service import keeping
from edudesk.roster.service.handover import hand_over
from edudesk.roster.tables import Teacher
from edudesk.store.records import Records
from edudesk.store.tables import core
from edudesk.store.work import Work

_FEW = 20  # teachers


def store(
    work: Work,
    teachers: Records[TeacherRow],
    kind: HistoryKind,
    rows: Sequence[Any],
    step: Step = silent,
    instead_of: Any = None,
) -> list[str]:
    """Insert facts, and before the first of a teacher what the flat row told so far; returns the ids of the facts.

    instead_of: the fact without id, told by the flat row, that one of them puts right. Raises UserError with
    every problem.
    """
    today = clock.today().isoformat()
    ids = list(dict.fromkeys(row.teacher_id for row in rows))
    stored = keeping.stored_rows(work.connection, kind, ids)
    people = _teachers_of(work.connection, teachers, [one for one in ids if one not in stored])
    events = keeping.barring_events(work.connection, kind, ids)
    made: list[Any] = []
    own: list[int] = []
    problems: list[FieldProblem] = []
    for done, row in enumerate(rows):
        step(done, len(rows), f"正在保存{kind.title}")
        fresh = linked(work.connection, kind, kind.settle(row))
        if row.teacher_id not in stored:
            stored[row.teacher_id] = []
            for told in kind.told_by(people[row.teacher_id], today):
                if told == instead_of:
                    continue
                if kind.is_same(told, fresh):
                    fresh = kind.with_told(fresh, told)
                elif not (kind.covers and kind.covers(fresh, told)):
                    made.append(told)
        problems += _problems(kind, fresh, events.get(row.teacher_id, ()))
        own.append(len(made))
        made.append(fresh)
    _refuse(problems)
    inserted = work.insert(TABLES[kind.key], [keeping.facts_of(row) for row in made])
    follow(work, kind, made)
    return [inserted[at] for at in own]


def follow(work: Work, kind: HistoryKind, rows: Sequence[Any]) -> None:
    """What follows from facts that were just stored or put right: the flat rows show it, a class is handed over."""
    ids = {row.teacher_id for row in rows}
    if kind is HEAD_TEACHER:
        ids |= hand_over(work, {(row.school_year, row.class_name) for row in rows})
    keeping.refresh(work, kind, ids)


def problems_of(
    connection: Connection, kind: HistoryKind, rows: Sequence[Any]
) -> list[tuple[FieldProblem, ...]]:
    """What keeps each of these settled facts from being stored, all at once; a veto of 师德 explains itself."""
    events = keeping.barring_events(connection, kind, list(dict.fromkeys(row.teacher_id for row in rows)))
    return [_problems(kind, row, events.get(row.teacher_id, ())) for row in rows]


def check(connection: Connection, kind: HistoryKind, rows: Sequence[Any]) -> None:
    """Raises UserError with every problem of these settled facts, if there are any."""
    _refuse([one for problems in problems_of(connection, kind, rows) for one in problems])


def linked(connection: Connection, kind: HistoryKind, row: Any) -> Any:
    """The fact; a mentor who is the only one of that name in the roster is meant."""
    if kind.key != "mentoring":
        return row
    c = core(Teacher).c
    ids = list(connection.scalars(select(c.id).where(c.name == row.mentor, c.deleted_at == "")))
    return replace(row, mentor_id=ids[0] if len(ids) == 1 else "")


def _refuse(problems: Sequence[FieldProblem]) -> None:
    if problems:
        raise UserError("有几项还不能保存。", "请改好标出的各项；其他内容都还在。", tuple(problems))


def _problems(kind: HistoryKind, row: Any, events: Sequence[EthicsEvent]) -> tuple[FieldProblem, ...]:
    """events: of 师德 of the same teacher."""
    found = list(kind.problems(row))
    if said := barring_problem(kind, row, events):
        found.append(FieldProblem(kind.label, said))
    return tuple(found)


def _teachers_of(
    connection: Connection, teachers: Records[TeacherRow], ids: Sequence[str]
) -> dict[str, TeacherRow]:
    """Teachers by id; raises UserError when one is gone. One by one is slow for many, all is slow for one."""
    if len(ids) > _FEW:
        rows = {row.id: row for row in teachers.rows(connection)}
        if all(one in rows for one in ids):
            return rows
    return {one: teachers.get(connection, one) for one in ids}

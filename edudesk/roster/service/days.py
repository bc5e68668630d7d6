"""The roster of another day: which states held then, found by the database without reading whole careers."""

from collections import defaultdict, namedtuple
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Select, case, func, literal, select

from edudesk.base.columns import printed
from edudesk.base.dates import is_before
from edudesk.base.memory import uncollected
from edudesk.roster.histories import KINDS, HistoryKind
from edudesk.roster.histories.growing import TRAINING, cycle_of
from edudesk.roster.histories.teaching import HEAD_TEACHER
from edudesk.roster.history_tables import TABLES
from edudesk.roster.rows import TeacherRow, at_day
from edudesk.roster.tables import Teacher
from edudesk.school.rules.years import term_and_year
from edudesk.store.tables import core

_FLAT_KINDS = tuple(kind for kind in KINDS if kind.flat_fields)
_OLDEST_FIRST = attrgetter("begins", "id")  # as keeping.stored_rows has them


def rows_on(connection: Connection, teachers: Sequence[TeacherRow], on: str) -> list[TeacherRow]:
    """Those of the teachers who had come by an ISO day, with the facts of that day."""
    there = [row for row in teachers if not is_before(on, row.school_start)]
    found = as_of(connection, there, on)
    with uncollected():
        return [at_day(row, on, values) for row, values in zip(there, found, strict=True)]


@uncollected()
def as_of(connection: Connection, teachers: Sequence[TeacherRow], on: str) -> list[dict[str, str]]:
    """The flat fields that the dated facts settle for an ISO day, teacher by teacher.

    Twenty years of 2,000 teachers are some 400,000 rows: of each kind only those are read that matter.
    """
    found: dict[str, dict[str, str]] = {teacher.id: {} for teacher in teachers}
    for kind in _FLAT_KINDS:
        held = states(connection, kind, on)
        blank = kind.state((), on)
        without = [teacher for teacher in teachers if teacher.id not in held]
        have = _having(connection, kind) if without else frozenset()
        for teacher_id, state in held.items():
            if teacher_id in found:
                found[teacher_id].update(state)
        for teacher in without:
            found[teacher.id].update(blank if teacher.id in have else kind.then(teacher, on))
    return [found[teacher.id] for teacher in teachers]


def states(connection: Connection, kind: HistoryKind, on: str) -> dict[str, dict[str, str]]:
    """What the rows of a kind that had begun by a day say then: teacher id -> flat fields."""
    if kind in _COUNTED:
        return _COUNTED[kind](connection, on)
    made = namedtuple("made", ("teacher_id", "id", *kind.state_fields))  # type: ignore[misc]  # the kind's fields
    rows: defaultdict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(_last_only(kind, on) if kind.is_last_only else _begun(kind, on)).all():
        rows[row[0]].append(made._make(row))
    for own in rows.values():
        if len(own) > 1:
            own.sort(key=_OLDEST_FIRST)  # here, for asked to sort SQLite leaves the short way
    return {teacher_id: kind.state(own, on) for teacher_id, own in rows.items()}


def _wanted(kind: HistoryKind, c: Any) -> list[Any]:
    return [c.teacher_id, c.id, *(c[name] for name in kind.state_fields)]


def _begun(kind: HistoryKind, on: str) -> Select[Any]:
    """All rows that had begun."""
    c = core(TABLES[kind.key]).c
    return select(*_wanted(kind, c)).where(c.deleted_at == "", c.begins <= on)


def _last_only(kind: HistoryKind, on: str) -> Select[Any]:
    """Of each teacher the rows of the last state that held: two steps in the index, however long the career.

    The days on which those states began are found first: SQLite would else look for them row by row.
    """
    teacher, table, other = core(Teacher), core(TABLES[kind.key]), core(TABLES[kind.key]).alias("other").c
    is_own = (other.teacher_id == teacher.c.id) & (other.deleted_at == "") & (other.begins <= on)
    begins = select(other.begins).where(is_own, _holding(other, on)).order_by(other.begins.desc()).limit(1)
    last = (
        select(teacher.c.id, begins.scalar_subquery().label("begins")).cte("last").prefix_with("MATERIALIZED")
    )
    c = table.c
    is_last = (c.teacher_id == last.c.id) & (c.begins == last.c.begins)
    query = select(*_wanted(kind, c)).select_from(last).join(table, is_last)
    return query.where(c.deleted_at == "", _holding(c, on))


def _holding(c: Any, on: str) -> Any:
    """histories.kind.holds of rows that have begun."""
    return (c.ends == "") | (c.ends >= func.substr(on, 1, func.length(c.ends)))


def _having(connection: Connection, kind: HistoryKind) -> frozenset[str]:
    """Teachers with any row of a kind."""
    teacher, c = core(Teacher).c, core(TABLES[kind.key]).c
    own = select(c.id).where(c.teacher_id == teacher.id, c.deleted_at == "").exists()
    return frozenset(connection.scalars(select(teacher.id).where(own)))


def _credits(connection: Connection, on: str) -> dict[str, dict[str, str]]:
    """As the summary of 培训, summed by the database over the courses of the cycle alone."""
    teacher, c = core(Teacher).c, core(TABLES[TRAINING.key]).c
    own = (c.teacher_id == teacher.id) & (c.deleted_at == "") & (c.begins <= on)
    worth = case((c.counted == "否", 0.0), else_=func.coalesce(c.credits, c.hours, 0.0))
    total = (
        select(func.coalesce(func.sum(worth), 0.0)).where(own, c.begins >= cycle_of(on)[0]).scalar_subquery()
    )
    query = select(teacher.id, total).where(select(literal(1)).where(own).exists())
    return {row[0]: {"training_credits": printed(row[1])} for row in connection.execute(query).all()}


def _heads(connection: Connection, on: str) -> dict[str, dict[str, str]]:
    """As the summary of 班主任: school years counted, with those before there were rows."""
    c = core(TABLES[HEAD_TEACHER.key]).c
    years = func.count(case((c.years.is_(None), c.school_year)).distinct()) + func.coalesce(
        func.sum(c.years), 0
    )
    is_now = (c.school_year == term_and_year(on)[0]) & _holding(c, on)
    is_head = func.max(case((is_now, 1), else_=0))
    query = select(c.teacher_id, is_head, years).where(c.deleted_at == "", c.begins <= on)
    return {
        row[0]: {"head_teacher": "是" if row[1] else "", "head_teacher_years": str(row[2] or "")}
        for row in connection.execute(query.group_by(c.teacher_id)).all()
    }


_COUNTED: Mapping[HistoryKind, Callable[[Connection, str], dict[str, dict[str, str]]]] = {
    TRAINING: _credits,
    HEAD_TEACHER: _heads,
}

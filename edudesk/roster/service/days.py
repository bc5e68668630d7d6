"""The roster of another day: which states held then, found by the database without reading whole careers."""

from collections import defaultdict, namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Select, String, bindparam, case, func, literal, select

from edudesk.base.columns import printed
from edudesk.base.dates import is_before
from edudesk.base.making import maker
from edudesk.base.memory import uncollected
from edudesk.roster.histories import KINDS, HistoryKind
from edudesk.roster.histories.growing import TRAINING, cycle_of
from edudesk.roster.histories.reviews import ANNUAL_REVIEW, ETHICS_REVIEW
from edudesk.roster.histories.teaching import ASSIGNMENT, HEAD_TEACHER
from edudesk.roster.history_tables import TABLES
from edudesk.roster.rows import TeacherRow
from edudesk.roster.tables import Teacher
from edudesk.school.rules.years import term_and_year
from edudesk.store.journal import head
from edudesk.store.tables import core
from edudesk.store.work import is_working

_FLAT_KINDS = tuple(kind for kind in KINDS if kind.flat_fields)
_ON = bindparam("on", type_=String())
# kinds that every year adds rows to
_YEARLY = frozenset((ASSIGNMENT, HEAD_TEACHER, ANNUAL_REVIEW, ETHICS_REVIEW, TRAINING))
_OLDEST_FIRST = itemgetter(2, 1)  # begins and id, as keeping.stored_rows has them


# by teacher id, oldest first: the state fields of rows
Careers: TypeAlias = Mapping[str, tuple[tuple[Any, ...], ...]]
_KEPT: WeakKeyDictionary[Engine, tuple[str, dict[HistoryKind, Careers]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherThen(TeacherRow):
    """A teacher as of another day than today. day: ISO; ages and years of service are those of that day."""

    day: str


_PLACE = {field.name: place for place, field in enumerate(fields(TeacherRow))}
_facts_of = attrgetter(*_PLACE)


def _at_day(row: TeacherRow, day: str, values: Mapping[str, str]) -> TeacherThen:
    """The teacher with these facts instead, as of an ISO day."""
    facts = [*_facts_of(row), day]
    for key, value in values.items():
        facts[_PLACE[key]] = value
    return maker(TeacherThen)(facts)


def rows_on(connection: Connection, teachers: Sequence[TeacherRow], on: str) -> list[TeacherRow]:
    """Those of the teachers who had come by an ISO day, with the facts of that day."""
    there = [row for row in teachers if not is_before(on, row.school_start)]
    found = as_of(connection, there, on)
    with uncollected():
        return [_at_day(row, on, values) for row, values in zip(there, found, strict=True)]


@uncollected()
def as_of(connection: Connection, teachers: Sequence[TeacherRow], on: str) -> list[dict[str, str]]:
    """The flat fields that the dated facts settle for an ISO day, teacher by teacher.

    Twenty years of 2,000 teachers are some 400,000 rows: of the kinds that every year adds to only those are read
    that matter, the others are kept for the next day somebody looks at.
    """
    found: list[dict[str, str]] = [{} for _ in teachers]
    kept = _kept(connection)
    for kind in _FLAT_KINDS:
        if kept is None or kind in _YEARLY:
            held = states(connection, kind, on)
        else:
            if kind not in kept:
                kept[kind] = _careers(connection.execute(_all(kind)).all())
            held = _said(kind, kept[kind], on)
        without = []
        for teacher, settled in zip(teachers, found, strict=True):
            state = held.get(teacher.id)
            if state is None:
                without.append((teacher, settled))
            else:
                settled.update(state)
        if without:
            have = _having(connection, kind) if kept is None or kind in _YEARLY else kept[kind].keys()
            blank = kind.state((), on)
            for teacher, settled in without:
                settled.update(blank if teacher.id in have else kind.then(teacher, on))
    return found


def _kept(connection: Connection) -> dict[HistoryKind, Careers] | None:
    """What was read of the present content, by the end of its journal; None in a unit of work, which may yet be
    rolled back."""
    if is_working(connection):
        return None
    mac = head(connection).mac
    there = _KEPT.get(connection.engine)
    if there is None or there[0] != mac:
        there = _KEPT[connection.engine] = (mac, {})
    return there[1]


def states(connection: Connection, kind: HistoryKind, on: str) -> Mapping[str, Mapping[str, str]]:
    """What the rows of a kind that had begun by a day say then: teacher id -> flat fields."""
    if kind in _COUNTED:
        return _COUNTED[kind](connection, on)
    return _said(kind, _careers(connection.execute(_query(kind), {"on": on}).all()), on)


def _careers(rows: Sequence[Any]) -> Careers:
    """Rows of teacher, row id and state fields (as _query has them) by teacher."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    for own in found.values():
        if len(own) > 1:
            own.sort(key=_OLDEST_FIRST)  # here, for asked to sort SQLite leaves the short way
    return {
        teacher_id: tuple([row[2:] for row in own])
        for teacher_id, own in found.items()
        if own[0][1] is not None
    }


def _said(kind: HistoryKind, careers: Careers, on: str) -> dict[str, Mapping[str, str]]:
    """What careers say on a day; those in which nothing had begun are missing."""
    made = namedtuple("made", kind.state_fields)  # type: ignore[misc]  # the kind's fields
    known: dict[Any, dict[str, str]] = {}  # of a thousand teachers most say the same
    found: dict[str, Mapping[str, str]] = {}
    for teacher_id, own in careers.items():
        begun = own if own[-1][0] <= on else tuple([row for row in own if row[0] <= on])
        if begun:
            state = known.get(begun)
            if state is None:
                state = known[begun] = kind.state([made._make(row) for row in begun], on)
            found[teacher_id] = state
    return found


@cache
def _query(kind: HistoryKind) -> Select[Any]:
    """Teacher, row id (None when no row matters) and state fields for a day "on"; made once, for that takes longer
    than many of the answers."""
    return _last_only(kind) if kind.is_last_only else _begun(kind)


@cache
def _all(kind: HistoryKind) -> Select[Any]:
    """All rows, as _query has them."""
    c = core(TABLES[kind.key]).c
    return select(c.teacher_id, *_wanted(kind, c)).where(c.deleted_at == "")


def _wanted(kind: HistoryKind, c: Any) -> list[Any]:
    return [c.id, *(c[name] for name in kind.state_fields)]


def _begun(kind: HistoryKind) -> Select[Any]:
    """All rows that had begun."""
    c = core(TABLES[kind.key]).c
    return select(c.teacher_id, *_wanted(kind, c)).where(c.deleted_at == "", c.begins <= _ON)


def _last_only(kind: HistoryKind) -> Select[Any]:
    """Of each teacher the rows of the last state that held: two steps in the index, however long the career.

    The days on which those states began are found first: SQLite would else look for them row by row. And the
    rows are joined from outside: it would else go through all there are.
    """
    teacher, table, other = core(Teacher), core(TABLES[kind.key]), core(TABLES[kind.key]).alias("other").c
    is_own = (other.teacher_id == teacher.c.id) & (other.deleted_at == "") & (other.begins <= _ON)
    begins = select(other.begins).where(is_own, _holding(other)).order_by(other.begins.desc()).limit(1)
    last = (
        select(teacher.c.id, begins.scalar_subquery().label("begins")).cte("last").prefix_with("MATERIALIZED")
    )
    c = table.c
    is_last = (c.teacher_id == last.c.id) & (c.begins == last.c.begins) & (c.deleted_at == "") & _holding(c)
    return select(last.c.id, *_wanted(kind, c)).select_from(last.outerjoin(table, is_last))


def _holding(c: Any) -> Any:
    """histories.held.holds of rows that have begun, on the day "on"."""
    return (c.ends == "") | (c.ends >= func.substr(_ON, 1, func.length(c.ends)))


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
    is_now = (c.school_year == term_and_year(on)[0]) & _holding(c)
    is_head = func.max(case((is_now, 1), else_=0))
    query = select(c.teacher_id, is_head, years).where(c.deleted_at == "", c.begins <= on)
    return {
        row[0]: {"head_teacher": "是" if row[1] else "", "head_teacher_years": str(row[2] or "")}
        for row in connection.execute(query.group_by(c.teacher_id), {"on": on}).all()
    }


_COUNTED: Mapping[HistoryKind, Callable[[Connection, str], dict[str, dict[str, str]]]] = {
    TRAINING: _credits,
    HEAD_TEACHER: _heads,
}

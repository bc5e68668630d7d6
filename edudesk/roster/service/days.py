"""The roster of another day: which states held then, found by the database without reading whole careers."""

from collections import defaultdict, namedtuple
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, reduce
from itertools import repeat
from operator import add, attrgetter, itemgetter
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
_SETTLED = tuple(key for kind in _FLAT_KINDS for key in kind.flat_fields)
_LASTING = tuple(field.name for field in fields(TeacherRow) if field.name not in _SETTLED)
_ON = bindparam("on", type_=String())
# kinds that every year adds rows to
_YEARLY = frozenset((ASSIGNMENT, HEAD_TEACHER, ANNUAL_REVIEW, ETHICS_REVIEW, TRAINING))
_OLDEST_FIRST = itemgetter(2, 1)  # begins and id, as keeping.stored_rows has them


# values of the flat fields of a kind, in their order
State: TypeAlias = tuple[str, ...]
# by teacher id, oldest first: the state fields of rows
Careers: TypeAlias = Mapping[str, tuple[tuple[Any, ...], ...]]
_KEPT: WeakKeyDictionary[Engine, tuple[str, dict[HistoryKind, Careers]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherThen(TeacherRow):
    """A teacher as of another day than today. day: ISO; ages and years of service are those of that day."""

    day: str


@uncollected()
def rows_on(connection: Connection, teachers: Sequence[TeacherRow], on: str) -> list[TeacherRow]:
    """Those of the teachers who had come by an ISO day, with the flat facts that the dated ones settle for that day.

    Twenty years of 2,000 teachers are some 400,000 rows: of the kinds that every year adds to only those are read
    that matter, the others are kept for the next day somebody looks at.
    """
    there = [row for row in teachers if not is_before(on, row.school_start)]
    kept = _kept(connection)
    facts: list[Iterable[tuple[str, ...]]] = [
        repeat((on,)),
        map(attrgetter(*_LASTING), there),
        *(_settled(connection, kind, there, on, kept) for kind in _FLAT_KINDS),
    ]
    # put together without a loop of ours, which would take longer than all the rest
    whole = reduce(lambda some, more: map(add, some, more), facts)
    return list(map(maker(TeacherThen, ("day", *_LASTING, *_SETTLED)), whole))


def _settled(
    connection: Connection,
    kind: HistoryKind,
    teachers: Sequence[TeacherRow],
    on: str,
    kept: dict[HistoryKind, Careers] | None,
) -> list[State]:
    """What a kind settles, teacher by teacher. kept: what was read for another day, see _kept."""
    have: Collection[str] | None = None
    if kept is None or kind in _YEARLY:
        held = states(connection, kind, on)
    else:
        if kind not in kept:
            kept[kind] = _careers(connection.execute(_all(kind)).all())
        held, have = _said(kind, kept[kind], on), kept[kind]
    found = [held.get(teacher.id) for teacher in teachers]
    if have is None and None in found:
        have = _having(connection, kind)
    blank = _flat(kind, kind.state((), on))
    return [
        state or (blank if have and teacher.id in have else kind.then(teacher, on))
        for teacher, state in zip(teachers, found, strict=True)
    ]


def _flat(kind: HistoryKind, said: Mapping[str, str]) -> State:
    return tuple([said[key] for key in kind.flat_fields])


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


def states(connection: Connection, kind: HistoryKind, on: str) -> Mapping[str, State | None]:
    """What the rows of a kind that had begun by a day say then, by teacher id; None or nothing where there are none."""
    if kind in _COUNTED:
        return _COUNTED[kind](connection, on)
    return _said(kind, _careers(connection.execute(_query(kind), {"on": on}).all()), on)


def _careers(rows: Sequence[Any]) -> Careers:
    """Rows of teacher, row id and state fields (as _query has them) by teacher; equal careers are one object."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    known: dict[Any, Any] = {}
    careers: dict[str, Any] = {}
    for teacher_id, own in found.items():
        if len(own) > 1:
            own.sort(key=_OLDEST_FIRST)  # here, for asked to sort SQLite leaves the short way
        if own[0][1] is not None:
            career = tuple([row[2:] for row in own])
            careers[teacher_id] = known.setdefault(career, career)
    return careers


def _said(kind: HistoryKind, careers: Careers, on: str) -> dict[str, State | None]:
    """What careers say on a day; None for those in which nothing had begun."""
    known: dict[int, State | None] = {}  # of a thousand teachers many say the same
    for career in {id(career): career for career in careers.values()}.values():
        begun = [row for row in career if row[0] <= on]
        known[id(career)] = _flat(kind, kind.state(list(map(_row_of(kind), begun)), on)) if begun else None
    return {teacher_id: known[id(career)] for teacher_id, career in careers.items()}


@cache
def _row_of(kind: HistoryKind) -> Callable[[Iterable[Any]], Any]:
    """What makes rows of the state fields alone."""
    made = namedtuple("made", kind.state_fields)  # type: ignore[misc]  # the kind's fields
    return made._make


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


def _credits(connection: Connection, on: str) -> dict[str, State]:
    """As the summary of 培训, summed by the database over the courses of the cycle alone."""
    teacher, c = core(Teacher).c, core(TABLES[TRAINING.key]).c
    own = (c.teacher_id == teacher.id) & (c.deleted_at == "") & (c.begins <= on)
    worth = case((c.counted == "否", 0.0), else_=func.coalesce(c.credits, c.hours, 0.0))
    total = (
        select(func.coalesce(func.sum(worth), 0.0)).where(own, c.begins >= cycle_of(on)[0]).scalar_subquery()
    )
    query = select(teacher.id, total).where(select(literal(1)).where(own).exists())
    return {row[0]: (printed(row[1]),) for row in connection.execute(query).all()}


def _heads(connection: Connection, on: str) -> dict[str, State]:
    """As the summary of 班主任: school years counted, with those before there were rows."""
    c = core(TABLES[HEAD_TEACHER.key]).c
    years = func.count(case((c.years.is_(None), c.school_year)).distinct()) + func.coalesce(
        func.sum(c.years), 0
    )
    is_now = (c.school_year == term_and_year(on)[0]) & _holding(c)
    is_head = func.max(case((is_now, 1), else_=0))
    query = select(c.teacher_id, is_head, years).where(c.deleted_at == "", c.begins <= on)
    return {
        row[0]: ("是" if row[1] else "", str(row[2] or ""))
        for row in connection.execute(query.group_by(c.teacher_id), {"on": on}).all()
    }


_COUNTED: Mapping[HistoryKind, Callable[[Connection, str], dict[str, State]]] = {
    TRAINING: _credits,
    HEAD_TEACHER: _heads,
}

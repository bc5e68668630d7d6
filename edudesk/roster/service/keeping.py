"""Keeping the flat facts of teachers and their dated facts in step, inside one unit of work.

The promise: what the flat row shows is what the rows of each kind say for today (kind.state), wherever a
teacher has rows of that kind; without rows the flat facts stand for themselves.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import CompoundSelect, Connection, bindparam, literal, select, union_all

from edudesk.base import clock
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.making import make_rows
from edudesk.roster.histories import KIND_OF_FIELD, KINDS, HistoryKind
from edudesk.roster.histories.growing import MENTORING, TRAINING, Led, cycle_of
from edudesk.roster.histories.reviews import BARRED, ETHICS_EVENT, EthicsEvent, barring_problem
from edudesk.roster.histories.teaching import HEAD_TEACHER
from edudesk.roster.history_tables import TABLES
from edudesk.roster.rows import COLUMN, TeacherDraft, TeacherRow
from edudesk.roster.service import days
from edudesk.roster.tables import Teacher
from edudesk.school.rules.years import term_and_year
from edudesk.store.chunks import chunks
from edudesk.store.tables import core
from edudesk.store.work import Work

_FEW = 20  # teachers
FlatChange: TypeAlias = tuple[TeacherRow, Mapping[str, str]]
_FLAT_KINDS = tuple(kind for kind in KINDS if kind.flat_fields)


def stored_rows(
    connection: Connection,
    kind: HistoryKind,
    ids: Sequence[str] | None = None,
    *,
    since: str = "",
    until: str = "",
) -> dict[str, list[Any]]:
    """Rows of a kind by teacher id, oldest first. ids: of these teachers, None = of all; since, until: ISO year, month
    or day that rows with a date must not have begun before or after."""
    c = core(TABLES[kind.key]).c
    names = [field.name for field in fields(kind.row)]
    query = select(*(c[name] for name in names)).where(c.deleted_at == "").order_by(c.begins, c.id)
    if since:
        query = query.where((c.begins >= since) | (c.begins == ""))
    if until:
        query = query.where(c.begins <= until)
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for chunk in chunks(ids) if ids is not None else (None,):
        stored = connection.execute(query if chunk is None else query.where(c.teacher_id.in_(chunk))).all()
        for held in make_rows(kind.row, stored):
            found[held.teacher_id].append(held)
    return found


def holders(connection: Connection, kind: HistoryKind) -> set[str]:
    """Ids of the teachers who have any fact of a kind."""
    c = core(TABLES[kind.key]).c
    return set(connection.scalars(select(c.teacher_id).where(c.deleted_at == "").distinct()))


def barring_events(
    connection: Connection, kind: HistoryKind, ids: Sequence[str]
) -> Mapping[str, Sequence[EthicsEvent]]:
    """The events whose veto may bar facts of a kind, by teacher id; nothing is read for a kind none bars."""
    return stored_rows(connection, ETHICS_EVENT, ids) if kind.key in BARRED else {}


def ids_of(connection: Connection, teacher_id: str) -> dict[str, str]:
    """Every dated fact of one teacher, those in the recycle bin too: row id -> name of its table."""
    return {row[0]: row[1] for row in connection.execute(_ids_query(), {"teacher": teacher_id})}


@cache
def _ids_query() -> CompoundSelect[Any]:
    """Made once: putting twenty tables together takes longer than reading them."""
    parts = [
        select(c.id, literal(table.__tablename__)).where(c.teacher_id == bindparam("teacher"))
        for table in TABLES.values()
        for c in (core(table).c,)
    ]
    return union_all(*parts)


class Following(NamedTuple):
    """What the dated facts of one kind become when flat fields of a teacher do.

    at: place of the teacher among the changes; state: the flat fields they show then; problems: typed values
    that they contradict.
    """

    at: int
    kind: HistoryKind
    before: Sequence[Any]
    after: Sequence[Any]
    state: Mapping[str, str]
    problems: list[FieldProblem]


def following(connection: Connection, changes: Sequence[FlatChange], on: str = "") -> Iterator[Following]:
    """What follows from changes of flat fields; nothing is written. on: see in_step."""
    today = clock.today().isoformat()
    touched = {KIND_OF_FIELD[key].key for _, wanted in changes for key in wanted if key in KIND_OF_FIELD}
    for kind in KINDS:
        if kind.key not in touched:
            continue
        own = set(kind.flat_fields)
        places = [at for at, (_, wanted) in enumerate(changes) if not own.isdisjoint(wanted)]
        ids = [changes[at][0].id for at in places]
        there, events = stored_rows(connection, kind, ids), barring_events(connection, kind, ids)
        for at in places:
            row, wanted = changes[at]
            after: TeacherDraft = replace(row, **wanted)  # type: ignore[arg-type]
            before_rows = there.get(row.id, [])
            kept = kind.after(before_rows, row, after, today, on)
            if not (kept or before_rows):
                state = _following_words(kind, row, wanted, today)
                kept = []
            else:
                state = kind.state(kept, today)
            problems = [
                FieldProblem(
                    key,
                    f"{COLUMN[key].full_title}由“{kind.title}”记录得出（{state[key] or '（空）'}），"
                    "请在“发展”中修改。",
                )
                for key in own & wanted.keys()
                if state.get(key, wanted[key]) != wanted[key]
            ]
            if own_events := events.get(row.id):
                problems += _barred(own_events, kind, row, after, kept, before_rows, today)
            yield Following(at, kind, before_rows, kept, state, problems)


def _following_words(
    kind: HistoryKind, row: TeacherRow, wanted: Mapping[str, str], today: str
) -> dict[str, str]:
    """Flat fields that follow from a word that became another, for a teacher without rows (称号级别)."""
    found: dict[str, str] = {}
    for facet in kind.facets:
        flats = {key: flat for flat, key in facet.fields.items()}
        loose = [flats[key] for key in facet.follows if key in flats and flats[key] not in wanted]
        if facet.word in wanted and loose:
            after: TeacherDraft = replace(row, **{**wanted, **dict.fromkeys(loose, "")})  # type: ignore[arg-type]
            told = kind.state(kind.told_by(after, today), today)
            found |= {flat: told[flat] for flat in loose}
    return found


def _barred(
    events: Sequence[EthicsEvent],
    kind: HistoryKind,
    row: TeacherRow,
    after: TeacherDraft,
    kept: Sequence[Any],
    before: Sequence[Any],
    today: str,
) -> list[FieldProblem]:
    """What a veto says to flat fields whose word becomes another."""
    words = [
        facet.word
        for facet in kind.facets
        if getattr(after, facet.word) not in ("", getattr(row, facet.word))
    ]
    if not words:
        return []
    old = [*before, *kind.told_by(row, today)]
    fresh = [one for one in kept or kind.told_by(after, today) if one not in old]
    said = next((text for one in fresh if (text := barring_problem(kind, one, events, today))), "")
    return [FieldProblem(words[0], said)] if said else []


def led_by(connection: Connection, teacher_id: str) -> list[Led]:
    """The pairs of 青蓝工程 somebody leads, oldest first; those of teachers in the recycle bin left out."""
    c, t = core(TABLES[MENTORING.key]).c, core(Teacher).c
    names = [field.name for field in fields(Led) if field.name != "mentee"]
    query = (
        select(*(c[name] for name in names), t.name.label("mentee"))
        .join(core(Teacher), t.id == c.teacher_id)
        .where(c.mentor_id == teacher_id, c.deleted_at == "", t.deleted_at == "")
        .order_by(c.begins)
    )
    return [Led(**row._mapping) for row in connection.execute(query)]


def in_step(
    work: Work, changes: Sequence[FlatChange], on: str = "", *, is_strict: bool = True
) -> list[dict[str, str]]:
    """Bring the dated facts in step with changes of flat fields; returns per teacher the flat fields to store.

    on: effective ISO day of new states, "" when only the dates among the fields tell a new state from a correction.
    is_strict: a typed value that the dated facts contradict, or a veto bars, raises UserError with every such
    problem; else nothing of that kind is changed for the teacher.
    """
    stored: list[dict[str, str]] = [dict(wanted) for _, wanted in changes]
    problems: list[FieldProblem] = []
    for one in following(work.connection, changes, on):
        if one.problems and not is_strict:
            stored[one.at] = {
                key: value for key, value in stored[one.at].items() if key not in one.kind.flat_fields
            }
            continue
        name = f"{changes[one.at][0].name}：" if len(changes) > 1 else ""
        problems += [FieldProblem(problem.key, name + problem.text) for problem in one.problems]
        if one.after or one.before:
            write(work, one.kind, one.before, one.after)
        stored[one.at] |= one.state
    if problems and is_strict:
        raise UserError(
            "有几项不能这样改，没有保存。",
            "请按标出的说明处理；其他内容都还在。",
            tuple(problems),
        )
    return [
        {key: value for key, value in fresh.items() if getattr(row, key) != value}
        for (row, _), fresh in zip(changes, stored, strict=True)
    ]


def write(work: Work, kind: HistoryKind, before: Sequence[Any], after: Sequence[Any]) -> None:
    """Store the rows of one teacher as they are now: new ones have no id, those gone go to the recycle bin."""
    table = TABLES[kind.key]
    old = {row.id: row for row in before}
    work.insert(table, [facts_of(row) for row in after if not row.id])
    changed = {row.id: facts_of(row) for row in after if row.id and row != old[row.id]}
    if changed:
        work.update_many(table, changed)
    kept = {row.id for row in after}
    if gone := [row_id for row_id in old if row_id not in kept]:
        work.put_away(table, gone)


def refresh(work: Work, kind: HistoryKind, ids: Iterable[str]) -> int:
    """Show in the flat rows of these teachers what the rows of a kind now say; returns how many changed."""
    if not kind.flat_fields:
        return 0
    ids = list(ids)
    today = clock.today().isoformat()
    if len(ids) > _FEW:  # whole careers of many teachers take seconds
        found, blank = days.states(work.connection, kind, today), kind.state((), today)
        said = {
            one: dict(zip(kind.flat_fields, state, strict=True))
            for one, state in found.items()
            if state is not None
        }
        return work.update_many(Teacher, {one: said.get(one, blank) for one in ids})
    rows = stored_rows(work.connection, kind, ids)
    return work.update_many(Teacher, {one: kind.state(rows.get(one, []), today) for one in ids})


def facts_of(row: Any) -> dict[str, Any]:
    """A row as its table holds it, without id and version."""
    return {
        field.name: getattr(row, field.name) for field in fields(row) if field.name not in ("id", "version")
    }


def due_since(connection: Connection, settled: str, today: str) -> dict[str, list[str]]:
    """Teachers for whom a state began or ended between two ISO days: kind key -> ids.

    A clock that was wrong may have settled a day to come: what lies between is due then too.
    """
    found: dict[str, list[str]] = {}
    first, last = sorted((settled, today))
    for kind in _FLAT_KINDS:
        c = core(TABLES[kind.key]).c
        has_begun = (c.begins > first[:7]) & (c.begins <= last)
        has_ended = (c.ends >= first[:7]) & (c.ends != "") & (c.ends < last)
        query = select(c.teacher_id).distinct().where(c.deleted_at == "")
        turn = _TURNS.get(kind.key)
        if turn is None or turn(first) == turn(last):
            query = query.where(has_begun | has_ended)
        if ids := list(connection.scalars(query)):
            found[kind.key] = ids
    return found


# what a day is in for kinds whose state becomes another with it, without any row that begins or ends
_TURNS: Mapping[str, Callable[[str], object]] = {
    HEAD_TEACHER.key: lambda on: term_and_year(on)[0],
    TRAINING.key: cycle_of,
}

"""Things that ship with the program and that a school copies and changes: forms of checks, kinds of projects.

Each has a key and numbered versions. A version that something was made with is frozen: saving makes the next one.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from operator import itemgetter
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Connection, select

from edudesk.base import clock
from edudesk.base.errors import FieldProblem, UserError
from edudesk.store.records import Records
from edudesk.store.tables import Record, core
from edudesk.store.work import Work

EditionKey = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnVersionDraft:
    """One version that a school keeps. number: of the version; since: ISO day it counts from; note: 修改说明; content: JSON of
    the thing; is_off: 是 = offered no more (停用), what was made with it keeps it."""

    key: str
    number: int
    title: str
    since: str
    note: str
    content: str
    is_off: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnVersionRow(OwnVersionDraft):
    """A stored version."""

    id: str
    version: int


class Edition(Protocol):
    """One version; a dataclass."""

    @property
    def key(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def note(self) -> str: ...


T = TypeVar("T", bound=Edition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped(Generic[T]):
    """One sort of things.

    table, row: where the own versions are (OwnVersionDraft) and as what they are read; noun: 检查表单; short: as sentences
    call it, "" = the noun; ours: those of the program; read: row -> thing; plain: thing -> what its JSON says; problems:
    what keeps one from being stored; made: what is made with them, table -> its column with their key, beside it their
    number (form, form_version); None: every version stays, to be looked at; beside: fields of a thing that the table has
    too.
    """

    table: type[Record]
    row: type[Any] = OwnVersionRow
    noun: str
    short: str = ""
    ours: Callable[[], Iterable[T]]
    read: Callable[[Any], T]
    plain: Callable[[T], object]
    problems: Callable[[T], tuple[FieldProblem, ...]]
    made: Mapping[type[Record], str] | None
    beside: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """As sentences call it."""
        return self.short or self.noun

    def is_used(self, connection: Connection, key: str, number: int) -> bool:
        """Whether something was made with a version."""
        if self.made is None:
            return True
        for table, name in self.made.items():
            c = core(table).c
            query = select(c.id).where(c[name] == key, c[f"{name}_version"] == number).limit(1)
            if connection.scalar(query) is not None:
                return True
        return False

    def stored(self, one: T, since: str) -> dict[str, object]:
        """The fields of the table. since: ISO day."""
        return {
            "key": one.key,
            "number": one.version,
            **{name: getattr(one, name) for name in self.beside},
            "title": one.title,
            "since": since,
            "note": one.note,
            "content": json.dumps(self.plain(one), ensure_ascii=False, sort_keys=True),
            "is_off": "",
        }


class Editions(Generic[T]):
    """The versions of one sort of things, shipped and own. kept: the own ones."""

    def __init__(self, sort: Shipped[T], kept: Records[Any]) -> None:
        self.kept = kept
        self._sort, self._table, self._noun = sort, sort.table, sort.word

    def every(self, connection: Connection) -> dict[EditionKey, T]:
        """(key, version) -> thing; what is kept of a shipped version counts, not what a later program ships."""
        own = {(row.key, row.number): self._sort.read(row) for row in self.kept.rows(connection)}
        return {(one.key, one.version): one for one in self._sort.ours()} | own

    def offered(self, connection: Connection, on: str = "") -> list[T]:
        """The newest version in force of each that is not 停用: what new things are made with.

        on: ISO day until which a version must have come into force (生效日期), "" = today; what is in force today is
        offered for an earlier day too when there is no older version.
        """
        rows = self.kept.rows(connection)
        off = {row.key for row in rows if row.is_off}
        since = {(row.key, row.number): row.since for row in rows}
        every, today = self.every(connection), clock.today().isoformat()
        oldest = sorted(_begun(every, since, today).items(), key=itemgetter(0), reverse=True)
        found = {key: one for (key, _), one in oldest} | newest(_begun(every, since, on or today))
        return [found[key] for key in newest(every) if key in found and key not in off]

    def is_shipped(self, key: str, number: int = 0) -> bool:
        """Whether it comes with the program; with a number, that version of it."""
        return any(one.key == key and number in (0, one.version) for one in self._sort.ours())

    def is_frozen(self, connection: Connection, key: str, number: int) -> bool:
        """Whether saving makes the next version: something was made with this one, or it is shipped."""
        return self.is_shipped(key, number) or self._sort.is_used(connection, key, number)

    def free_key(self, connection: Connection, key: str) -> str:
        """A key nothing has, for a copy of what has this one: KT2."""
        taken = {one for one, _ in self.every(connection)}
        return next(found for number in count(2) if (found := f"{key}{number}") not in taken)

    def save(self, work: Work, one: T, note: str, since: str = "", *, is_new: bool = False) -> T:
        """Keep a thing: as the next version when the newest one is frozen, else in its place.

        one: its version is that it was made from; note: 修改说明; since: ISO day; is_new: it may not be there yet. Raises
        UserError when there is a newer version.
        """
        last = newest(self.every(work.connection)).get(one.key)
        if last is not None and is_new:
            raise UserError(
                f"已有编号为“{one.key}”的{self._noun}（{last.title}）。",
                f"请换一个编号再保存；原有的{self._noun}没有改动。",
                (FieldProblem("key", "编号已被使用。"),),
            )
        if last is not None and last.version > one.version:
            raise UserError(
                f"“{one.title}”已经有了 v{last.version}。",
                f"请打开 v{last.version} 再改一次；已有的版本没有改动。",
            )
        # a shipped version may be kept too, beside what says that it is 停用
        own = {
            (row.key, row.number): row
            for row in self.kept.rows(work.connection)
            if not self.is_shipped(row.key, row.number)
        }
        open_row = own.get((one.key, last.version)) if last else None
        if open_row and not self._sort.is_used(work.connection, one.key, open_row.number):
            kept = _again(one, open_row.number, note)
            work.title = f"修改{self._noun} {_name(kept)}"
            work.update(self._table, open_row.id, self._sort.stored(kept, since))
            return kept
        kept = _again(one, last.version + 1 if last else 1, note)
        work.title = f"{'新版' if last else '新建'}{self._noun} {_name(kept)}"
        work.insert(self._table, [self._sort.stored(kept, since)])
        return kept

    def switch(self, work: Work, key: str, *, is_off: bool) -> None:
        """Offer a thing no more, or again; what was made with it stays. Raises UserError for an unknown key."""
        rows = [row for row in self.kept.rows(work.connection) if row.key == key]
        last = newest(self.every(work.connection)).get(key)
        if last is None:
            raise UserError(f"没有编号为“{key}”的{self._noun}。", "请刷新列表后再试；数据没有改动。")
        work.title = f"{'停用' if is_off else '启用'}{self._noun} {last.title}"
        word = "是" if is_off else ""
        if not rows:  # a shipped one: a row of ours says that it is off
            work.insert(self._table, [{**self._sort.stored(last, ""), "is_off": word}])
            return
        work.update_many(self._table, {row.id: {"is_off": word} for row in rows})

    def keep(self, work: Work, keys: Collection[EditionKey]) -> None:
        """Keep shipped versions as they are now, inside another verb: a later program may ship another text."""
        there = {(row.key, row.number) for row in self.kept.rows(work.connection)}
        every = self.every(work.connection)
        work.insert(
            self._table,
            [self._sort.stored(every[key], "") for key in sorted(keys) if key in every and key not in there],
        )


def newest(every: Mapping[EditionKey, T]) -> dict[str, T]:
    """The newest version of each key, in their order."""
    found: dict[str, T] = {}
    for (key, number), one in every.items():
        if key not in found or number > found[key].version:
            found[key] = one
    return found


def _begun(every: Mapping[EditionKey, T], since: Mapping[EditionKey, str], on: str) -> dict[EditionKey, T]:
    return {key: one for key, one in every.items() if since.get(key, "") <= on}


def _again(one: T, version: int, note: str) -> T:
    changed: T = replace(one, version=version, note=note)  # type: ignore[type-var]
    return changed


def _name(one: Edition) -> str:
    return f"{one.title} v{one.version}"

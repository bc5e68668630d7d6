"""Who acts on which store: every service is built on one context."""

import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from sqlalchemy import Connection

from edudesk.base.errors import UserError
from edudesk.store import journal
from edudesk.store.engine import Store
from edudesk.store.rights import LOCAL_USER, Actor, Right, Verb
from edudesk.store.work import Work

Listener = Callable[[frozenset[str]], None]
EVERYTHING = frozenset({"everything"})
"""Announced when the whole content became another: a backup was restored."""


class Context:
    """The open store, the person at the keyboard, the PC, and whoever wants to hear of changes."""

    def __init__(self, store: Store, actor: Actor = LOCAL_USER, device: str = "") -> None:
        self.store = store
        self.actor = actor
        self.device = device or platform.node() or "本机"
        self._listeners: list[Listener] = []
        self.forget_undo()

    def head(self) -> journal.Head:
        """The end of the journal now."""
        with self.store.transaction() as connection:
            return journal.head(connection)

    def stamp(self, connection: Connection | None = None) -> tuple[int, int]:
        """Another one as soon as a row of the school is another: what was read until then no longer holds.

        connection: of the reading that asks, None = one of its own.
        """
        with nullcontext(connection) if connection is not None else self.store.transaction() as open_one:
            return self.store.generation, journal.last_change(open_one)

    def forget_undo(self) -> None:
        """From now on undo reaches back to this moment: after opening, and after a restore."""
        self.opened_at = self.head().seq

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call listener with the names of what changed, after each commit and in the thread that
        committed. Returns a function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, names: frozenset[str]) -> None:
        """Tell the listeners; "journal" is added, for every verb writes one entry."""
        for listener in tuple(self._listeners):
            listener(names | {"journal"})

    def require(self, right: Right) -> None:
        """Raises UserError when the person may not."""
        if right not in self.actor.rights:
            raise UserError("您没有做这件事的权限。", "请联系校长或教务处；数据没有改动。")

    @contextmanager
    def reading(self, right: Right) -> Iterator[Connection]:
        """A connection for one reading."""
        self.require(right)
        with self.store.transaction() as connection:
            yield connection

    @contextmanager
    def work(self, verb: Verb) -> Iterator[Work]:
        """One verb: right, transaction, journal entry, and the announcement after the commit."""
        self.require(verb.right)
        with self.store.transaction() as connection:
            # the seq of the entry to come: a version no row of this school has had yet
            seq = journal.head(connection).seq + 1
            work = Work(connection, verb.title, "do" if verb.is_undoable else "note", seq)
            yield work
            is_told = bool(work.changes) or not verb.is_undoable
            if is_told:
                journal.append(
                    connection,
                    actor=self.actor.name,
                    device=self.device,
                    verb=verb.name,
                    title=work.title,
                    kind=work.kind,
                    changes=work.changes,
                    ref=work.ref,
                    detail=work.detail,
                )
        if is_told:
            self.announce(frozenset(work.concerns))

"""Verbs: what can be done to the school, each declared once with its title and the right it needs."""

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection

from edudesk.store.context import Context
from edudesk.store.rights import Right, Verb
from edudesk.store.work import Work


class Service(Protocol):
    """What verbs are methods of."""

    @property
    def context(self) -> Context:
        """The store and who acts."""
        ...


class Kindred(Service, Protocol):
    """What act and look are methods of: a base of several services, which have each a verb of their own from it."""

    @property
    def verbs(self) -> Mapping[str, Verb]:
        """Of this service, by the name of the method (declare_all)."""
        ...

    @property
    def sees(self) -> Right:
        """What it takes to read."""
        ...


S = TypeVar("S", bound=Service)
K = TypeVar("K", bound=Kindred)
P = ParamSpec("P")
R = TypeVar("R")

VERBS: dict[str, Verb] = {}
"""Every verb imported so far by its name; see verb_named."""

_LATER: list[str] = ["edudesk.store.attachments"]


def later(module: str) -> None:
    """Name a module with more verbs: it is imported when a verb is not found, for the start needs few."""
    _LATER.append(module)


def verb_named(name: str) -> Verb | None:
    """The verb that the journal names; None when this program has none of that name."""
    while name not in VERBS and _LATER:
        import_module(_LATER.pop())
    return VERBS.get(name)


def import_verbs() -> None:
    """Import every module with verbs: those who follow their rows (store.following) are known then."""
    while _LATER:
        import_module(_LATER.pop())


def verb(
    title: str, *, right: Right, undoable: bool = True
) -> Callable[[Callable[Concatenate[S, Work, P], R]], Callable[Concatenate[S, P], R]]:
    """Declare a method (self, work, …) as a verb: right checked, one transaction, one journal entry.

    After the commit the concerns of the tables it changed are announced. A verb that changed no row leaves
    no entry, unless it is not undoable: then the entry itself is its trace.
    """

    def declare(function: Callable[Concatenate[S, Work, P], R]) -> Callable[Concatenate[S, P], R]:
        declared = _register(function, title, right, undoable)

        @functools.wraps(function)
        def run(self: S, *args: P.args, **kwargs: P.kwargs) -> R:
            with self.context.work(declared) as work:
                return function(self, work, *args, **kwargs)

        return run  # type: ignore[return-value]

    return declare


def view(
    right: Right,
) -> Callable[[Callable[Concatenate[S, Connection, P], R]], Callable[Concatenate[S, P], R]]:
    """Declare a method (self, connection, …) as a reading: right checked, nothing written."""

    def declare(function: Callable[Concatenate[S, Connection, P], R]) -> Callable[Concatenate[S, P], R]:
        _register(function, "", right, False, is_read=True)

        @functools.wraps(function)
        def run(self: S, *args: P.args, **kwargs: P.kwargs) -> R:
            with self.context.reading(right) as connection:
                return function(self, connection, *args, **kwargs)

        return run  # type: ignore[return-value]

    return declare


def deed(
    title: str, *, right: Right, is_read: bool = False
) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """Declare a method (self, …) that acts on the whole file, outside any transaction (备份, 恢复).

    It leaves its own entry, unless it only looks (is_read).
    """

    def declare(function: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
        _register(function, title, right, False, is_read=is_read)

        @functools.wraps(function)
        def run(self: S, *args: P.args, **kwargs: P.kwargs) -> R:
            self.context.require(right)
            return function(self, *args, **kwargs)

        return run  # type: ignore[return-value]

    return declare


def act(title: str) -> Callable[[Callable[Concatenate[K, Work, P], R]], Callable[Concatenate[K, P], R]]:
    """As verb, for a method of a base: each service made of it has a verb of its own. title: {0} is the service."""

    def of_all(function: Callable[Concatenate[K, Work, P], R]) -> Callable[Concatenate[K, P], R]:
        @functools.wraps(function)
        def run(self: K, *args: P.args, **kwargs: P.kwargs) -> R:
            with self.context.work(self.verbs[function.__name__]) as work:
                return function(self, work, *args, **kwargs)

        run.of_all = title  # type: ignore[attr-defined]
        return run  # type: ignore[return-value]

    return of_all


def look(function: Callable[Concatenate[K, Connection, P], R]) -> Callable[Concatenate[K, P], R]:
    """As view, for a method of a base: each service made of it has a reading of its own."""

    @functools.wraps(function)
    def run(self: K, *args: P.args, **kwargs: P.kwargs) -> R:
        with self.context.reading(self.sees) as connection:
            return function(self, connection, *args, **kwargs)

    run.of_all = ""  # type: ignore[attr-defined]
    return run  # type: ignore[return-value]


def declare_all(service: type, right: Right, sees: Right) -> dict[str, Verb]:
    """Enter every act and look of a service and its bases, by the name of the method. right: what it takes to act.

    TeacherService.change in edudesk.roster is roster.teacher.change: the journal keeps the name for ever.
    """
    titles: dict[str, str] = {
        name: one.of_all
        for base in reversed(service.__mro__)
        for name, one in vars(base).items()
        if hasattr(one, "of_all")
    }
    return {
        name: _enter(
            service.__module__,
            service.__qualname__,
            name,
            Verb("", title.format(service), right if title else sees, bool(title), is_read=not title),
        )
        for name, title in titles.items()
    }


def _register(
    function: Callable[..., object], title: str, right: Right, undoable: bool, *, is_read: bool = False
) -> Verb:
    service = function.__qualname__.split(".")[-2]
    return _enter(function.__module__, service, function.__name__, Verb("", title, right, undoable, is_read))


def _enter(module: str, service: str, method: str, nameless: Verb) -> Verb:
    noun = re.sub("(?<=[a-z])(?=[A-Z])", "_", service.removesuffix("Service")).lower()
    declared = replace(nameless, name=f"{module.split('.')[1]}.{noun}.{method}")
    if declared.name in VERBS:
        raise AssertionError(f"verb {declared.name} is declared twice")
    VERBS[declared.name] = declared
    return declared

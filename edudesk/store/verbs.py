"""Verbs: what can be done to the school, each declared once with its title and the right it needs."""

import functools
import re
from collections.abc import Callable
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


S = TypeVar("S", bound=Service)
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


def declare(
    service: type, method: str, title: str, right: Right, *, undoable: bool = True, is_read: bool = False
) -> Verb:
    """Enter a verb of a service: roster.teacher.change for TeacherService.change in edudesk.roster.

    The journal keeps the name for ever.
    """
    return _enter(service.__module__, service.__qualname__, method, Verb("", title, right, undoable, is_read))


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

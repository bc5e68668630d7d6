"""Verbs: what can be done to the school, each declared once with its title and the right it needs."""

import functools
import re
from collections.abc import Callable
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


def _register(
    function: Callable[..., object], title: str, right: Right, undoable: bool, *, is_read: bool = False
) -> Verb:
    declared = Verb(_name(function), title, right, undoable, is_read)
    if declared.name in VERBS:
        raise AssertionError(f"verb {declared.name} is declared twice")
    VERBS[declared.name] = declared
    return declared


def _name(function: Callable[..., object]) -> str:
    """roster.teacher.change for TeacherService.change in edudesk.roster: the journal keeps it for ever."""
    feature = function.__module__.split(".")[1]
    service = function.__qualname__.split(".")[-2].removesuffix("Service")
    noun = re.sub("(?<=[a-z])(?=[A-Z])", "_", service).lower()
    return f"{feature}.{noun}.{function.__name__}"

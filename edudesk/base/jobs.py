"""How long work reports progress: a job is a plain function that takes step."""

from collections.abc import Iterable, Iterator, Sized
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Step(Protocol):
    """step(done, total, text): done of total is finished, text says what is being done (Chinese).

    total 0 means that the length is not known yet. May raise Cancelled, which the job lets rise; so there is
    no step after the point of no return, or the user would be told that nothing happened.
    """

    def __call__(self, done: int, total: int, text: str) -> None: ...


def silent(done: int, total: int, text: str) -> None:
    """A step that tells nobody: for tests and for callers that do not wait."""


def stepping(items: Iterable[Item], step: Step, text: str, every: int = 50) -> Iterator[Item]:
    """Yield items and report each every-th one, so that progress never costs more than the work."""
    total = len(items) if isinstance(items, Sized) else 0
    for done, item in enumerate(items):
        if done % every == 0:
            step(done, total, text)
        yield item
    step(total, total, text)

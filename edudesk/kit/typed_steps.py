"""Undo and redo of what is typed in an editor, before anything is stored."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class TypedSteps(Generic[T]):
    """The contents of an editor, one behind the other. show(content): puts one into its fields."""

    def __init__(self, first: T, show: Callable[[T], object]) -> None:
        self.first = self.now = first
        self._show = show
        self._before: list[T] = []
        self._after: list[T] = []

    def take(self, now: T) -> bool:
        """What stands there after a change; False when it is what stood there before."""
        if now == self.now:
            return False
        self._before.append(self.now)
        self._after.clear()
        self.now = now
        return True

    def undo(self) -> bool:
        """Take the last change back; False when there is none. What is stored is not touched."""
        return self._step(self._before, self._after)

    def redo(self) -> bool:
        """The change that was taken back, again."""
        return self._step(self._after, self._before)

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what was there first."""
        return self.now != self.first

    def _step(self, source: list[T], other: list[T]) -> bool:
        if not source:
            return False
        other.append(self.now)
        self.now = source.pop()
        self._show(self.now)
        return True

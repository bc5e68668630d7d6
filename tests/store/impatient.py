"""Somebody who presses 取消 at a given moment of a job."""

from edudesk.base.errors import Cancelled


class Impatient:
    """A step that presses 取消 the moment it is called for the number-th time; number 0 waits to the end."""

    def __init__(self, number: int = 0) -> None:
        self.number, self.calls = number, 0

    def __call__(self, done: int, total: int, text: str) -> None:
        self.calls += 1
        if self.calls == self.number:
            raise Cancelled

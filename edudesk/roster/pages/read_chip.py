"""A search whose answer takes more than a row to tell: it is read beside the window while the chip is on."""

from collections.abc import Callable, Sequence
from functools import partial

from edudesk.base.jobs import Step
from edudesk.kit.chips import ToggleChip
from edudesk.kit.row_list import Row
from edudesk.kit.tasks import run_task

Fits = Callable[[Row], bool]
Read = Callable[[Sequence[Row], Step], Fits]


class ReadChip(ToggleChip):
    """On or off. read(rows, step): gives the answer, row by row, from all rows as they stand in the list (of today or
    of another day); until it is there, at_once(row) answers."""

    def __init__(self, key: str, text: str, at_once: Fits, read: Read) -> None:
        super().__init__(key, text, at_once, is_optional=True)
        self._read = read
        self._rows: Sequence[Row] = ()
        self._asked = 0

    def set_on(self, is_on: bool) -> None:
        was_on = self.state is not None
        super().set_on(is_on)
        if is_on and not was_on:
            self._ask()

    def offer(self, rows: Sequence[Row]) -> None:
        """The rows were read again: so is the answer, when anybody looks at it."""
        super().offer(rows)
        self._rows = rows
        if self.state is not None:
            self._ask()

    def _ask(self) -> None:
        self._asked += 1
        asked = self._asked
        run_task(
            self,
            f"正在查找{self.word}",
            partial(self._read, self._rows),
            lambda fits: self._take(asked, fits),
        )

    def _take(self, asked: int, fits: Fits) -> None:
        if asked == self._asked:
            self._fits = fits
            self.changed.emit()

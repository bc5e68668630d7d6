"""Chips of which one is in use."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from edudesk.kit.buttons import button
from edudesk.kit.cards import clear_layout


class OneOf(QWidget):
    """chosen(number): another one; choosing by hand only, not set_words."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[str] = ()) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._tell)
        self._words: tuple[str, ...] = ()
        self.set_words(words)

    @property
    def current(self) -> int:
        """Number of the one in use; -1 when there are none."""
        return self._group.checkedId()

    def set_words(self, words: Sequence[str]) -> None:
        """Other words; the one in use stays when its word is still there, else it is the first."""
        if tuple(words) == self._words:
            return
        kept = self._words[self.current] if self.current >= 0 else ""
        self._words = tuple(words)
        for old in self._group.buttons():
            self._group.removeButton(old)
        clear_layout(self._line)
        was_silent = self._group.blockSignals(True)
        place = self._words.index(kept) if kept in self._words else 0
        for number, word in enumerate(self._words):
            made = button(word, role="chip")
            made.setCheckable(True)
            made.toggled.connect(lambda is_on, made=made: _mark(made, is_on))
            made.setChecked(number == place)
            self._group.addButton(made, number)
            self._line.addWidget(made)
        self._group.blockSignals(was_silent)
        self._line.addStretch(1)

    def choose(self, number: int) -> None:
        """Another one, as if it was pressed."""
        self._group.button(number).setChecked(True)

    def _tell(self, number: int, is_on: bool) -> None:
        if is_on:
            self.chosen.emit(number)


def _mark(made: QPushButton, is_on: bool) -> None:
    made.setProperty("active", "true" if is_on else "false")
    made.style().unpolish(made)
    made.style().polish(made)

"""A row of words of which one is underlined."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.kit.buttons import button
from edudesk.kit.cards import clear_layout


class Tabs(QWidget):
    """chosen(number): another one; set_tabs does not tell."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[str] = (), gap: int = 16) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.setSpacing(gap)
        column.addLayout(self._row)
        rule = QFrame()
        rule.setProperty("role", "rule")
        column.addWidget(rule)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._tell)
        self.set_tabs(words)

    @property
    def current(self) -> int:
        """Number of the underlined word; -1 when there are none."""
        return self._group.checkedId()

    def set_tabs(self, words: Sequence[str]) -> None:
        """Other words ("检查 8"); the underlined place stays when it is still there."""
        current = max(self.current, 0)
        for old in self._group.buttons():
            self._group.removeButton(old)
        clear_layout(self._row)
        was_silent = self._group.blockSignals(True)
        for number, word in enumerate(words):
            made = button(word, role="tab")
            made.setCheckable(True)
            made.setChecked(number == min(current, len(words) - 1))
            self._group.addButton(made, number)
            self._row.addWidget(made)
        self._group.blockSignals(was_silent)
        self._row.addStretch(1)

    def say(self, words: Sequence[str]) -> None:
        """Other words on the same tabs; the focus stays."""
        for made, word in zip(self._group.buttons(), words, strict=True):
            made.setText(word)

    def choose(self, number: int) -> None:
        """Underline another word."""
        self._group.button(number).setChecked(True)

    def seize(self) -> None:
        """The keyboard on the underlined word; the arrow keys underline another."""
        if (checked := self._group.checkedButton()) is not None:
            checked.setFocus()

    def _tell(self, number: int, is_on: bool) -> None:
        if is_on:
            self.chosen.emit(number)

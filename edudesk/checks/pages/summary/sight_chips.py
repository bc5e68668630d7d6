"""The ways to look at a term side by side, the one in use marked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from edudesk.checks.pages.summary.sights import SIGHTS
from edudesk.kit.buttons import button


class SightChips(QWidget):
    """chosen(number): another one of SIGHTS."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._group = QButtonGroup(self)
        for number, sight in enumerate(SIGHTS):
            made = button(sight.word, role="chip")
            made.setCheckable(True)
            made.toggled.connect(lambda is_on, made=made: _mark(made, is_on))
            self._group.addButton(made, number)
            line.addWidget(made)
        line.addStretch(1)
        self.choose(0)
        self._group.idToggled.connect(self._tell)

    def choose(self, number: int) -> None:
        """Mark another one."""
        self._group.button(number).setChecked(True)

    def _tell(self, number: int, is_on: bool) -> None:
        if is_on:
            self.chosen.emit(number)


def _mark(made: QPushButton, is_on: bool) -> None:
    made.setProperty("active", "true" if is_on else "false")
    made.style().unpolish(made)
    made.style().polish(made)

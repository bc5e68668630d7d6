"""What a list shows instead of rows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from edudesk.kit.buttons import button


class EmptyState(QWidget):
    """What a list says when it shows nothing: a sentence, and what can be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self._box = QVBoxLayout(self)
        self._box.setSpacing(8)
        self._box.addStretch(1)  # an aligned layout would be as narrow as its hint, and cut a second line
        self._text, self._hint = QLabel(), QLabel()
        self._text.setProperty("role", "heading")
        self._hint.setProperty("role", "muted")
        for label in (self._text, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            self._box.addWidget(label)
        self._box.addStretch(1)
        self._buttons: list[QPushButton] = []

    def say(
        self, text: str, hint: str = "", actions: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        """text: what is missing; hint: what to do; actions: (word, what it does)."""
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        for old in self._buttons:
            self._box.removeWidget(old)
            old.deleteLater()
        self._buttons = [button(word, does) for word, does in actions]
        for made in self._buttons:
            self._box.insertWidget(self._box.count() - 1, made, 0, Qt.AlignmentFlag.AlignHCenter)

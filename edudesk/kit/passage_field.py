"""A field of several lines in a form: texts with paragraphs."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from edudesk.base.columns import Column

_LINES: Final = 4
_AROUND: Final = 16  # px above and below the lines


class PassageField(QPlainTextEdit):
    """An editor of fields.Editor, as wide as the form; each line is a paragraph. Tab leaves it.

    lines: as many are seen at once, 0 = as many as the column says.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, column: Column, parent: QWidget, lines: int = 0) -> None:
        super().__init__(parent)
        self.column = column
        self.setTabChangesFocus(True)
        self.setAccessibleName(column.title)
        self.setPlaceholderText(column.help)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * (lines or column.lines or _LINES) + _AROUND)
        self.textChanged.connect(self.edited)

    def typed(self) -> str:
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        was_silent = self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(was_silent)

    def widget(self) -> QWidget:
        return self

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

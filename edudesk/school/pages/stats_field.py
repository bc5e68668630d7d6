"""One yearly figure: its name, the editor, last year's value beside it, and a sentence under it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.columns import Column, printed
from edudesk.base.readings import Level
from edudesk.kit.cell_text import is_refused
from edudesk.kit.fields import editor_for, mark, read_editor
from edudesk.kit.labels import label


class FigureField(QWidget):
    """edited: the user changed something; left: the keyboard went elsewhere."""

    edited = Signal()
    left = Signal()

    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = column
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        head = QHBoxLayout()
        name = label(column.title, "muted", parent=self)
        self._last = label("", "small", parent=self)
        head.addWidget(name, 1)
        head.addWidget(self._last)
        box.addLayout(head)
        self.editor = editor_for(column, None, self)
        self.editor.setAccessibleName(column.full_title)
        name.setBuddy(self.editor)
        box.addWidget(self.editor)
        self._said = label("", "remark", wraps=True, parent=self)
        self._said.hide()
        box.addWidget(self._said)
        box.addStretch(1)
        self.editor.edited.connect(self.edited)
        self.editor.left.connect(self.left)

    def show_value(self, value: object, last: object) -> None:
        """value: of this year; last: of the year before, None or "" when it is not known."""
        self.editor.show_text(printed(value))
        self._last.setText(f"上年 {printed(last)}" if last not in (None, "") else "")

    @property
    def value(self) -> object:
        """What stands there, read; None or "" for nothing."""
        return read_editor(self.editor).value

    @property
    def problem(self) -> str:
        """Why what stands there cannot be read, "" when it can."""
        reading = read_editor(self.editor)
        return f"{reading.refusal}。" if self.editor.typed() and is_refused(reading) else ""

    @property
    def said(self) -> str:
        """What stands under the editor."""
        return self._said.text()

    def say(self, text: str, level: Level = Level.WARNING) -> None:
        """A sentence under the editor, "" for none."""
        mark(self.editor, level if text else Level.OK)
        self._said.setText(text)
        self._said.setVisible(bool(text))
        role = "problem" if level is Level.ERROR else "remark"
        if self._said.property("role") != role:
            self._said.setProperty("role", role)
            self._said.style().unpolish(self._said)
            self._said.style().polish(self._said)

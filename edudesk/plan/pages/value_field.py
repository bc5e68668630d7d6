"""A field for a value whose kind another field of the form decides: a text, a day, one of some years."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.base.columns import Column
from edudesk.kit.fields import editor_for
from edudesk.kit.passage_field import PassageField


class ValueField(QWidget):
    """An editor of fields.Editor that is that of one of several columns. columns: by key; values: what each begins with."""

    edited = Signal()
    left = Signal()

    def __init__(
        self, columns: Mapping[str, Column], values: Mapping[str, str], column: Column, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._columns, self._values = columns, values
        self._made: dict[str, Any] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.become(next(iter(columns)))

    @property
    def column(self) -> Column:
        """The one it is of now."""
        found: Column = self._now.column
        return found

    def become(self, key: str) -> None:
        """The editor of another column, with what its value is as yet; the text of an unknown one stays."""
        if key not in self._columns:
            return
        for made in self._made.values():
            made.hide()
        if key not in self._made:
            column = self._columns[key]
            made = PassageField(column, self) if column.lines else editor_for(column, None, self)
            made.show_text(self._values.get(key, ""))
            made.edited.connect(self.edited)
            made.left.connect(self.left)
            self._box.addWidget(made.widget())
            self._made[key] = made
        self._now = self._made[key]
        self._now.show()
        self.setFocusProxy(self._now.widget())

    def typed(self) -> str:
        return str(self._now.typed())

    def show_text(self, text: str) -> None:
        self._now.show_text(text)

    def widget(self) -> QWidget:
        return self

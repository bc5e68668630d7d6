"""A field of a form for several records of a list: each with a tick, found by typing a part of its name."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from edudesk.base.columns import Column
from edudesk.kit.search_line import SearchLine

_LINES: Final = 7
_JOINT: Final = "、"
_ID: Final = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class TicksField(QWidget):
    """An editor of fields.Editor. choices: (id, words) of each line; its text is the ids with a tick, 、-joined, in that order.

    An id that no line has (its record is in the recycle bin) stays in the text. What has a tick at first stands first.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]], column: Column, parent: QWidget) -> None:
        super().__init__(parent)
        self.column, self._choices = column, tuple(choices)
        self._others: list[str] = []
        self.search = SearchLine(column.help, self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(column.title)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight((self.fontMetrics().lineSpacing() + 8) * _LINES)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.search)
        rows.addWidget(self.list)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._narrow)
        self.search.descended.connect(self._descend)
        self.list.itemChanged.connect(lambda _item: self.edited.emit())
        self.show_text("")

    def typed(self) -> str:
        items = (self.list.item(place) for place in range(self.list.count()))
        on = {item.data(_ID) for item in items if item.checkState() == _ON}
        return _JOINT.join([*(one for one, _ in self._choices if one in on), *self._others])

    def show_text(self, text: str) -> None:
        on = list(filter(None, text.split(_JOINT)))
        known = {one for one, _ in self._choices}
        self._others = [one for one in on if one not in known]
        was_silent = self.list.blockSignals(True)
        self.list.clear()
        for row_id, words in sorted(self._choices, key=lambda one: one[0] not in on):
            item = QListWidgetItem(words)
            item.setData(_ID, row_id)
            item.setToolTip(words)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(_ON if row_id in on else _OFF)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(was_silent)

    def widget(self) -> QWidget:
        return self

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(not all(word in item.text().casefold() for word in wanted))

    def _descend(self) -> None:
        """To the first line that is left: the space bar sets its tick."""
        shown = (place for place in range(self.list.count()) if not self.list.item(place).isHidden())
        self.list.setCurrentRow(next(shown, -1))
        self.list.setFocus()

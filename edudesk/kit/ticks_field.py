"""A field of a form for several records of a list: each with a tick, found by typing a part of its name."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from edudesk.base.columns import Column
from edudesk.kit.buttons import link
from edudesk.kit.labels import label
from edudesk.kit.search_line import SearchLine

_LINES: Final = 7
_JOINT: Final = "、"
_ID: Final = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class TicksField(QWidget):
    """An editor of fields.Editor. choices: (id, words) of each line; its text is the ids with a tick, 、-joined, in that order.

    An id that no line has (its record is in the recycle bin) stays in the text. What has a tick at first stands first.
    has_all: 全选 and 全不选 beside the search, which set the lines in sight, and how many have a tick.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        column: Column,
        parent: QWidget,
        *,
        has_all: bool = False,
    ) -> None:
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
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.search, 1)
        self.told = label("", "muted", parent=self)
        self.all, self.none = (
            link(word, partial(self._set_all, state), self)
            for word, state in (("全选", _ON), ("全不选", _OFF))
        )
        for part in (self.told, self.all, self.none):
            line.addWidget(part)
            part.setVisible(has_all)
        rows.addLayout(line)
        rows.addWidget(self.list)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._narrow)
        self.search.descended.connect(self._descend)
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.show_text("")

    def typed(self) -> str:
        on = {item.data(_ID) for item in self._items() if item.checkState() == _ON}
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
        self._count()

    def set_ticks(self, ids: Collection[str]) -> None:
        """Other ticks, the lines where they stand; edited is not told."""
        was_silent = self.list.blockSignals(True)
        for item in self._items():
            item.setCheckState(_ON if item.data(_ID) in ids else _OFF)
        self.list.blockSignals(was_silent)
        self._count()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    def _set_all(self, state: Qt.CheckState) -> None:
        was_silent = self.list.blockSignals(True)
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)
        self.list.blockSignals(was_silent)
        self._tell()

    def _tell(self) -> None:
        self._count()
        self.edited.emit()

    def _count(self) -> None:
        count = sum(item.checkState() == _ON for item in self._items())
        self.told.setText(f"已选 {count} / {len(self._choices)}")

    def widget(self) -> QWidget:
        return self

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        for item in self._items():
            item.setHidden(not all(word in item.text().casefold() for word in wanted))

    def _descend(self) -> None:
        """To the first line that is left: the space bar sets its tick."""
        shown = (place for place in range(self.list.count()) if not self.list.item(place).isHidden())
        self.list.setCurrentRow(next(shown, -1))
        self.list.setFocus()

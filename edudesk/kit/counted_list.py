"""A short list to choose one entry from, each with a figure at its right: what stands left of a list page."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListWidgetItem, QWidget

from edudesk.kit.line_list import LineList
from edudesk.kit.theme import tokens

_KEY, _TITLE, _COUNT = (int(Qt.ItemDataRole.UserRole) + number for number in range(3))


class CountedList(LineList):
    """entries: (key, title). chosen(key): another one."""

    chosen = Signal(str)
    keeps_choice, radius, margin = True, 6, 10

    def __init__(self, name: str, entries: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        for key, title in entries:
            self._add(key, title)
        self.currentItemChanged.connect(self._tell)

    def show_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Other entries; the chosen one stays while it is among them, else the first is chosen."""
        chosen = self.key
        if [(key, title) for key, title in entries] != [
            (self.item(place).data(_KEY), self.item(place).data(_TITLE)) for place in range(self.count())
        ]:
            was_silent = self.blockSignals(True)
            self.clear()
            for key, title in entries:
                self._add(key, title)
            keys = [key for key, _ in entries]
            self.setCurrentRow(keys.index(chosen) if chosen in keys else 0 if keys else -1)
            self.blockSignals(was_silent)

    @property
    def key(self) -> str:
        """Of the chosen entry; "" when there is none."""
        item = self.currentItem()
        return item.data(_KEY) if item is not None else ""

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """The figures by key; 0 is left out."""
        for number in range(self.count()):
            item = self.item(number)
            count = counts.get(item.data(_KEY), 0)
            item.setData(_COUNT, str(count) if count else "")
            item.setText(f"{item.data(_TITLE)} {count}")  # what a screen reader says

    def choose(self, key: str) -> None:
        """Another entry; raises StopIteration when there is none of this key."""
        places = range(self.count())
        self.setCurrentRow(next(place for place in places if self.item(place).data(_KEY) == key))

    def _add(self, key: str, title: str) -> None:
        item = QListWidgetItem(title)
        item.setData(_KEY, key)
        item.setData(_TITLE, title)
        self.addItem(item)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_KEY))

    def write_line(
        self, painter: QPainter, box: QRectF, index: QModelIndex | QPersistentModelIndex, is_chosen: bool
    ) -> None:
        theme, middle = tokens(), Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(theme.brand if is_chosen else theme.ink))
        painter.drawText(box, middle, index.data(_TITLE))
        painter.setPen(QColor(theme.muted))
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, index.data(_COUNT) or "")

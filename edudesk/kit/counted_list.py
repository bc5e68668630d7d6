"""A short list to choose one entry from, each with a figure at its right: what stands left of a list page."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from edudesk.kit.theme import tokens

_LINE = 28
_KEY, _TITLE, _COUNT = (int(Qt.ItemDataRole.UserRole) + number for number in range(3))


class CountedList(QListWidget):
    """entries: (key, title). chosen(key): another one."""

    chosen = Signal(str)

    def __init__(self, name: str, entries: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("role", "inner")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Entries(self))
        for key, title in entries:
            item = QListWidgetItem(title)
            item.setData(_KEY, key)
            item.setData(_TITLE, title)
            self.addItem(item)
        self.currentItemChanged.connect(self._tell)

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

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_KEY))


class _Entries(QStyledItemDelegate):
    """Paints an entry."""

    def __init__(self, entries: CountedList) -> None:
        super().__init__(entries)
        self._list = entries

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, _LINE)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, middle = tokens(), Qt.AlignmentFlag.AlignVCenter
        box, state = QRectF(option.rect), option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.brand_soft if is_chosen else theme.hover))
            painter.drawRoundedRect(box, 6, 6)
        if is_chosen and self._list.hasFocus():
            painter.setPen(QPen(QColor(theme.brand), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        box.adjust(10, 0, -10, 0)
        painter.setPen(QColor(theme.brand if is_chosen else theme.ink))
        painter.drawText(box, middle, index.data(_TITLE))
        painter.setPen(QColor(theme.muted))
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, index.data(_COUNT) or "")
        painter.restore()

"""Dated lines that can be opened, asked for a menu and removed: a short list inside a drawer."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidgetItem, QSizePolicy, QWidget

from edudesk.kit.line_list import LINE, LineList
from edudesk.kit.theme import tokens

_GAP = 12
_ROLE = int(Qt.ItemDataRole.UserRole)


class DatedLine(NamedTuple):
    """One line: date as printed, what happened, a quiet note behind it."""

    on: str
    text: str
    note: str = ""


class DatedList(LineList):
    """As high as its lines. opened(number): click or Enter; asked(number, place on screen): its menu is wanted;
    removed(number): Delete. is_chosen_first: a click only chooses a line, two open it."""

    opened = Signal(int)
    asked = Signal(int, QPoint)
    removed = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None, *, is_chosen_first: bool = False) -> None:
        super().__init__(name, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.dates = 0
        pressed = self.itemDoubleClicked if is_chosen_first else self.itemClicked
        pressed.connect(lambda item: self.opened.emit(self.row(item)))

    def show_lines(self, lines: Sequence[DatedLine]) -> None:
        """Other lines."""
        self.clear()
        self.dates = max((self.fontMetrics().horizontalAdvance(line.on) for line in lines), default=0)
        for line in lines:
            item = QListWidgetItem(" ".join(part for part in line if part))
            item.setData(_ROLE, line)
            item.setToolTip(line.text if len(line.text) > 16 else "")
            self.addItem(item)
        self.setFixedHeight(len(lines) * LINE)

    @property
    def lines(self) -> list[DatedLine]:
        """What is shown."""
        return [self.item(number).data(_ROLE) for number in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = self.currentRow()
        if number < 0:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(number)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(number)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the drawer closes
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        number = self.currentRow() if is_key else self.indexAt(event.pos()).row()
        if number >= 0:
            place = self.visualItemRect(self.item(number)).center() if is_key else event.pos()
            self.asked.emit(number, self.viewport().mapToGlobal(place))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

    def write_line(
        self, painter: QPainter, box: QRectF, index: QModelIndex | QPersistentModelIndex, is_chosen: bool
    ) -> None:
        line = DatedLine(*index.data(_ROLE))
        theme, metrics, middle = tokens(), self.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(theme.muted))
        painter.drawText(box, middle, line.on)
        if line.note:
            painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, line.note)
            box.setRight(box.right() - metrics.horizontalAdvance(line.note) - _GAP)
        box.setLeft(box.left() + self.dates + (_GAP if self.dates else 0))
        painter.setPen(QColor(theme.ink))
        text = metrics.elidedText(line.text.replace("\n", " "), Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, middle, text)

"""A short list whose lines are painted: how it is set up, and the ground under a line. What stands in one: its kinds."""

from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from edudesk.kit.theme import tokens

LINE = 28
_CHOSEN, _HOVERED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver


class LineList(QListWidget):
    """Lines of one height, each written by write_line; the one with the keys has an edge.

    keeps_choice: the chosen line stands on a ground of its own; margin: left and right of the text.
    """

    keeps_choice: ClassVar[bool] = False
    radius: ClassVar[int] = 4
    margin: ClassVar[int] = 6

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("role", "inner")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setItemDelegate(_Lines(self))

    def write_line(
        self, painter: QPainter, box: QRectF, index: QModelIndex | QPersistentModelIndex, is_chosen: bool
    ) -> None:
        """The texts of a line, inside its margins."""
        raise NotImplementedError


def paint_ground(painter: QPainter, box: QRectF, state: QStyle.StateFlag, radius: int) -> None:
    """The ground of a chosen line, or of the one under the pointer; others have none."""
    if state & (_CHOSEN | _HOVERED):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().brand_soft if state & _CHOSEN else tokens().hover))
        painter.drawRoundedRect(box, radius, radius)


def _paint_edge(painter: QPainter, box: QRectF, radius: int) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens().brand), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class _Lines(QStyledItemDelegate):
    def __init__(self, lines: LineList) -> None:
        super().__init__(lines)
        self._list = lines

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, LINE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        lines, box = self._list, QRectF(option.rect)
        state = option.state if lines.keeps_choice else option.state & ~_CHOSEN
        painter.save()
        paint_ground(painter, box, state, lines.radius)
        if lines.hasFocus() and lines.currentRow() == index.row():
            _paint_edge(painter, box, lines.radius)
        box.adjust(lines.margin, 0, -lines.margin, 0)
        lines.write_line(painter, box, index, bool(state & _CHOSEN))
        painter.restore()

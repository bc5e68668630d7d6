"""The first column of a table, standing still while the others are scrolled sideways."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from edudesk.kit.cell_delegate import CellDelegate

if TYPE_CHECKING:
    from edudesk.kit.table_view import TableView


class FrozenColumn(QTableView):
    """Lies over the left edge of table as soon as its first column is scrolled away.

    Shares model and selection with the table; the keyboard stays with the table.
    """

    def __init__(self, table: "TableView") -> None:
        super().__init__(table)
        self._table = table
        self.setProperty("role", "frozen")
        self.hide()
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        # one of its own: a delegate shared by two views is committed by both
        self._delegate = CellDelegate(self, marked=table.marked)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionBehavior(table.selectionBehavior())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(table.verticalHeader().minimumSectionSize())
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setFixedHeight(table.horizontalHeader().height())
        self.horizontalHeader().setStretchLastSection(True)
        self.clicked.connect(table.clicked)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)

    def follow(self) -> None:
        """Show what the table has at its left, or nothing when that is in sight."""
        head = self._table.horizontalHeader()
        is_needed = self._table.horizontalScrollBar().value() > 0
        if is_needed:
            shown = [head.logicalIndex(place) for place in range(head.count())]
            first = next((column for column in shown if not head.isSectionHidden(column)), -1)
            for column in range(head.count()):
                self.setColumnHidden(column, column != first)
            frame = self._table.frameWidth()
            viewport = self._table.viewport()
            width = self._table.columnWidth(first)
            self.setGeometry(frame, frame, width, head.height() + viewport.height())
            self.setColumnWidth(first, width)
            self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())
        self.setVisible(is_needed)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._table.headings.paint(self, self._table.hasFocus())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index: QModelIndex = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._table.activated.emit(index)

"""A table whose lines are read and decided on, each by a drop-down; none is chosen or typed into."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

_DECIDED = 1  # the column of the drop-downs


class DecisionTable(QTableWidget):
    """heads: of the columns, the second is that of the drop-downs; widths: of each, 0 for the one that takes the rest."""

    def __init__(self, heads: Sequence[str], widths: Sequence[int], row_height: int = 36) -> None:
        super().__init__(0, len(heads))
        self.drop_downs: list[QComboBox] = []
        self.setProperty("role", "inner")
        self.setHorizontalHeaderLabels(list(heads))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(widths):
            if width:
                self.setColumnWidth(column, width)
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def show_lines(self, drop_downs: Sequence[QComboBox], fill: Callable[[int], object]) -> None:
        """Other lines, one for each drop-down; fill(number) writes the other cells.

        The place scrolled to stays, and so does the drop-down under the keyboard.
        """
        place = self.verticalScrollBar().value()
        focused = next((number for number, one in enumerate(self.drop_downs) if one.hasFocus()), -1)
        self.drop_downs = list(drop_downs)
        self.setRowCount(0)
        self.setRowCount(len(drop_downs))
        for number, one in enumerate(drop_downs):
            self.setCellWidget(number, _DECIDED, centred(one, stretch=True))
            fill(number)
        self.verticalScrollBar().setValue(place)
        if 0 <= focused < len(drop_downs):
            drop_downs[focused].setFocus()

    def write(self, number: int, column: int, text: str, tip: str = "") -> None:
        """A text in a cell. tip: the whole of it, where the cell may be too narrow."""
        item = QTableWidgetItem(text)
        item.setToolTip(tip or text)
        self.setItem(number, column, item)


def drop_down(name: str) -> QComboBox:
    """An empty drop-down that stands in a cell. name: for a screen reader."""
    combo = QComboBox()
    combo.setProperty("role", "standing")  # else it is drawn as a cell being edited
    combo.setAccessibleName(name)
    combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return combo


def centred(content: QWidget, *, stretch: bool = False) -> QWidget:
    """A widget in the middle of its table cell; stretch: as wide as the cell."""
    place = QWidget()
    place.setProperty("role", "plain")
    line = QHBoxLayout(place)
    line.setContentsMargins(2, 2, 8, 2)
    line.addWidget(content)
    if not stretch:
        line.addStretch(1)
    return place

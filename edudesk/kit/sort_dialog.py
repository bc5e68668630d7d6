"""排序…: up to four columns, each up or down, names by pinyin or by strokes."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.row_order import WAYS

_LINES = 4
_UP, _DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
Sort = Callable[[list[tuple[int, Qt.SortOrder]], Mapping[int, str]], object]


class SortDialog(QDialog):
    """sort(sorting, ways) is called by 排序; see RowModel.sort_by."""

    def __init__(self, parent: QWidget, model: RowModel, sort: Sort) -> None:
        super().__init__(parent)
        self.setWindowTitle("排序")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._model, self._sort = model, sort
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(14)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        self.lines = [_Line(self, model, grid, number) for number in range(_LINES)]
        outer.addLayout(grid)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(button("不排序", self._clear))
        foot.addStretch(1)
        foot.addWidget(button("取消", self.reject))
        done = button("排序", self.accept, "primary")
        done.setDefault(True)
        foot.addWidget(done)
        outer.addLayout(foot)
        for line, (column, order) in zip(self.lines, model.sorting, strict=False):
            line.choose(column, order, model.ways.get(column, ""))
        self.setMinimumWidth(460)

    def accept(self) -> None:
        sorting: dict[int, Qt.SortOrder] = {}
        ways = self._model.ways
        for line in self.lines:
            if line.column is not None and line.column not in sorting:
                sorting[line.column] = line.order
                ways[line.column] = line.way
        super().accept()
        self._sort(list(sorting.items()), ways)

    def _clear(self) -> None:
        for line in self.lines:
            line.choose(None)
        self.accept()


class _Line:
    """One column of the four."""

    def __init__(self, dialog: QDialog, model: RowModel, grid: QGridLayout, number: int) -> None:
        self._columns = model.columns
        self._column, self._way, self._order = QComboBox(dialog), QComboBox(dialog), QComboBox(dialog)
        word = "主要排序" if number == 0 else f"次要排序 {number}"
        self._column.addItem("（不用）")
        self._column.addItems([column.full_title for column in model.columns])
        self._column.setMaxVisibleItems(16)
        self._column.setAccessibleName(word)
        self._way.setAccessibleName(f"{word}：按什么排")
        self._order.addItem("升序", _UP)
        self._order.addItem("降序", _DOWN)
        self._order.setAccessibleName(f"{word}：方向")
        self._column.currentIndexChanged.connect(self._offer_ways)
        grid.addWidget(label(word, "muted", parent=dialog), number, 0)
        for place, part in enumerate((self._column, self._way, self._order)):
            grid.addWidget(part, number, place + 1)
        grid.setColumnStretch(1, 1)
        self._offer_ways()

    @property
    def column(self) -> int | None:
        """The chosen one; None when the line is not used."""
        chosen = self._column.currentIndex() - 1
        return chosen if chosen >= 0 else None

    @property
    def order(self) -> Qt.SortOrder:
        """Up or down."""
        return (_UP, _DOWN)[self._order.currentIndex()]

    @property
    def way(self) -> str:
        """Of row_order.WAYS."""
        return str(self._way.currentData() or "")

    def choose(self, column: int | None, order: Qt.SortOrder = _UP, way: str = "") -> None:
        """Preset the line."""
        self._column.setCurrentIndex(0 if column is None else column + 1)
        self._way.setCurrentIndex(max(self._way.findData(way), 0))
        self._order.setCurrentIndex(int(order == _DOWN))

    def _offer_ways(self, _number: int = 0) -> None:
        self._way.clear()
        column = self.column
        for way, word in WAYS.get(self._columns[column].kind, ()) if column is not None else ():
            self._way.addItem(word, way)
        self._way.setVisible(self._way.count() > 0)
        self._order.setEnabled(column is not None)

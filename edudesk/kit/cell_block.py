"""What is selected in a table: its rows, and the block of cells that copy, paste and fill work on."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal

from edudesk.base.errors import UserError
from edudesk.kit.row_model import RowModel


class CellBlock(NamedTuple):
    """Rows and columns of the selected cells. places: from top to bottom, without headings; columns: numbers
    of the shown ones, from left to right."""

    places: tuple[int, ...]
    columns: tuple[int, ...]


class Selected(QObject):
    """The selection of a table in the words of its user.

    A row counts as selected as soon as one of its cells is. changed: the selection is
    another.
    """

    changed = Signal()

    def __init__(
        self, selection: QItemSelectionModel, model: RowModel, shown_columns: Callable[[], Sequence[int]]
    ) -> None:
        super().__init__(selection)
        self._selection, self._model, self._shown_columns = selection, model, shown_columns
        self._rows: frozenset[int] | None = frozenset()
        self._is_block: bool | None = False
        selection.selectionChanged.connect(self._forget)
        model.modelReset.connect(self._forget)
        model.layoutChanged.connect(self._forget)

    def _forget(self, *change: object) -> None:
        self._rows = self._is_block = None
        self.changed.emit()

    @property
    def rows(self) -> frozenset[int]:
        """Places of the rows, headings too."""
        if self._rows is None:
            self._rows = frozenset(
                place
                for part in self._selection.selection().toList()
                for place in range(part.top(), part.bottom() + 1)
            )
        return self._rows

    @property
    def is_block(self) -> bool:
        """Whether some but not all shown cells of its rows are selected, and more than one."""
        if self._is_block is None:
            shown = self._shown_columns()
            count = sum(
                part.height() * sum(part.left() <= column <= part.right() for column in shown)
                for part in self._selection.selection().toList()  # Qt lets no two of them overlap
            )
            self._is_block = 1 < count < len(self.rows) * len(shown)
        return self._is_block

    def places(self) -> list[int]:
        """Places of the rows, from top to bottom, without headings."""
        return [place for place in sorted(self.rows) if self._model.heading(place) is None]

    def block(self) -> CellBlock:
        """The selected cells as one block; raises UserError when they are none: cells here and there."""
        places = self.places()
        cells = self._cells()
        chosen = {column for _, column in cells}
        columns = [column for column in self._shown_columns() if column in chosen]
        if len(cells) != len(places) * len(columns):
            raise UserError(
                "选中的格子不成一块，没有复制或修改。",
                "请拖动鼠标，或按住 Shift 移动光标，选中一整块后再试。",
            )
        return CellBlock(tuple(places), tuple(columns))

    def select(self, cells: QItemSelection) -> None:
        """Add cells to the selection."""
        self._selection.select(cells, QItemSelectionModel.SelectionFlag.Select)

    def widen(self) -> None:
        """Every cell of the selected rows, as Shift+Space does in Excel."""
        rows = QItemSelection()
        last = self._model.columnCount() - 1
        for place in sorted(self.rows):
            rows.select(self._model.index(place, 0), self._model.index(place, last))
        self.select(rows)

    def _cells(self) -> set[tuple[int, int]]:
        """Place and column of each cell that is shown and no heading."""
        shown, model = self._shown_columns(), self._model
        return {
            (place, column)
            for part in self._selection.selection().toList()
            for place in range(part.top(), part.bottom() + 1)
            if model.heading(place) is None
            for column in shown
            if part.left() <= column <= part.right()
        }


class KeptSelection(NamedTuple):
    """Which cells were selected, by row, so that they can be again when the rows stand elsewhere."""

    columns_of: dict[object, list[tuple[int, int]]]  # row id -> first and last column of each stretch

    @classmethod
    def of(cls, selection: QItemSelectionModel, model: RowModel) -> "KeptSelection":
        """The present selection."""
        kept: dict[object, list[tuple[int, int]]] = {}
        for part in selection.selection().toList():
            for place in range(part.top(), part.bottom() + 1):
                if model.heading(place) is None:
                    kept.setdefault(model.row(place).id, []).append((part.left(), part.right()))
        return cls(kept)

    def cells(self, model: RowModel) -> QItemSelection:
        """The same cells where they are now; rows below one another in one stretch, for Qt merges slowly."""
        found: dict[tuple[int, int], list[int]] = {}
        for row_id, stretches in self.columns_of.items():
            if (place := model.place_of(row_id)) is not None:
                for stretch in stretches:
                    found.setdefault(stretch, []).append(place)
        cells = QItemSelection()
        for (left, right), places in found.items():
            places.sort()
            first = 0
            for number, place in enumerate(places):
                if number + 1 == len(places) or places[number + 1] != place + 1:
                    cells.select(model.index(places[first], left), model.index(place, right))
                    first = number + 1
        return cells

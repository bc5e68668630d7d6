"""The table every list shows: keys and copying as in Excel, headings, selection kept over reloads, empty state."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from edudesk.base.errors import UserError
from edudesk.kit import messages
from edudesk.kit.arrangement import Arrangement
from edudesk.kit.cell_block import CellBlock, KeptSelection, Selected
from edudesk.kit.cell_delegate import CellDelegate
from edudesk.kit.clipboard import excel_text
from edudesk.kit.empty_state import EmptyState
from edudesk.kit.fields import Spell
from edudesk.kit.frozen_column import FrozenColumn
from edudesk.kit.heading_row import HeadingRows
from edudesk.kit.row_list import Row
from edudesk.kit.row_model import RowModel
from edudesk.kit.theme import ROW, ROW_COMPACT


class TableView(QTableView):
    """A table over a RowModel.

    name: under which the user's column choice, order, widths and sorting are remembered ("" = not at all).
    Where cells can be edited, cells are selected, one or a block, and a row is selected with any of its cells;
    elsewhere whole rows are.
    opened(row), cell_opened(row, column): Enter or double click on a cell that cannot be edited; chosen(rows): the selection is
    another, told once after a reload and only when the selected rows really are others; edit_ended: the
    editor of a cell is closed (the next one may be open already); locked(row, key): F2 on a cell that
    cannot be edited in the table (starred, computed).
    """

    frozen: FrozenColumn | None = None

    opened = Signal(object)
    cell_opened = Signal(object, object)
    chosen = Signal(object)
    edit_ended = Signal()
    locked = Signal(object, str)

    def __init__(
        self,
        model: RowModel,
        name: str = "",
        *,
        spell: Spell | None = None,
        is_compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.headings = HeadingRows(model)
        self._rows_model = model
        self._chosen_ids: tuple[object, ...] = ()
        self._kept: tuple[KeptSelection, object, int, int] | None = None
        self.setModel(model)
        self.marked = Selected(self.selectionModel(), model, self.shown_columns)
        self._delegate = CellDelegate(self, spell, self.marked)
        self._retried: dict[tuple[object, int], str] = {}  # what was refused in a cell gone back to
        self._delegate.entered.connect(self.move_rows)
        self._delegate.closeEditor.connect(self._tell_ended)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectItems if model.is_editable else behaviour.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table; while editing it goes right
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setMinimumSectionSize(ROW_COMPACT)
        rows.setDefaultSectionSize(ROW_COMPACT if is_compact else ROW)
        self.arrangement = Arrangement(self, model, name)
        self.horizontalScrollBar().valueChanged.connect(self._freeze)
        self.empty = EmptyState(self.viewport())
        self.activated.connect(self._open)
        self.clicked.connect(self.headings.toggle)
        self.marked.changed.connect(self._show_marked)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        model.refused.connect(self._refused)
        model.retry.connect(self._retry_soon)
        self._show_empty()

    # rows

    def rows_model(self) -> RowModel:
        """The model, as what it is."""
        return self._rows_model

    @property
    def is_editing(self) -> bool:
        """Whether a cell is being typed in."""
        return self.state() == self.State.EditingState

    def selected(self) -> list[Row]:
        """The selected rows, from top to bottom."""
        return [self._rows_model.row(place) for place in self.marked.places()]

    def select(self, row_ids: Sequence[object]) -> None:
        """Select rows by id; those not shown are left out. The first becomes current and visible."""
        selection, model = self.selectionModel(), self._rows_model
        places = [place for row_id in row_ids if (place := model.place_of(row_id)) is not None]
        cells = QItemSelection()
        for place in places:
            cells.select(model.index(place, 0), model.index(place, model.columnCount() - 1))
        if places:
            first = model.index(places[0], self._first_column())
            selection.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)
        selection.select(cells, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _first_column(self) -> int:
        return next(iter(self.shown_columns()), 0)

    def move_rows(self, by: int) -> None:
        """Move the cursor down (up when negative) and select the row there."""
        index = self.currentIndex()
        place = index.row() + by
        if 0 <= place < self._rows_model.rowCount():
            self.setCurrentIndex(self._rows_model.index(place, index.column()))

    def _is_locked(self, index: QModelIndex) -> bool:
        return (
            index.isValid()
            and self._rows_model.heading(index) is None
            and not self._rows_model.flags(index) & Qt.ItemFlag.ItemIsEditable
        )

    def _open(self, index: QModelIndex) -> None:
        if self._is_locked(index):
            row = self._rows_model.row(index)
            self.opened.emit(row)
            self.cell_opened.emit(row, self._rows_model.columns[index.column()])

    def _show_marked(self) -> None:
        self.viewport().update()  # the whole row of a selected cell is washed
        if self.frozen is not None:
            self.frozen.viewport().update()
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        if self._kept is not None:
            return
        rows = self.selected()
        row_ids = tuple(row.id for row in rows)
        if row_ids != self._chosen_ids:
            self._chosen_ids = row_ids
            self.chosen.emit(rows)

    def _tell_ended(self, *how: object) -> None:
        self.edit_ended.emit()

    def _refused(self, error: UserError) -> None:
        messages.fail(self, error)

    def _retry_soon(self, row_id: object, column: int, text: str) -> None:
        """Back to the refused cell with what was typed; later, for Enter is about to move on to the next row.

        Once: who leaves the cell with the same text again wants to get away.
        """
        if self._retried.pop((row_id, column), None) == text:
            return
        self._retried[row_id, column] = text
        QTimer.singleShot(0, self, partial(self._retry, row_id, column, text))

    def _retry(self, row_id: object, column: int, text: str) -> None:
        place = self._rows_model.place_of(row_id)
        if place is None:
            return
        index = self._rows_model.index(place, column)
        self.setCurrentIndex(index)
        self._delegate.typed_before = text
        self.edit(index)

    # a reload must not be felt

    def _keep(self) -> None:
        current, model = self.currentIndex(), self._rows_model
        self._kept = (
            KeptSelection.of(self.selectionModel(), model),
            model.id_at(current.row()) if current.isValid() else None,
            current.column(),
            self.verticalScrollBar().value(),
        )

    def _restore(self) -> None:
        if self._kept is None:
            return
        marked, current_id, column, scrolled = self._kept
        self.marked.select(marked.cells(self._rows_model))
        place = self._rows_model.place_of(current_id)
        if place is not None:
            self.selectionModel().setCurrentIndex(
                self._rows_model.index(place, max(column, 0)), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self.verticalScrollBar().setValue(scrolled)
        self._kept = None
        self._tell_chosen()
        self._show_empty()

    # empty state

    def _show_empty(self) -> None:
        self.empty.setVisible(self._rows_model.rowCount() == 0)
        self._place_empty()

    def _place_empty(self) -> None:
        self.empty.setGeometry(self.viewport().rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.headings.paint(self, self.hasFocus())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrangement.spread()
        if self.frozen is not None:
            self.frozen.follow()
        self._place_empty()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Qt's, and the cell does not stay under the frozen column."""
        super().scrollTo(index, hint)
        if self.frozen is None or not self.frozen.isVisible():
            return
        hidden = self.frozen.width() - self.columnViewportPosition(index.column())
        if hidden > 0 and index.column() != self._first_column():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def _freeze(self) -> None:
        """What is scrolled away at the left stands still; made when that first happens."""
        if self.frozen is None:
            self.frozen = FrozenColumn(self)
        self.frozen.follow()

    # keys and clipboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        if self.headings.take_key(self.currentIndex(), event):
            return
        if event.key() == Qt.Key.Key_C and event.modifiers() in (control, control | shift):
            self.copy(with_headers=bool(event.modifiers() & shift))
        elif event.key() == Qt.Key.Key_Space and event.modifiers() == shift:
            self.marked.widen()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.is_editing:
            self._open(self.currentIndex())  # on some desktops activated needs a double click
        elif event.key() == Qt.Key.Key_F2 and self._is_locked(self.currentIndex()):
            index = self.currentIndex()
            self.locked.emit(self._rows_model.row(index), self._rows_model.columns[index.column()].key)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key reaches what a right click on the head does, for the column under the cursor."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.arrangement.show_menu(max(self.currentIndex().column(), 0))
        else:
            super().contextMenuEvent(event)

    def copy(self, with_headers: bool = False) -> None:
        """The selected block, columns as shown, to the clipboard the way Excel writes it."""
        try:
            block = self.block()
        except UserError as error:
            messages.fail(self, error)
            return
        model = self._rows_model
        lines = [[model.text(place, column) for column in block.columns] for place in block.places]
        if with_headers:
            lines.insert(0, [model.columns[column].full_title for column in block.columns])
        if lines:
            QGuiApplication.clipboard().setText(excel_text(lines))

    def block(self) -> CellBlock:
        """The selected cells; raises UserError when they are no block."""
        return self.marked.block()

    # columns

    def shown_columns(self) -> list[int]:
        """Numbers of the visible columns, from left to right."""
        return self.arrangement.shown()

    def show_column(self, key: str, is_shown: bool) -> None:
        """Show or hide a column; the last one visible stays."""
        self.arrangement.show_column(key, is_shown)

    def hideEvent(self, event: QHideEvent) -> None:
        self.arrangement.save()
        super().hideEvent(event)

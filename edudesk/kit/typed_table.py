"""A table of texts typed in like a sheet, before anything is stored: cells are edited, emptied, pasted from Excel."""

from collections.abc import Callable, Mapping, Sequence
from itertools import count

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from edudesk.base.columns import Column
from edudesk.kit import messages
from edudesk.kit.clipboard import cells_of
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.theme import Tone


class TextRow:
    """A line of texts as RowModel wants rows: with an id, and its texts as attributes. So no column may be called id or cells."""

    def __init__(self, row_id: int, cells: Mapping[str, str]) -> None:
        self.id, self.cells = row_id, dict(cells)

    def __getattr__(self, key: str) -> str:
        return self.cells.get(key, "")


class TypedTable(TableView):
    """changed(rows): texts of these are others, or lines came, went or moved ([]).

    columns: those without a value can be typed into; shade(row, column): its ground; grows: a pasted block makes
    the lines it needs.
    """

    changed = Signal(list)

    def __init__(
        self,
        columns: Sequence[Column],
        shade: Callable[[TextRow, Column], Tone | None] | None = None,
        *,
        grows: bool = False,
    ) -> None:
        assert not {"id", "cells"} & {column.key for column in columns}, "the row would show its own instead"
        self._ids = count(1)
        self._grows, self._is_frozen = grows, False
        self.rows: list[TextRow] = []
        self.model_of_rows = RowModel(columns, save=self._save, shade=shade)
        super().__init__(self.model_of_rows, is_compact=True)
        self.model_of_rows.setParent(self)
        self.horizontalHeader().setSectionsClickable(False)  # the order has a meaning
        for keys, word, does in (
            ("Ctrl+V", "从 Excel 粘贴一块", self.paste),
            ("Delete", "清空选中的格子", self.clear_cells),
        ):
            self.on_keys(keys, word, does)

    def on_keys(self, keys: str, word: str, does: Callable[[], object]) -> None:
        """A shortcut while the table has the focus; a cell that is typed in has keys of its own."""
        for old in self.findChildren(QShortcut):
            if old.key() == QKeySequence(keys):
                old.setEnabled(False)
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.setWhatsThis(word)
        shortcut.activated.connect(does)

    def freeze(self) -> None:
        """Nothing can be changed."""
        self._is_frozen = True
        self.model_of_rows.lock(True)

    @property
    def is_frozen(self) -> bool:
        """Whether it is only looked at."""
        return self._is_frozen

    def new_row(self, cells: Mapping[str, str]) -> TextRow:
        """A line that is not in the table yet."""
        return TextRow(next(self._ids), cells)

    def show_lines(self, lines: Sequence[Mapping[str, str]]) -> None:
        """Other lines; changed stays silent, the places that were selected stay."""
        chosen = [self.rows.index(row) for row in self.selected()]
        self.rows = [self.new_row(line) for line in lines]
        self.model_of_rows.set_rows(self.rows)
        self.select([self.rows[place].id for place in chosen if place < len(self.rows)])

    def put_rows(self, rows: Sequence[TextRow], chosen: Sequence[TextRow]) -> None:
        """The lines in another order, more or fewer of them, and which are selected now."""
        self.rows = list(rows)
        self._show(chosen)
        self.changed.emit([])

    def go_to_line(self, place: int) -> None:
        """The first cell of a line that can be typed into becomes the current one."""
        model = self.model_of_rows
        shown = [number for number in self.shown_columns() if model.columns[number].is_editable]
        if 0 <= place < len(self.rows) and shown:
            # whatever key is held down just now
            self.selectionModel().setCurrentIndex(
                model.index(place, shown[0]), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def paste(self) -> None:
        """A block from Excel over the cells from the selected one on."""
        cells = cells_of(QGuiApplication.clipboard().text())
        if not cells or self._is_frozen:
            return
        index = self.currentIndex()
        top = index.row() if index.isValid() else len(self.rows) if self._grows else 0
        shown = self.shown_columns()
        first = next(at for at, number in enumerate(shown) if self.model_of_rows.columns[number].is_editable)
        left = shown.index(index.column()) if index.isValid() else first
        columns = [self.model_of_rows.columns[number] for number in shown[left:]]
        while self._grows and len(self.rows) < top + len(cells):
            self.rows.append(self.new_row({}))
        touched = self.rows[top : top + len(cells)]
        for row, texts in zip(touched, cells, strict=False):
            for column, text in zip(columns, texts, strict=False):
                if column.is_editable:
                    row.cells[column.key] = text.strip()
        self._show(touched)
        self.changed.emit(touched)
        left_out = len(cells) - len(touched), len(cells[0]) - len(columns)
        if max(left_out) > 0:
            rows, over = (max(number, 0) for number in left_out)
            told = "、".join(filter(None, (f"{rows} 行" if rows else "", f"{over} 列" if over else "")))
            messages.notice(self, f"复制的一块比这里大，多出的 {told}没有粘贴。")

    def clear_cells(self) -> None:
        """Empty the selected cells that can be typed into."""
        if self._is_frozen:
            return
        touched = []
        for index in self.selectedIndexes():
            column = self.model_of_rows.columns[index.column()]
            row = self.model_of_rows.row(index.row())
            if column.is_editable and row.cells.get(column.key):
                row.cells[column.key] = ""
                touched.append(row)
        if touched:
            self.viewport().update()
            self.redraw(touched)
            self.changed.emit(list(dict.fromkeys(touched)))

    def redraw(self, rows: Sequence[TextRow]) -> None:
        """Computed cells of these lines are others."""
        for row in rows:
            self.model_of_rows.put(row)

    def _show(self, chosen: Sequence[TextRow]) -> None:
        self.model_of_rows.set_rows(self.rows)
        self.select([row.id for row in chosen])

    def _save(self, row: TextRow, key: str, text: str) -> TextRow:
        row.cells[key] = text
        self.changed.emit([row])
        return row

"""A list of frozen rows as a Qt table: sorting, filtering and printed texts, all inside the model.

Never put a QSortFilterProxyModel over it: sorting 5,000 rows through one takes seconds, here 10 ms.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from edudesk.base.columns import Column, Kind, printed
from edudesk.base.errors import UserError
from edudesk.base.grammar import read_typed
from edudesk.base.readings import Level
from edudesk.kit.theme import Tone, tokens, ui_font

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Row: TypeAlias = Any
Save: TypeAlias = Callable[[Row, str, str], Row | None]
Rank: TypeAlias = Callable[[str, Row], int | None]

EMPTY = "—"
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_INK = int(Qt.ItemDataRole.ForegroundRole)
_GROUND = int(Qt.ItemDataRole.BackgroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_DESCENDING = Qt.SortOrder.DescendingOrder
_NOWHERE = QModelIndex()
_NAME_SHOWN, _TEXT_SHOWN = 4, 12  # characters that a cell surely shows; longer ones have a tooltip


class RowModel(QAbstractTableModel):
    """Rows under columns. Row numbers of the model are those the user sees: sorted and filtered.

    Every row has an `id`. columns: as declared; numbers and dates keep their native order.
    save(row, key, text): stores one cell, read by the grammar, and returns the new row, or None when the page will reload;
    without it nothing can be edited. rank(typed, row): how well a row fits the search, 0 best, None not at
    all; without it a row fits when each typed word stands somewhere in its shown texts.
    tone(row, column): colour of the tag in a TAG column; shade(row, column): ground of any other cell.
    ID columns that are RESTRICTED and phones are shown masked, and cannot be edited in the table.
    """

    refused = Signal(object)  # the UserError of a cell that could not be saved
    retry = Signal(object, int, str)  # its row id, column and what was typed, after refused
    counted = Signal(int, int)  # rows shown, rows in all

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Iterable[Row] = (),
        *,
        save: Save | None = None,
        rank: Rank | None = None,
        tone: Callable[[Row, Column], Tone] | None = None,
        shade: Callable[[Row, Column], Tone | None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._save, self._rank, self._tone, self._shade = save, rank, tone, shade
        self._aligns = [_RIGHT if column.is_figure else _LEFT for column in self.columns]
        fixed = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        self._flags = [
            fixed | Qt.ItemFlag.ItemIsEditable
            if save is not None and column.is_editable and not column.is_masked
            else fixed
            for column in self.columns
        ]
        self._printers = [_printer(column) for column in self.columns]
        self._heads = [column.full_title for column in self.columns]
        self._sorting: list[tuple[int, Qt.SortOrder]] = []
        self._typed = ""
        self._chips: dict[str, Callable[[Row], bool]] = {}
        self._bold: QFont | None = None
        self._places: dict[int, int] | None = None
        self._take(rows)

    # what is shown

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows under the same search, chips and order."""
        self.beginResetModel()
        self._take(rows)
        self.endResetModel()
        self.counted.emit(*self.counts)

    def set_search(self, typed: str) -> None:
        """Keep rows that fit what is typed; with a rank the best fit comes first."""
        typed = " ".join(typed.split()).casefold()
        if typed != self._typed:
            self._typed = typed
            self._refilter()

    def set_chips(self, chips: Mapping[str, Callable[[Row], bool]]) -> None:
        """All chips at once."""
        self._chips = dict(chips)
        self._refilter()

    @property
    def counts(self) -> tuple[int, int]:
        """Rows shown, rows in all."""
        return len(self._shown), len(self._rows)

    @property
    def rows(self) -> list[Row]:
        """The rows as shown: what 导出 takes."""
        return [self._rows[number] for number in self._shown]

    @property
    def all_rows(self) -> list[Row]:
        """Every row, in the order given."""
        return list(self._rows)

    def row(self, index: Index | int) -> Row:
        """The row at a place of the table."""
        return self._rows[self._shown[index if isinstance(index, int) else index.row()]]

    def place_of(self, row_id: object) -> int | None:
        """The place where a row is shown; None when it is not, or not any more."""
        number = self._numbers.get(row_id)
        if number is None:
            return None
        if self._places is None:
            self._places = {shown: place for place, shown in enumerate(self._shown)}
        return self._places.get(number)

    def text(self, place: int, column: int) -> str:
        """The printed text of a cell, "" when empty: what is copied."""
        return self._texts(self._shown[place])[column]

    def column_index(self, key: str) -> int:
        """Place of the column with this key; raises ValueError when there is none."""
        return [column.key for column in self.columns].index(key)

    # sorting

    @property
    def sorting(self) -> tuple[tuple[int, Qt.SortOrder], ...]:
        """Columns sorted by, the most important first."""
        return tuple(self._sorting)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by column alone; -1 gives the order in which the rows came."""
        self.sort_by([(column, order)] if column >= 0 else [])

    def sort_by(self, sorting: Sequence[tuple[int, Qt.SortOrder]]) -> None:
        """Stable sort by several columns, the most important first. Empty cells come last either way."""
        self._sorting = list(sorting)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        numbers = [self._shown[index.row()] for index in before]
        self._order()
        self._filter()
        places = {number: place for place, number in enumerate(self._shown)}
        after = [
            self.index(places[number], index.column()) if number in places else QModelIndex()
            for number, index in zip(numbers, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    # inside

    def _take(self, rows: Iterable[Row]) -> None:
        self._rows: list[Row] = list(rows)
        self._numbers = {row.id: number for number, row in enumerate(self._rows)}
        self._printed: list[list[str] | None] = [None] * len(self._rows)
        self._heaps: list[str | None] = [None] * len(self._rows)
        self._order()
        self._filter()

    def _texts(self, number: int) -> list[str]:
        texts = self._printed[number]
        if texts is None:
            row = self._rows[number]
            texts = self._printed[number] = [printer(row) for printer in self._printers]
        return texts

    def _order(self) -> None:
        order = list(range(len(self._rows)))
        for column, direction in reversed(self._sorting):
            key = self.columns[column].sort_key
            keys = [key(row) for row in self._rows]
            known = [number for number in order if not keys[number][0]]
            empty = [number for number in order if keys[number][0]]
            known.sort(key=lambda number: keys[number][1], reverse=direction == _DESCENDING)
            order = known + empty
        self._ordered = order

    def _filter(self) -> None:
        shown = self._ordered
        rows = self._rows
        for fits in self._chips.values():
            shown = [number for number in shown if fits(rows[number])]
        if self._typed and self._rank is not None:
            rank = self._rank
            ranked = [(rank(self._typed, rows[number]), number) for number in shown]
            hits = [(place, number) for place, number in ranked if place is not None]
            hits.sort(key=lambda hit: hit[0])
            shown = [number for _, number in hits]
        elif self._typed:
            heap = self._heap
            for word in self._typed.split():
                shown = [number for number in shown if word in heap(number)]
        self._shown = shown
        self._places = None

    def _heap(self, number: int) -> str:
        heap = self._heaps[number]
        if heap is None:
            heap = self._heaps[number] = "\n".join(self._texts(number)).casefold()
        return heap

    def _refilter(self) -> None:
        self.beginResetModel()
        self._filter()
        self.endResetModel()
        self.counted.emit(*self.counts)

    # Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == _DISPLAY else None
        if not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            for column, direction in self._sorting:
                if column == section:
                    return f"{self._heads[section]} {'↓' if direction == _DESCENDING else '↑'}"
            return self._heads[section]
        if role == _ALIGN:
            return self._aligns[section]
        if role == _TIP:
            return self.columns[section].help or None
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        number, column = self._shown[index.row()], index.column()
        if role == _DISPLAY:
            return self._texts(number)[column] or EMPTY
        if role == _ALIGN:
            return self._aligns[column]
        if role == _EDIT:
            return self._texts(number)[column]
        if role == ROW_ROLE:
            return self._rows[number]
        if role == _TIP:
            text = self._texts(number)[column]
            whole = _NAME_SHOWN if self.columns[column].kind is Kind.NAME else _TEXT_SHOWN
            return text if len(text) > whole else None
        if role == _INK:
            return QColor(tokens().muted) if not self._texts(number)[column] else None
        if role == _GROUND:
            shade = self.shade(index.row(), column)
            return QColor(tokens().of(shade)[1]) if shade is not None else None
        if role == _FONT and self.columns[column].kind is Kind.NAME:
            if self._bold is None:
                self._bold = ui_font()
                self._bold.setBold(True)
            return self._bold
        return None

    def tone(self, place: int, column: int) -> Tone:
        """Colour of the tag in a cell."""
        if self._tone is None:
            return Tone.BRAND
        return self._tone(self._rows[self._shown[place]], self.columns[column])

    def shade(self, place: int, column: int) -> Tone | None:
        """Ground of a cell, None for none."""
        if self._shade is None:
            return None
        return self._shade(self._rows[self._shown[place]], self.columns[column])

    def flags(self, index: Index) -> Qt.ItemFlag:
        return self._flags[index.column()] if index.isValid() else Qt.ItemFlag.NoItemFlags

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        if role != _EDIT or self._save is None or not index.isValid():
            return False
        number, column = self._shown[index.row()], index.column()
        text = str(value).strip()
        if text == self._texts(number)[column]:
            return True
        try:
            row = self._save(
                self._rows[number], self.columns[column].key, _as_stored(self.columns[column], text)
            )
        except UserError as error:
            self.refused.emit(error)
            self.retry.emit(self._rows[number].id, column, text)
            return False
        if row is not None:
            self._put(number, row)
        return True

    def _put(self, number: int, row: Row) -> None:
        """The row stays where it is until the next sort, so that it does not run from under the cursor."""
        self._rows[number] = row
        self._numbers[row.id] = number
        self._printed[number] = self._heaps[number] = None
        place = self.place_of(row.id)
        if place is not None:
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))


def _as_stored(column: Column, text: str) -> str:
    """What was typed, the way it is stored: 1985.7 -> 1985-07. Raises UserError when it means nothing here."""
    reading = read_typed(column, text)
    if reading.value in (None, "") and reading.level in (Level.WARNING, Level.ERROR):
        raise UserError(f"{column.full_title}没有改：{reading.refusal}。", "请重新填写；原来的内容还在。")
    return printed(reading.value)


def shown_text(column: Column, row: Row) -> str:
    """The printed text as the screen may show it without being asked."""
    return column.starred(column.text(row))


def _printer(column: Column) -> Callable[[Row], str]:
    return partial(shown_text, column) if column.is_masked else column.text

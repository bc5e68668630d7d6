"""A list of frozen rows as a Qt table: sorting, filtering, grouping and printed texts, all inside the model.

Never put a QSortFilterProxyModel over it: sorting 5,000 rows through one takes seconds, here 10 ms.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.kit.cell_text import as_stored
from edudesk.kit.row_list import Fits, Rank, Row, RowList
from edudesk.kit.row_order import WAYS, Heading
from edudesk.kit.theme import Tone, tokens, ui_font

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Save: TypeAlias = Callable[[Row, str, str], Row | None]

EMPTY = "—"
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_INK = int(Qt.ItemDataRole.ForegroundRole)
_GROUND = int(Qt.ItemDataRole.BackgroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
_NOWHERE = QModelIndex()
_NAME_SHOWN, _TEXT_SHOWN = 4, 12  # characters that a cell surely shows; longer ones have a tooltip


class RowModel(QAbstractTableModel):
    """Rows under columns. Places of the model are those the user sees: sorted, filtered, under headings.

    Every row has an `id`. columns: as declared; numbers and dates keep their native order.
    save(row, key, text): stores one cell, read by the grammar, and returns the new row, or None when the page will reload;
    without it nothing can be edited. rank(typed, row): how well a row fits the search, 0 best, None not at
    all; without it a row fits when each typed word stands somewhere in its shown texts.
    tone(row, column): colour of the tag in a TAG column; shade(row, column): ground of any other cell; spark(row, column):
    figures drawn as a line in the place of its text, () for none. grouped_by: key of the column whose words the rows
    stand under before the user chooses otherwise, "" = one list.
    ID columns that are RESTRICTED and phones are shown masked, and cannot be edited in the table.
    A place may hold a heading instead of a row while the rows are grouped: ask heading(place) first.
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
        spark: Callable[[Row, Column], Sequence[float | None]] | None = None,
        bar: Callable[[Row, Column], float | None] | None = None,
        grouped_by: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns, self.grouped_by = tuple(columns), grouped_by
        self._save, self._tone, self._shade, self._spark, self._bar = save, tone, shade, spark, bar
        self._aligns = [_RIGHT if column.is_figure else _LEFT for column in self.columns]
        fixed = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        self._heading_flags = fixed
        self._flags = [
            fixed | Qt.ItemFlag.ItemIsEditable
            if save is not None and column.is_editable and not column.is_masked
            else fixed
            for column in self.columns
        ]
        self._heads = [column.full_title for column in self.columns]
        self._list = RowList(self.columns, rank)
        self._list.take(rows)
        self._bold: QFont | None = None
        self._is_locked = False

    @property
    def is_editable(self) -> bool:
        """Whether any cell can be changed in the table."""
        return self._save is not None

    def lock(self, is_locked: bool) -> None:
        """While locked no cell can be changed."""
        self._is_locked = is_locked

    # what is shown

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows under the same search, chips and order."""
        self.beginResetModel()
        self._list.take(rows)
        self.endResetModel()
        self.counted.emit(*self.counts)

    def set_search(self, typed: str) -> None:
        """Keep rows that fit what is typed; with a rank the best fit comes first."""
        typed = " ".join(typed.split()).casefold()
        if typed != self._list.typed:
            self._list.typed = typed
            self._rearrange()

    def set_chips(self, chips: Mapping[str, Fits]) -> None:
        """All chips at once."""
        self._list.chips = dict(chips)
        self._rearrange()

    @property
    def counts(self) -> tuple[int, int]:
        """Rows that fit, rows in all."""
        return len(self._list.fitting), len(self._list.rows)

    @property
    def rows(self) -> list[Row]:
        """The rows that fit, in the order shown: what 导出 takes. Those of a folded group are among them."""
        rows = self._list.rows
        return [rows[number] for number in self._list.fitting]

    @property
    def all_rows(self) -> list[Row]:
        """Every row, in the order given."""
        return list(self._list.rows)

    def row(self, index: Index | int) -> Row:
        """The row at a place of the table; raises LookupError where a heading stands."""
        number = self._number(index)
        if number < 0:
            raise LookupError("a heading stands there")
        return self._list.rows[number]

    def heading(self, index: Index | int) -> Heading | None:
        """The heading at a place of the table; None where a row stands."""
        return self._list.heading(index if isinstance(index, int) else index.row())

    def id_at(self, place: int) -> object:
        """The id of what stands at a place: of a row or of a heading."""
        heading = self.heading(place)
        return self.row(place).id if heading is None else heading.id

    def place_of(self, row_id: object) -> int | None:
        """The place where a row (or a heading) is shown; None when it is not, or not any more."""
        return self._list.place_of(row_id)

    def text(self, place: int, column: int) -> str:
        """The printed text of a cell, "" when empty: what is copied."""
        number = self._list.shown[place]
        return "" if number < 0 else self._list.texts(number)[column]

    def column_index(self, key: str) -> int:
        """Place of the column with this key; raises ValueError when there is none."""
        return [column.key for column in self.columns].index(key)

    # sorting

    @property
    def sorting(self) -> tuple[tuple[int, Qt.SortOrder], ...]:
        """Columns sorted by, the most important first."""
        return tuple(
            (column, _DESCENDING if is_down else _ASCENDING) for column, is_down in self._list.sorting
        )

    @property
    def ways(self) -> dict[int, str]:
        """Columns that are sorted in another way than their own (row_order.WAYS): 姓名 by strokes."""
        return dict(self._list.ways)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by column alone; -1 gives the order in which the rows came."""
        self.sort_by([(column, order)] if column >= 0 else [])

    def sort_by(
        self, sorting: Sequence[tuple[int, Qt.SortOrder]], ways: Mapping[int, str] | None = None
    ) -> None:
        """Stable sort by several columns, the most important first. Empty cells come last either way.

        ways: see the property; None leaves them as they are.
        """
        self._list.sorting = [(column, order == _DESCENDING) for column, order in sorting]
        if ways is not None:
            self._list.ways = {column: way for column, way in ways.items() if way}
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        numbers = [self._number(index) for index in before]
        self._list.order()
        places = {number: place for place, number in enumerate(self._list.shown)}
        after = [
            self.index(places[number], index.column()) if number in places else QModelIndex()
            for number, index in zip(numbers, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    # grouping

    @property
    def grouping(self) -> int | None:
        """The column by whose words the rows are grouped."""
        return self._list.group

    def group_by(self, column: int | None) -> None:
        """Put the rows under headings, one for each word of a column; None for one list."""
        if column != self._list.group:
            self._list.group = column
            self._list.folded.clear()
            self._rearrange()

    def fold(self, words: Iterable[str], is_folded: bool) -> None:
        """Hide or show the rows below the headings of these words."""
        before = self._list.folded
        self._list.folded = before | set(words) if is_folded else before - set(words)
        if self._list.folded != before:
            self._rearrange()

    def fold_all(self, is_folded: bool) -> None:
        """Only the headings, or all rows again."""
        self.fold([heading.word for heading in self._list.headings], is_folded)

    def unfold_row(self, row_id: object) -> None:
        """Open the group in which a row is hidden."""
        number, column = self._list.number_of(row_id), self.grouping
        if number is not None and column is not None:
            self.fold([self._list.texts(number)[column]], False)

    # inside

    def _number(self, index: Index | int) -> int:
        return self._list.shown[index if isinstance(index, int) else index.row()]

    def _rearrange(self) -> None:
        self.beginResetModel()
        self._list.arrange()
        self.endResetModel()
        self.counted.emit(*self.counts)

    # Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._list.shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == _DISPLAY else None
        if not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            for column, direction in self.sorting:
                if column == section:
                    way = dict(WAYS.get(self.columns[column].kind, ())).get(
                        self._list.ways.get(column) or "-", ""
                    )
                    arrow = "↓" if direction == _DESCENDING else "↑"
                    return f"{self._heads[section]} {way}{arrow}"
            return self._heads[section]
        if role == _ALIGN:
            return self._aligns[section]
        if role == _TIP:
            return self.columns[section].help or None
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        number, column = self._list.shown[index.row()], index.column()
        if number < 0:
            return self._heading_data(self._list.headings[-1 - number], role)
        if role == _DISPLAY:
            return self._list.texts(number)[column] or EMPTY
        if role == _ALIGN:
            return self._aligns[column]
        if role == _EDIT:
            return self._list.texts(number)[column]
        if role == ROW_ROLE:
            return self._list.rows[number]
        if role == _TIP:
            text = self._list.texts(number)[column]
            whole = _NAME_SHOWN if self.columns[column].kind is Kind.NAME else _TEXT_SHOWN
            return text if len(text) > whole else None
        if role == _INK:
            return QColor(tokens().muted) if not self._list.texts(number)[column] else None
        if role == _GROUND:
            shade = self.shade(index.row(), column)
            return QColor(tokens().of(shade)[1]) if shade is not None else None
        if role == _FONT and self.columns[column].kind is Kind.NAME:
            if self._bold is None:
                self._bold = ui_font()
                self._bold.setBold(True)
            return self._bold
        return None

    @staticmethod
    def _heading_data(heading: Heading, role: int) -> Any:
        """For whoever reads the table aloud; the view paints headings itself."""
        if role in (_DISPLAY, _ACCESSIBLE):
            return f"{heading.title}（{heading.count}），{'已展开' if heading.is_open else '已收起'}"
        return None

    def tone(self, place: int, column: int) -> Tone:
        """Colour of the tag in a cell."""
        if self._tone is None:
            return Tone.BRAND
        return self._tone(self.row(place), self.columns[column])

    def shade(self, place: int, column: int) -> Tone | None:
        """Ground of a cell, None for none."""
        if self._shade is None:
            return None
        return self._shade(self.row(place), self.columns[column])

    def spark(self, place: int, column: int) -> Sequence[float | None]:
        """Figures to draw in a cell, () for none."""
        return () if self._spark is None else self._spark(self.row(place), self.columns[column])

    def bar(self, place: int, column: int) -> float | None:
        """Share to draw in a cell, in the colour of its tone; None for none."""
        return None if self._bar is None else self._bar(self.row(place), self.columns[column])

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and (self._is_locked or self._list.shown[index.row()] < 0):
            return self._heading_flags
        return self._flags[index.column()] if index.isValid() else Qt.ItemFlag.NoItemFlags

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        if role != _EDIT or self._save is None or self._is_locked or not index.isValid():
            return False
        number, column = self._list.shown[index.row()], index.column()
        if number < 0:
            return False
        text = str(value).strip()
        if text == self._list.texts(number)[column]:
            return True
        try:
            row = self._save(
                self._list.rows[number], self.columns[column].key, as_stored(self.columns[column], text)
            )
        except UserError as error:
            self.refused.emit(error)
            self.retry.emit(self._list.rows[number].id, column, text)
            return False
        if row is not None:
            self._put(number, row)
        return True

    def put(self, row: Row) -> None:
        """A row of these ids whose cells are others."""
        number = self._list.number_of(row.id)
        if number is not None:
            self._put(number, row)

    def _put(self, number: int, row: Row) -> None:
        """The row stays where it is until the next sort, so that it does not run from under the cursor."""
        self._list.put(number, row)
        place = self.place_of(row.id)
        if place is not None:
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))

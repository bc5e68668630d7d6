"""The table every list shows: keys and clipboard as in Excel, columns the user arranges, tags, empty state."""

import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QLabel,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from edudesk.base.columns import Kind
from edudesk.base.errors import UserError
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.cards import bold
from edudesk.kit.fields import Spell, editor_for
from edudesk.kit.row_model import EMPTY, Row, RowModel
from edudesk.kit.settings import remember, remembered
from edudesk.kit.tag import paint_tag
from edudesk.kit.theme import ROW, ROW_COMPACT, Tokens, Tone, tokens

PADDING = 10
# plain numbers: an operation on a flag of Python's enum costs more than painting the cell
_LEFT = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
_RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value
_SELECTED = QStyle.StateFlag.State_Selected.value
_UNDER_MOUSE = QStyle.StateFlag.State_MouseOver.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
_PIXELS_PER_MM = 3.8


class _Look:
    """Colours and text widths of one theme, kept: a paint of a full table asks for them hundreds of times."""

    def __init__(self, theme: Tokens, font: QFont) -> None:
        self.theme = theme
        self.ink, self.muted, self.line = QColor(theme.ink), QColor(theme.muted), QColor(theme.line)
        self.brand, self.selected, self.hover = (
            QColor(theme.brand),
            QColor(theme.brand_soft),
            QColor(theme.hover),
        )
        self.shades = {tone: QColor(theme.of(tone)[1]) for tone in Tone}
        self.fonts = (QFont(font), bold(font))
        self._metrics = tuple(QFontMetricsF(made) for made in self.fonts)
        self._widths: dict[tuple[str, bool], float] = {}

    def fitted(self, text: str, is_bold: bool, width: float) -> str:
        """text, cut with … when it is wider than width."""
        wide = self._widths.get((text, is_bold))
        if wide is None:
            if len(self._widths) > 20_000:
                self._widths.clear()
            wide = self._widths[text, is_bold] = self._metrics[is_bold].horizontalAdvance(text)
        if wide <= width:
            return text
        return self._metrics[is_bold].elidedText(text, Qt.TextElideMode.ElideRight, width)


class CellDelegate(QStyledItemDelegate):
    """Paints cells of a RowModel, and edits them with the editor of their column."""

    def __init__(self, parent: QObject | None = None, spell: Spell | None = None) -> None:
        super().__init__(parent)
        self._spell = spell
        self._look: _Look | None = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, RowModel)
        look = self._look
        if look is None or look.theme is not tokens():
            look = self._look = _Look(tokens(), option.font)
        place, number = index.row(), index.column()
        column = model.columns[number]
        text = model.text(place, number)
        rect: QRect = option.rect
        state = option.state.value
        shade = model.shade(place, number)
        if state & _SELECTED:
            painter.fillRect(rect, look.selected)
        elif shade is not None:
            painter.fillRect(rect, look.shades[shade])
        elif state & _UNDER_MOUSE:
            painter.fillRect(rect, look.hover)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.line)
        inner = rect.adjusted(PADDING, 0, -PADDING, -1)
        if text and column.kind is Kind.TAG:
            paint_tag(painter, QRectF(inner), text, model.tone(place, number))
        else:
            is_bold = column.kind is Kind.NAME
            if "\n" in text:
                text = text.replace("\n", " ")
            painter.setPen(look.ink if text else look.muted)
            painter.setFont(look.fonts[is_bold])
            shown = look.fitted(text or EMPTY, is_bold, inner.width())
            painter.drawText(inner, _RIGHT if column.is_figure else _LEFT, shown)
        if state & _FOCUSED:
            painter.setPen(look.brand)
            painter.drawRect(rect.adjusted(0, 0, -1, -2))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """What a double click on a header border fits the column to."""
        metrics = option.fontMetrics
        return QSize(metrics.horizontalAdvance(str(index.data() or "")) + 2 * PADDING + 14, ROW)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        model = index.model()
        assert isinstance(model, RowModel)
        editor: QWidget = editor_for(model.columns[index.column()], self._spell, parent)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        editor.show_text(str(index.data(Qt.ItemDataRole.EditRole)))  # type: ignore[attr-defined]

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model.setData(QModelIndex(index), editor.typed(), Qt.ItemDataRole.EditRole)  # type: ignore[arg-type, attr-defined]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and isinstance(watched, QWidget)
        ):
            self.commitData.emit(watched)
            self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.NoHint)
            view = self.parent()
            if isinstance(view, TableView):
                is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                view.move_rows(-1 if is_back else 1)
            return True
        return super().eventFilter(watched, event)


class EmptyState(QWidget):
    """What a list says when it shows nothing: a sentence, and what can be done."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self._box = QVBoxLayout(self)
        self._box.setSpacing(8)
        self._box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text, self._hint = QLabel(), QLabel()
        self._text.setProperty("role", "heading")
        self._hint.setProperty("role", "muted")
        for label in (self._text, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            self._box.addWidget(label)
        self._buttons: list[QPushButton] = []

    def say(
        self, text: str, hint: str = "", actions: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        """text: what is missing; hint: what to do; actions: (word, what it does), the first is primary."""
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        for old in self._buttons:
            self._box.removeWidget(old)
            old.deleteLater()
        self._buttons = [
            button(word, does, "primary" if number == 0 else "")
            for number, (word, does) in enumerate(actions)
        ]
        for made in self._buttons:
            self._box.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)


class TableView(QTableView):
    """A table over a RowModel.

    name: under which the user's column choice, order, widths and sorting are remembered ("" = not at all).
    opened(row): Enter or double click on a cell that cannot be edited; chosen(rows): the selection is
    another, told once after a reload and only when the selected rows really are others.
    """

    opened = Signal(object)
    chosen = Signal(object)

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
        self._rows_model = model
        self._chosen_ids: tuple[object, ...] = ()
        self._kept: tuple[list[object], object, int, int] | None = None
        self.setModel(model)
        self._delegate = CellDelegate(self, spell)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
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
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setFixedHeight(ROW)
        head.setMinimumSectionSize(44)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._show_header_menu)
        head.sectionClicked.connect(self._sort_by_click)
        self.empty = EmptyState(self.viewport())
        self._arrange()
        # dragging a border tells dozens of widths: one write when it rests
        self._resting = QTimer(self, singleShot=True, interval=300)
        self._resting.timeout.connect(self._write)
        head.sectionMoved.connect(self._remember)
        head.sectionResized.connect(self._remember)
        self.activated.connect(self._open)
        self.selectionModel().selectionChanged.connect(self._tell_chosen)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        model.refused.connect(self._refused)
        self._show_empty()

    # rows

    def rows_model(self) -> RowModel:
        """The model, as what it is."""
        return self._rows_model

    def selected(self) -> list[Row]:
        """The selected rows, from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._rows_model.row(place) for place in places]

    def current(self) -> Row | None:
        """The row under the cursor."""
        index = self.currentIndex()
        return self._rows_model.row(index) if index.isValid() else None

    def select(self, row_ids: Sequence[object]) -> None:
        """Select rows by id; those not shown are left out. The first becomes current and visible."""
        selection = self.selectionModel()
        selection.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        places = [place for row_id in row_ids if (place := self._rows_model.place_of(row_id)) is not None]
        if places:
            first = self._rows_model.index(places[0], self._first_column())
            selection.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)
        for place in places:
            selection.select(self._rows_model.index(place, 0), flags)

    def move_rows(self, by: int) -> None:
        """Move the cursor down (up when negative) and select the row there."""
        index = self.currentIndex()
        place = index.row() + by
        if 0 <= place < self._rows_model.rowCount():
            self.setCurrentIndex(self._rows_model.index(place, index.column()))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and not self._rows_model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(self._rows_model.row(index))

    def _tell_chosen(self, *change: object) -> None:
        if self._kept is not None:
            return
        rows = self.selected()
        row_ids = tuple(row.id for row in rows)
        if row_ids != self._chosen_ids:
            self._chosen_ids = row_ids
            self.chosen.emit(rows)

    def _refused(self, error: UserError) -> None:
        messages.fail(self, error)

    # a reload must not be felt

    def _keep(self) -> None:
        current = self.currentIndex()
        self._kept = (
            [row.id for row in self.selected()],
            self._rows_model.row(current).id if current.isValid() else None,
            current.column(),
            self.verticalScrollBar().value(),
        )

    def _restore(self) -> None:
        if self._kept is None:
            return
        row_ids, current_id, column, scrolled = self._kept
        selection = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row_id in row_ids:
            place = self._rows_model.place_of(row_id)
            if place is not None:
                selection.select(self._rows_model.index(place, 0), flags)
        place = self._rows_model.place_of(current_id)
        if place is not None:
            selection.setCurrentIndex(
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_empty()

    # keys and clipboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_C and event.modifiers() in (control, control | shift):
            self.copy(with_headers=bool(event.modifiers() & shift))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != self.State.EditingState:
            self._open(self.currentIndex())  # on some desktops activated needs a double click
        else:
            super().keyPressEvent(event)

    def copy(self, with_headers: bool = False) -> None:
        """The selected rows, columns as shown, to the clipboard the way Excel writes them."""
        columns = self.shown_columns()
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = [[self._rows_model.text(place, column) for column in columns] for place in places]
        if with_headers:
            lines.insert(0, [self._rows_model.columns[column].full_title for column in columns])
        QGuiApplication.clipboard().setText(excel_text(lines))

    # columns

    def shown_columns(self) -> list[int]:
        """Numbers of the visible columns, from left to right."""
        head = self.horizontalHeader()
        order = [head.logicalIndex(place) for place in range(head.count())]
        return [column for column in order if not self.isColumnHidden(column)]

    def show_column(self, key: str, is_shown: bool) -> None:
        """Show or hide a column; the last one visible stays."""
        column = self._rows_model.column_index(key)
        if is_shown or self.shown_columns() != [column]:
            self.setColumnHidden(column, not is_shown)
            self._remember()

    def header_menu(self, column: int = -1) -> QMenu:
        """Sort and hide for one column, a choice of all columns, back to the default."""
        menu = QMenu(self)
        if column >= 0:
            for word, order in (
                ("升序排列", Qt.SortOrder.AscendingOrder),
                ("降序排列", Qt.SortOrder.DescendingOrder),
            ):
                self._entry(menu, word, lambda _=False, o=order: self._sort([(column, o)]))
            rest = [pair for pair in self._rows_model.sorting if pair[0] != column]
            if rest:
                added = [*rest, (column, Qt.SortOrder.AscendingOrder)]
                self._entry(menu, "追加为次要排序", lambda _=False: self._sort(added))
            self._entry(menu, "取消排序", lambda _=False: self._sort([]))
            menu.addSeparator()
            key = self._rows_model.columns[column].key
            self._entry(menu, "隐藏此列", lambda _=False: self.show_column(key, False))
        chooser = menu.addMenu("显示的列")
        for number, declared in enumerate(self._rows_model.columns):
            entry = QAction(declared.full_title, chooser, checkable=True)
            entry.setChecked(not self.isColumnHidden(number))
            entry.toggled.connect(lambda on, key=declared.key: self.show_column(key, on))
            chooser.addAction(entry)
        self._entry(menu, "恢复默认列", lambda _=False: self.reset_columns())
        return menu

    @staticmethod
    def _entry(menu: QMenu, word: str, does: Callable[..., object]) -> None:
        action = QAction(word, menu)
        action.triggered.connect(does)
        menu.addAction(action)

    def _show_header_menu(self, point: QPoint) -> None:
        head = self.horizontalHeader()
        menu = self.header_menu(head.logicalIndexAt(point))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(head.mapToGlobal(point))

    def reset_columns(self) -> None:
        """Columns as declared, no sorting."""
        if self.name:
            remember(f"table/{self.name}", "")
        self._sort([])
        self._arrange()

    def _sort_by_click(self, column: int) -> None:
        """Ascending, descending, not at all; Ctrl or Shift adds the column behind the others."""
        now = dict(self._rows_model.sorting)
        order = now.get(column)
        following = {
            None: Qt.SortOrder.AscendingOrder,
            Qt.SortOrder.AscendingOrder: Qt.SortOrder.DescendingOrder,
            Qt.SortOrder.DescendingOrder: None,
        }[order]
        keys = QGuiApplication.keyboardModifiers()
        if not keys & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            now = {}
        if following is None:
            now.pop(column, None)
        else:
            now[column] = following
        self._sort(list(now.items()))

    def _sort(self, sorting: Sequence[tuple[int, Qt.SortOrder]]) -> None:
        self._rows_model.sort_by(sorting)
        self._remember()

    def _first_column(self) -> int:
        shown = self.shown_columns()
        return shown[0] if shown else 0

    def _default_width(self, column: int) -> int:
        declared = self._rows_model.columns[column]
        title = self.horizontalHeader().fontMetrics().horizontalAdvance(declared.full_title + " ↑")
        return max(round(declared.width * _PIXELS_PER_MM), title + 2 * PADDING)

    def _arrange(self) -> None:
        """Columns as remembered, else as declared."""
        try:
            kept = json.loads(remembered(f"table/{self.name}") or "{}") if self.name else {}
        except ValueError:  # the settings file was edited by hand
            kept = {}
        keys = [column.key for column in self._rows_model.columns]
        widths, shown = kept.get("widths", {}), kept.get("shown")
        if shown is None:
            shown = [column.key for column in self._rows_model.columns if column.is_shown] or keys
        head = self.horizontalHeader()
        was_silent = head.blockSignals(True)
        order = [key for key in kept.get("order", []) if key in keys]
        order += [key for key in keys if key not in order]
        for place, key in enumerate(order):
            head.moveSection(head.visualIndex(keys.index(key)), place)
        for number, key in enumerate(keys):
            self.setColumnWidth(number, int(widths.get(key) or self._default_width(number)))
            self.setColumnHidden(number, key not in shown)
        head.blockSignals(was_silent)
        sorting = [
            (keys.index(key), Qt.SortOrder.DescendingOrder if is_down else Qt.SortOrder.AscendingOrder)
            for key, is_down in kept.get("sorting", [])
            if key in keys
        ]
        if sorting:
            self._rows_model.sort_by(sorting)
        self.updateGeometries()

    def _remember(self, *change: object) -> None:
        if self.name:
            self._resting.start()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._resting.isActive():
            self._resting.stop()
            self._write()
        super().hideEvent(event)

    def _write(self) -> None:
        columns = self._rows_model.columns
        head = self.horizontalHeader()
        shown = self.shown_columns()
        remember(
            f"table/{self.name}",
            json.dumps(
                {
                    "order": [columns[head.logicalIndex(place)].key for place in range(head.count())],
                    "shown": [columns[number].key for number in shown],
                    # the last column is stretched: its width says nothing
                    "widths": {columns[number].key: self.columnWidth(number) for number in shown[:-1]},
                    "sorting": [
                        [columns[number].key, order == Qt.SortOrder.DescendingOrder]
                        for number, order in self._rows_model.sorting
                    ],
                }
            ),
        )


def excel_text(lines: Sequence[Sequence[str]]) -> str:
    """Rows of cells as Excel puts them on the clipboard: tab, CR LF, quotes where a cell needs them."""
    return "".join("\t".join(_excel_cell(cell) for cell in line) + "\r\n" for line in lines)


def _excel_cell(text: str) -> str:
    if any(mark in text for mark in '\t\r\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text

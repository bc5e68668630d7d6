"""The columns of a table as its user wants them: which, in what order, how wide, sorted and grouped by what."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QTableView

from edudesk.kit.cell_delegate import PADDING
from edudesk.kit.row_model import RowModel
from edudesk.kit.row_order import WAYS, is_groupable
from edudesk.kit.settings import remember, remembered
from edudesk.kit.theme import ROW

_PIXELS_PER_MM = 3.8
_LEAST_STRETCH, _MOST_STRETCH = 0.9, 1.5
_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder

Sorting = Sequence[tuple[int, Qt.SortOrder]]
State = dict[str, Any]
"""What Arrangement.state() tells, as JSON."""


class Arrangement(QObject):
    """Header clicks, header menu and memory of one table.

    name: what the choice is remembered under, "" for not at all. Until the user sets a width, columns
    share the width of the window in proportion to Column.width.
    """

    def __init__(self, table: QTableView, model: RowModel, name: str) -> None:
        super().__init__(table)
        self._table, self._model, self._name = table, model, name
        self._keys = [column.key for column in model.columns]
        self._widths: dict[str, int] = {}  # those the user has set
        self._is_arranging = False
        self._unwritten: State | None = None
        # dragging a border tells dozens of widths: one write when it rests
        self._resting = QTimer(self, singleShot=True, interval=300)
        self._resting.timeout.connect(self.save)
        head = self._head = table.horizontalHeader()
        head.setSectionsMovable(True)
        head.setSectionsClickable(True)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        head.setFixedHeight(ROW)
        head.setMinimumSectionSize(44)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._show_menu_at)
        head.sectionClicked.connect(self._sort_by_click)
        head.sectionMoved.connect(self._changed)
        head.sectionResized.connect(self._resized)
        self.apply(self._kept())
        self._unwritten = None

    # what is shown

    def shown(self) -> list[int]:
        """Numbers of the visible columns, from left to right."""
        order = [self._head.logicalIndex(place) for place in range(self._head.count())]
        return [column for column in order if not self._table.isColumnHidden(column)]

    def show_column(self, key: str, is_shown: bool) -> None:
        """Show or hide a column; the last one visible stays."""
        column = self._keys.index(key)
        if is_shown or self.shown() != [column]:
            self._table.setColumnHidden(column, not is_shown)
            self.spread()
            self._changed()

    def reset(self) -> None:
        """Columns as declared, no sorting, no groups."""
        if self._name:
            remember(f"table/{self._name}", "")
        self.apply({})
        self._unwritten = None

    def sort(self, sorting: Sorting, ways: Mapping[int, str] | None = None) -> None:
        """Sort by these columns, the most important first. ways: see RowModel.sort_by."""
        self._model.sort_by(sorting, ways)
        self.spread()  # a head may say more now
        self._changed()

    def group(self, column: int | None) -> None:
        """Put the rows under headings by a column; None for one list."""
        self._model.group_by(column)
        self._changed()

    def ask_sorting(self) -> None:
        """Ask for several columns to sort by."""
        from edudesk.kit.sort_dialog import SortDialog

        SortDialog(self._table.window(), self._model, self.sort).open()

    def spread(self) -> None:
        """Give every column its share of the width, as long as the user has set none."""
        if self._widths:
            return
        shown = self.shown()
        wanted = {column: self._declared_width(column) for column in shown}
        total = sum(wanted.values())
        if not total or self._table.viewport().width() < 200:
            return
        share = self._table.viewport().width() / total
        # much wider than declared, words drift apart; much narrower, they are cut: then one scrolls
        share = min(share, _MOST_STRETCH) if share >= _LEAST_STRETCH else 1.0
        self._is_arranging = True
        for column, width in wanted.items():
            self._table.setColumnWidth(column, int(width * share))
        self._is_arranging = False

    # header

    def menu(self, column: int = -1) -> QMenu:
        """Sort and hide for one column, a choice of all columns, back to the default."""
        menu = QMenu(self._table)
        if column >= 0:
            for word, order in (("升序排列", _ASCENDING), ("降序排列", _DESCENDING)):
                self._entry(menu, word, lambda _=False, o=order: self.sort([(column, o)]))
            ways = self._model.ways
            for way, word in WAYS.get(self._model.columns[column].kind, ()):
                wanted = {**ways, column: way}
                self._entry(
                    menu, f"按{word}排列", lambda _=False, w=wanted: self.sort([(column, _ASCENDING)], w)
                )
            rest = [pair for pair in self._model.sorting if pair[0] != column]
            if rest:
                added = [*rest, (column, _ASCENDING)]
                self._entry(menu, "追加为次要排序", lambda _=False: self.sort(added))
            self._entry(menu, "取消排序", lambda _=False: self.sort([]))
        self._entry(menu, "排序…", lambda _=False: self.ask_sorting())
        if self._model.grouping is not None:
            self._entry(menu, "取消分组", lambda _=False: self.group(None))
        if column >= 0:
            if is_groupable(self._model.columns[column]) and self._model.grouping != column:
                self._entry(menu, "按此列分组", lambda _=False: self.group(column))
            menu.addSeparator()
            self._entry(menu, "隐藏此列", lambda _=False: self.show_column(self._keys[column], False))
        chooser = menu.addMenu("显示的列")
        for number, declared in enumerate(self._model.columns):
            entry = QAction(declared.full_title, chooser)
            entry.setCheckable(True)
            entry.setChecked(not self._table.isColumnHidden(number))
            entry.toggled.connect(lambda on, key=declared.key: self.show_column(key, on))
            chooser.addAction(entry)
        self._entry(menu, "恢复默认列", lambda _=False: self.reset())
        return menu

    @staticmethod
    def _entry(menu: QMenu, word: str, does: Callable[..., object]) -> None:
        action = QAction(word, menu)
        action.triggered.connect(does)
        menu.addAction(action)

    def show_menu(self, column: int) -> None:
        """Open the menu below the head of a column."""
        left = self._head.sectionViewportPosition(column)
        self._pop_up(column, QPoint(left, self._head.height()))

    def _show_menu_at(self, point: QPoint) -> None:
        self._pop_up(self._head.logicalIndexAt(point), point)

    def _pop_up(self, column: int, point: QPoint) -> None:
        menu = self.menu(column)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._head.mapToGlobal(point))

    def _sort_by_click(self, column: int) -> None:
        """Ascending, descending, not at all; Ctrl or Shift adds the column behind the others."""
        now = dict(self._model.sorting)
        following = {None: _ASCENDING, _ASCENDING: _DESCENDING, _DESCENDING: None}[now.get(column)]
        keys = QGuiApplication.keyboardModifiers()
        if not keys & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            now = {}
        if following is None:
            now.pop(column, None)
        else:
            now[column] = following
        self.sort(list(now.items()))

    # memory

    def _declared_width(self, column: int) -> int:
        declared = self._model.columns[column]
        metrics = self._head.fontMetrics()
        words = (f"{declared.full_title} ↑", str(self._model.headerData(column, Qt.Orientation.Horizontal)))
        title = max(map(metrics.horizontalAdvance, words))
        return max(round(declared.width * _PIXELS_PER_MM), title + 2 * PADDING)

    def _kept(self) -> State:
        try:
            kept = json.loads(remembered(f"table/{self._name}") or "{}") if self._name else {}
        except ValueError:  # the settings file was edited by hand
            return {}
        return kept if isinstance(kept, dict) else {}

    def state(self) -> State:
        """Everything the user has arranged, for apply()."""
        head, keys, model = self._head, self._keys, self._model
        return {
            "order": [keys[head.logicalIndex(place)] for place in range(head.count())],
            "shown": [keys[number] for number in self.shown()],
            "widths": dict(self._widths),
            "sorting": [[keys[number], order == _DESCENDING] for number, order in model.sorting],
            "ways": {keys[number]: way for number, way in model.ways.items()},
            "group": keys[model.grouping] if model.grouping is not None else "",
        }

    def apply(self, state: State) -> None:
        """Columns, sorting and groups as in state; what it does not say is as declared, unknown columns count not."""
        keys, model = self._keys, self._model
        self._widths = {key: int(width) for key, width in state.get("widths", {}).items() if key in keys}
        shown = [key for key in state.get("shown", ()) if key in keys]
        shown = shown or [column.key for column in model.columns if column.is_shown] or keys
        order = [key for key in state.get("order", ()) if key in keys]
        order += [key for key in keys if key not in order]
        self._is_arranging = True
        for place, key in enumerate(order):
            self._head.moveSection(self._head.visualIndex(keys.index(key)), place)
        for number, key in enumerate(keys):
            self._table.setColumnWidth(number, self._widths.get(key) or self._declared_width(number))
            self._table.setColumnHidden(number, key not in shown)
        self._is_arranging = False
        self.spread()
        sorting = [
            (keys.index(key), _DESCENDING if is_down else _ASCENDING)
            for key, is_down in state.get("sorting", ())
            if key in keys
        ]
        ways = {keys.index(key): way for key, way in state.get("ways", {}).items() if key in keys}
        if (tuple(sorting), ways) != (model.sorting, model.ways):
            model.sort_by(sorting, ways)
        group = state.get("group", model.grouped_by)
        model.group_by(keys.index(group) if group in keys else None)
        self._changed()

    def _resized(self, column: int, before: int, now: int) -> None:
        if self._is_arranging or not now or not before:  # 0: hidden, or the model is being destroyed
            return
        if self.shown()[-1:] == [column]:  # stretched: its width says nothing
            return
        if not self._widths:  # the first width of the user's own: the others stay as they are
            self._widths = {
                self._keys[number]: self._table.columnWidth(number) for number in self.shown()[:-1]
            }
        self._widths[self._keys[column]] = now
        self._changed()

    def _changed(self, *change: object) -> None:
        if self._name and not self._is_arranging:
            self._unwritten = self.state()
            self._resting.start()

    def save(self) -> None:
        """Write now what waits for a rest.

        Touches no widget: a table that is hidden because it is being destroyed has lost its head already,
        and a RuntimeError inside hideEvent costs PySide a reference to that method (tests/kit/test_arrangement.py).
        """
        state, self._unwritten = self._unwritten, None
        if state is not None:
            remember(f"table/{self._name}", json.dumps(state))

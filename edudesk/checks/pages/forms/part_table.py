"""One table of a form, typed in like a sheet: lines are added, removed, moved, and pasted from Excel."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from edudesk.base.columns import Column
from edudesk.checks.forms.form_parts import Line, Part
from edudesk.kit.buttons import button
from edudesk.kit.clipboard import cells_of
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.theme import Tone

_HIDDEN = "key"  # a number nobody types; that of an item is shown, for other tables name it
_KEPT = ("item", "method", "section", "kind", "is_repeated")  # a new line has these of the line above


class _Row:
    """A line of a table as RowModel wants rows: with an id, and its texts as attributes."""

    def __init__(self, row_id: int, cells: Line) -> None:
        self.id, self.cells = row_id, dict(cells)

    def __getattr__(self, key: str) -> str:
        return self.cells.get(key, "")


class PartTable(QWidget):
    """changed: a text or the order is another, or lines came or went.

    columns: of the part, with words that depend on other tables.
    """

    changed = Signal()

    def __init__(self, part: Part, columns: Sequence[Column], hint: str = "") -> None:
        super().__init__()
        self.part = part
        self._ids = count(1)
        self._rows: list[_Row] = []
        self._wrong: frozenset[int] = frozenset()
        self._is_frozen = False
        shown = [
            replace(column, is_shown=True, value=(lambda row: row.key) if column.key == _HIDDEN else None)
            for column in columns
            if column.key != _HIDDEN or part.key == "item"
        ]
        self.model = RowModel(shown, save=self._save, shade=self._shade, parent=self)
        self.table = TableView(self.model, is_compact=True)
        self.table.horizontalHeader().setSectionsClickable(False)  # the order is part of the form
        self.table.empty.say(f"还没有{part.title}。", "点“添加一行”，或从 Excel 粘贴。")
        self.buttons = (
            button("添加一行", self.add, icon_name="add", keys="Ctrl+N"),
            button("删除", self.remove),
            button("上移", lambda: self.shift(-1)),
            button("下移", lambda: self.shift(1)),
        )
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for one in self.buttons:
            tools.addWidget(one)
        told = label(hint, "small")
        told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        tools.addWidget(told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addLayout(tools)
        column.addWidget(self.table, 1)
        for keys, word, does in (
            ("Delete", "删除所选的行", self.remove),
            ("Alt+Up", "所选的行上移", lambda: self.shift(-1)),
            ("Alt+Down", "所选的行下移", lambda: self.shift(1)),
            ("Ctrl+V", "从 Excel 粘贴一块", self.paste),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.setWhatsThis(word)
            shortcut.activated.connect(does)

    def freeze(self) -> None:
        """Nothing can be changed: an old version is looked at."""
        self._is_frozen = True
        self.model.lock(True)
        for one in self.buttons:
            one.hide()

    @property
    def lines(self) -> list[dict[str, str]]:
        """The texts as they stand."""
        return [dict(row.cells) for row in self._rows]

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Other lines; changed stays silent."""
        chosen = [self._rows.index(row) for row in self.table.selected()]
        self._rows = [_Row(next(self._ids), line) for line in lines]
        self.model.set_rows(self._rows)
        self.table.select([self._rows[place].id for place in chosen if place < len(self._rows)])

    def show_wrong(self, numbers: frozenset[int]) -> None:
        """Lines, from 1, that something is wrong with."""
        if numbers != self._wrong:
            self._wrong = numbers
            self.table.viewport().update()

    def seize(self, number: int) -> None:
        """The keyboard on a line, from 1."""
        if 0 < number <= len(self._rows):
            self.table.select([self._rows[number - 1].id])
        self.table.setFocus()

    def add(self) -> None:
        """A line below the selected one, its first cell open for typing."""
        chosen = self.table.selected()
        place = self._rows.index(chosen[-1]) + 1 if chosen else len(self._rows)
        # what stands in the lines above is the likeliest for the next: the item, the method
        likely = {key: self._rows[place - 1].cells.get(key, "") for key in _KEPT} if place else {}
        row = _Row(next(self._ids), {key: text for key, text in likely.items() if text})
        self._rows.insert(place, row)
        self._show([row.id])
        first = next(number for number, column in enumerate(self.model.columns) if column.is_editable)
        index = self.model.index(place, first)
        self.table.setCurrentIndex(index)
        self.table.setFocus()

    def remove(self) -> None:
        """Drop the selected lines."""
        chosen = self.table.selected()
        if chosen and not self._is_frozen:
            place = self._rows.index(chosen[0])
            self._rows = [row for row in self._rows if row not in chosen]
            after = self._rows[min(place, len(self._rows) - 1)].id if self._rows else None
            self._show([after])

    def shift(self, by: int) -> None:
        """Move the selected lines one up (-1) or down (1)."""
        chosen = self.table.selected()
        places = [self._rows.index(row) for row in chosen]
        if not places or self._is_frozen or places[0] + by < 0 or places[-1] + by >= len(self._rows):
            return
        for place in places if by < 0 else places[::-1]:
            self._rows[place], self._rows[place + by] = self._rows[place + by], self._rows[place]
        self._show([row.id for row in chosen])

    def paste(self) -> None:
        """A block from Excel over the cells from the selected one on; lines that are not there yet are added."""
        cells = cells_of(QGuiApplication.clipboard().text())
        index = self.table.currentIndex()
        if not cells or self._is_frozen:
            return
        top = index.row() if index.isValid() else len(self._rows)
        shown = self.table.shown_columns()
        left = shown.index(index.column()) if index.isValid() else 0
        keys = [self.model.columns[number].key for number in shown[left:]]
        while len(self._rows) < top + len(cells):
            self._rows.append(_Row(next(self._ids), {}))
        for row, texts in zip(self._rows[top:], cells, strict=False):
            row.cells |= {key: text.strip() for key, text in zip(keys, texts, strict=False) if key != _HIDDEN}
        self._show([row.id for row in self._rows[top : top + len(cells)]])

    def _show(self, chosen: Sequence[object]) -> None:
        self.model.set_rows(self._rows)
        self.table.select(chosen)
        self.changed.emit()

    def _save(self, row: _Row, key: str, text: str) -> _Row:
        row.cells[key] = text
        self.changed.emit()
        return row

    def _shade(self, row: _Row, column: Column) -> Tone | None:
        return Tone.WARN if self._rows.index(row) + 1 in self._wrong else None

"""One table of something edited as several (a form, a kind): typed in like a sheet, lines added, removed and moved."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from edudesk.base.columns import Column
from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.kit.theme import Tone
from edudesk.kit.typed_table import TextRow, TypedTable


class PartTable(QWidget):
    """changed: a text or the order is another, or lines came or went.

    title: what its lines are called; likely: fields that a new line has of the line above; hint: beside the buttons;
    shade(row, column): ground of a cell, else lines that something is wrong with (show_wrong) stand out.
    """

    changed = Signal()

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        hint: str = "",
        likely: Sequence[str] = (),
        shade: Callable[[TextRow, Column], Tone | None] | None = None,
    ) -> None:
        super().__init__()
        self._likely = likely
        self._wrong: frozenset[int] = frozenset()
        self.table = TypedTable(columns, shade or self._shade, grows=True)
        self.table.changed.connect(lambda rows: self.changed.emit())
        self.table.empty.say(f"还没有{title}。", "点“添加一行”，或从 Excel 粘贴。")
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
        ):
            self.table.on_keys(keys, word, does)

    def freeze(self) -> None:
        """Nothing can be changed: an old version is looked at."""
        self.table.freeze()
        for one in self.buttons:
            one.hide()

    @property
    def lines(self) -> list[dict[str, str]]:
        """The texts as they stand."""
        return [dict(row.cells) for row in self.table.rows]

    def show_lines(self, lines: Sequence[Mapping[str, str]]) -> None:
        """Other lines; changed stays silent."""
        self.table.show_lines(lines)

    def show_wrong(self, numbers: frozenset[int]) -> None:
        """Lines, from 1, that something is wrong with."""
        if numbers != self._wrong:
            self._wrong = numbers
            self.table.viewport().update()

    def seize(self, number: int) -> None:
        """The keyboard on a line, from 1."""
        if 0 < number <= len(self.table.rows):
            self.table.select([self.table.rows[number - 1].id])
        self.table.setFocus()

    def add(self) -> None:
        """A line below the selected one, with what is likeliest to be the same."""
        rows = list(self.table.rows)
        chosen = self.table.selected()
        place = rows.index(chosen[-1]) + 1 if chosen else len(rows)
        likely = {key: rows[place - 1].cells.get(key, "") for key in self._likely} if place else {}
        row = self.table.new_row({key: text for key, text in likely.items() if text})
        self.table.put_rows([*rows[:place], row, *rows[place:]], [row])
        self.table.go_to_line(place)
        self.table.setFocus()

    def remove(self) -> None:
        """Drop the selected lines."""
        chosen, rows = self.table.selected(), self.table.rows
        if chosen and not self.table.is_frozen:
            place = rows.index(chosen[0])
            kept = [row for row in rows if row not in chosen]
            self.table.put_rows(kept, kept[min(place, len(kept) - 1) :][:1] if kept else [])

    def shift(self, by: int) -> None:
        """Move the selected lines one up (-1) or down (1)."""
        chosen, rows = self.table.selected(), list(self.table.rows)
        places = [rows.index(row) for row in chosen]
        if not places or self.table.is_frozen or places[0] + by < 0 or places[-1] + by >= len(rows):
            return
        for place in places if by < 0 else places[::-1]:
            rows[place], rows[place + by] = rows[place + by], rows[place]
        self.table.put_rows(rows, chosen)

    def _shade(self, row: TextRow, column: Column) -> Tone | None:
        return Tone.WARN if self.table.rows.index(row) + 1 in self._wrong else None

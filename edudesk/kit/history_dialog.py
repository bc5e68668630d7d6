"""Every change of one record: who, when, before and after; an old value can be brought back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from edudesk.base.columns import Column, printed
from edudesk.kit.buttons import button, link
from edudesk.kit.cards import Card
from edudesk.kit.key_values import KeyValues, Line
from edudesk.kit.labels import label
from edudesk.kit.scrolled import scrolled

if TYPE_CHECKING:
    from edudesk.store.journal import Change, Entry

_AT_ONCE = 20


class Part(NamedTuple):
    """Rows of another table that belong to the record: their columns, and set_back(row id, entry, keys)."""

    columns: Sequence[Column]
    set_back: Callable[[str, int, Sequence[str]], object]


class HistoryDialog(QDialog):
    """The journal of one record, newest first, twenty changes at a time; those of one entry stand together.

    columns: of the record, in the order in which they are shown; history(): the entries that changed it,
    newest first; set_back(entry, keys): gives fields the values they had before the entry with this seq.
    parts: by name of their table, other rows whose changes are among them.
    """

    def __init__(
        self,
        parent: QWidget,
        name: str,
        columns: Sequence[Column],
        history: Callable[[], Sequence[tuple[Entry, Change]]],
        set_back: Callable[[int, Sequence[str]], object],
        parts: Mapping[str, Part] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{name} 的历史")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._history, self._set_back, self._parts = history, set_back, parts or {}
        self._own = Part(columns, lambda row_id, entry, keys: self._set_back(entry, keys))
        self._left: list[tuple[Entry, Change]] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = scrolled(QWidget(), self, by_keys=True, sideways=True)
        outer.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.addWidget(label("恢复旧值本身也会记入历史，可以撤销。", "small"), 1)
        foot.addWidget(button("关闭", self.accept, "primary"))
        outer.addLayout(foot)
        self.resize(600, 560)
        self._fill()

    def _fill(self) -> None:
        """Read the history anew."""
        before = self._scroll.takeWidget()
        if before is not None:
            before.deleteLater()  # one of its buttons may be the one that was pressed
        self._left = list(self._history())
        self._now: dict[tuple[str, str], Any] = {}
        for _, change in reversed(self._left):
            self._now.update({(change.row_id, key): value for key, value in (change.after or {}).items()})
        self._inside = QWidget()
        self._scroll.setWidget(self._inside)
        self._cards = QVBoxLayout(self._inside)
        self._cards.setContentsMargins(20, 16, 20, 16)
        self._cards.setSpacing(12)
        self._cards.addStretch(1)
        self._more: QPushButton | None = None
        self._show_more()

    def _show_more(self) -> None:
        """The next twenty, and the way to those before them."""
        if self._more is not None:
            self._more.hide()
            self._more.deleteLater()
            self._more = None
        shown, self._left = self._left[:_AT_ONCE], self._left[_AT_ONCE:]
        for entry, together in groupby(shown, lambda pair: pair[0]):
            self._add(self._card(entry, [change for _, change in together]))
        if self._left:
            self._more = button(f"更早的 {len(self._left)} 次改动…", self._show_more, parent=self._inside)
            self._add(self._more)

    def _add(self, widget: QWidget) -> None:
        self._cards.insertWidget(self._cards.count() - 1, widget)

    def _card(self, entry: Entry, changes: Sequence[Change]) -> Card:
        moment = datetime.fromisoformat(entry.at).astimezone()
        when = label(f"{moment:%Y-%m-%d %H:%M}　{entry.actor}", "small")
        card = Card(entry.title, right=when, parent=self._inside)
        rows = [row for change in changes for row in self._lines(entry, change)]
        if rows:
            values = KeyValues(110, parent=card)
            values.show_rows(rows)
            card.add(values)
        return card

    def _lines(self, entry: Entry, change: Change) -> list[Line]:
        part = self._parts.get(change.table, self._own)
        told = change.after or change.before or {}
        return [
            self._line(entry, change, part, column)
            for column in part.columns
            if column.key in told and (change.before is not None or told[column.key] not in ("", None))
        ]

    def _line(self, entry: Entry, change: Change, part: Part, column: Column) -> Line:
        before, after, key = change.before, change.after or {}, column.key
        new = column.starred(printed(after.get(key)))
        if before is None:
            return column.full_title, new
        old = column.starred(printed(before.get(key)))
        told = f"{old or '（空）'} → {new or '（空）'}"
        if before.get(key) == self._now.get((change.row_id, key)):  # it is in place already
            return column.full_title, told
        restore = link("恢复旧值", partial(self._restore, part, change.row_id, entry.seq, key))
        restore.setAccessibleName(f"恢复旧值：{column.full_title}")
        return column.full_title, told, restore

    def _restore(self, part: Part, row_id: str, entry: int, key: str) -> None:
        part.set_back(row_id, entry, [key])
        self._fill()

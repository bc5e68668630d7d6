"""Every change of one teacher: who, when, before and after; an old value can be brought back."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from edudesk.base.errors import UserError
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card, KeyValues, label, link
from edudesk.roster.rows import COLUMN, FIELDS, TeacherRow
from edudesk.roster.service import TeacherService
from edudesk.store.journal import Change, Entry


class HistoryDialog(QDialog):
    """The journal of one record, newest first."""

    def __init__(self, parent: QWidget, teachers: TeacherService, row: TeacherRow) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{row.name} 的历史")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._teachers, self._row = teachers, row
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        outer.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.addWidget(label("恢复旧值本身也会记入历史，可以撤销。", "small"), 1)
        foot.addWidget(button("关闭", self.accept, "primary"))
        outer.addLayout(foot)
        self.resize(600, 560)
        self._fill()

    def _fill(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        for entry, change in self._teachers.history(self._row.id):
            column.addWidget(self._card(entry, change))
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _card(self, entry: Entry, change: Change) -> Card:
        moment = datetime.fromisoformat(entry.at).astimezone()
        when = label(f"{moment:%Y-%m-%d %H:%M}　{entry.actor}", "small")
        card = Card(entry.title, right=when, role="card")
        keys = [key for key in FIELDS if key in (change.after or change.before or {})]
        rows: list[tuple[str, str] | tuple[str, str, QWidget]] = []
        for key in keys:
            after = _shown(key, (change.after or {}).get(key, ""))
            if change.before is None:
                rows.append((COLUMN[key].full_title, after))
                continue
            before = _shown(key, change.before.get(key, ""))
            restore = link("恢复旧值", partial(self._set_back, entry.seq, key))
            rows.append((COLUMN[key].full_title, f"{before or '（空）'} → {after or '（空）'}", restore))
        if rows:
            values = KeyValues(110)
            values.show_rows(rows)
            card.add(values)
        return card

    def _set_back(self, entry: int, key: str) -> None:
        try:
            self._row = self._teachers.set_back(self._row.id, entry, [key])
        except UserError as error:
            messages.fail(self, error)
            return
        self._fill()


def _shown(key: str, value: object) -> str:
    return COLUMN[key].starred(str(value or ""))

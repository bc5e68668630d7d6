"""Before many cells are changed: each of them, before and after, and the refused ones with their reason."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.readings import Level
from edudesk.kit.buttons import button
from edudesk.kit.changes import CellChange, ChangeList
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.theme import Tone

Saver = Callable[[QWidget, ChangeList, Callable[[], object], Callable[[], object]], object]
"""save(owner, changes, done, ended): stores the accepted ones beside the window; ended() whatever came of it."""

_WORDS = {Level.ERROR: ("不能改", Tone.BAD), Level.WARNING: ("请核对", Tone.WARN)}
_CHANGED = ("修改", Tone.GOOD)


class ChangeDialog(QDialog):
    """A list of changes and one button; nothing is stored before it is pressed.

    who: what a row is called (姓名); save: see Saver.
    """

    def __init__(self, parent: QWidget, title: str, who: str, changes: ChangeList, save: Saver) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._save, self._is_saving = save, False
        self.model = RowModel(_columns(who), tone=lambda row, _: _tone(row), parent=self)
        self.table = TableView(self.model, is_compact=True)
        self.table.chosen.connect(self._show_whole)
        self.table.empty.say("没有要改的内容。")
        self._sum = label("", "strong", wraps=True)
        self._notes = label("", "remark", wraps=True)
        self._whole = label("", "muted", wraps=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(10)
        self.add_choice(outer)
        for part in (self._sum, self._notes):
            outer.addWidget(part)
        outer.addWidget(self.table, 1)
        outer.addWidget(self._whole)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(label("按下按钮之前不会修改任何内容；改完可以一次撤销。", "small"), 1)
        foot.addWidget(button("取消", self.reject))
        self.save_button = button("修改", self.accept, "primary")
        foot.addWidget(self.save_button)
        outer.addLayout(foot)
        for keys in ("Ctrl+Return", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.accept)
        screen = self.screen().availableGeometry()
        self.resize(min(940, screen.width() - 80), min(620, screen.height() - 80))
        self.show_changes(changes)

    def add_choice(self, column: QVBoxLayout) -> None:
        """What is asked above the list."""

    def show_changes(self, changes: ChangeList) -> None:
        """Show these, the refused first."""
        self.changes = changes
        accepted, refused = len(changes.accepted), len(changes.refused)
        parts = [f"将修改 {accepted} 处"] if accepted else ["没有可以修改的内容"]
        parts += [f"{refused} 处不能改，保持原样"] if refused else []
        parts += [f"{changes.same} 处内容相同，不用改"] if changes.same else []
        self._sum.setText("，".join(parts) + "。")
        self._notes.setText("\n".join(changes.notes))
        self._notes.setVisible(bool(changes.notes))
        self.model.set_rows(changes.changes)
        self._show_whole(())
        self.save_button.setText(f"修改 {accepted} 处" if accepted else "修改")
        self.save_button.setEnabled(accepted > 0)

    def accept(self) -> None:
        if self._is_saving or not self.save_button.isEnabled():
            return
        self._set_saving(True)
        self._save(self, self.changes, super().accept, self._resume)

    def reject(self) -> None:
        if not self._is_saving:
            super().reject()

    def _resume(self) -> None:
        self._set_saving(False)

    def _set_saving(self, is_saving: bool) -> None:
        self._is_saving = is_saving
        self.save_button.setEnabled(not is_saving)

    def _show_whole(self, changes: Sequence[CellChange]) -> None:
        """The sentence of the selected line, which the table may have to cut."""
        self._whole.setText(changes[0].said if len(changes) == 1 else "")


def _columns(who: str) -> tuple[Column, ...]:
    return (
        Column("state", "结果", Kind.TAG, 21, value=_state),
        Column("label", who, Kind.NAME, 18),
        Column("field", "列", width=22, value=lambda change: change.column.full_title),
        Column("before", "原来", width=28),
        Column("after", "改为", width=28),
        Column("said", "说明", width=62),
    )


def _state(change: CellChange) -> str:
    return _WORDS.get(change.level, _CHANGED)[0]


def _tone(change: CellChange) -> Tone:
    return _WORDS.get(change.level, _CHANGED)[1]

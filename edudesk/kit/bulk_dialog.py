"""批量修改: one field of many rows gets one value; the list of changes follows what is typed."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.columns import Column
from edudesk.kit.change_dialog import ChangeDialog, Saver
from edudesk.kit.changes import ChangeList, Wish
from edudesk.kit.fields import Spell, editor_for
from edudesk.kit.labels import label
from edudesk.kit.row_list import Row

Planner = Callable[[QWidget, list[Wish], Callable[[ChangeList], object]], object]
"""plan(owner, wishes, done): gives what the wishes come to."""

_REST_MS = 200  # after the last key


class BulkDialog(ChangeDialog):
    """columns: those to choose from, the first is preset."""

    def __init__(
        self,
        parent: QWidget,
        who: str,
        rows: Sequence[Row],
        columns: Sequence[Column],
        plan: Planner,
        save: Saver,
        spell: Spell | None = None,
    ) -> None:
        self._rows, self._columns, self._plan, self._spell = rows, columns, plan, spell
        self._asked = 0
        self.editor: Any = None
        super().__init__(parent, f"批量修改：{len(rows)} 行", who, ChangeList(), save)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._ask)
        self._build_editor()

    def add_choice(self, column: QVBoxLayout) -> None:
        self._field = QComboBox()
        self._field.setMaxVisibleItems(16)
        self._field.addItems([column.full_title for column in self._columns])
        self._field.setAccessibleName("要改的列")
        self._field.currentIndexChanged.connect(self._build_editor)
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._line.addWidget(label("把", "muted"))
        self._line.addWidget(self._field)
        self._line.addWidget(label("改为", "muted"))
        self._line.addStretch(1)
        column.addLayout(self._line)

    @property
    def column(self) -> Column:
        """The chosen one."""
        return self._columns[self._field.currentIndex()]

    def choose(self, key: str) -> None:
        """Another column."""
        self._field.setCurrentIndex([column.key for column in self._columns].index(key))

    def _build_editor(self, _number: int = 0) -> None:
        if self.editor is not None:
            self._line.removeWidget(self.editor)
            self.editor.deleteLater()
        self.editor = editor_for(self.column, self._spell, self)
        self.editor.setMinimumWidth(260)
        self.editor.setAccessibleName("新的内容")
        self.editor.edited.connect(self._wait)
        self.editor.left.connect(self._wait)
        self._line.insertWidget(3, self.editor)
        self.setTabOrder(self._field, self.editor)
        self.setTabOrder(self.editor, self.table)
        self.show_changes(ChangeList())
        self._asked += 1
        self.editor.setFocus()

    def _wait(self) -> None:
        """What stands in the list is no longer what would be stored."""
        self.save_button.setEnabled(False)
        self._rest.start()

    def _ask(self) -> None:
        self._asked += 1
        asked = self._asked
        wishes = [Wish(row, self.column, self.editor.typed()) for row in self._rows]

        def show(changes: ChangeList) -> None:
            if asked == self._asked and not self._rest.isActive():
                self.show_changes(changes)

        self._plan(self, wishes, show)

"""A list of records of the plan in a window of its own: lines, their form, removal and 撤销, all by keyboard."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.labels import label
from edudesk.kit.part_list import PartList
from edudesk.kit.scrolled import scrolled
from edudesk.plan.rows.whole import PlanWhole


class ToldList(PartList):
    """A list that says what its forms stored, with 撤销: behind a window of its own nobody sees the page change."""

    def _form(self, title: str, *more: Any) -> FormDialog:
        form = super()._form(title, *more)
        form.saved.connect(
            lambda _row: messages.notice(self, f"已保存{self.section.noun}。", ("撤销", self._undo))
        )
        return form


class PartsDialog(QDialog):
    """about: what is done here, in a sentence; buttons: beside 关闭. The page that opened it says show_whole() after a change.

    Ctrl+N adds a line, Enter opens the chosen one, Delete removes it, Ctrl+Z takes the last change back.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        about: str,
        parts: PartList,
        whole: PlanWhole,
        undo: Callable[[], object],
        buttons: Sequence[QPushButton] = (),
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(880, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(about, "muted", wraps=True))
        self.parts = parts
        held = QWidget()
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(parts)
        inside.addStretch(1)
        column.addWidget(scrolled(held), 1)
        foot = QHBoxLayout()
        for one in buttons:
            foot.addWidget(one)
        foot.addStretch(1)
        foot.addWidget(button("关闭", self.accept, "primary"))
        column.addLayout(foot)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(undo)
        self._adds = QShortcut(QKeySequence("Ctrl+N"), self)
        self._adds.activated.connect(self._add)
        self.show_whole(whole)
        if parts.rows:
            parts.list.setFocus()

    def _add(self) -> None:
        self.parts.add()

    def only_changes(self) -> None:
        """Lines come to be elsewhere."""
        self.parts.add_button.hide()
        self._adds.setEnabled(False)

    def show_whole(self, whole: PlanWhole) -> None:
        """The lines as they are now."""
        self.parts.show_owner(whole.plan)

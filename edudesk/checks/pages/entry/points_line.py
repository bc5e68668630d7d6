"""The field of points of a line of the form."""

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from edudesk.base.readings import Level
from edudesk.checks.forms.points import plain
from edudesk.kit.fields import mark

if TYPE_CHECKING:
    from edudesk.checks.pages.entry.item_row import ItemRow


class PointsLine(QLineEdit):
    """The points of a line: computed ones in the quiet colour; typed ones are taken when the field is left."""

    def __init__(self, row: "ItemRow", number: int) -> None:
        super().__init__(row)
        self._row = row
        self.setAccessibleName(f"第 {number} 项 得分")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setToolTip("可直接填写得分")

    def show_points(self, points: Decimal | None, *, is_told: bool) -> None:
        text = "" if points is None else plain(points)
        if self.text() != text:
            self.setText(text)
        mark(self, Level.OK)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._row.take_typed(self.text())
            if not self._row.unread:
                self._row.ended.emit()
        elif (
            key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            and not event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self._row.take_typed(self.text())
            self._row.went.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._row.set_current(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._row.take_typed(self.text())
        self._row.set_current(False)

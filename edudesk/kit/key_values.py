"""Facts below each other: label, value, perhaps a link behind the value."""

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from edudesk.kit.labels import label

Line: TypeAlias = tuple[str, str] | tuple[str, str, QWidget]
"""Label and value, and perhaps a widget behind the value."""
_LINK = 20


class KeyValues(QWidget):
    """身份证号　320402********2126　显示: a quiet label, a value, and perhaps a link behind it.

    Lines are kept and refilled: making and styling forty labels takes longer than a person notices.
    """

    def __init__(self, key_width: int = 84, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, key_width)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[_Line] = []

    def show_rows(self, rows: Sequence[Line]) -> None:
        """Other lines. An empty value prints as —."""
        while len(self._lines) < len(rows):
            line = _Line(self)
            self._grid.addWidget(line.name, len(self._lines), 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addLayout(line.box, len(self._lines), 1)
            self._lines.append(line)
        for line, row in zip(self._lines, rows, strict=False):
            line.show(*row)
        for line in self._lines[len(rows) :]:
            line.hide()


class _Line:
    """One line of KeyValues."""

    def __init__(self, parent: QWidget) -> None:
        self.name, self.text = label("", "muted", parent=parent), label("", wraps=True, parent=parent)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.box = QHBoxLayout()
        self.box.setSpacing(4)
        self.box.addWidget(self.text, 1)
        self._extra: QWidget | None = None
        self._is_empty = False

    def show(self, name: str, value: str, extra: QWidget | None = None) -> None:
        self.name.setText(name)
        self.text.setText(value or "—")
        if self._is_empty != (not value):
            self._is_empty = not value
            self.text.setProperty("role", "muted" if self._is_empty else "")
            self.text.style().unpolish(self.text)
            self.text.style().polish(self.text)
        self._follow(extra)
        if self.name.isHidden():  # showing what is shown already costs as much as all the rest
            self.name.show()
            self.text.show()

    def hide(self) -> None:
        self.name.hide()
        self.text.hide()
        self._follow(None)

    def _follow(self, extra: QWidget | None) -> None:
        """Put another widget behind the value, or none."""
        if self._extra is not None:
            self.box.removeWidget(self._extra)
            self._extra.hide()
            self._extra.deleteLater()
            self.box.takeAt(1)  # the stretch behind it
        self._extra = extra
        self.name.setMinimumHeight(
            0 if extra is None else _LINK
        )  # on one line with a value centred on its link
        self.text.setWordWrap(extra is None)
        self.box.setStretch(0, 1 if extra is None else 0)
        if extra is not None:
            extra.setMaximumHeight(_LINK)  # a link must not push its row apart from the others
            self.box.addWidget(extra)
            self.box.addStretch(1)

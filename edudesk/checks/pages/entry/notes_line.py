"""听课笔记 beside the counts of a form: due, heard and valid lessons, registered in the same pass."""

from unicodedata import normalize

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from edudesk.base.readings import Level
from edudesk.checks.rows.patrols import LISTENING_COLUMN
from edudesk.checks.rules.sheets import Notes
from edudesk.kit.fields import mark
from edudesk.kit.labels import label

_KEYS = ("due", "heard", "valid")


class NotesLine(QWidget):
    """changed: a number is another; ended: Enter behind the last."""

    changed = Signal()
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._role, self._is_asked = "", False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        row.addWidget(label("听课笔记", "strong"))
        self.editors: dict[str, QLineEdit] = {}
        for key in _KEYS:
            title = f"{LISTENING_COLUMN[key].title}（节）"
            editor = QLineEdit()
            editor.setFixedWidth(64)
            editor.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
            editor.setAccessibleName(f"听课笔记 {title}")
            editor.textEdited.connect(self._typed)
            row.addWidget(label(title, "small"))
            row.addWidget(editor)
            self.editors[key] = editor
        row.addWidget(label("和这张表一起保存", "small"))
        row.addStretch(1)
        self.hide()

    def show_notes(self, notes: Notes | None) -> None:
        """Put numbers in, None = this form does not ask for them; changed stays silent."""
        self._is_asked, self._role = notes is not None, notes.role if notes is not None else ""
        self.setVisible(self._is_asked)
        for key, editor in self.editors.items():
            number = getattr(notes, key, None)
            editor.setText("" if number is None else str(number))
            mark(editor, Level.OK)

    @property
    def notes(self) -> Notes | None:
        """What is typed; None where it is not asked."""
        if not self._is_asked:
            return None
        found = {key: _number(editor) for key, editor in self.editors.items()}
        return Notes(self._role, **found)

    @property
    def unread(self) -> list[str]:
        """Titles of what holds no whole number."""
        return [
            editor.accessibleName()
            for editor in self.editors.values()
            if self._is_asked and editor.text().strip() and _number(editor) is None
        ]

    def seize(self) -> bool:
        """The keyboard goes into the first number that is missing; False when none is."""
        missing = [one for one in self.editors.values() if not one.text().strip()]
        if not self._is_asked or not missing:
            return False
        missing[0].setFocus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            fields = list(self.editors.values())
            here = next((place for place, one in enumerate(fields) if one.hasFocus()), -1)
            if empty := [one for one in fields[here + 1 :] if not one.text().strip()]:
                empty[0].setFocus()
            else:
                self.ended.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        for editor in self.editors.values():
            is_wrong = bool(editor.text().strip()) and _number(editor) is None
            mark(editor, Level.ERROR if is_wrong else Level.OK)
        self.changed.emit()


def _number(editor: QLineEdit) -> int | None:
    text = normalize("NFKC", editor.text()).strip()
    return int(text) if text.isdecimal() else None

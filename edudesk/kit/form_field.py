"""One field of a form: label, editor, the sentence under it, and 显示 where a number is starred."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from edudesk.base.columns import Column, printed
from edudesk.base.readings import Level, Reading
from edudesk.kit.buttons import link
from edudesk.kit.fields import LineField, Spell, editor_for, mark, read_editor
from edudesk.kit.labels import label
from edudesk.kit.passage_field import PassageField

MakeEditor = Callable[[Column, QWidget], Any]
"""An editor of a form's own, as fields.editor_for makes them: it fulfils fields.Editor and has the signal left()."""
Reveal = Callable[[str], str]
"""Key of a masked column -> its whole value; the caller keeps in its journal that it was asked for."""


class FormField(QWidget):
    """Built inside its parent, part by part: a widget that is moved into a parent later is styled twice.

    reveal: given for a stored record; a masked value is then starred and read-only until 显示 is pressed.
    locked: why the value cannot be changed here, said under it; "" when it can. is_wide: it wants the width of the form.
    """

    def __init__(
        self,
        parent: QWidget,
        column: Column,
        value: object,
        spell: Spell | None,
        reveal: Reveal | None,
        locked: str = "",
        make_editor: MakeEditor | None = None,
    ) -> None:
        super().__init__(parent)
        self.column = column
        self._first = printed(value)
        self._reveal = reveal if column.is_masked and self._first else None
        self._show_link: QPushButton | None = None
        self._problem: QLabel | None = None
        self._is_touched = False
        self._said_of_typed = Reading("")
        self._is_locked = bool(locked)
        name = label(f"{column.full_title} *" if column.required else column.full_title, "muted", parent=self)
        if make_editor is None and column.lines:
            make_editor = PassageField
        self.is_wide = make_editor is not None
        self.editor = make_editor(column, self) if make_editor else editor_for(column, spell, self)
        self.editor.setMinimumWidth(180)
        name.setBuddy(self.editor)
        self.editor.setAccessibleName(
            f"{column.full_title}（必填）" if column.required else column.full_title
        )
        if column.help:
            self.editor.setToolTip(column.help)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(3)
        self._box.addWidget(name)
        if self._reveal is not None:
            self._box.addLayout(self._build_starred())
        else:
            self._box.addWidget(self.editor)
            self.editor.show_text(self._first)
        if locked:
            self.editor.setEnabled(False)
            self._box.addWidget(label(locked, "small", wraps=True, parent=self))
        self._box.addStretch(1)
        self.editor.edited.connect(self._edited)
        self.editor.left.connect(self._left)

    @property
    def is_hidden(self) -> bool:
        """Whether the value is starred or locked: then it is neither changed nor saved."""
        return self._is_locked or self._reveal is not None

    @property
    def last(self) -> QWidget:
        """Where the keyboard is before it leaves the field."""
        return self._show_link or self.editor

    @property
    def is_changed(self) -> bool:
        """Whether the value differs from the one given."""
        return not self.is_hidden and bool(self.editor.typed() != self._first)

    def seize(self) -> None:
        """Put the keyboard into it: on 显示 where the number is starred."""
        (self._show_link if self._show_link is not None and self.is_hidden else self.editor).setFocus()

    def reading(self) -> Reading:
        """The value. An import may leave a field empty with a warning; here the user can still mend it."""
        reading = read_editor(self.editor)
        if reading.value not in (None, ""):
            return reading
        if self.editor.typed() and reading.text:
            return Reading(reading.value, Level.ERROR, f"{reading.refusal}。")
        if self.column.required:
            return Reading(reading.value, Level.ERROR, f"请填写{self.column.title}。")
        return reading

    @property
    def said(self) -> str:
        """What stands under the editor."""
        return self._problem.text() if self._problem is not None else ""

    def say(self, text: str, level: Level) -> None:
        """Put a sentence under the editor, "" for none."""
        mark(self.editor, level)
        if self._problem is None:
            if not text:
                return
            self._problem = label("", wraps=True, parent=self)
            self._box.insertWidget(self._box.count() - 1, self._problem)
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        role = "problem" if level is Level.ERROR else "remark"
        if self._problem.property("role") != role:
            self._problem.setProperty("role", role)
            self._problem.style().unpolish(self._problem)
            self._problem.style().polish(self._problem)

    def _build_starred(self) -> QHBoxLayout:
        assert isinstance(self.editor, LineField)
        self.editor.show_text(self.column.starred(self._first))
        self.editor.setReadOnly(True)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.editor, 1)
        self._show_link = link("显示", self._show_whole, self)
        self._show_link.setAccessibleName(f"显示{self.column.full_title}")
        line.addWidget(self._show_link)
        return line

    def _show_whole(self) -> None:
        assert self._reveal is not None
        assert self._show_link is not None
        self._first = self._reveal(self.column.key)
        self._reveal = None
        self.editor.show_text(self._first)
        self.editor.setReadOnly(False)
        self.editor.setFocus()
        self._show_link.hide()

    def _edited(self) -> None:
        self._is_touched = True
        self._said_of_typed = read_editor(self.editor)  # before leaving prints it the way it is stored
        self.say("", Level.OK)

    def _left(self) -> None:
        """Judge what was typed; what save() said about a value stays until that value is another."""
        if self._is_touched:
            self._is_touched = False
            self.say(self._said_of_typed.text, self._said_of_typed.level)

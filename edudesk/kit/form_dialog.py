"""One dialog for every record: groups of columns, all problems at once, nothing written before save succeeds."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from edudesk.base.columns import Column, printed
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.readings import Level, Reading
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.cards import label
from edudesk.kit.fields import Spell, editor_for, mark, read_editor

Save = Callable[[dict[str, object]], object]
Group = tuple[str, Sequence[Column]]


class _Field(QWidget):
    """Label, editor, and the sentence under it when something is wrong."""

    def __init__(self, column: Column, value: object, spell: Spell | None) -> None:
        super().__init__()
        self.column = column
        self.first = printed(value)
        self.editor = editor_for(column, spell)
        self.editor.show_text(self.first)
        self.editor.setMinimumWidth(180)
        self.problem = label("", "problem", wraps=True)
        self.problem.hide()
        name = label(f"{column.full_title} *" if column.required else column.full_title, "muted")
        name.setBuddy(self.editor)
        self.editor.setAccessibleName(
            f"{column.full_title}（必填）" if column.required else column.full_title
        )
        if column.help:
            self.editor.setToolTip(column.help)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        for widget in (name, self.editor, self.problem):
            box.addWidget(widget)
        box.addStretch(1)
        self._is_touched = False
        self._said_of_typed = Reading("")
        self.editor.edited.connect(self._edited)
        self.editor.left.connect(self._left)

    @property
    def is_changed(self) -> bool:
        return bool(self.editor.typed() != self.first)

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

    def say(self, text: str, level: Level) -> None:
        mark(self.editor, level)
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        role = "problem" if level is Level.ERROR else "remark"
        if self.problem.property("role") != role:
            self.problem.setProperty("role", role)
            self.problem.style().unpolish(self.problem)
            self.problem.style().polish(self.problem)

    def _edited(self) -> None:
        self._is_touched = True
        self._said_of_typed = read_editor(self.editor)  # before leaving prints it the way it is stored
        self.say("", Level.OK)

    def _left(self) -> None:
        """Judge what was typed; what save() said about a value stays until that value is another."""
        if self._is_touched:
            self._is_touched = False
            self.say(self._said_of_typed.text, self._said_of_typed.level)


class FormDialog(QDialog):
    """Fields by group, two beside each other.

    groups: (title, columns); values: by Column.key, a key that is missing is empty; save(values): stores and
    returns the record, or raises UserError, whose problems are shown beside their fields while the dialog
    stays. values given to save are read by the grammar; keys are those of the columns. saved: what save
    returned. Never blocks: connect saved, or use edit().
    """

    saved = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        groups: Sequence[Group],
        values: Mapping[str, object],
        save: Save,
        *,
        spell: Spell | None = None,
        save_word: str = "保存",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._save = save
        self._is_saved = False
        self.fields: dict[str, _Field] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._banner = self._build_banner()
        banner_row = QHBoxLayout()
        banner_row.setContentsMargins(20, 0, 20, 0)
        banner_row.addWidget(self._banner)
        outer.addSpacing(16)
        outer.addLayout(banner_row)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("role", "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(16)
        for group_title, columns in groups:
            column.addWidget(self._build_group(group_title, columns, values, spell))
        column.addStretch(1)
        self._scroll.setWidget(inside)
        outer.addWidget(self._scroll, 1)
        rule = QFrame()
        rule.setProperty("role", "rule")
        outer.addWidget(rule)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.setSpacing(8)
        foot.addWidget(label("* 必填　　Ctrl+Enter 保存，Esc 取消", "small"), 1)
        foot.addWidget(button("取消", self.reject))
        self.save_button = button(save_word, self.accept, "primary")
        foot.addWidget(self.save_button)
        outer.addLayout(foot)
        QShortcut(QKeySequence("Ctrl+S"), self, self.accept)
        self._fit(inside)

    @classmethod
    def edit(
        cls,
        parent: QWidget,
        title: str,
        groups: Sequence[Group],
        values: Mapping[str, object],
        save: Save,
        saved: Callable[[Any], object] | None = None,
        *,
        spell: Spell | None = None,
    ) -> "FormDialog":
        """Open over parent's window and return at once; saved(record) is called after a successful save."""
        dialog = cls(parent, title, groups, values, save, spell=spell)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if saved is not None:
            dialog.saved.connect(saved)
        dialog.open()
        return dialog

    def values(self) -> dict[str, object]:
        """What stands in the fields, read."""
        return {key: field.reading().value for key, field in self.fields.items()}

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what was given."""
        return any(field.is_changed for field in self.fields.values())

    def accept(self) -> None:
        problems = [
            FieldProblem(key, reading.text)
            for key, field in self.fields.items()
            if (reading := field.reading()).level is Level.ERROR
        ]
        if problems:
            self._show_problems(UserError("有几项还不能保存。", "请改好标红的几项。", tuple(problems)))
            return
        try:
            record = self._save(self.values())
        except UserError as error:
            self._show_problems(error)
            return
        self._is_saved = True
        super().accept()
        self.saved.emit(record)

    def reject(self) -> None:
        if self._may_go():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_go():
            super().closeEvent(event)
        else:
            event.ignore()

    def _may_go(self) -> bool:
        if self._is_saved or self.isHidden() or not self.is_changed:
            return True
        return messages.ask(self, "填写的内容还没有保存。", "放弃后不能找回。", yes="放弃修改", no="继续填写")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.accept()
            else:
                self.focusNextChild()  # Enter goes on, as in a sheet
        else:
            super().keyPressEvent(event)

    def _build_banner(self) -> QFrame:
        banner = QFrame()
        banner.setProperty("role", "alarm")
        row = QVBoxLayout(banner)
        row.setContentsMargins(12, 8, 12, 8)
        self._alarm = label("", wraps=True)
        row.addWidget(self._alarm)
        banner.hide()
        return banner

    def _build_group(
        self, title: str, columns: Sequence[Column], values: Mapping[str, object], spell: Spell | None
    ) -> QWidget:
        group = QWidget()
        group.setProperty("role", "plain")
        grid = QGridLayout(group)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        first = 0
        if title:
            grid.addWidget(label(title, "heading"), 0, 0, 1, 2)
            first = 1
        for number, column in enumerate(columns):
            field = self.fields[column.key] = _Field(column, values.get(column.key), spell)
            grid.addWidget(field, first + number // 2, number % 2)
        return group

    def _show_problems(self, error: UserError) -> None:
        told = {problem.key: problem.text for problem in error.problems}
        for key, field in self.fields.items():
            if key in told:
                field.say(told[key], Level.ERROR)
        rest = [problem.text for problem in error.problems if problem.key not in self.fields]
        self._alarm.setText("\n".join(line for line in (error.text + error.hint, *rest) if line))
        self._banner.show()
        first = next((field for key, field in self.fields.items() if key in told), None)
        if first is not None:
            first.editor.setFocus()
            self._scroll.ensureWidgetVisible(first)

    def _fit(self, inside: QWidget) -> None:
        """As high as its fields, never higher than the screen leaves (1366 × 768 with a task bar)."""
        screen = self.screen().availableGeometry()
        width = min(620, screen.width() - 80)
        self.ensurePolished()
        wanted = inside.sizeHint().height() + 70
        self.resize(width, min(wanted, screen.height() - 80, 680))

"""One dialog for every record: groups of columns, all problems at once, nothing written before save succeeds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.jobs import Step
from edudesk.base.readings import Level
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.fields import Spell
from edudesk.kit.form_field import FormField, MakeEditor, Reveal
from edudesk.kit.labels import label
from edudesk.kit.scrolled import scrolled
from edudesk.kit.tasks import run_task

Save = Callable[[dict[str, object]], object]
Check = Callable[[dict[str, object]], Sequence[FieldProblem]]
Group = tuple[str, Sequence[Column]]

_WIDTH, _WIDE = 620, 860  # px; with an editor of its own
_SCROLLING = 680  # px high, a form that does not fit the screen
_AT_ONCE = 12  # fields that are there when the form opens; the others follow while it is being looked at
_REST_MS = 15  # between two groups: the first picture comes first


@dataclass(frozen=True, slots=True)
class Later:
    """What save returns when saving takes long: job runs beside the form, title tells what is being done.

    The record is what job returns; a UserError of it is shown in the form like one of save.
    """

    title: str
    job: Callable[[Step], object]


class FormDialog(QDialog):
    """Fields by group, two beside each other.

    groups: (title, columns); values: by Column.key, a key that is missing is empty; save(values): stores and
    returns the record, or Later, or raises UserError, whose problems are shown beside their fields while the
    dialog stays. check(values): what else keeps them from being saved, told together with what the grammar
    cannot read (those values come empty). doubt(values): remarks that never block; those not there when the
    form opened hold the first 保存 up, and the second stores. values given to the three are read by the
    grammar; keys are those of the columns, without those still starred (reveal: see FormField) or locked (key ->
    why it cannot be changed here).
    editors: by Column.key, a field of its own kind, as wide as the form, like those of Column.lines.
    saved: the record. Never blocks: connect saved, or use edit().
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
        reveal: Reveal | None = None,
        check: Check | None = None,
        doubt: Check | None = None,
        locked: Mapping[str, str] | None = None,
        editors: Mapping[str, MakeEditor] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._values, self._save, self._spell, self._reveal = values, save, spell, reveal
        self._check, self._doubt, self._locked = check or _nothing, doubt or _nothing, locked or {}
        self._editors = editors or {}
        self._doubts_told = set(self._doubt(dict(values)))
        self._told = {doubt.key: doubt.text for doubt in self._doubts_told}
        self._is_saved = self._is_saving = False
        self._fields: dict[str, FormField] = {}
        self._to_build = [group for group in groups if group[1]]
        self._has_wide = bool(self._editors) or any(one.lines for _, columns in groups for one in columns)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._banner = self._build_banner()
        banner_row = QHBoxLayout()
        banner_row.setContentsMargins(20, 0, 20, 0)
        banner_row.addWidget(self._banner)
        outer.addSpacing(16)
        outer.addLayout(banner_row)
        self._inside = QWidget()
        self._scroll = scrolled(self._inside, self)
        outer.addWidget(self._scroll, 1)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(16)
        self._column.addStretch(1)
        outer.addLayout(self._build_foot())
        QShortcut(QKeySequence("Ctrl+S"), self, self.accept)
        while self._to_build and len(self._fields) < _AT_ONCE:
            self._build_group()
        next(iter(self._fields.values())).editor.setFocus()
        self._fit()
        self._rest = QTimer(self, interval=_REST_MS)
        self._rest.timeout.connect(self._build_group)
        if self._to_build:
            self._rest.start()

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
        reveal: Reveal | None = None,
        check: Check | None = None,
        doubt: Check | None = None,
        locked: Mapping[str, str] | None = None,
        editors: Mapping[str, MakeEditor] | None = None,
    ) -> "FormDialog":
        """Open over parent's window and return at once; saved(record) is called after a successful save."""
        dialog = cls(
            parent, title, groups, values, save,
            spell=spell, reveal=reveal, check=check, doubt=doubt, locked=locked, editors=editors,
        )  # fmt: skip
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if saved is not None:
            dialog.saved.connect(saved)
        dialog.open()
        return dialog

    @property
    def fields(self) -> dict[str, FormField]:
        """Every field by its key; those not built yet are built now."""
        while self._to_build:
            self._build_group()
        return self._fields

    def values(self) -> dict[str, object]:
        """What stands in the fields, read; without what is still starred."""
        return {key: field.reading().value for key, field in self.fields.items() if not field.is_hidden}

    def seize(self, key: str) -> None:
        """The keyboard in the field of a column, where there is one."""
        if key and key in self.fields:  # to ask for the fields is to build all of them now
            self._fields[key].seize()

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what was given."""
        return any(field.is_changed for field in self._fields.values())

    def accept(self) -> None:
        if self._is_saving:
            return
        values = self.values()
        if problems := self._problems(values):
            many = len(problems) > 1
            what = "有几项还不能保存。" if many else "有一项还不能保存。"
            self._show_problems(UserError(what, f"请改好标红的{'几' if many else '一'}项。", problems))
            return
        if not self._may_pass(self._doubt(values)):
            return
        try:
            record = self._save(values)
        except UserError as error:
            self._show_problems(error)
            return
        if isinstance(record, Later):
            self._set_saving(True)
            run_task(self, record.title, record.job, self._finish, self._show_problems, ended=self._resume)
        else:
            self._finish(record)

    def reject(self) -> None:  # closing by × comes here too: Qt asks the dialog to be rejected
        if self._may_go():
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.accept()
            else:
                self.focusNextChild()  # Enter goes on, as in a sheet
        else:
            super().keyPressEvent(event)

    def _problems(self, values: dict[str, object]) -> tuple[FieldProblem, ...]:
        """Of every field the first problem: what the grammar cannot read, then what check says."""
        found = {
            key: reading.text
            for key, field in self.fields.items()
            if not field.is_hidden and (reading := field.reading()).level is Level.ERROR
        }
        for problem in self._check(values):
            found.setdefault(problem.key, problem.text)
        return tuple(FieldProblem(key, text) for key, text in found.items())

    def _may_pass(self, doubts: Sequence[FieldProblem]) -> bool:
        """Whether every doubt was told before; else they are told now."""
        fresh = [doubt for doubt in doubts if doubt not in self._doubts_told]
        self._doubts_told.update(doubts)
        if fresh:
            self._tell(
                UserError("还没有保存：有的内容请核对。", "没有问题就再按一次“保存”。", tuple(doubts)),
                Level.WARNING,
            )
        return not fresh

    def _finish(self, record: object) -> None:
        self._is_saved = True
        super().accept()
        self.saved.emit(record)

    def _resume(self) -> None:
        self._set_saving(False)

    def _set_saving(self, is_saving: bool) -> None:
        self._is_saving = is_saving
        self._inside.setEnabled(not is_saving)
        self.save_button.setEnabled(not is_saving)

    def _may_go(self) -> bool:
        if self._is_saved or self.isHidden():
            return True
        if self._is_saving:
            return False
        if not self.is_changed:
            return True
        return messages.ask(self, "填写的内容还没有保存。", "放弃后不能找回。", yes="放弃修改", no="继续填写")

    def _build_banner(self) -> QFrame:
        banner = QFrame(self)
        banner.setProperty("role", "alarm")
        row = QVBoxLayout(banner)
        row.setContentsMargins(12, 8, 12, 8)
        self._alarm = label("", wraps=True, parent=banner)
        row.addWidget(self._alarm)
        banner.hide()
        return banner

    def _build_foot(self) -> QVBoxLayout:
        column = QVBoxLayout()
        rule = QFrame(self)
        rule.setProperty("role", "rule")
        column.addWidget(rule)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.setSpacing(8)
        foot.addWidget(label("* 必填　　Ctrl+Enter 保存，Esc 取消", "small", parent=self), 1)
        self._cancel_button = button("取消", self.reject, parent=self)
        foot.addWidget(self._cancel_button)
        self.save_button = button("保存", self.accept, "primary", parent=self)
        foot.addWidget(self.save_button)
        column.addLayout(foot)
        return column

    def _build_group(self) -> None:
        """The next group, above the stretch at the foot."""
        if not self._to_build:
            self._rest.stop()
            return
        title, columns = self._to_build.pop(0)
        group = QWidget(self._inside)
        group.setProperty("role", "plain")
        grid = QGridLayout(group)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        place = 2 if title else 0
        if title:
            grid.addWidget(label(title, "heading", parent=group), 0, 0, 1, 2)
        for column in columns:
            value = self._values.get(column.key)
            locked, own = self._locked.get(column.key, ""), self._editors.get(column.key)
            field = FormField(group, column, value, self._spell, self._reveal, locked, own)
            self._fields[column.key] = field
            if column.key in self._told:
                field.say(self._told[column.key], Level.WARNING)
            if field.is_wide:
                place += place % 2  # a line of its own
            grid.addWidget(field, place // 2, place % 2, 1, 2 if field.is_wide else 1)
            place += 2 if field.is_wide else 1
        self._column.insertWidget(self._column.count() - 1, group)
        # Tab follows the order of making, and the foot was made before the fields
        self.setTabOrder(field.last, self._cancel_button)
        self.setTabOrder(self._cancel_button, self.save_button)

    def _show_problems(self, error: UserError) -> None:
        self._tell(error, Level.ERROR)

    def _tell(self, error: UserError, level: Level) -> None:
        told = {problem.key: problem.text for problem in error.problems}
        for key, field in self.fields.items():
            if key in told:
                field.say(told[key], level)
            elif field.said == self._told.get(key, ""):  # mended by what was typed in another field
                field.say("", Level.OK)
        self._told = told
        rest = [problem.text for problem in error.problems if problem.key not in self.fields]
        self._alarm.setText("\n".join(line for line in (error.text + error.hint, *rest) if line))
        self._banner.setProperty("role", "alarm" if level is Level.ERROR else "doubt")
        for part in (self._banner, self._alarm):
            part.style().unpolish(part)
            part.style().polish(part)
        self._banner.show()
        QTimer.singleShot(0, self, self._grow)  # the sentences are in their places then
        first = next((field for key, field in self.fields.items() if key in told), None)
        if first is not None:
            first.editor.setFocus()
            self._scroll.ensureWidgetVisible(first)

    def _grow(self) -> None:
        """Room for what is said beside the fields, so that a form that fitted still does."""
        before = self.height()
        self._fit()
        if self.height() < before:
            self.resize(self.width(), before)

    def _fit(self) -> None:
        """As high as its fields, never higher than the screen leaves (1366 × 768 with a task bar)."""
        screen = self.screen().availableGeometry()
        wanted_width = _WIDE if self._has_wide else _WIDTH
        most, width = screen.height() - 80, min(wanted_width, screen.width() - 80)
        self.ensurePolished()
        fields, frame = self._inside.layout(), self.layout()
        assert fields is not None
        assert frame is not None
        high = fields.totalHeightForWidth(width) if fields.hasHeightForWidth() else fields.sizeHint().height()
        around = frame.sizeHint().height() - self._scroll.sizeHint().height()
        wanted = high + around
        if self._to_build or wanted > most:  # it scrolls, so it need not be that high
            wanted = min(_SCROLLING, most)
        self.resize(max(width, self.width() if self.isVisible() else 0), wanted)


def texts(values: Mapping[str, object]) -> dict[str, Any]:
    """What a form gives, for drafts whose fields are all text: nothing is ""."""
    return {key: "" if value is None else str(value) for key, value in values.items()}


def _nothing(values: dict[str, object]) -> Sequence[FieldProblem]:
    return ()

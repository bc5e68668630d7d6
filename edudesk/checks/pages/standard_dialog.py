"""检查标准 edited like a sheet: 巡课情况, 应有次数, 听课节数, 政策提示; each save is a version, old ones can be taken up."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from edudesk.base.columns import Kind
from edudesk.base.errors import UserError
from edudesk.checks.forms.form_parts import Line
from edudesk.checks.forms.standards import (
    DUE,
    GRADE_KEYS,
    LISTENING,
    PATROL,
    POLICIES,
    Standard,
    problems_of,
    standard_parts,
    with_limits,
    words_in,
)
from edudesk.checks.service.standards import StandardService
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.labels import label
from edudesk.kit.part_table import PartTable
from edudesk.kit.typed_steps import TypedSteps

_TOLD = {
    PATROL: "登记巡课时从这里选；扣分是建议，登记时可以改。已经登记的巡课保留当时的说法、扣分和是否否决。",
    DUE: "检查录入时提醒到那一天应有几次，在数据栏里按“=”就填进去。各年级写次数，空着的不提醒；应备课时按周课时算，不在这里。",
    LISTENING: "“列出全体教师”按职务写好应听节数，没有单列的职务按“教师”；已经列出的不变。",
    POLICIES: "检查录入时以黄色文字提醒并写明出处，从不阻止。提示里的 # 依次换成限额里的数；写了检查类型的，这些检查一律提醒。",
}
_LIKELY = ("item", "per", "source", "stages")
_LOOK_AFTER_MS = 250  # of rest at the keyboard
_SHOWN = 3  # problems at once
_SIZES = {PATROL: (860, 560), DUE: (1160, 640), LISTENING: (680, 520), POLICIES: (1240, 560)}

Lines = list[dict[str, str]]


class StandardDialog(QDialog):
    """saved(standard): it is stored. versions: of the list, newest first, each with its day; hidden: keys of columns that
    are of no use in this school."""

    saved = Signal(object)

    def __init__(
        self, parent: QWidget, service: StandardService, key: str, hidden: Collection[str] = ()
    ) -> None:
        super().__init__(parent)
        self._service, self._key = service, key
        self._versions = service.versions(key)
        self.standard = self._versions[0][0]
        self.setModal(True)
        self.setWindowTitle(self.standard.title)
        self._hidden = frozenset(hidden)
        self._build()
        self._aside: list[Line] = []
        self.table.show_lines(self._of_use(self.standard.lines))
        self._steps: TypedSteps[Lines] = TypedSteps(self.table.lines, self.table.show_lines)
        self._look_soon = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._look_soon.timeout.connect(self._look)
        self.table.changed.connect(self._changed)
        width, height = _SIZES[key]
        screen = self.screen().availableGeometry()
        self.resize(min(width, screen.width() - 40), min(height, screen.height() - 60))
        self.table.seize(1)
        self._show_hint()

    @classmethod
    def edit(
        cls,
        parent: QWidget,
        service: StandardService,
        key: str,
        undo: Callable[[], object],
        hidden: Collection[str] = (),
    ) -> "StandardDialog":
        """Open the list over a page; what was saved can be taken back there."""
        dialog = cls(parent, service, key, hidden)
        dialog.saved.connect(
            lambda kept: messages.notice(
                parent, f"已保存“{kept.title}”（第 {kept.version} 版）。", ("撤销", undo)
            )
        )
        dialog.open()
        return dialog

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(_TOLD[self._key], "muted", wraps=True))
        columns = [
            replace(
                one,
                is_shown=True,
                value=(lambda row: row.key) if one.key == "key" else None,
                kind=Kind.TEXT if one.is_figure else one.kind,  # typed texts are told when all is looked at
            )
            for one in standard_parts()[self._key].columns
            if one.key not in self._hidden and (one.key != "key" or self._key == PATROL)
        ]
        self.table = PartTable(self.standard.title, columns, "可以从 Excel 整块粘贴", _LIKELY)
        column.addWidget(self.table, 1)
        self.hint = label("", wraps=True)
        if self._key == POLICIES:
            shown = Card(role="doubt")
            shown.body.setContentsMargins(10, 5, 10, 5)
            shown.add(self.hint)
            column.addWidget(shown)
        self.table.table.chosen.connect(lambda _rows: self._show_hint())
        self.wrong = label("", "problem", wraps=True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        rule = QFrame()
        rule.setProperty("role", "rule")
        column.addWidget(rule)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.version_button = button("版本 ▾", self._ask_version)
        self.note = QLineEdit(placeholderText="修改说明（可空）")
        self.note.setAccessibleName("修改说明")
        self.save_button = button("保存", self.save, "primary")
        foot.addWidget(self.version_button)
        foot.addWidget(self.note, 1)
        foot.addWidget(button("取消", self.reject))
        foot.addWidget(self.save_button)
        column.addLayout(foot)
        for keys in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self, self.save)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, self.redo)

    def typed(self) -> Standard:
        """The list as it stands."""
        return replace(self.standard, lines=(*self._steps.now, *self._aside))

    def _of_use(self, lines: Sequence[Line]) -> list[Line]:
        """The lines with something to show; those of other grades alone are set aside, and stored with them."""
        shown = [
            line
            for line in lines
            if not any(line.get(key) for key in self._hidden)
            or any(line.get(key) for key in GRADE_KEYS if key not in self._hidden)
        ]
        self._aside = [line for line in lines if line not in shown]
        return shown

    def undo(self) -> None:
        """Take the last change in the table back; what is stored is not touched."""
        if self._steps.undo():
            self._look()

    def redo(self) -> None:
        """The change that was taken back, again."""
        if self._steps.redo():
            self._look()

    def take_up(self, lines: tuple[Line, ...]) -> None:
        """The lines of another version, to be saved as the next."""
        self.table.show_lines(self._of_use(lines))
        self._changed()

    def save(self) -> None:
        """Store the list as the next version; without a change there is nothing to do."""
        if not self._steps.is_changed:
            super().accept()
            return
        try:
            kept = self._service.save(self.typed(), self.note.text().strip())
        except UserError as error:
            self._look()
            messages.fail(self, error)
            return
        super().accept()
        self.saved.emit(kept)

    def reject(self) -> None:
        """Closing asks first where something was typed."""
        if not self._steps.is_changed or messages.ask(
            self,
            f"{self.standard.title}的修改还没有保存。",
            "放弃后不能找回。",
            yes="放弃修改",
            no="继续编辑",
        ):
            super().reject()

    def _changed(self) -> None:
        if self._steps.take(self.table.lines):
            self._look_soon.start()

    def _look(self) -> None:
        """What keeps it from being saved, at its lines."""
        self._look_soon.stop()
        found = problems_of(self.typed())
        self.table.show_wrong(frozenset(int(one.key) for one in found))
        more = [f"另有 {len(found) - _SHOWN} 处要改。"] if len(found) > _SHOWN else []
        self.wrong.setText("\n".join([*(one.text for one in found[:_SHOWN]), *more]))
        self.wrong.setVisible(bool(found))
        self._show_hint()

    def _show_hint(self) -> None:
        """The hint of the selected line as an inspector will see it."""
        if self._key == POLICIES and (chosen := self.table.table.selected()):
            line = chosen[0].cells
            told = with_limits(line.get("text", ""), words_in(line.get("limits", "")))
            off = "（停用，不提醒）" if line.get("is_off") else ""
            self.hint.setText(f"政策提示：{told}（{line.get('source', '')}）{off}")

    def _ask_version(self) -> None:
        menu = QMenu(self)
        for standard, since in self._versions:
            told = "　".join(filter(None, (f"第 {standard.version} 版", since or "程序自带", standard.note)))
            menu.addAction(f"照用{told}").triggered.connect(partial(self._take_version, standard))
        menu.popup(self.version_button.mapToGlobal(self.version_button.rect().topLeft()))

    def _take_version(self, standard: Standard, _checked: bool = False) -> None:
        self.take_up(standard.lines)

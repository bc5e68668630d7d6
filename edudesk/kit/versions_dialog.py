"""A list that the program works by, edited like a sheet: each save is a version of the school's own, old ones can be taken up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.standard import Line, Standard
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.kit.part_table import PartTable
from edudesk.kit.typed_steps import TypedSteps

_LOOK_AFTER_MS = 250  # of rest at the keyboard
_SHOWN = 3  # problems at once

Lines = list[dict[str, str]]


@dataclass(frozen=True)
class Wishes:
    """What a list is edited with. told: above it; columns: keys as in its lines, those shown; save(list, 修改说明): the list as
    it is kept; problems(list): what is wrong, key = number of the line from 1; likely: fields a new line has of the one
    above; size: of the window."""

    told: str
    columns: Sequence[Column]
    save: Callable[[Any, str], Any]
    problems: Callable[[Any], Sequence[FieldProblem]]
    likely: Sequence[str] = ()
    size: tuple[int, int] = (860, 560)


class VersionsDialog(QDialog):
    """saved(list): it is stored. versions: newest first, each with the day it was made, "" for the shipped one."""

    saved = Signal(object)

    def __init__(self, parent: QWidget, versions: Sequence[tuple[Any, str]], wishes: Wishes) -> None:
        super().__init__(parent)
        self._versions, self._wishes = versions, wishes
        self.standard: Any = versions[0][0]
        self.setModal(True)
        self.setWindowTitle(self.standard.title)
        self._aside: list[Line] = []
        self._build()
        self.table.show_lines(self.of_use(self.standard.lines))
        self._steps: TypedSteps[Lines] = TypedSteps(self.table.lines, self.table.show_lines)
        self._look_soon = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._look_soon.timeout.connect(self._look)
        self.table.changed.connect(self._changed)
        width, height = wishes.size
        screen = self.screen().availableGeometry()
        self.resize(min(width, screen.width() - 40), min(height, screen.height() - 60))
        self.table.seize(1)
        self.show_hint()

    def open_over(self, page: QWidget, undo: Callable[[], object]) -> None:
        """Open it over a page; what was saved can be taken back there."""
        self.saved.connect(
            lambda kept: messages.notice(
                page, f"已保存“{kept.title}”（第 {kept.version} 版）。", ("撤销", undo)
            )
        )
        self.open()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(self._wishes.told, "muted", wraps=True))
        columns = [
            replace(
                one,
                is_shown=True,
                value=(lambda row: row.key) if one.key == "key" else None,
                kind=Kind.TEXT if one.is_figure else one.kind,  # typed texts are told when all is looked at
            )
            for one in self._wishes.columns
        ]
        self.table = PartTable(self.standard.title, columns, "可以从 Excel 整块粘贴", self._wishes.likely)
        column.addWidget(self.table, 1)
        self.build_below(column)
        self.table.table.chosen.connect(lambda _rows: self.show_hint())
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

    # what one list has and others have not

    def build_below(self, column: QVBoxLayout) -> None:
        """Something between the table and the foot."""

    def show_hint(self) -> None:
        """What is told of the selected line."""

    def of_use(self, lines: Sequence[Line]) -> list[Line]:
        """Those that are shown; the others go into self._aside and are stored with them."""
        return list(lines)

    # what is typed

    def typed(self) -> Any:
        """The list as it stands."""
        return replace(self.standard, lines=(*self._steps.now, *self._aside))

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
        self.table.show_lines(self.of_use(lines))
        self._changed()

    def save(self) -> None:
        """Store the list as the next version; without a change there is nothing to do."""
        if not self._steps.is_changed:
            super().accept()
            return
        try:
            kept = self._wishes.save(self.typed(), self.note.text().strip())
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
        found = self._wishes.problems(self.typed())
        self.table.show_wrong(frozenset(int(one.key) for one in found))
        more = [f"另有 {len(found) - _SHOWN} 处要改。"] if len(found) > _SHOWN else []
        self.wrong.setText("\n".join([*(one.text for one in found[:_SHOWN]), *more]))
        self.wrong.setVisible(bool(found))
        self.show_hint()

    def _ask_version(self) -> None:
        menu = QMenu(self)
        for standard, since in self._versions:
            told = "　".join(filter(None, (f"第 {standard.version} 版", since or "程序自带", standard.note)))
            menu.addAction(f"照用{told}").triggered.connect(partial(self._take_version, standard))
        menu.popup(self.version_button.mapToGlobal(self.version_button.rect().topLeft()))

    def _take_version(self, standard: Standard, _checked: bool = False) -> None:
        self.take_up(standard.lines)

"""Paste from Excel, fill down and 批量修改 in a table: planned, shown where something is to be seen, stored as one."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.kit import messages
from edudesk.kit.bulk_dialog import BulkDialog
from edudesk.kit.cell_block import CellBlock
from edudesk.kit.change_dialog import ChangeDialog
from edudesk.kit.changes import Batch, ChangeList, Wish, plan
from edudesk.kit.clipboard import cells_of
from edudesk.kit.fields import Spell
from edudesk.kit.pasting import filled_down, pasted
from edudesk.kit.table_view import TableView
from edudesk.kit.tasks import run_task

_PASTE, _FILL, _BULK = "粘贴", "向下填充", "批量修改"


class BatchEdit(QObject):
    """The three ways to change many cells of a table. The page gives batch: how they are judged and stored.

    entries: what each is called, its keys and its deed, for a menu; refusal: while it says why, nothing is changed.
    """

    refusal = ""

    def __init__(self, table: TableView, batch: Batch, spell: Spell | None = None) -> None:
        super().__init__(table)
        self._table, self._batch, self._spell = table, batch, spell
        self._model = table.rows_model()
        columns = self._model.columns
        self._naming = next((column for column in columns if column.kind is Kind.NAME), columns[0])
        self.entries = (
            ("粘贴", "Ctrl+V", self.paste),
            ("向下填充", "Ctrl+D", self.fill_down),
            ("批量修改…", "Ctrl+B", self.change_rows),
        )
        explained = ("从 Excel 粘贴一块（先列出改动）", "向下填充选中的一块", "批量修改所选行")
        for (_, keys, does), word in zip(self.entries, explained, strict=True):
            shortcut = QShortcut(QKeySequence(keys), table)
            shortcut.setContext(
                Qt.ShortcutContext.WidgetShortcut
            )  # a cell that is typed in has keys of its own
            shortcut.setWhatsThis(word)
            shortcut.activated.connect(does)

    def paste(self) -> None:
        """The clipboard over the cells from the selected one on; the changes are shown first.

        A single cell that can be changed without a word is changed at once, as if it had been typed.
        """
        if self._is_refused():
            return
        cells = cells_of(QGuiApplication.clipboard().text())
        if not cells:
            messages.notice(self._table, "剪贴板里没有可以粘贴的文字。")
            return
        block = self._block()
        if block is None:
            return
        wishes, notes = pasted(cells, self._model, block, self._table.shown_columns())
        self._plan(self._table, wishes, partial(self._offer, _PASTE, is_quiet=len(wishes) == 1), notes)

    def fill_down(self) -> None:
        """The first row of the block into those below; the changes are shown only when something is to be said."""
        if self._is_refused():
            return
        block = self._block()
        if block is None:
            return
        wishes = filled_down(self._model, block)
        if wishes:
            self._plan(self._table, wishes, partial(self._offer, _FILL, is_quiet=True))
        else:
            messages.notice(self._table, "上面没有可以填充的行。")

    def change_rows(self) -> None:
        """Ask for a column and its new content for all selected rows."""
        if self._is_refused():
            return
        rows = self._table.selected()
        if not rows:
            messages.notice(self._table, "请先选中要修改的行。")
            return
        columns = self._changeable()
        BulkDialog(
            self._table.window(),
            self._naming.title,
            rows,
            columns,
            self._plan,
            partial(self._save, _BULK),
            self._spell,
        ).open()

    def _is_refused(self) -> bool:
        if self.refusal:
            messages.notice(self._table, self.refusal)
        return bool(self.refusal)

    def _changeable(self) -> list[Column]:
        """Columns that can be changed in the table: the one under the cursor, those shown, the others."""
        columns, shown = self._model.columns, self._table.shown_columns()
        order = [self._table.currentIndex().column(), *shown, *range(len(columns))]
        found = [columns[number] for number in dict.fromkeys(order) if number >= 0]
        return [column for column in found if column.is_editable and not column.is_masked]

    def _block(self) -> CellBlock | None:
        """The selected block; None when there is none, which has been said."""
        try:
            block = self._table.block()
        except UserError as error:
            messages.fail(self._table, error)
            return None
        if not block.places:
            messages.notice(self._table, "请先选中一个格子。")
            return None
        return block

    def _plan(
        self,
        owner: QWidget,
        wishes: list[Wish],
        done: Callable[[ChangeList], object],
        notes: Sequence[str] = (),
    ) -> None:
        naming, batch = self._naming, self._batch
        run_task(owner, "正在核对改动", lambda step: plan(wishes, naming, batch, notes, step), done)

    def _offer(self, word: str, changes: ChangeList, is_quiet: bool) -> None:
        if not changes.changes and not changes.notes:
            messages.notice(self._table, "内容相同，没有要改的。")
        elif is_quiet and changes.is_plain:
            self._save(word, self._table, changes)
        else:
            save = partial(self._save, word)
            ChangeDialog(
                self._table.window(), f"{word}：请核对改动", self._naming.title, changes, save
            ).open()

    def _save(
        self,
        word: str,
        owner: QWidget,
        changes: ChangeList,
        done: Callable[[], object] | None = None,
        ended: Callable[[], object] | None = None,
    ) -> None:
        batch = self._batch

        def saved(_result: object) -> None:
            if done is not None:
                done()
            messages.notice(self._table, f"已修改 {len(changes.accepted)} 处。", ("撤销", batch.undo))

        run_task(
            owner,
            f"正在保存{word}",
            lambda step: batch.save(changes.values, changes.rows, changes.title(word), step),
            saved,
            ended=ended,
        )

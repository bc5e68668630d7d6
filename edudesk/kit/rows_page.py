"""A list of rows that are kept plainly (store.row_service): menu, history, removal."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from edudesk.base.words import some_of
from edudesk.kit import messages
from edudesk.kit.history_dialog import HistoryDialog
from edudesk.kit.list_page import ListPage
from edudesk.kit.views import Keep

if TYPE_CHECKING:
    from edudesk.store.row_service import RowService

Entry = tuple[str, Callable[[], object]] | None
"""A word of the menu and its deed; None draws a line."""


class RowsPage(ListPage):
    """A page writes rows(), edit(row) and, where it has more to offer, entries(rows).

    service: of the rows; undo: takes the last change back. Rows have `id`, `version` and a name (called).
    """

    service: "RowService[Any, Any]"

    def __init__(
        self,
        undo: Callable[[], object],
        parent: QWidget | None = None,
        keep_views: Keep | None = None,
    ) -> None:
        self._undo = undo
        super().__init__(parent, keep_views)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.locked.connect(self.edit)
        remove = QShortcut(QKeySequence("Delete"), self.table)
        remove.setContext(
            Qt.ShortcutContext.WidgetShortcut
        )  # a cell that is typed in has a Delete of its own
        remove.setWhatsThis(f"删除所选{self.service.table.noun}到回收站（可撤销）")
        remove.activated.connect(lambda: self.put_away(self.table.selected()))

    def edit(self, row: Any, key: str = "") -> None:
        """A row in a form, the keyboard in the field of key."""
        raise NotImplementedError

    def called(self, row: Any) -> str:
        """What messages call a row."""
        return str(row.name)

    def entries(self, rows: Sequence[Any]) -> Sequence[Entry]:
        """What the menu offers between 编辑 and 删除."""
        return ()

    def open_row(self, row: Any) -> None:
        self.edit(row)

    def put_away(self, rows: Sequence[Any]) -> None:
        """To the recycle bin, without asking: it can be undone."""
        if rows:
            self.service.put_away([row.id for row in rows])
            names = some_of([self.called(row) for row in rows], "个")
            messages.notice(self, f"已删除 {names}，可在回收站找回。", ("撤销", self._undo))

    def show_history(self, row: Any) -> None:
        """Every change of a row, with old values to restore."""
        HistoryDialog(
            self,
            self.called(row),
            list(self.service.columns.values()),
            partial(self.service.history, row.id),
            partial(self.service.set_back, row.id),
        ).open()

    def show_saved(self, row: Any) -> None:
        """Read anew, and select what a form has stored."""
        self.settle()
        self.go_to(row.id)

    def _show_menu(self, place: QPoint) -> None:
        rows = self.table.selected()
        if not rows:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries: list[Entry] = []
        if len(rows) == 1:
            entries += [
                ("编辑…", partial(self.edit, rows[0])),
                ("历史…", partial(self.show_history, rows[0])),
                None,
            ]
        if self.batch_edit is not None:
            entries.append(("复制\tCtrl+C", self.table.copy))
            entries += [(f"{word}\t{keys}", does) for word, keys, does in self.batch_edit.entries]
            entries.append(None)
        if own := self.entries(rows):
            entries += [*own, None]
        entries.append(("删除到回收站\tDelete", partial(self.put_away, rows)))
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            else:
                menu.addAction(entry[0]).triggered.connect(lambda _on=False, does=entry[1]: does())
        menu.popup(self.table.viewport().mapToGlobal(place))

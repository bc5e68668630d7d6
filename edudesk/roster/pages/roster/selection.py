"""What is done with the selected teachers by keys and by the menu of the table."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from edudesk.roster.pages.roster.exporting import FOR_SELECTED
from edudesk.roster.rows import TeacherRow

if TYPE_CHECKING:
    from edudesk.roster.pages.roster import RosterPage


def add_keys(page: "RosterPage") -> None:
    """Delete and Ctrl+L."""
    in_table = Qt.ShortcutContext.WidgetShortcut  # while a cell is typed in, Delete deletes a character
    on_page = Qt.ShortcutContext.WidgetWithChildrenShortcut
    for keys, word, does, place, context in (
        ("Delete", "删除所选教师到回收站（可撤销）", page.put_away, page.table, in_table),
        ("Ctrl+L", "离岗登记", page.retire, page, on_page),
    ):
        shortcut = QShortcut(QKeySequence(keys), place)
        shortcut.setContext(context)
        shortcut.setWhatsThis(word)
        shortcut.activated.connect(partial(_do, page, does))


def show_menu(page: "RosterPage", place: QPoint) -> None:
    """The menu at a place of the table, with what fits the selection."""
    rows = page.selected()
    if not rows:
        return
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if len(rows) == 1:
        menu.addAction("编辑…").triggered.connect(lambda: page.edit(rows[0]))
        menu.addAction("历史…").triggered.connect(lambda: page.show_history(rows[0]))
        menu.addSeparator()
    assert page.batch_edit is not None
    menu.addAction("复制\tCtrl+C").triggered.connect(page.table.copy)  # False: without heads
    for word, keys, does in page.batch_edit.entries:
        menu.addAction(f"{word}\t{keys}").triggered.connect(does)
    menu.addSeparator()
    if page.exporting.has_sheets:
        for key, word in FOR_SELECTED:
            menu.addAction(word).triggered.connect(partial(_export, page, key))
        menu.addSeparator()
    menu.addAction("离岗登记…\tCtrl+L").triggered.connect(lambda: page.retire(rows))
    menu.addAction("删除到回收站\tDelete").triggered.connect(lambda: page.put_away(rows))
    menu.popup(page.table.viewport().mapToGlobal(place))


def _do(page: "RosterPage", does: Callable[[Sequence[TeacherRow]], object]) -> None:
    does(page.selected())


def _export(page: "RosterPage", key: str, _checked: bool = False) -> None:
    page.export_for(key, page.selected())

"""The window's actions with their keys, and the 更多 menu; Ctrl+K and the shortcut sheet list them too."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from edudesk.base import paths
from edudesk.kit.icons import icon
from edudesk.kit.settings import remember
from edudesk.kit.theme import theme
from edudesk.shell.navigation import PAGES
from edudesk.store.journal import Entry

if TYPE_CHECKING:
    from edudesk.shell.main_window import MainWindow

_LOOKS = (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"))


class WindowActions:
    """undo and redo carry the title of what they would do; menu: what stands behind ⋯."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.undo = self._action("撤销", ("Ctrl+Z",), window.undo, "undo")
        self.redo = self._action("重做", ("Ctrl+Y", "Ctrl+Shift+Z"), window.redo, "redo")
        self._action("搜索教师、记录、命令", ("Ctrl+K",), window.search, "search")
        # keys of these three belong to the roster page; here they are found by Ctrl+K from anywhere
        self._action("新增教师", (), lambda: window.roster().add(), "add")
        self._action("导入花名册", (), window.import_roster, "import")
        self._action("导入发展记录", (), window.import_facts, "import")
        self._action("导入课程表", (), window.import_timetable, "import")
        self._action("导出花名册", (), lambda: window.roster().export(), "export")
        listed = [spec.card for spec in PAGES if spec.group is not None]
        for number, card in enumerate(listed, 1):
            self._action(card.title, (f"Ctrl+{number}",), partial(window.show_page, card.name))
        self.menu = QMenu(window)
        self.menu.addAction(
            self._action("打开其他学校文件…", ("Ctrl+O",), lambda: window.other_school.emit(None))
        )
        self.menu.addAction(self._action("立即备份", ("Ctrl+Shift+B",), window.back_up, "backup"))
        self.menu.addSeparator()
        looks = self.menu.addMenu("外观")
        for choice, word in _LOOKS:
            looks.addAction(self._action(f"外观：{word}", (), partial(_choose_theme, choice)))
        self.menu.addSeparator()
        self.menu.addAction(self._action("快捷键", ("F1", "Ctrl+/"), self._show_keys, "keys"))
        self.menu.addAction(self._action("打开运行记录文件夹", (), self._show_log))
        self.menu.addAction(self._action("关于校务通", (), self._show_about))

    def show_next(self, undo: Entry | None, redo: Entry | None) -> None:
        """What undo and redo would do now; None = nothing."""
        for action, word, entry in ((self.undo, "撤销", undo), (self.redo, "重做", redo)):
            action.setEnabled(entry is not None)
            action.setText(f"{word}：{entry.title}" if entry else word)
            action.setToolTip(f"{action.text()}（{action.shortcut().toString()}）")

    def _action(
        self, text: str, keys: tuple[str, ...], does: Callable[[], object], icon_name: str = ""
    ) -> QAction:
        action = QAction(text, self._window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        if icon_name:
            action.setIcon(icon(icon_name))
        action.triggered.connect(lambda _checked=False: does())
        self._window.addAction(action)
        return action

    def _show_keys(self) -> None:
        from edudesk.kit.shortcuts import ShortcutSheet

        ShortcutSheet(self._window).open()

    def _show_log(self) -> None:
        from edudesk.kit import reveal

        reveal.show_in_folder(paths.log_file())

    def _show_about(self) -> None:
        from edudesk.shell.about import AboutDialog

        AboutDialog(self._window, self._window.desk).open()


def _choose_theme(choice: str) -> None:
    theme().choose(choice)
    remember("theme", choice)

"""The sheet of keys (F1, Ctrl+/): every action of the window that has one, those of tables, charts and previews."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.kit.scrolled import scrolled

TABLE_KEYS = (
    ("直接打字 / F2", "编辑单元格"),
    ("Enter / Shift+Enter", "确认并到下一行 / 上一行"),
    ("Tab / Shift+Tab", "编辑时到右边 / 左边一格"),
    ("Esc", "放弃编辑；关闭右侧详情"),
    ("拖动 / Shift+方向键", "选中一块"),
    ("Shift+空格", "选中整行"),
    ("Ctrl+A", "全选"),
    ("Ctrl+C", "复制选中的一块，可粘贴到 Excel"),
    ("Ctrl+Shift+C", "连同表头复制"),
    ("← / →", "在分组标题上：收起 / 展开"),
    ("Ctrl+F", "搜索本页"),
    ("右击表头 / 菜单键", "排序、显示或隐藏列"),
)


PICTURE_KEYS = (
    ("← ↑ → ↓", "图表：从一个数到另一个数"),
    ("Enter", "图表：查看这个数的记录"),
    ("Ctrl+C", "图表：复制成图片"),
    ("Ctrl+Shift+C", "图表：复制成表格"),
    ("Page Up / Page Down", "预览：上一页 / 下一页"),
    ("Home / End", "预览：首页 / 末页"),
    ("Ctrl+加号 / Ctrl+减号", "预览：放大 / 缩小"),
    ("Ctrl+0", "预览：适合宽度"),
)


def window_keys(window: QWidget) -> list[tuple[str, str]]:
    """(keys, word) of the actions, the buttons in sight and the shortcuts that say what they do (whatsThis)."""
    found: dict[str, str] = {}
    for action in window.findChildren(QAction):
        keys = " / ".join(shown_keys(key) for key in action.shortcuts() if not key.isEmpty())
        if keys and action.text() and action.isVisible():
            found.setdefault(keys, action.text().replace("&", "").rstrip("…."))
    for pressed in window.findChildren(QAbstractButton):
        if not pressed.shortcut().isEmpty() and pressed.isVisible():
            found.setdefault(shown_keys(pressed.shortcut()), pressed.text())
    for shortcut in window.findChildren(QShortcut):
        if shortcut.whatsThis():
            found.setdefault(shown_keys(shortcut.key()), shortcut.whatsThis())
    return list(found.items())


def shown_keys(keys: QKeySequence) -> str:
    """Ctrl+N as printed on the keyboard."""
    text = keys.toString(QKeySequence.SequenceFormat.PortableText)
    return "Delete" if text == "Del" else text.replace("Return", "Enter")


class ShortcutSheet(QDialog):
    """Keys of the program and of tables, in two columns."""

    def __init__(self, window: QWidget, more: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()) -> None:
        super().__init__(window)
        self.setWindowTitle("快捷键")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        for title, entries in (
            ("全部页面", window_keys(window)),
            *more,
            ("表格", TABLE_KEYS),
            ("图表和预览", PICTURE_KEYS),
        ):
            if entries:
                row.addLayout(_key_column(title, entries))
        row.addStretch(1)
        outer.addWidget(scrolled(inside, by_keys=True, sideways=True), 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = button("关闭", self.accept, "primary")
        close.setDefault(True)
        foot.addWidget(close)
        outer.addLayout(foot)
        screen = self.screen().availableGeometry()
        hint = inside.sizeHint()
        self.resize(
            min(hint.width() + 64, screen.width() - 80), min(hint.height() + 110, screen.height() - 80)
        )


def _key_column(title: str, entries: Sequence[tuple[str, str]]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(label(title, "heading"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    for number, (keys, word) in enumerate(entries):
        grid.addWidget(label(keys, "key"), number, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(word), number, 1)
    column.addLayout(grid)
    column.addStretch(1)
    return column

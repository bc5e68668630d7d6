"""Ctrl+K: one box that finds people, records and commands; the caller says how."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from edudesk.kit.icons import icon
from edudesk.kit.labels import bold, label
from edudesk.kit.line_list import paint_ground
from edudesk.kit.theme import tokens

_MOST_PER_GROUP = 8
_ROW_HEIGHT = 36


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. rank: 0 best (see base.pinyin.rank); go: what Enter does; keys: a command's shortcut."""

    title: str
    detail: str
    group: str
    rank: int
    go: Callable[[], object] = field(compare=False)
    keys: str = ""


Provider = Callable[[str], Sequence[Hit]]

_HIT = int(Qt.ItemDataRole.UserRole)


class Palette(QFrame):
    """A panel over the upper middle of window; Esc or a click elsewhere closes it.

    A child of the window and not a popup: a popup grabs the keyboard, and input methods lose their window.
    """

    def __init__(
        self, window: QWidget, providers: Sequence[Provider], hint: str = "搜索教师、记录、命令"
    ) -> None:
        super().__init__(window)
        self.setProperty("role", "floating")
        self._window = window
        self._providers = tuple(providers)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(8)
        self.line = QLineEdit()
        self.line.setPlaceholderText(f"{hint}（汉字、拼音、首字母均可）")
        self.line.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._find)
        column.addWidget(self.line)
        self._items = QStandardItemModel(self)
        self.list = QListView()
        self.list.setProperty("role", "inner")
        self.list.setModel(self._items)
        self.list.setItemDelegate(_HitDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._go)
        column.addWidget(self.list)
        self._nothing = label("没有找到。换一个字，或试试拼音首字母。", "muted")
        column.addWidget(self._nothing)
        column.addWidget(label("↑↓ 选择　Enter 打开　Esc 关闭", "small"))
        self.hide()
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def open_with(self, typed: str = "") -> None:
        """Show it, with something typed already."""
        self.line.setText(typed)
        self._find(typed)
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus()
        self.line.selectAll()

    def hits(self) -> list[Hit]:
        """What is listed now, in its order."""
        listed = [self._items.item(row).data(_HIT) for row in range(self._items.rowCount())]
        return [hit for hit in listed if isinstance(hit, Hit)]

    def _find(self, typed: str) -> None:
        groups: dict[str, list[Hit]] = {}
        for provider in self._providers:
            for hit in provider(typed.strip()):
                groups.setdefault(hit.group, []).append(hit)
        self._items.clear()
        # the group with the best hit comes first; a stable sort keeps the providers' order otherwise
        for group, found in sorted(groups.items(), key=lambda pair: min(hit.rank for hit in pair[1])):
            head = QStandardItem(group)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self._items.appendRow(head)
            for hit in sorted(found, key=lambda hit: hit.rank)[:_MOST_PER_GROUP]:
                item = QStandardItem(f"{hit.title} {hit.detail}")
                item.setData(hit, _HIT)
                self._items.appendRow(item)
        is_found = self._items.rowCount() > 0
        self.list.setVisible(is_found)
        self._nothing.setVisible(not is_found)
        if is_found:
            self.list.setCurrentIndex(self._items.index(1, 0))
        self._place()

    def _place(self) -> None:
        width = min(620, self._window.width() - 80)
        lines = min(self._items.rowCount(), 12)
        self.list.setFixedHeight(lines * _ROW_HEIGHT + 2)
        self.ensurePolished()
        self.layout().activate()  # type: ignore[union-attr]
        self.resize(width, self.sizeHint().height())
        self.move((self._window.width() - width) // 2, 56)

    def _go(self, index: QModelIndex) -> None:
        hit = index.data(_HIT)
        if isinstance(hit, Hit):
            self.hide()
            hit.go()

    def _step(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        while 0 <= row < self._items.rowCount():
            if self._items.item(row).data(_HIT) is not None:
                self.list.setCurrentIndex(self._items.index(row, 0))
                return
            row += by

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps:
                self._step(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go(self.list.currentIndex())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                return True
        return super().eventFilter(watched, event)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and now is not self.line and not self.isAncestorOf(now):
            self.hide()


class _HitDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, _ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = tokens()
        rect = QRectF(option.rect)
        middle = Qt.AlignmentFlag.AlignVCenter
        hit = index.data(_HIT)
        painter.save()
        if not isinstance(hit, Hit):
            painter.setPen(QColor(theme.muted))
            font = painter.font()
            font.setPixelSize(12)
            painter.setFont(font)
            painter.drawText(rect.adjusted(8, 8, -8, 0), middle, str(index.data()))
        else:
            paint_ground(painter, rect, option.state, 6)
            inner = rect.adjusted(8, 0, -8, 0)
            painter.setFont(bold(option.font))
            painter.setPen(QColor(theme.ink))
            painter.drawText(inner, middle, hit.title)
            inner.setLeft(inner.left() + painter.fontMetrics().horizontalAdvance(hit.title) + 12)
            painter.setFont(option.font)
            painter.setPen(QColor(theme.muted))
            painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, hit.keys)
            inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(hit.keys) - 8)
            shown = painter.fontMetrics().elidedText(
                hit.detail, Qt.TextElideMode.ElideRight, int(inner.width())
            )
            painter.drawText(inner, middle, shown)
        painter.restore()

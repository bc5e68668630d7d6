"""The panel at the right of a list: details of what is selected, beside the table and never over it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QToolButton, QVBoxLayout, QWidget

from edudesk.kit.icons import icon
from edudesk.kit.labels import label
from edudesk.kit.scrolled import scrolled
from edudesk.kit.settings import remember, remembered

_LEAST, _USUAL = 300, 376


class Drawer(QFrame):
    """Name, a quiet line, tools (编辑 …) at the right, and a scrolling `body`. closed: by × or Esc."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "drawer")
        self.setMinimumWidth(_LEAST)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(16, 16, 12, 8)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.name = label("", "name", wraps=True)
        row.addWidget(self.name, 1)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(4)
        row.addLayout(self.tools)
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setToolTip("关闭（Esc）")
        close.setAccessibleName("关闭")
        close.clicked.connect(self.close_drawer)
        row.addWidget(close)
        column.addLayout(row)
        self.note = label("", "muted", wraps=True)
        column.addWidget(self.note)
        outer.addWidget(head)
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(16, 0, 16, 16)
        self.body.setSpacing(12)
        outer.addWidget(scrolled(inside), 1)

    def show_head(self, name: str, note: str = "") -> None:
        """Whose details these are."""
        self.name.setText(name)
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def close_drawer(self) -> None:
        """Hide and tell."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
        else:
            super().keyPressEvent(event)


class DrawerSplitter(QSplitter):
    """The list at the left (main, to be filled), its drawer at the right; the width the user gave it is remembered by name."""

    def __init__(self, drawer: Drawer, name: str, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._name, self._drawer = name, drawer
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.main = QWidget()
        self.addWidget(self.main)
        self.addWidget(drawer)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        drawer.hide()
        drawer.installEventFilter(self)
        self.splitterMoved.connect(self._remember)

    def _remember(self, place: int, number: int) -> None:
        remember(f"drawer/{self._name}", str(self.sizes()[1]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._drawer and event.type() == QEvent.Type.ShowToParent:
            width = remembered(f"drawer/{self._name}")
            wanted = int(width) if width.isdigit() else _USUAL
            self.setSizes([max(self.width() - wanted, 1), wanted])
        return super().eventFilter(watched, event)

"""The fixed parts around every page: top bar with search, sidebar, status line."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from edudesk.kit.buttons import button
from edudesk.kit.icons import icon
from edudesk.kit.labels import label
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone

SIDE_WIDTH, TOP_HEIGHT, STATUS_HEIGHT = 196, 48, 26


class TopBar(QFrame):
    """Name of the program, search, undo and redo, the school, who is at work. search_wanted: a click on the box."""

    search_wanted = Signal()

    def __init__(self, undo: QAction, redo: QAction, menu: QMenu) -> None:
        super().__init__()
        self.setProperty("role", "top")
        self.setFixedHeight(TOP_HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 12, 0)
        line.setSpacing(8)
        brand = label("校务通 EduDesk", "brand")
        brand.setFixedWidth(SIDE_WIDTH - 24)
        line.addWidget(brand)
        line.addWidget(self._search_button())
        line.addStretch(1)
        for action in (undo, redo):
            made = QToolButton()
            made.setDefaultAction(action)
            made.setIconSize(QSize(18, 18))
            line.addWidget(made)
        line.addSpacing(8)
        self.school = label("", "muted")
        line.addWidget(self.school)
        self.person = Tag("", Tone.BRAND)
        line.addWidget(self.person)
        more = QToolButton()
        more.setIcon(icon("more"))
        more.setToolTip("更多")
        more.setAccessibleName("更多")
        more.setMenu(menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        line.addWidget(more)

    def _search_button(self) -> QPushButton:
        made = QPushButton("搜索教师、记录、命令（支持拼音首字母，如 zmh）")
        made.setProperty("role", "search")
        made.setIcon(icon("search"))
        made.setFixedWidth(420)
        made.setAutoDefault(False)
        made.setAccessibleName("搜索")
        inside = QHBoxLayout(made)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addStretch(1)
        keys = label("Ctrl K", "key")
        keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(keys)
        made.clicked.connect(self.search_wanted.emit)
        return made


class SideBar(QFrame):
    """The pages by group. chosen(name): the user wants a page."""

    chosen = Signal(str)

    def __init__(self, groups: Sequence[tuple[str, Sequence[tuple[str, str, str]]]]) -> None:
        """groups: (heading or "", entries); an entry is (name, title, icon name)."""
        super().__init__()
        self.setProperty("role", "side")
        self.setFixedWidth(SIDE_WIDTH)
        self._buttons: dict[str, QPushButton] = {}
        self._badges: dict[str, QLabel] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 10)
        column.setSpacing(2)
        for heading, entries in groups:
            if heading:
                column.addSpacing(10)
                title = label(heading, "small")
                title.setContentsMargins(12, 0, 0, 4)
                column.addWidget(title)
            for name, title_text, icon_name in entries:
                column.addWidget(self._entry(name, title_text, icon_name))
        column.addStretch(1)

    def _entry(self, name: str, title: str, icon_name: str) -> QPushButton:
        made = button(title, role="nav", icon_name=icon_name)
        made.setIcon(icon(icon_name))
        made.setIconSize(QSize(18, 18))
        made.setCheckable(True)
        made.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(made)
        self._buttons[name] = made
        return made

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """A number beside each page that something waits in; counts: by name of the page."""
        for name, made in self._buttons.items():
            count = counts.get(name, 0)
            badge = self._badges.get(name)
            if badge is None and count:
                badge = self._badges[name] = label("", "badge", parent=made)
                badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                inside = QHBoxLayout(made)
                inside.setContentsMargins(0, 0, 10, 0)
                inside.addStretch(1)
                inside.addWidget(badge)
            if badge is not None:
                badge.setText(str(count))
                badge.setVisible(bool(count))
                told = f"{count} 项已到期或本周到期" if count else ""
                made.setToolTip(told)
                made.setAccessibleDescription(told)

    def mark(self, name: str) -> None:
        """Show which page is in front."""
        self._buttons[name].setChecked(True)


class StatusLine(QFrame):
    """School year, saved at, last backup; encrypted or not. back_up: a click on the backup part."""

    def __init__(self, back_up: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "status")
        self.setFixedHeight(STATUS_HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(20)
        self.term, self.saved, self.place = label(""), label(""), label("")
        self.backup = button("", back_up, "status")
        self.backup.setToolTip("备份与恢复")
        line.addWidget(self.term)
        line.addWidget(self.saved)
        line.addWidget(self.backup)
        line.addStretch(1)
        line.addWidget(self.place)

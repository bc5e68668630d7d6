"""What the school's pages have in common: one heading, a row of tabs under it, the choice of a school year."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.kit.page import Page, PageHead
from edudesk.kit.tabs import Tabs
from edudesk.school.pages import SCHOOL, TABS
from edudesk.school.rules import printed_year

ShowPage = Callable[[str], Page]
"""Brings the page of a name to the front and returns it."""


class SchoolTabs(QWidget):
    """The tabs with one of them underlined for good; another one brings its page. tools: at the right end."""

    def __init__(self, own: str, show_page: ShowPage, tools: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._names, self._show_page = list(TABS), show_page
        self._own = self._names.index(own)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.tabs = Tabs(list(TABS.values()))
        self.tabs.choose(self._own)
        # later: an arrow key first presses the next word and then puts the keyboard on it, here
        self.tabs.chosen.connect(self._go, Qt.ConnectionType.QueuedConnection)
        line.addWidget(self.tabs, 1)
        for tool in tools:
            line.addWidget(tool)

    def _go(self, number: int) -> None:
        if number == self._own:
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.tabs.choose(self._own)
        page = self._show_page(self._names[number])
        tabs = page.findChild(SchoolTabs)
        if had_focus and isinstance(tabs, SchoolTabs):
            tabs.take_focus()  # so that the arrow keys go on from tab to tab

    def take_focus(self) -> None:
        """The keyboard on the underlined word."""
        self.tabs.seize()


class PickBox(QComboBox):
    """Which school year or term is shown. picked(key): the user chose another."""

    picked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumWidth(160)
        self.activated.connect(lambda _number: self.picked.emit(self.key))

    @property
    def key(self) -> str:
        """What is chosen; "" before there was anything."""
        return str(self.currentData() or "")

    def offer(self, choices: Sequence[tuple[str, str]], preset: str) -> None:
        """Keys with their words; the one chosen stays as long as it is among them, else it is the preset."""
        chosen = self.key if self.key in [key for key, _ in choices] else preset
        if list(choices) != [(self.itemData(at), self.itemText(at)) for at in range(self.count())]:
            self.clear()
            for key, word in choices:
                self.addItem(word, key)
        self.setCurrentIndex(max(self.findData(chosen), 0) if choices else -1)

    def choose(self, key: str) -> None:
        """As if the user had chosen it."""
        self.setCurrentIndex(self.findData(key))
        self.picked.emit(self.key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page under the pointer is scrolled, not changed


def year_choices(years: Iterable[str]) -> list[tuple[str, str]]:
    """School years for a PickBox, the newest first."""
    return [(year, f"{printed_year(year)}学年") for year in sorted(set(years), reverse=True)]


def put_tabs(head: PageHead, tabs: SchoolTabs) -> None:
    """The tabs under the heading of a page, which is the same on all of them."""
    head.title.setText(SCHOOL.title)
    around = head.parentWidget()
    assert around is not None
    column = around.layout()
    assert isinstance(column, QVBoxLayout)
    column.insertWidget(column.indexOf(head) + 1, tabs)

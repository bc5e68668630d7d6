"""Pages that stand behind one entry of the sidebar: one heading over all of them, and a row of tabs under it."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.kit.page import Page, PageHead
from edudesk.kit.tabs import Tabs

ShowPage = Callable[[str], Page]
"""Brings the page of a name to the front and returns it."""


class PageTabs(QWidget):
    """The tabs with one of them underlined for good; another one brings its page.

    words: name of a page -> its word; own: the page they stand on; tools: at the right end.
    """

    def __init__(
        self, words: Mapping[str, str], own: str, show_page: ShowPage, tools: Sequence[QWidget] = ()
    ) -> None:
        super().__init__()
        self._names, self._show_page = list(words), show_page
        self._own = self._names.index(own)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.tabs = Tabs(list(words.values()))
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
        tabs = page.findChild(PageTabs)
        if had_focus and isinstance(tabs, PageTabs):
            tabs.take_focus()  # so that the arrow keys go on from tab to tab

    def take_focus(self) -> None:
        """The keyboard on the underlined word."""
        self.tabs.seize()


def put_tabs(head: PageHead, tabs: PageTabs, title: str) -> None:
    """The tabs under the heading of a page; title: the same on all of them."""
    head.title.setText(title)
    around = head.parentWidget()
    assert around is not None
    column = around.layout()
    assert isinstance(column, QVBoxLayout)
    column.insertWidget(column.indexOf(head) + 1, tabs)

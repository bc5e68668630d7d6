"""What the school's pages have in common: one heading, a row of tabs under it, the choice of a school year."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from edudesk.kit import page_tabs
from edudesk.kit.page import PageHead
from edudesk.kit.page_tabs import ShowPage
from edudesk.school.pages import SCHOOL, TABS
from edudesk.school.rules import printed_year


def put_tabs(head: PageHead, own: str, show_page: ShowPage, tools: Sequence[QWidget] = ()) -> None:
    """The tabs of the school under the heading of one of its pages."""
    page_tabs.put_tabs(head, page_tabs.PageTabs(TABS, own, show_page, tools), SCHOOL.title)


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

"""What every page of the main window is: a title, an icon, what it shows, and when it reads it again."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from edudesk.kit.labels import ElidedLabel

MARGIN, GAP = 20, 12


class PageCard(NamedTuple):
    """What the sidebar knows of a page before its module is loaded: see Page for the meaning."""

    name: str
    title: str
    icon_name: str


class Page(QWidget):
    """A page of the main window.

    name: stable, for settings and `edudesk shot --page`; icon_name: see kit.icons.NAMES; concerns: names of
    what it shows, as the services announce them. A page is built once and reads its rows when it is first
    shown; after heed() it reads again, at once when visible, else when it is next shown. takes: suffixes of files beside
    workbooks that may be dropped on it.
    """

    name = ""
    title = ""
    icon_name = "file"
    concerns: frozenset[str] = frozenset()
    takes: tuple[str, ...] = ()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_stale = True
        # a verb announces while a table is still closing its editor: read when control is back
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._reload_if_seen)

    def reload(self) -> None:
        """Read what is shown again. Selection and scrolling stay."""

    def shown(self) -> None:
        """The page has come to the front, with its rows read."""

    def hidden(self) -> None:
        """Another page is in front now."""

    def take(self, file: Path) -> bool:
        """A workbook was dropped on the window while this page is in front; False: it is none of its business."""
        return False

    def may_leave(self) -> bool:
        """False keeps the user here, after having said why: something typed is not saved."""
        return True

    def heed(self, changed: frozenset[str]) -> None:
        """The services tell what changed; an empty set means everything (another file was opened)."""
        if not changed or changed & self.concerns:
            self._is_stale = True
            if self.isVisible():
                self._soon.start()

    def settle(self) -> None:
        """Read now what heed() has put off."""
        self._soon.stop()
        self._reload_if_stale()

    def is_busy(self) -> bool:
        """While true, reading again would take something out of the user's hands; see resume()."""
        return False

    def resume(self) -> None:
        """Read now what waited for is_busy() to end; when control is back in the event loop."""
        if self._is_stale and self.isVisible():
            self._soon.start()

    def _reload_if_seen(self) -> None:
        if self.isVisible():  # hidden meanwhile, perhaps with the file closed: read when it is next shown
            self._reload_if_stale()

    def _reload_if_stale(self) -> None:
        if self._is_stale and not self.is_busy():
            self._is_stale = False
            try:
                self.reload()
            except BaseException:  # nothing was read: the page must not stay empty for ever
                self._is_stale = True
                raise

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._reload_if_stale()
            self.shown()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.hidden()


class PageHead(QWidget):
    """Title, a quiet note beside it, buttons at the right; the last button is the primary one."""

    def __init__(self, title: str, note: str = "", buttons: Sequence[QWidget] = ()) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.title = ElidedLabel(title)
        self.title.setProperty("role", "title")
        self.note = ElidedLabel(note, role="muted")
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self.title)
        row.addWidget(self.note, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        row.addLayout(self._buttons)
        for made in buttons:
            self.add(made)
        self.setFixedHeight(32)

    def add(self, widget: QWidget) -> None:
        """Another button at the right end."""
        self._buttons.addWidget(widget)


def column_layout(parent: QWidget) -> QVBoxLayout:
    """The vertical layout of a page: margins and gaps as designed."""
    column = QVBoxLayout(parent)
    column.setContentsMargins(MARGIN, 16, MARGIN, MARGIN)
    column.setSpacing(GAP)
    return column

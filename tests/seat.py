"""Somebody sitting at the window of an open school: presses keys, fills forms, waits until work is done."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from edudesk.desk import Desk
from edudesk.kit.grab import settle
from edudesk.kit.tasks import is_busy
from edudesk.roster.rows import TeacherRow
from edudesk.shell.main_window import MainWindow
from tests.gui import Said
from tests.thorough import is_in_turn

Found = TypeVar("Found", bound=QWidget)
_PAUSE_MS = 400  # a longer one is a wait that a user sees: the progress panel, a draft that is kept


def _hurry() -> bool:
    """Let every short pause of a page or a dialog end now; whether there was one.

    Pages wait a moment before they begin (until somebody has stopped walking down a list): a test that waits
    that long by the clock fails on a slow machine.
    """
    resting = [
        timer
        for window in QApplication.topLevelWidgets()
        for timer in window.findChildren(QTimer)
        if timer.isActive() and timer.isSingleShot() and 0 < timer.interval() <= _PAUSE_MS
    ]
    for timer in resting:
        pause = timer.interval()
        timer.start(0)
        settle()
        if isValid(timer):
            timer.stop()
            timer.setInterval(pause)
    return bool(resting)


def _until_idle() -> None:
    """Until the last job has brought its result; it wakes us, while qtbot.waitUntil looks every hundredth of a second."""
    end = time.monotonic() + 30
    waker = QTimer(interval=100)  # so that the end is seen
    waker.start()
    while is_busy():
        assert time.monotonic() < end, "a job is still running"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


class Seat:
    """The window with the tools of a test; leaving the block closes it.

    Only what it shows in the end is painted, and in make test of every third test: painting each state between took a
    fifth of the time of all tests, and the last one of each half as long as the window itself.
    """

    def __init__(self, qtbot: Any, said: Said, desk: Desk) -> None:
        self.qtbot, self.said, self.desk = qtbot, said, desk
        self.window = MainWindow(desk)
        self.window.setUpdatesEnabled(False)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
            settle()  # else what waits for the window looks again a hundredth of a second later

    def __enter__(self) -> "Seat":
        return self

    def __exit__(self, *error: object) -> None:
        self.wait()
        for dialog in self.dialogs():
            dialog.done(0)
        # nobody looks at a backup made now, and it takes a tenth of a second; tests of closing close by themselves
        self.desk.backups.is_due = lambda: False
        if is_in_turn(os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0]):
            self.window.setUpdatesEnabled(True)
            settle()
        self.window.close()
        self.wait()
        self.window.deleteLater()
        settle()

    def wait(self) -> None:
        """Until no job runs, no page is about to begin one, and every page has read what changed."""
        settle()
        while _hurry() or is_busy():  # a page that heard of a change may begin to read beside the window
            _until_idle()
            settle()

    def press(self, keys: str) -> None:
        """A chord for whoever has the focus, or for the window: Ctrl+Z, F2, Return."""
        if QApplication.activeWindow() is None:  # offscreen no window manager gives it back after a dialog
            self.window.activateWindow()
            settle()
        *held, key = keys.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for word in held:
            modifiers |= getattr(Qt.KeyboardModifier, {"Ctrl": "Control"}.get(word, word) + "Modifier")
        self.qtbot.keyClick(
            QApplication.focusWidget() or self.window, getattr(Qt.Key, f"Key_{key}"), modifiers
        )
        settle()
        while any(one.isDown() for one in self.window.findChildren(QAbstractButton)):
            self.qtbot.wait(5)  # a button with a shortcut is clicked a tenth of a second later
        self.wait()

    def enter(self, text: str) -> None:
        """What an input method hands over: the whole text to whoever has the focus."""
        target = QApplication.focusWidget()
        assert target is not None
        event = QInputMethodEvent()  # QTest's own keys are Latin
        event.setCommitString(text)
        QApplication.sendEvent(target, event)
        settle()

    def dialogs(self, kind: type[Found] = QDialog) -> list[Found]:  # type: ignore[assignment]
        """The dialogs that are open."""
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    def dialog(self, kind: type[Found] = QDialog) -> Found:  # type: ignore[assignment]
        """The one dialog that is open."""
        (found,) = self.dialogs(kind)
        return found

    def click(self, word: str, inside: QWidget | None = None) -> None:
        """The one visible button with this word."""
        place = inside or self.window
        found = [
            one
            for one in place.findChildren(QPushButton)
            if one.text() == word and one.isVisibleTo(place) and one.isEnabled()
        ]
        assert len(found) == 1, f"{len(found)} buttons “{word}”"
        self.qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.wait()

    def words(self, inside: QWidget | None = None) -> str:
        """Everything the labels say that can be seen."""
        place = inside or self.window
        return "\n".join(one.text() for one in place.findChildren(QLabel) if one.isVisibleTo(place))

    def drop(self, *files: Path) -> bool:
        """Files let fall on the window; whether it took them."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        event = QDropEvent(
            QPointF(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        event.setAccepted(False)
        self.window.dropEvent(event)
        self.wait()
        return event.isAccepted()

    def teacher(self, name: str) -> TeacherRow:
        """The stored teacher of this name."""
        (found,) = [row for row in self.desk.teachers.rows() if row.name == name]
        return found

    def titles(self) -> list[str]:
        """Titles of the journal, newest first."""
        return [entry.title for entry in self.desk.timeline.entries()]

    def heard(self, expected: str, then: Callable[[], object] | None = None) -> None:
        """Exactly this was said; then presses on."""
        assert self.said.heard() == [expected]
        if then is not None:
            then()

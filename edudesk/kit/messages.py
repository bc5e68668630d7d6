"""The only place that speaks to the user in windows: tell, ask, fail, report, notice.

Everything goes through one Voice, so that a test can put another in its place and see what was said.
"""

import logging
import traceback
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, SignalInstance
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from edudesk.base.errors import UserError
from edudesk.kit.buttons import button
from edudesk.kit.floating import Floating
from edudesk.kit.icons import icon, icon_pixmap

log = logging.getLogger("edudesk.kit")

_NOTICE_SECONDS = 8
Action = tuple[str, Callable[[], object]]
"""A word on a button and its deed."""


class Voice:
    """How messages reach the user: as windows."""

    def tell(self, parent: QWidget | None, text: str, hint: str = "") -> None:
        """Something the user must have seen. Prefer notice."""
        _asked(_Box(parent, "info", text, hint, ("知道了",)))

    def ask(
        self,
        parent: QWidget | None,
        text: str,
        hint: str = "",
        yes: str = "确定",
        no: str = "取消",
        settled: SignalInstance | None = None,
    ) -> bool:
        """Only for decisions that cannot be undone. yes: the deed as a verb ("删除备份"); Esc is no.

        settled: when it fires, nothing is left to be decided: the question goes, and counts as yes.
        """
        box = _Box(parent, "warn", text, hint, (yes, no))
        if settled is not None:
            settled.connect(box.accept)
        return _asked(box)

    def fail(self, parent: QWidget | None, error: UserError) -> None:
        """What happened, what to do."""
        lines = [error.hint, *(f"· {problem.text}" for problem in error.problems)]
        _asked(_Box(parent, "bad", error.text, "\n".join(line for line in lines if line), ("知道了",)))

    def report(self, parent: QWidget | None, error: BaseException, doing: str = "") -> None:
        """A mistake of ours: what was being done, and a text to send to whoever looks after the program."""
        # where it happened, not the text: that may hold names and numbers of people
        frames = "".join(traceback.format_tb(error.__traceback__))
        log.error("%s while %s\n%s", type(error).__name__, doing or "idle", frames)
        from edudesk.kit.report_window import (
            ReportWindow,
        )  # loaded when it is needed, which is hopefully never

        _asked(ReportWindow(parent, error, doing))

    def notice(self, parent: QWidget, text: str, *actions: Action) -> None:
        """A bar at the foot of the window that goes by itself; actions: one button each (撤销)."""
        Notice(parent.window(), text, *actions)


_voice = Voice()


def set_voice(voice: Voice) -> Voice:
    """Let another voice speak; returns the one before."""
    global _voice
    before, _voice = _voice, voice
    return before


def tell(parent: QWidget | None, text: str, hint: str = "") -> None:
    """See Voice.tell."""
    _voice.tell(_window(parent), text, hint)


def ask(
    parent: QWidget | None,
    text: str,
    hint: str = "",
    yes: str = "确定",
    no: str = "取消",
    settled: SignalInstance | None = None,
) -> bool:
    """See Voice.ask."""
    return _voice.ask(_window(parent), text, hint, yes, no, settled)


def fail(parent: QWidget | None, error: UserError) -> None:
    """See Voice.fail."""
    _voice.fail(_window(parent), error)


def report(parent: QWidget | None, error: BaseException, doing: str = "") -> None:
    """See Voice.report."""
    _voice.report(_window(parent), error, doing)


def notice(parent: QWidget, text: str, *actions: Action) -> None:
    """See Voice.notice."""
    _voice.notice(parent, text, *actions)


def withdraw(window: QWidget) -> None:
    """Take a notice away whose buttons would no longer do what they say."""
    for notice in window.findChildren(Notice, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if notice.action_buttons:
            notice.close()


def _window(parent: QWidget | None) -> QWidget | None:
    return parent.window() if parent is not None else QApplication.activeWindow()


def _asked(box: QDialog) -> bool:
    """Wait for the answer; True when it is yes. The window would keep the dialog, and with it its connections."""
    answer = box.exec()
    if isValid(box):  # else its window has gone
        box.deleteLater()
    return answer == QDialog.DialogCode.Accepted


class _Box(QDialog):
    def __init__(
        self, parent: QWidget | None, icon_name: str, text: str, hint: str, words: tuple[str, ...]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("校务通")
        self.setMinimumWidth(380)
        self.setMaximumWidth(560)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 16)
        outer.setSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(12)
        sign = QLabel()
        token = {"info": "brand", "warn": "warn", "bad": "bad"}[icon_name]
        sign.setPixmap(icon_pixmap(icon_name, 24, token, self.devicePixelRatioF()))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words_column = QVBoxLayout()
        words_column.setSpacing(6)
        for line, role in ((text, "heading"), (hint, "")):
            if line:
                label = QLabel(line)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(True)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                if role:
                    label.setProperty("role", role)
                words_column.addWidget(label)
        row.addLayout(words_column, 1)
        outer.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        first = button(words[0], self.accept, "primary")
        if len(words) > 1:
            second = button(words[1], self.reject)
            buttons.addWidget(second)
            second.setDefault(True)  # Enter keeps what is there
            second.setFocus()
        else:
            first.setDefault(True)
        buttons.addWidget(first)
        outer.addLayout(buttons)


class Notice(Floating):
    """The bar of notice(); a new one takes the place of the old."""

    def __init__(self, window: QWidget, text: str, *actions: Action) -> None:
        for old in window.findChildren(Notice, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.close()
        super().__init__(window, "notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(12)
        self.label = QLabel(text)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(self.label)
        self._is_done = False
        self.action_buttons = [button(word, partial(self._act, does)) for word, does in actions]
        for made in self.action_buttons:
            row.addWidget(made)
        close = QToolButton()
        close.setIcon(icon("close", "line"))
        close.setToolTip("关闭")
        close.clicked.connect(self.close)
        row.addWidget(close)
        self._timer = QTimer(self, singleShot=True, interval=_NOTICE_SECONDS * 1000)
        self._timer.timeout.connect(self.close)
        self._timer.start()
        self.appear()

    def _act(self, does: Callable[[], object]) -> None:
        was_done, self._is_done = self._is_done, True
        self.close()
        if not was_done:
            does()

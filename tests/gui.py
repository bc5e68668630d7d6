"""For GUI tests: the user who answers messages and chooses files, and the check that each test tidies up.

The fixtures around them are in tests/conftest.py.
"""

import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from edudesk.base.errors import UserError
from edudesk.kit.dialogs import FileChooser
from edudesk.kit.messages import Action, Voice, fail
from edudesk.kit.tasks import is_busy
from edudesk.kit.theme import start_theme


class Said(Voice, FileChooser):
    """Records what the program says and answers from a script; what nobody heard fails the test.

    heard(): all lines since the last call ("fail: 文件已损坏。"); answer(True): the next ask; choose(path):
    the next file window; act(word): presses that button of the last notice, else its first.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._answers: deque[bool] = deque()
        self._files: deque[Path | None] = deque()
        self._actions: dict[str, Callable[[], object]] = {}
        self.offered: list[Path] = []
        self.error: BaseException | None = None

    def heard(self) -> list[str]:
        lines, self._lines = self._lines, []
        return lines

    def answer(self, *answers: bool) -> None:
        self._answers.extend(answers)

    def choose(self, *paths: Path | None) -> None:
        self._files.extend(paths)

    def act(self, word: str = "") -> str:
        assert self._actions, "no notice with a button was shown"
        word = word or next(iter(self._actions))
        self._actions[word]()
        return word

    def tell(self, parent: QWidget | None, text: str, hint: str = "") -> None:
        self._lines.append(f"tell: {text}")

    def ask(
        self,
        parent: QWidget | None,
        text: str,
        hint: str = "",
        yes: str = "确定",
        no: str = "取消",
        settled: SignalInstance | None = None,
    ) -> bool:
        self._lines.append(f"ask: {text}")
        assert self._answers, f"nobody expected to be asked: {text}"
        return self._answers.popleft()

    def fail(self, parent: QWidget | None, error: UserError) -> None:
        self._lines.append(f"fail: {error.text}")

    def report(self, parent: QWidget | None, error: BaseException, doing: str = "") -> None:
        self.error = error
        self._lines.append(f"report: {doing}: {error!r}")

    def notice(self, parent: QWidget, text: str, *actions: Action) -> None:
        self._actions = dict(actions)
        self._lines.append(f"notice: {text}")

    def open_file(self, parent: QWidget | None, title: str, start: Path, kinds: str) -> Path | None:
        return self._chosen(start)

    def open_files(self, parent: QWidget | None, title: str, start: Path, kinds: str) -> list[Path]:
        chosen = self._chosen(start)
        return [chosen] if chosen is not None else []

    def save_file(self, parent: QWidget | None, title: str, start: Path, kinds: str) -> Path | None:
        return self._chosen(start)

    def _chosen(self, start: Path) -> Path | None:
        self.offered.append(start)
        assert self._files, "nobody expected a file window"
        return self._files.popleft()


def colours_of(picture: QImage) -> set[int]:
    """Colours of every ninth pixel, QRgb: a page on which nothing is drawn has hardly any."""
    return {picture.pixel(x, y) for x in range(0, picture.width(), 9) for y in range(0, picture.height(), 9)}


@contextmanager
def tidied(app: QApplication, qtlog: Any) -> Iterator[None]:
    """Around each GUI test: the light theme before; no job, no window and no warning of Qt left behind."""
    start_theme(app, "light")
    rising = sys.excepthook  # pytest-qt's: what rises in a slot fails the test

    def told(kind: type[BaseException], error: BaseException, trace: Any) -> None:
        """As the program does it: a UserError that nobody caught is told."""
        if isinstance(error, UserError):
            fail(QApplication.activeWindow(), error)
        else:
            rising(kind, error, trace)

    sys.excepthook = told
    yield
    sys.excepthook = rising
    assert not is_busy(), "a job is still running"
    left = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    for window in left:
        window.close()
    assert not left, f"windows left open: {left}"
    warned = [
        record.message
        for record in qtlog.records
        if record.log_type_name in ("WARNING", "CRITICAL")
        and not record.message.startswith("This plugin does not support")  # offscreen has no window manager
    ]
    assert not warned, f"Qt complained: {warned}"

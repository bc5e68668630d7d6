"""The window program: log, look, the school file, the window; and what happens to unexpected errors.

Whatever needs the database is imported after the first picture: SQLAlchemy takes longer to load than Qt.
"""

from __future__ import annotations

import faulthandler
import gc
import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from edudesk import __version__
from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.base.log import start_log
from edudesk.kit import messages
from edudesk.kit.settings import remember, remembered
from edudesk.kit.theme import STYLE, start_theme
from edudesk.shell.opening import Opening

if TYPE_CHECKING:
    from edudesk.desk import Desk

log = logging.getLogger(__name__)


class Program:
    """Holds the window in front: the welcome, or a school. await_desk: returns when edudesk.desk is loaded."""

    def __init__(self, await_desk: Callable[[], object] = lambda: None) -> None:
        self.front: QWidget | None = None
        self._await_desk = await_desk

    def start(self, file: Path | None) -> None:
        """Open the file named, else the one open last, else the one in the data folder; or ask."""
        last = remembered("school")
        known = (Path(last) if last else None, paths.default_school_file())
        chosen = file or next((one for one in known if one is not None and one.exists()), None)
        if chosen is None:
            self.welcome()
            return
        self._bring(Opening(f"正在打开 {chosen.stem}……"))
        QApplication.processEvents()
        if not self.open(chosen, None):
            self.welcome()

    def welcome(self) -> None:
        """The first page, in place of a school."""
        self._await_desk()
        from edudesk.shell.welcome import Welcome

        welcome = Welcome()
        welcome.opened.connect(self.open)
        self._bring(welcome)

    def open(self, file: Path, password: str | None = None) -> bool:
        """Open a school and show its window; False after a problem was told."""
        desk = self._desk(file, password)
        if desk is None:
            return False
        from edudesk.shell.main_window import MainWindow

        window = MainWindow(desk)
        window.other_school.connect(self._change_school)
        if file != paths.sample_file():
            remember("school", str(file))
        self._bring(window)
        return True

    def _desk(self, file: Path, password: str | None) -> Desk | None:
        self._await_desk()
        # before the other thread begins: what is wrong with them would be told by whoever waits for it as
        # "cannot import name"
        from edudesk.desk import found_sample, open_desk
        from edudesk.store.engine import PasswordNeeded, StoreDamaged

        Thread(target=_load_window, name="window").start()
        while True:
            try:
                if file == paths.sample_file() and not file.exists():
                    return found_sample(file)
                return open_desk(file, password)
            except PasswordNeeded as error:
                from edudesk.shell.welcome import PasswordDialog

                asking = PasswordDialog(self.front, file, error)
                if asking.exec() != QDialog.DialogCode.Accepted:
                    return None
                password = asking.line.text()
            except StoreDamaged as error:
                from edudesk.shell.recovery import offer_recovery

                if not offer_recovery(self.front, file, password, error):
                    return None
            except UserError as error:
                messages.fail(self.front, error)
                return None

    def _change_school(self, file: Path | None) -> None:
        """Close this school first: two open files would only confuse."""
        from edudesk.shell.main_window import MainWindow

        assert isinstance(self.front, MainWindow)
        self.front.leave(partial(self._open_other, file))

    def _open_other(self, file: Path | None) -> None:
        assert self.front is not None
        # closed once and gone: as parent of the password dialog it would be shown and closed again, and Qt crashes
        self.front.deleteLater()
        self.front = None
        if file is None or not self.open(file):
            self.welcome()

    def _bring(self, window: QWidget) -> None:
        before, self.front = self.front, window
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()


def _load_window() -> None:
    """The window and what stands on it, while the database looks through the file.

    What is wrong with it is told to whoever imports it again.
    """
    with suppress(Exception):
        import edudesk.shell.main_window  # noqa: F401


def main(argv: list[str], await_desk: Callable[[], object] = lambda: None) -> int:
    """Run the window until it is closed. --sample, --data FILE, --self-check. await_desk: see Program."""
    start_log()
    if sys.stderr is not None:  # a windowed program of Windows has none
        faulthandler.enable()
    if "--self-check" in argv:
        await_desk()
        from edudesk.shell.selfcheck import run

        return run()
    if not _has_screen():
        sys.stderr.write(
            "错误：这里没有可用的显示器，打不开窗口。请在桌面上启动，或使用命令，见 edudesk --help。\n"
        )
        return 1
    app = QApplication([*argv[:1], *STYLE])
    app.setApplicationName("校务通")
    app.setApplicationVersion(__version__)
    start_theme(app, remembered("theme", "system"))
    sys.excepthook = _report
    program = Program(await_desk)
    try:
        program.start(_file(argv))
    finally:
        gc.freeze()  # what is loaded now stays; later collections need not look through it
        gc.enable()
    QTimer.singleShot(0, lambda: log.info("window is up"))
    return app.exec()


def _has_screen() -> bool:
    """Without one Qt would end the program on Linux with English words that cannot be caught."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def _file(argv: list[str]) -> Path | None:
    """The file the arguments ask for, if any."""
    for place, word in enumerate(argv):
        if word == "--data":
            return Path(argv[place + 1])
        if word.startswith("--data="):
            return Path(word.removeprefix("--data="))
    return paths.sample_file() if "--sample" in argv else None


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An error nobody caught: told in words, logged with its trace, and the program goes on."""
    if isinstance(error, KeyboardInterrupt):
        QApplication.quit()
    elif isinstance(error, UserError):
        messages.fail(QApplication.activeWindow(), error)
    else:
        messages.report(QApplication.activeWindow(), error.with_traceback(trace))

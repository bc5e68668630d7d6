"""How the window of a school closes: the user is asked, what was done is backed up, the file is let go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from edudesk.base.errors import UserError
from edudesk.kit import messages
from edudesk.kit.tasks import may_close, run_task
from edudesk.store import backup
from edudesk.store.backup import Backup

if TYPE_CHECKING:
    from edudesk.shell.main_window import MainWindow


class Closing:
    """Of one window. is_under_way: the last backup is being made; is_done: the file is let go."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._then: Callable[[], object] | None = None
        self.is_under_way = self.is_done = False

    def leave(self, then: Callable[[], object]) -> None:
        """Close, and call then once the file is let go; not when the user prefers to stay."""
        self._then = then
        if self._window.close():
            then()
        elif not self.is_under_way:
            self._then = None

    def may_close(self) -> bool:
        """Whether the window closes now; else it stays, or closes by itself after the last backup."""
        if self.is_done:
            return True
        window = self._window
        if self.is_under_way or not window.may_be_left() or not may_close(window):
            return False
        if window.desk.backups.is_due():
            self._back_up()
            return False
        self._let_go()
        return True

    def _back_up(self) -> None:
        self._set_under_way(True)
        run_task(
            self._window,
            "正在备份，完成后关闭",
            lambda step: self._window.desk.backups.take(backup.BY_ITSELF, step),
            self._close,
            self._close_without,
            ended=self._stay,
        )

    def _close(self, made: Backup | None = None) -> None:
        then, self._then = self._then, None
        self._let_go()
        self._window.close()
        if then is not None:
            then()

    def _close_without(self, error: UserError) -> None:
        """A disk without room must not keep the program open."""
        messages.fail(self._window, error)
        self._close()

    def _stay(self) -> None:
        """取消 was pressed before the backup was made: the work goes on."""
        if not self.is_done:
            self._then = None
            self._set_under_way(False)

    def _set_under_way(self, is_under_way: bool) -> None:
        self.is_under_way = is_under_way
        self._window.set_usable(not is_under_way)

    def _let_go(self) -> None:
        self.is_done = True
        self._window.let_go()

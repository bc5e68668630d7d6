"""Drafts of the entry page: kept beside the window while somebody types, never behind the sheet they became."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from edudesk.base.jobs import Step
from edudesk.checks.rules.sheets import Filled
from edudesk.checks.service.sheets import SheetService
from edudesk.kit.tasks import run_task

KEEP_AFTER_MS = 3000  # with the time it takes to write, no more than five seconds of typing are ever lost


class Drafting:
    """due: it is time to keep what is typed; kept(unit id, inspector): it is; outrun: one was on its way when its sheet was
    submitted, and is gone again."""

    def __init__(
        self,
        page: QWidget,
        sheets: SheetService,
        due: Callable[[], object],
        kept: Callable[[str, str], object],
        outrun: Callable[[], object],
    ) -> None:
        self._page, self._sheets, self._kept, self._outrun = page, sheets, kept, outrun
        self._in_flight = 0
        self._stale: list[tuple[str, str]] = []
        self.timer = QTimer(page, singleShot=True, interval=KEEP_AFTER_MS)
        self.timer.timeout.connect(due)

    def touch(self) -> None:
        """Something was typed; not begun anew by every key: three seconds after the first."""
        if not self.timer.isActive():
            self.timer.start()

    def rest(self) -> None:
        """Nothing need be kept."""
        self.timer.stop()

    def keep(self, unit_id: str, filled: Filled) -> None:
        """Keep what is typed, beside the window."""
        sheets = self._sheets

        def job(step: Step) -> None:
            sheets.keep_draft(unit_id, filled.inspector, filled)

        self._in_flight += 1
        run_task(
            self._page,
            "正在保存草稿",
            job,
            lambda _none: self._kept(unit_id, filled.inspector),
            ended=self._arrived,
        )

    def keep_now(self, unit_id: str, filled: Filled) -> None:
        """Keep it at once: somebody is about to go."""
        self._sheets.keep_draft(unit_id, filled.inspector, filled)
        self._kept(unit_id, filled.inspector)

    def submitted(self, unit_id: str, inspector: str) -> None:
        """The sheet is stored: a draft on its way would come after it."""
        self.timer.stop()
        if self._in_flight:
            self._stale.append((unit_id, inspector))

    def _arrived(self) -> None:
        self._in_flight -= 1
        for stale in self._stale:
            self._sheets.keep_draft(*stale, None)
        if self._stale and not self._in_flight:  # another one on its way may still come after the sheet
            self._stale.clear()
            self._outrun()

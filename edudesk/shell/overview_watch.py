"""Works out the figures of the start page beside the window: soon after the start, and whenever something changed."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from edudesk.base.errors import UserError
from edudesk.desk import Desk
from edudesk.desk.overview import Overview, OverviewKeeper
from edudesk.kit.tasks import Task, is_busy, run_task

_FIRST_MS = 450  # the first picture, and whoever goes on to another page at once, need not wait for it
_AGAIN_MS = 300
_LATER_MS = 3_000  # after the last change, while another page is in front


class OverviewWatch(QObject):
    """Of one window. told: the figures are others."""

    told = Signal()

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._keeper = window, OverviewKeeper(desk)
        self._is_recalled = self._is_followed = self._is_reading = self._is_in_sight = False
        self._is_told = False
        self._task: Task | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)

    @property
    def overview(self) -> Overview | None:
        """As worked out last, or kept in the file by the last session; None before there is any."""
        if not self._is_recalled:
            self._is_recalled = True
            self._keeper.recall()
        return self._keeper.told

    @property
    def is_current(self) -> bool:
        """Whether nothing was changed since."""
        return self._keeper.is_current

    def heed(self, changed: frozenset[str]) -> None:
        """Something was changed; what was shown once is followed from then on."""
        self._keeper.heed(changed)
        if self._is_followed:
            self._timer.start(_LATER_MS)

    def ask(self) -> None:
        """The start page is in sight: it wants the figures as they are now."""
        self._is_in_sight = True
        if self.overview is not None and self.is_current:
            self._is_followed = True
        else:
            self._timer.start(0 if self._is_followed else _FIRST_MS)

    def leave(self) -> None:
        """The start page is out of sight: who has gone on at once is not kept waiting by what it shows."""
        self._is_in_sight = False
        if not self._is_followed:
            self._timer.stop()

    def look(self) -> None:
        """Work out now what may be another; what takes long only while the start page is in sight."""
        self._timer.stop()
        if self._is_reading and is_busy():
            return
        if self.overview is not None and self.is_current:
            self._is_followed = True
            self.told.emit()
            return
        self._is_followed = self._is_reading = True
        keeper = self._keeper
        job = keeper.bring if keeper.has_changed or not self._is_in_sight else keeper.bring_rest
        self._is_told = False
        self._task = run_task(
            self._window,
            "正在汇总待办",
            job,
            self._tell,
            failed=self._failed,
            ended=self._end,
            is_quiet=True,
        )

    def rest(self) -> None:
        """Begin nothing more by itself."""
        self._timer.stop()
        self._is_followed = False

    def let_go(self) -> None:
        """The file is about to be closed: what was worked out is kept in it."""
        self.rest()
        self._keeper.keep()

    def _tell(self, _told: Overview) -> None:
        self._is_told = True
        self.told.emit()

    def _failed(self, error: UserError) -> None:
        """What the pages themselves say better when they are opened."""

    def _end(self) -> None:
        """On with what is left. What failed is tried again when something changes, or the page is shown."""
        self._is_reading = False
        is_stopped = self._task is not None and self._task.is_cancelled
        if not self._is_followed or not (self._is_told or is_stopped):
            return
        if self._keeper.has_changed:  # meanwhile, or somebody asked for other work
            self._timer.start(_AGAIN_MS)
        elif self._is_in_sight and not self.is_current:
            self.look()

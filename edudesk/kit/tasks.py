"""Long work beside a living window: one job at a time, its progress shown after 0.6 s."""

import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from edudesk.base.errors import Cancelled, UserError
from edudesk.base.jobs import Step
from edudesk.kit import messages
from edudesk.kit.progress import ProgressPanel

T = TypeVar("T")

SHOW_AFTER_MS = 600
_TELL_EVERY = 0.05  # seconds; a step per row must not flood the window


class Task(QThread):
    """One job on its way; done, failed and ended are called in the window's thread, see run_task."""

    stepped = Signal(int, int, str)

    def __init__(self, parent: QWidget, title: str, job: Callable[[Step], Any]) -> None:
        super().__init__()
        self.title = title
        self.result: Any = None
        self.error: BaseException | None = None
        self._job: Callable[[Step], Any] | None = job
        self._cancelled = threading.Event()
        self._told = 0.0
        self.owner = parent
        self.done: Callable[[Any], object] | None = None
        self.failed: Callable[[UserError], object] | None = None
        self.ended: Callable[[], object] | None = None
        self.button: QWidget | None = None
        self.is_quiet = False

    def forget(self) -> None:
        """Nobody waits for the result any more."""
        self.done = self.failed = self.ended = None

    def cancel(self) -> None:
        """The job ends at its next step, leaving everything as it was."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether 取消 was pressed."""
        return self._cancelled.is_set()

    def run(self) -> None:
        job, self._job = self._job, None
        assert job is not None
        try:
            self.result = job(self._step)
        except BaseException as error:  # whatever it is, the window has to hear of it
            self.error = error

    def _step(self, done: int, total: int, text: str) -> None:
        if self._cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._told >= _TELL_EVERY or done == total:
            self._told = now
            self.stepped.emit(done, total, text)


class Tasks(QObject):
    """All jobs of the program, one after the other. changed: is_busy may be another; idle: all are through."""

    changed = Signal()
    idle = Signal()

    def __init__(self) -> None:
        super().__init__(QApplication.instance())
        self._waiting: deque[Task] = deque()
        self._running: Task | None = None
        self._panel: ProgressPanel | None = None
        self._patience = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._patience.timeout.connect(self._show_panel)

    @property
    def running(self) -> Task | None:
        """The job at work."""
        return self._running

    @property
    def is_quiet(self) -> bool:
        """Whether nobody asked for what runs and waits."""
        every = (*self._waiting, *((self._running,) if self._running is not None else ()))
        return all(task.is_quiet for task in every)

    def start(self, task: Task) -> None:
        """Run task when those before it are through. What nobody asked for makes way."""
        if not task.is_quiet and self._running is not None and self._running.is_quiet:
            self._running.cancel()
        self._waiting.append(task)
        if task.button is not None:
            task.button.setEnabled(False)
        self._next()
        self.changed.emit()

    def cancel_all(self) -> None:
        """Drop what waits and cancel what runs; nobody hears of either, not even of a result that comes late."""
        for task in self._waiting:
            self._free(task)
        self._waiting.clear()
        if self._running is not None:
            self._running.forget()
            self._running.cancel()

    def wait(self, seconds: float = 30) -> bool:
        """Wait for the running job without its results being delivered; False when it takes longer."""
        return self._running is None or self._running.wait(round(seconds * 1000))

    def _next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        task = self._running = self._waiting.popleft()
        task.finished.connect(self._finish)
        if not task.is_quiet:
            self._patience.start()
        task.start()

    def _show_panel(self) -> None:
        task = self._running
        if task is not None and isValid(task.owner) and not task.isFinished():
            self._panel = ProgressPanel(task.owner.window(), task.title, task.cancel)
            task.stepped.connect(self._panel.show_step)

    @Slot()
    def _finish(self) -> None:
        task, self._running = self._running, None
        self._patience.stop()
        if self._panel is not None:
            if isValid(self._panel):
                self._panel.close()
            self._panel = None
        if task is None:
            return
        task.wait()
        self._free(task)
        try:
            self._deliver(task)
        finally:  # a page that stumbles over its result must not hold up the jobs behind it
            task.deleteLater()
            self._next()
            self.changed.emit()
            if self._running is None:
                self.idle.emit()

    def _free(self, task: Task) -> None:
        if task.button is not None and isValid(task.button):
            task.button.setEnabled(True)

    def _deliver(self, task: Task) -> None:
        done, failed, ended = task.done, task.failed, task.ended
        task.forget()
        if not isValid(task.owner):  # the page is gone; nobody is left to hear the result
            return
        try:
            if task.error is None:
                if done is not None:
                    done(task.result)
            elif isinstance(task.error, UserError):
                (failed or partial(messages.fail, task.owner))(task.error)
            elif not isinstance(task.error, Cancelled):
                messages.report(task.owner, task.error, task.title)
        finally:
            if ended is not None and isValid(task.owner):
                ended()


_tasks: Tasks | None = None


def tasks() -> Tasks:
    """The jobs of this program."""
    global _tasks
    if _tasks is None or not isValid(_tasks):
        _tasks = Tasks()
    return _tasks


def run_task(
    parent: QWidget,
    title: str,
    job: Callable[[Step], T],
    done: Callable[[T], object] | None = None,
    failed: Callable[[UserError], object] | None = None,
    button: QWidget | None = None,
    ended: Callable[[], object] | None = None,
    *,
    is_quiet: bool = False,
) -> Task:
    """Run job(step) beside the window and give its result to done there.

    title: what is being done ("正在导入花名册"); button: disabled until it is over. Cancelled ends quietly,
    UserError goes to failed or is shown, anything else opens the report window; ended is called after any of
    these. When parent is destroyed before the end, none of them is called. is_quiet: nobody asked for it, and nothing is
    lost with it: no progress is shown, it ends at its next step when somebody asks for work, and closing does not ask.
    """
    task = Task(parent, title, job)
    task.done, task.failed, task.ended, task.button = done, failed, ended, button
    task.is_quiet = is_quiet
    tasks().start(task)
    return task


def is_busy() -> bool:
    """Whether a job runs or waits."""
    return _tasks is not None and isValid(_tasks) and (_tasks.running is not None or bool(_tasks._waiting))


def may_close(window: QWidget) -> bool:
    """Ask what shall become of running work before window closes; True when nothing runs any more.

    Work that comes to its end while the question stands answers it: the window may close.
    """
    if not is_busy():
        return True
    if tasks().is_quiet:
        tasks().cancel_all()
        return tasks().wait()
    running = tasks().running
    title = running.title if running is not None else "后台任务"
    if not messages.ask(
        window,
        f"{title}，还没有完成。",
        "取消后，已保存的数据不受影响，这次的操作不会留下一半。",
        yes="取消任务并退出",
        no="继续等待",
        settled=tasks().idle,
    ):
        return False
    tasks().cancel_all()
    return tasks().wait()

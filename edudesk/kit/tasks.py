"""Long work beside a living window: one job at a time, progress after 0.6 s, 取消 at any step."""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from edudesk.base.errors import Cancelled, UserError
from edudesk.base.jobs import Step
from edudesk.kit import messages
from edudesk.kit.buttons import button as new_button
from edudesk.kit.floating import Floating

T = TypeVar("T")

SHOW_AFTER_MS = 600
_TELL_EVERY = 0.05  # seconds; a step per row must not flood the window


class Task(QThread):
    """One job on its way. finished_with(result or exception) arrives in the window's thread."""

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
        self.failed: Callable[[BaseException], object] | None = None
        self.button: QWidget | None = None

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
    """All jobs of the program, one after the other. changed: is_busy may be another."""

    changed = Signal()

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

    def start(self, task: Task) -> None:
        """Run task when those before it are through."""
        self._waiting.append(task)
        if task.button is not None:
            task.button.setEnabled(False)
        self._next()
        self.changed.emit()

    def cancel_all(self) -> None:
        """Drop what waits and cancel what runs."""
        for task in self._waiting:
            self._free(task)
        self._waiting.clear()
        if self._running is not None:
            self._running.cancel()

    def wait(self, seconds: float = 30) -> bool:
        """Wait for the running job without its results being delivered; False when it takes longer."""
        return self._running is None or self._running.wait(round(seconds * 1000))

    def _next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        task = self._running = self._waiting.popleft()
        task.finished.connect(self._finish)
        self._patience.start()
        task.start()

    def _show_panel(self) -> None:
        task = self._running
        if task is not None and isValid(task.owner) and not task.isFinished():
            self._panel = ProgressPanel(task.owner.window(), task)

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
        self._deliver(task)
        task.deleteLater()
        self._next()
        self.changed.emit()

    def _free(self, task: Task) -> None:
        if task.button is not None and isValid(task.button):
            task.button.setEnabled(True)

    def _deliver(self, task: Task) -> None:
        done, failed = task.done, task.failed
        task.done = task.failed = None
        if not isValid(task.owner):  # the page is gone; nobody is left to hear the result
            return
        error = task.error
        if error is None:
            if done is not None:
                done(task.result)
        elif isinstance(error, Cancelled):
            return
        elif failed is not None and isinstance(error, UserError):
            failed(error)
        elif isinstance(error, UserError):
            messages.fail(task.owner, error)
        else:
            messages.report(task.owner, error, task.title)


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
) -> Task:
    """Run job(step) beside the window and give its result to done there.

    title: what is being done ("正在导入花名册"); button: disabled until it is over. Cancelled ends quietly,
    UserError goes to failed or is shown, anything else opens the report window. When parent is destroyed
    before the end, done is not called.
    """
    task = Task(parent, title, job)
    task.done, task.failed, task.button = done, failed, button  # type: ignore[assignment]
    tasks().start(task)
    return task


def is_busy() -> bool:
    """Whether a job runs or waits."""
    return _tasks is not None and isValid(_tasks) and (_tasks.running is not None or bool(_tasks._waiting))


def may_close(window: QWidget) -> bool:
    """Ask what shall become of running work before window closes; True when nothing runs any more."""
    if not is_busy():
        return True
    running = tasks().running
    title = running.title if running is not None else "后台任务"
    if not messages.ask(
        window,
        f"{title}，还没有完成。",
        "取消后，已保存的数据不受影响，这次的操作不会留下一半。",
        yes="取消任务并退出",
        no="继续等待",
    ):
        return False
    tasks().cancel_all()
    return tasks().wait()


class ProgressPanel(Floating):
    """What is being done, how much is left, 取消; lies over the foot of the window, which stays alive."""

    def __init__(self, window: QWidget, task: Task) -> None:
        super().__init__(window, "floating", width=420)
        self._task = task
        self._started = time.monotonic()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        title = QLabel(task.title)
        title.setProperty("role", "heading")
        head.addWidget(title, 1)
        self.cancel_button: QPushButton = new_button("取消", self._cancel)
        head.addWidget(self.cancel_button)
        column.addLayout(head)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        column.addWidget(self.bar)
        self.text = QLabel("")
        self.text.setProperty("role", "small")
        column.addWidget(self.text)
        task.stepped.connect(self._step)
        self.appear()

    @Slot(int, int, str)
    def _step(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        left = _left(time.monotonic() - self._started, done, total)
        counted = f"{done} / {total}" if total else ""
        self.text.setText("　".join(part for part in (text, counted, left) if part))

    def _cancel(self) -> None:
        self._task.cancel()
        self.cancel_button.setEnabled(False)
        self.text.setText("正在取消……")


def _left(elapsed: float, done: int, total: int) -> str:
    """How long it will still take, in words; nothing while that is a guess."""
    if not total or done <= 0 or elapsed < 1:
        return ""
    seconds = elapsed / done * (total - done)
    if seconds < 1:
        return "即将完成"
    return f"约剩 {round(seconds)} 秒" if seconds < 90 else f"约剩 {round(seconds / 60)} 分钟"

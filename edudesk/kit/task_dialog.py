"""A dialog whose work runs beside the window: closing it cancels the work first, so nothing happens unseen."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from edudesk.base.errors import Cancelled, UserError
from edudesk.base.jobs import Step
from edudesk.kit.tasks import Task, run_task

T = TypeVar("T")


class TaskDialog(QDialog):
    """Gone when it is closed. 取消 and Esc during a job cancel the job; the dialog closes when that has ended.

    A job that comes to its end all the same shows its result, and the dialog stays.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._task: Task | None = None

    def run(
        self,
        title: str,
        job: Callable[[Step], T],
        done: Callable[[T], object],
        failed: Callable[[UserError], object] | None = None,
        button: QWidget | None = None,
    ) -> None:
        """As run_task; only one job at a time, but done may begin the next."""
        task = self._task = run_task(
            self, title, job, done, failed, button=button, ended=lambda: self._ended(task)
        )

    def reject(self) -> None:
        if self._task is not None:  # its result, or why there is none, must not be lost
            self._task.cancel()
        else:
            super().reject()

    def _ended(self, task: Task) -> None:
        if self._task is task:  # else the next one has begun
            self._task = None
        if isinstance(task.error, Cancelled) and task.is_cancelled:
            self.reject()

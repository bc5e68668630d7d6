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
        """As run_task; only one job at a time."""
        self._task = run_task(self, title, job, done, failed, button=button, ended=self._ended)

    def reject(self) -> None:
        if self._task is not None:  # its result, or why there is none, must not be lost
            self._task.cancel()
        else:
            super().reject()

    def _ended(self) -> None:
        task, self._task = self._task, None
        if task is not None and isinstance(task.error, Cancelled) and task.is_cancelled:
            self.reject()

"""The panel of a long job: what is being done, how much is left, 取消."""

import time
from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from edudesk.kit.buttons import button
from edudesk.kit.floating import Floating
from edudesk.kit.labels import label


class ProgressPanel(Floating):
    """cancel: what 取消 does. Lies over the foot of the window, which stays alive."""

    def __init__(self, window: QWidget, title: str, cancel: Callable[[], object]) -> None:
        super().__init__(window, "floating", width=420)
        self._cancel = cancel
        self._started = time.monotonic()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label(title, "heading"), 1)
        self.cancel_button: QPushButton = button("取消", self._give_up)
        head.addWidget(self.cancel_button)
        column.addLayout(head)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        column.addWidget(self.bar)
        self.text = label("", "small")
        column.addWidget(self.text)
        self.appear()

    @Slot(int, int, str)
    def show_step(self, done: int, total: int, text: str) -> None:
        """As a job's step: done of total, and what is being done."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        left = _left(time.monotonic() - self._started, done, total)
        counted = f"{done} / {total}" if total else ""
        self.text.setText("　".join(part for part in (text, counted, left) if part))

    def _give_up(self) -> None:
        self._cancel()
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

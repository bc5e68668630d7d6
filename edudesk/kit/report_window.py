"""The window of an unexpected error: what happened, that the data is safe, a text to send."""

import platform
import traceback

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from edudesk import __version__
from edudesk.base import paths
from edudesk.kit.buttons import button


def report_text(error: BaseException, doing: str) -> str:
    """What a user sends to whoever looks after the program; no names and numbers of people are added."""
    trace = "".join(traceback.format_exception(error))
    return (
        f"校务通 {__version__}\n系统：{platform.platform()}，Python {platform.python_version()}\n"
        f"正在做：{doing or '（不明）'}\n日志：{paths.log_file()}\n\n{trace}"
    )


class ReportWindow(QDialog):
    """What failed, that the data is safe, and the text to send; the trace is folded away."""

    def __init__(self, parent: QWidget | None, error: BaseException, doing: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序出错")
        self.setMinimumWidth(520)
        self._text = report_text(error, doing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 16)
        outer.setSpacing(12)
        head = QLabel(f"{doing or '刚才的操作'}没有完成：程序出错了。")
        head.setProperty("role", "heading")
        head.setWordWrap(True)
        hint = QLabel(
            "已保存的数据没有改动，可以继续使用。请复制下面的说明，发给负责维护本程序的人员；"
            f"详细记录在 {paths.log_file()}。"
        )
        hint.setWordWrap(True)
        hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._details = QPlainTextEdit(self._text)
        self._details.setReadOnly(True)
        self._details.setMinimumHeight(220)
        self._details.hide()
        for widget in (head, hint, self._details):
            outer.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button("技术细节 ▾", self._unfold, "link"))
        row.addStretch(1)
        row.addWidget(button("复制说明", self._copy))
        close = button("继续使用", self.accept, "primary")
        close.setDefault(True)
        row.addWidget(close)
        outer.addLayout(row)

    def _unfold(self) -> None:
        self._details.setVisible(self._details.isHidden())
        self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)

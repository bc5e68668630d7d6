"""A window that shows what a file will look like before it is written or printed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.jobs import Step
from edudesk.base.report import Report
from edudesk.kit.buttons import button
from edudesk.kit.preview import PagePreview
from edudesk.kit.tasks import run_task

Shown = bytes | Report
"""What is looked at: the pages of a PDF, or the rows of a workbook."""


class PreviewWindow(QDialog):
    """Pages or rows of one document; both the making and the reading are done beside the window.

    make(step): what is to be shown; outputs: buttons for it, word and what it does with this window.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        make: Callable[[Step], Shown],
        *outputs: tuple[str, Callable[["PreviewWindow"], object]],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"预览：{title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        self.preview = PagePreview(title)
        column.addWidget(self.preview, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        self.outputs = [button(word, partial(does, self)) for word, does in outputs]
        for made in self.outputs:
            made.setEnabled(False)
            foot.addWidget(made)
        foot.addWidget(button("关闭", self.reject, "primary"))
        column.addLayout(foot)
        room = self.screen().availableGeometry().size()
        self.resize(QSize(1080, 860).boundedTo(QSize(room.width() - 60, room.height() - 60)))
        self.preview.show_busy()
        run_task(self, f"正在生成预览“{title}”", make, self._show, self.preview.show_problem)

    @property
    def page(self) -> int:
        """The page in sight, from 0."""
        return self.preview.pages.page

    def _show(self, shown: Shown) -> None:
        if isinstance(shown, Report):
            self.preview.show_report(shown)
        else:
            self.preview.show_bytes(shown)
            self.preview.setFocus()
        for made in self.outputs:
            made.setEnabled(True)

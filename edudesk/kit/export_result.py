"""After an export: the file, what had to be replaced in it, and the ways to it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.report import Written
from edudesk.kit import reveal
from edudesk.kit.buttons import button
from edudesk.kit.labels import label


class ExportResult(QWidget):
    """closed: the user has seen it."""

    closed = Signal()

    def __init__(self, written: Written) -> None:
        super().__init__()
        self._path = written.path
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        pages = f"，共 {written.pages} 页" if written.pages else ""
        column.addWidget(label(f"已导出“{written.path.name}”{pages}。", "heading", wraps=True))
        folder = label(str(written.path.parent), "small", wraps=True)
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(folder)
        if written.remarks:
            box = QFrame()
            box.setProperty("role", "warning")
            inside = QVBoxLayout(box)
            inside.setContentsMargins(12, 8, 12, 8)
            inside.setSpacing(4)
            inside.addWidget(label("请注意", "strong"))
            for remark in written.remarks[:12]:
                inside.addWidget(label(remark, wraps=True))
            if len(written.remarks) > 12:
                inside.addWidget(label(f"另有 {len(written.remarks) - 12} 条。", "muted"))
            column.addWidget(box)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(button("打开所在文件夹", self._show_folder, icon_name="folder"))
        foot.addWidget(button("复制路径", self._copy, icon_name="copy"))
        foot.addStretch(1)
        foot.addWidget(button("关闭", self.closed.emit))
        first = button("打开文件", self._open, "primary")
        foot.addWidget(first)
        column.addLayout(foot)

    def _open(self) -> None:
        reveal.open_file(self._path)

    def _show_folder(self) -> None:
        reveal.show_in_folder(self._path)

    def _copy(self) -> None:
        reveal.copy_path(self._path)

"""The files of a record in its form: they are stored with it, or left when the form is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.base.columns import Column
from edudesk.base.errors import UserError
from edudesk.kit.file_strip import THUMB, FileStrip

if TYPE_CHECKING:
    from edudesk.store.attachments import Attachments, FileDraft

FILES: Final = Column("files", "附件", help="通知、批复、证书的照片或文件")

_CAPTION: Final = 36  # px below a thumbnail


class FilesField(QWidget):
    """An editor of fields.Editor around a strip. Its text only tells whether the files are others; they are in files."""

    edited = Signal()
    left = Signal()

    def __init__(
        self, attachments: "Attachments", files: Sequence["FileDraft"], column: Column, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.column = column
        self.strip = FileStrip(attachments)
        self.strip.show_files(files)
        self.strip.changed.connect(self.edited)
        self.setMinimumHeight(THUMB.height() + _CAPTION)  # the form does not scroll for the first file
        self.setFocusProxy(self.strip.add_button)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.strip)

    @property
    def files(self) -> tuple["FileDraft", ...]:
        """What is to be stored. Raises UserError while some are still on their way."""
        if self.strip.is_taking:
            raise UserError("附件还在放入。", "请稍等片刻再保存；填写的内容都在。")
        return self.strip.files

    # as fields.Editor

    def typed(self) -> str:
        return text_of(self.strip.files)

    def show_text(self, text: str) -> None:
        """Nothing: the files were given."""

    def widget(self) -> QWidget:
        return self


def text_of(files: Sequence["FileDraft"]) -> str:
    """What a form compares."""
    return " ".join(f"{one.sha256[:16]}{one.caption}" for one in files)

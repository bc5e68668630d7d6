"""The file of a pack that is looked at: its real pages, the rows of a workbook, or why there is nothing to see."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from edudesk.base.document import Document
from edudesk.base.form import FormBook
from edudesk.base.report import Report
from edudesk.kit.buttons import link
from edudesk.kit.export_looking import print_export
from edudesk.kit.preview import PagePreview
from edudesk.kit.tasks import run_task
from edudesk.kit.writing import pdf_of
from edudesk.store.exports import Exports
from edudesk.submissions.making import MadeFile


class FilePreview(PagePreview):
    """Pages with 打印… above them. counted(file, pages): the pages of the file looked at are there."""

    counted = Signal(object, int)

    def __init__(self, exports: Exports, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._exports = exports
        self._one: MadeFile | None = None
        self.print_button = link("打印…", self.print)
        self.bar.addWidget(self.print_button)
        self.opened.connect(self._tell_pages)
        self.show_none()

    def show_none(self) -> None:
        """No pack is chosen."""
        self._drop()
        self.show_words("还没有可看的文件", "选好材料包后，这里显示它的每一页。")

    def wait(self) -> None:
        """Another pack is being made."""
        self._drop()
        self.show_busy()

    def show_file(self, one: MadeFile) -> None:
        """The file as it will be written."""
        self._drop()
        self._one, paper = one, one.paper
        if one.problem is not None:
            self.show_problem(one.problem)
        elif isinstance(paper, Report) and one.file.format == "xlsx":
            self.show_report(paper)
        elif isinstance(paper, Document | FormBook | Report):
            self.show_busy()
            run_task(
                self,
                f"正在生成“{one.name}”的预览",
                lambda step: pdf_of(paper, step),
                lambda pdf: self._show_pdf(one, pdf),
                self.show_problem,
            )
        else:
            self.show_words(
                f"“{one.name}”套用教育局的模板填写", "版式与模板相同，导出后用 Excel 或 WPS 打开。"
            )

    def print(self) -> None:
        """Print the file looked at."""
        one = self._one
        if one is not None and (paper := one.paper) is not None:
            leaving, page = self._exports.leaving, self.pages.page
            print_export(self, Path(one.name).stem, lambda: paper, leaving, self.print_button, page)

    def _drop(self) -> None:
        self._one = None
        self.print_button.hide()

    def _show_pdf(self, one: MadeFile, pdf: bytes) -> None:
        if one is self._one:  # else another one was chosen meanwhile
            self.show_bytes(pdf)

    def _tell_pages(self, pages: int) -> None:
        self.print_button.setVisible(pages > 0)
        if self._one is not None:
            self.counted.emit(self._one, pages)

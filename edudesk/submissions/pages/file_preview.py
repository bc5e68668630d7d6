"""The file of a pack that is looked at: its real pages, the rows of a workbook, or why there is nothing to see."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.base.part_folder import part_folder
from edudesk.base.report import Report
from edudesk.kit.buttons import link
from edudesk.kit.export_looking import looked_at, print_export
from edudesk.kit.preview import PagePreview
from edudesk.kit.tasks import run_task
from edudesk.store.exports import Exports
from edudesk.submissions.making import MadeFile
from edudesk.submissions.rows.packs import TEMPLATE


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
        elif paper is not None:
            is_table = one.file.format == "xlsx"
            self._make(one, lambda step: looked_at(paper, self._exports.leaving, step, is_table))
        elif one.file.report == TEMPLATE:
            self._make(one, lambda step: self._filled(one, step))
        else:
            self.show_words(f"“{one.name}”按原样放进材料包", "程序不改动它，请自己打开看一看。")

    def print(self) -> None:
        """Print the file looked at."""
        one = self._one
        if one is not None and (paper := one.paper) is not None:
            leaving, page = self._exports.leaving, self.pages.page
            print_export(self, Path(one.name).stem, lambda: paper, leaving, self.print_button, page)

    def _drop(self) -> None:
        self._one = None
        self.print_button.hide()

    def _make(self, one: MadeFile, job: Callable[[Step], bytes | Report]) -> None:
        """What is shown of a file, beside the window."""
        self.show_busy()
        run_task(
            self,
            f"正在生成“{one.name}”的预览",
            job,
            lambda seen: self._show(one, seen),
            lambda problem: self._tell_problem(one, problem),
        )

    def _filled(self, one: MadeFile, step: Step) -> Report:
        """The bureau's workbook with the rows in it; it leaves its trace where whole numbers are in it."""
        from edudesk.submissions.filling import Filled, seen_in

        told = Filled(one.file.report, one.file.title, Audience.INTERNAL, one.numbers)
        with (
            part_folder(paths.data_folder()) as place,
            self._exports.leaving(told, "", "预览") if one.numbers else nullcontext(),
        ):
            return seen_in(one.write(place / one.name, step), one.sheet, step)

    def _show(self, one: MadeFile, seen: bytes | Report) -> None:
        if one is not self._one:  # another one was chosen meanwhile
            return
        if isinstance(seen, Report):
            self.show_report(seen)
        else:
            self.show_bytes(seen)

    def _tell_problem(self, one: MadeFile, problem: UserError) -> None:
        if one is self._one:
            self.show_problem(problem)

    def _tell_pages(self, pages: int) -> None:
        self.print_button.setVisible(pages > 0)
        if self._one is not None:
            self.counted.emit(self._one, pages)

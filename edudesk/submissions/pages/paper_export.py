"""A paper that is being written goes out as PDF or Word."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from edudesk.base.document import Document
from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.base.report import Written
from edudesk.base.whole import whole_numbers
from edudesk.kit import messages, reveal
from edudesk.kit.dialogs import choose_save_file
from edudesk.kit.export_frame import may_leave_whole
from edudesk.kit.tasks import run_task
from edudesk.kit.writing import write
from edudesk.store.exports import Exports

KINDS: Final = {"pdf": "PDF 文件 (*.pdf)", "docx": "Word 文档 (*.docx)"}


def export_paper(
    page: QWidget, exports: Exports, document: Document, word: str, kind: str, button: QWidget
) -> None:
    """Ask where to and write. word: 文种; kind: of KINDS. With whole numbers in it the paper counts as INTERNAL."""
    if whole := whole_numbers([document]):
        hint = f"导出会按“{Audience.INTERNAL.word}”记入操作记录；不该给出的，请先返回修改。"
        if not may_leave_whole(page, whole, hint):
            return
        document = replace(document, audience=Audience.INTERNAL)
    path = choose_save_file(page, f"导出{word}", f"{document.file_name}.{kind}", KINDS[kind], "export")
    if path is None:
        return

    def job(step: Step) -> Written:
        with exports.leaving(document, path):
            return write(document, path, step)

    run_task(page, f"正在导出“{path.name}”", job, partial(_show_written, page), button=button)


def _show_written(page: QWidget, written: Written) -> None:
    more = f"注意：{written.remarks[0]}" if written.remarks else ""
    messages.notice(
        page,
        f"已导出“{written.path.name}”。{more}",
        ("打开文件", partial(reveal.open_file, written.path)),
        ("打开所在文件夹", partial(reveal.show_in_folder, written.path)),
    )

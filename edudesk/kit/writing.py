"""A document to a file, as its kind and suffix say. No Qt: window, commands and self-check share it."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from edudesk.base.document import Document
from edudesk.base.errors import UserError
from edudesk.base.form import FormBook
from edudesk.base.jobs import Step, silent
from edudesk.base.report import Report, Template, Written

if TYPE_CHECKING:
    from edudesk.sheets.excerpt import Excerpt

Writable: TypeAlias = "Report | Template | Excerpt | FormBook | Document"
"""What can be written: a report as workbook or PDF, forms as a PDF only, an official document as PDF or Word, the
others as workbooks only."""


def pdf_of(document: Writable, step: Step = silent) -> bytes:
    """A document as a PDF in memory, for the preview and the printer: nothing readable touches the disk.

    Raises UserError for what has no pages (workbooks to fill in or to correct), Cancelled.
    """
    memory = BytesIO()
    if isinstance(document, Report):
        from edudesk.papers.pdf import write_report

        write_report(document, memory, step)
    elif isinstance(document, FormBook):
        from edudesk.papers.form_writer import write_forms

        write_forms(document, memory, step)
    elif isinstance(document, Document):
        from edudesk.papers.official import write_document

        write_document(document, memory, step)
    else:
        raise UserError(
            f"“{document.title}”是要在 Excel 里填写的工作簿，没有可看的页面。",
            "请导出后用 Excel 或 WPS 打开。",
        )
    return memory.getvalue()


def write(document: Writable, path: Path, step: Step = silent) -> Written:
    """Write .pdf, .docx or .xlsx. Raises UserError when the file cannot be written, Cancelled."""
    suffix = path.suffix.lower()
    # the writers' libraries take 0.1–0.3 s to import: paid when something is really written
    if isinstance(document, Template):
        from edudesk.sheets.template import write_template

        return write_template(document, path, step)
    if isinstance(document, FormBook):
        if suffix != ".pdf":
            raise UserError(f"“{document.title}”是按页排好的，只能存成 PDF，没有导出。", "请把格式改为 PDF。")
        from edudesk.papers.form_writer import write_forms

        return write_forms(document, path, step)
    if isinstance(document, Document):
        return _write_official(document, path, step)
    if not isinstance(document, Report):
        from edudesk.sheets.excerpt_writer import write_excerpt

        return write_excerpt(document, path, step)
    if suffix == ".pdf":
        from edudesk.papers.pdf import write_report as write_pdf

        return write_pdf(document, path, step)
    from edudesk.sheets.writer import write_report as write_xlsx

    return write_xlsx(document, path, step)


def _write_official(document: Document, path: Path, step: Step) -> Written:
    suffix = path.suffix.lower()
    if suffix == ".docx":
        from edudesk.papers.word.writing import write_word

        return write_word(document, path, step)
    if suffix != ".pdf":
        name = document.file_name
        raise UserError(f"《{name}》是一份公文，不能存成工作簿，没有导出。", "请把格式改为 PDF 或 Word。")
    from edudesk.papers.official import write_document

    return write_document(document, path, step)

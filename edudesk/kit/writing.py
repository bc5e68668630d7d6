"""A document to a file, as its kind and suffix say. No Qt: window, commands and self-check share it."""

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from edudesk.base.errors import UserError
from edudesk.base.form import FormBook
from edudesk.base.jobs import Step, silent
from edudesk.base.report import Report, Template, Written

if TYPE_CHECKING:
    from edudesk.sheets.excerpt import Excerpt

Document: TypeAlias = "Report | Template | Excerpt | FormBook"
"""What can be written: a report both ways, forms as a PDF only, the others as workbooks only."""


def write(document: Document, path: Path, step: Step = silent) -> Written:
    """Write .pdf or .xlsx. Raises UserError when the file cannot be written, Cancelled."""
    # the writers' libraries take 0.1–0.3 s to import: paid when something is really written
    if isinstance(document, Template):
        from edudesk.sheets.template import write_template

        return write_template(document, path, step)
    if isinstance(document, FormBook):
        if path.suffix != ".pdf":
            raise UserError(f"“{document.title}”是按页排好的，只能存成 PDF，没有导出。", "请把格式改为 PDF。")
        from edudesk.papers.form_writer import write_forms

        return write_forms(document, path, step)
    if not isinstance(document, Report):
        from edudesk.sheets.excerpt_writer import write_excerpt

        return write_excerpt(document, path, step)
    if path.suffix == ".pdf":
        from edudesk.papers.pdf import write_report as write_pdf

        return write_pdf(document, path, step)
    from edudesk.sheets.writer import write_report as write_xlsx

    return write_xlsx(document, path, step)

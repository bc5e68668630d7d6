"""A document to a file, as its kind and suffix say. No Qt: window, commands and self-check share it."""

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from edudesk.base.jobs import Step, silent
from edudesk.base.report import Report, Template, Written

if TYPE_CHECKING:
    from edudesk.sheets.excerpt import Excerpt

Document: TypeAlias = "Report | Template | Excerpt"
"""What can be written; only a report may also be a PDF, the others are workbooks."""


def write(document: Document, path: Path, step: Step = silent) -> Written:
    """Write .pdf or .xlsx. Raises UserError when the file cannot be written, Cancelled."""
    # the writers' libraries take 0.1–0.3 s to import: paid when something is really written
    if isinstance(document, Template):
        from edudesk.sheets.template import write_template

        return write_template(document, path, step)
    if not isinstance(document, Report):
        from edudesk.sheets.excerpt_writer import write_excerpt

        return write_excerpt(document, path, step)
    if path.suffix == ".pdf":
        from edudesk.papers.pdf import write_report as write_pdf

        return write_pdf(document, path, step)
    from edudesk.sheets.writer import write_report as write_xlsx

    return write_xlsx(document, path, step)

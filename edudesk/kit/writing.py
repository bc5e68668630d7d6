"""A report to a file, as its suffix says. No Qt: window, commands and self-check share it."""

from pathlib import Path

from edudesk.base.jobs import Step, silent
from edudesk.base.report import Report, Written


def write(report: Report, path: Path, step: Step = silent) -> Written:
    """Write .pdf or .xlsx. Raises UserError when the file cannot be written, Cancelled."""
    # the writers' libraries take 0.1–0.3 s to import: paid when something is really written
    if path.suffix == ".pdf":
        from edudesk.papers.pdf import write_report as write_pdf

        return write_pdf(report, path, step)
    from edudesk.sheets.writer import write_report as write_xlsx

    return write_xlsx(report, path, step)

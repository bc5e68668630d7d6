"""What an export will look like, and its way to the printer; both leave their trace in the journal."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TypeAlias

from PySide6.QtWidgets import QWidget

from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.base.report import Report, Template
from edudesk.kit.writing import Writable, pdf_of

Build = Callable[[], Writable]
"""Makes the document beside the window, where no widget may be asked."""
Leaving: TypeAlias = Callable[..., AbstractContextManager[None]]
"""Around what hands a document out: keeps it in the journal when it is done (store.exports.Exports.leaving)."""


def untraced(*_made: object) -> AbstractContextManager[None]:
    """Leaving for what holds nobody's data: an empty table to fill in."""
    return nullcontext()


def looked_at(document: Writable, leaving: Leaving, step: Step, is_table: bool = False) -> bytes | Report:
    """What is shown of a document: its pages as a PDF, or with is_table of a report its rows.

    leaving(document, "", "预览"): around it where whole numbers are shown. Raises UserError when the person may not.
    """
    is_whole = not isinstance(document, Template) and document.audience is Audience.INTERNAL
    with leaving(document, "", "预览") if is_whole else nullcontext():
        return document if is_table and isinstance(document, Report) else pdf_of(document, step)


def preview_export(
    parent: QWidget, title: str, build: Build, leaving: Leaving, is_table: bool = False
) -> None:
    """Show the pages of a document in a window of their own, from which they can be printed.

    is_table: a report is shown as the rows of its workbook; leaving: around the look as in looked_at, around a print
    as in print_export.
    """
    # 40 ms with the library of the pages: paid when somebody looks
    from edudesk.kit.preview_window import PreviewWindow

    def make(step: Step) -> bytes | Report:
        step(0, 0, "正在整理数据")
        return looked_at(build(), leaving, step, is_table)

    def send(window: PreviewWindow) -> None:
        print_export(window, title, build, leaving, page=window.page)

    PreviewWindow(parent, title, make, ("打印…", send)).open()


def print_export(
    parent: QWidget,
    title: str,
    build: Build,
    leaving: Leaving,
    button: QWidget | None = None,
    page: int = 0,
) -> None:
    """Print a document, always as pages. page: the one in sight, from 0.

    leaving(document, printer, "打印"): around it; keeps it in the journal after the last page, or raises UserError
    before the first.
    """
    from edudesk.kit.printing import print_document

    made: list[Writable] = []

    def make(step: Step) -> bytes:
        step(0, 0, "正在整理数据")
        made.append(build())
        return pdf_of(made[-1], step)

    print_document(parent, title, make, lambda where: leaving(made[-1], where, "打印"), button, page)

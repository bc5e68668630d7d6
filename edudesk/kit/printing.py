"""Printing of finished pages: the system's own dialog, the pages of the PDF as they are, true to size."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from edudesk.base.errors import Cancelled, UserError
from edudesk.base.jobs import Step
from edudesk.kit import messages
from edudesk.kit.page_worker import image_of
from edudesk.kit.settings import remember, remembered
from edudesk.kit.tasks import run_task

if TYPE_CHECKING:
    from edudesk.papers.pages import PdfPages

_FINEST = 600  # dots per inch; finer takes longer and nobody sees it
_BAND = 512  # lines rendered at once


class PrinterChooser:
    """How a printer is asked for: by the system's own window. Tests put another in its place."""

    def choose(self, parent: QWidget, title: str, pages: int, page: int) -> QPrinter | None:
        """A printer with page range, copies and the rest as the user wants them; None when the user does not.

        page: the one in sight, from 0.
        """
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        # the names only: asking each printer in the network what it can do takes seconds
        if remembered("printer/name") in QPrinterInfo.availablePrinterNames():
            printer.setPrinterName(remembered("printer/name"))
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle(f"打印“{title}”")
        dialog.setMinMax(1, pages)
        dialog.setFromTo(1, pages)
        for option in (
            QAbstractPrintDialog.PrintDialogOption.PrintPageRange,
            QAbstractPrintDialog.PrintDialogOption.PrintCollateCopies,
            QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage,
        ):
            dialog.setOption(option, True)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        if printer.printRange() == QPrinter.PrintRange.CurrentPage:
            printer.setFromTo(page + 1, page + 1)
        remember("printer/name", printer.printerName())
        return printer


_chooser = PrinterChooser()


def set_printer_chooser(chooser: PrinterChooser) -> PrinterChooser:
    """Let another chooser answer; returns the one before."""
    global _chooser
    before, _chooser = _chooser, chooser
    return before


def print_document(
    parent: QWidget,
    title: str,
    make: Callable[[Step], bytes],
    leaving: Callable[[str], AbstractContextManager[None]],
    button: QWidget | None = None,
    page: int = 0,
) -> None:
    """Make a PDF beside the window, ask for the printer, print beside the window.

    leaving(printer): around the print, keeps it in the journal when the last page is through, or raises UserError
    when the person may not. page: the one in sight. Progress, 取消 and errors are shown as those of every job.
    """

    def read(step: Step) -> "PdfPages":
        from edudesk.papers.pages import PdfPages  # 30 ms, beside the window

        return PdfPages(make(step))

    def ask(pages: "PdfPages") -> None:
        printer = _chooser.choose(parent, title, len(pages), page)
        if printer is None:
            pages.close()
            return
        where = printer.printerName() or printer.outputFileName()

        def work(step: Step) -> int:
            with leaving(where):
                return print_pages(printer, pages, step)

        def told(count: int) -> None:
            messages.notice(parent.window(), f"“{title}”已送到打印机“{where}”，共 {count} 页。")

        run_task(parent, f"正在打印“{title}”", work, told, button=button, ended=pages.close)

    run_task(parent, f"正在准备打印“{title}”", read, ask, button=button)


def print_pages(printer: QPrinter, pages: "PdfPages", step: Step) -> int:
    """Print the pages the printer was set up for, copies included; how many.

    Each page lies on paper of its own size, wide ones turned, nothing scaled; where the printer has no such paper
    the page is made smaller to fit. Raises UserError when the printer takes no more, Cancelled.
    """
    numbers = list(_numbers(printer, len(pages)))
    if not numbers:
        raise UserError("选定的页码里没有可打印的页。", f"请选第 1 至 {len(pages)} 页；文件没有改动。")
    painter = QPainter()
    try:
        for place, number in enumerate(numbers):
            step(place, len(numbers), f"正在打印第 {number + 1} 页")
            _set_paper(printer, pages.sizes[number])
            is_taken = printer.newPage() if painter.isActive() else painter.begin(printer)
            if not is_taken:
                raise UserError(
                    "打印机没有接受这份文件，打印中断了。",
                    "数据没有改动；请检查打印机是否开机、有纸，然后再打印一次。",
                )
            _draw(painter, printer, pages, number, partial(step, place, len(numbers)))
    except (Cancelled, UserError):
        printer.abort()
        raise
    finally:
        painter.end()
    step(len(numbers), len(numbers), "已送到打印机")
    return len(numbers)


def _numbers(printer: QPrinter, count: int) -> Iterator[int]:
    """The pages (from 0) in the order they are printed."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    ranges = printer.pageRanges()
    chosen = [
        number
        for number in range(count)
        if (ranges.contains(number + 1) if not ranges.isEmpty() else first <= number + 1 <= last)
    ]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        for _ in range(copies):
            yield from chosen
    else:
        yield from (number for number in chosen for _ in range(copies))


def _set_paper(printer: QPrinter, size: tuple[float, float]) -> None:
    """Paper for a page of this size in points; takes effect with the next page."""
    width, height = size
    upright = QSizeF(min(width, height), max(width, height))
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageSize(paper)
    lying = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(lying)
    printer.setFullPage(True)  # the corner of the paper is the corner of the page


def _draw(
    painter: QPainter, printer: QPrinter, pages: "PdfPages", number: int, tell: Callable[[str], object]
) -> None:
    dots = printer.resolution()
    coarser = ceil(dots / _FINEST)  # whole, or lines of neighbouring bands would not meet
    scale = dots / coarser / 72
    width, height = pages.pixels(number, scale)
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    fitting = min(paper.width() / (width * coarser), paper.height() / (height * coarser))
    shown = coarser * (fitting if fitting < 0.99 else 1.0)
    painter.resetTransform()
    painter.scale(shown, shown)
    for top in range(0, height, _BAND):
        tell(f"正在打印第 {number + 1} 页")
        image = image_of(pages.picture(number, scale, top=top, height=_BAND, is_print=True))
        if image.allGray():
            image.convertTo(image.Format.Format_Grayscale8)  # a third of what goes to the printer
        painter.drawImage(QRectF(0, top, image.width(), image.height()), image)

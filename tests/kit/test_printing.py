"""Printing into a PDF printer, which is then read back: pages, sizes, places on the paper."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edudesk.base.errors import Cancelled, UserError
from edudesk.base.jobs import Step, silent
from edudesk.kit.export_looking import untraced
from edudesk.kit.printing import PrinterChooser, print_document, print_pages, set_printer_chooser
from edudesk.kit.tasks import is_busy
from edudesk.papers.canvas import Canvas
from edudesk.papers.fonts import bundled_fonts
from edudesk.papers.pages import PdfPages
from tests.gui import Said

A4 = (595.0, 842.0)


def pdf(pages: int = 4) -> bytes:
    """A4 pages with a black box, page 1 with one at the left, page 2 with one further right …; the third is turned."""
    file = io.BytesIO()
    canvas = Canvas(file, "样张", bundled_fonts())
    for number in range(pages):
        canvas.start_page(*A4)
        canvas.fill(100 * (number + 1), 200, 50, 300, 0.0)
    canvas.close()
    turned = io.BytesIO()
    with pikepdf.open(file) as document:
        if pages > 2:
            document.pages[2].Rotate = 90
        document.save(turned)
    return turned.getvalue()


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(144)
    return printer


def sizes(path: Path) -> list[tuple[int, int]]:
    with pdfium.PdfDocument(path) as document:
        return [tuple(round(edge) for edge in document.get_page_size(n)) for n in range(len(document))]  # type: ignore[misc]


def box(path: Path, page: int) -> tuple[int, int, int, int]:
    """Edges of what is black, in points."""
    with pdfium.PdfDocument(path) as document:
        picture = (
            document[page].render(scale=1).to_pil().convert("L").point(lambda light: 255 * (light < 100))
        )
    edges = picture.getbbox()
    assert edges is not None
    return edges


def printed(path: Path, printer: QPrinter, step: Step = silent) -> int:
    with PdfPages(pdf()) as pages:
        return print_pages(printer, pages, step)


def test_every_page_lies_on_paper_of_its_size_at_its_place(qapp: object, tmp_path: Path) -> None:
    path = tmp_path / "纸.pdf"
    assert printed(path, printer_to(path)) == 4
    assert sizes(path) == [(595, 842), (595, 842), (842, 595), (595, 842)]
    assert box(path, 0) == pytest.approx((100, 200, 150, 500), abs=1)
    assert box(path, 1) == pytest.approx((200, 200, 250, 500), abs=1)
    assert box(path, 2) == pytest.approx((842 - 500, 300, 842 - 200, 350), abs=1)


def test_a_range_of_pages_backwards(qapp: object, tmp_path: Path) -> None:
    path = tmp_path / "纸.pdf"
    printer = printer_to(path)
    printer.setFromTo(2, 3)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printed(path, printer) == 2
    assert sizes(path) == [(842, 595), (595, 842)]
    other = printer_to(tmp_path / "单页.pdf")
    other.setPageRanges(QPageRanges.fromString("1,4"))
    assert printed(tmp_path / "单页.pdf", other) == 2
    assert box(tmp_path / "单页.pdf", 1)[0] == pytest.approx(400, abs=1)


@pytest.mark.parametrize(
    ("is_collated", "left"), [(True, [100, 200, 100, 200]), (False, [100, 100, 200, 200])]
)
def test_copies_are_sorted_as_wished(
    qapp: object, tmp_path: Path, is_collated: bool, left: list[int]
) -> None:
    path = tmp_path / "纸.pdf"
    printer = printer_to(path)
    printer.setFromTo(1, 2)
    printer.setCopyCount(2)
    printer.setCollateCopies(is_collated)
    printed(path, printer)
    assert [box(path, page)[0] for page in range(len(sizes(path)))] == pytest.approx(left, abs=1)


def test_a_page_larger_than_all_paper_is_made_smaller(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "纸.pdf"
    printer = printer_to(path)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    printer.setFullPage(True)
    monkeypatch.setattr("edudesk.kit.printing._set_paper", lambda printer, size: None)  # as if it had A5 only
    printer.setFromTo(1, 1)
    printed(path, printer)
    share = 420 / 595
    assert box(path, 0) == pytest.approx((100 * share, 200 * share, 150 * share, 500 * share), abs=1.5)


def test_cancelling_stops_in_the_middle_of_a_page(qapp: object, tmp_path: Path) -> None:
    calls = []

    def step(done: int, total: int, text: str) -> None:
        calls.append((done, total, text))
        if len(calls) > 6:
            raise Cancelled

    with pytest.raises(Cancelled):
        printed(tmp_path / "纸.pdf", printer_to(tmp_path / "纸.pdf"), step)
    assert calls[0] == (0, 4, "正在打印第 1 页")


def test_a_range_beside_the_document_is_said(qapp: object, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "纸.pdf")
    printer.setFromTo(8, 9)
    with pytest.raises(UserError) as caught:
        printed(tmp_path / "纸.pdf", printer)
    assert caught.value.text == "选定的页码里没有可打印的页。"


class Chosen(PrinterChooser):
    """The user who chooses a printer that writes a PDF, or none."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.asked: list[tuple[str, int]] = []

    def choose(self, parent: QWidget, title: str, pages: int, page: int) -> QPrinter | None:
        self.asked.append((title, pages))
        return printer_to(self.path) if self.path is not None else None


def test_a_print_is_traced_when_it_is_through_and_told(qtbot: QtBot, said: Said, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    path = tmp_path / "纸.pdf"
    chosen = Chosen(path)
    before = set_printer_chooser(chosen)
    traced: list[tuple[str, bool]] = []

    @contextmanager
    def leaving(where: str) -> Iterator[None]:
        yield
        traced.append((where, path.exists()))

    try:
        print_document(window, "年度报告", lambda step: pdf(2), leaving)
        qtbot.waitUntil(lambda: bool(chosen.asked) and not is_busy(), timeout=20_000)
    finally:
        set_printer_chooser(before)
    assert chosen.asked == [("年度报告", 2)]
    assert traced == [(str(path), True)]
    assert sizes(path) == [(595, 842)] * 2
    assert said.heard() == [f"notice: “年度报告”已送到打印机“{path}”，共 2 页。"]


def test_who_may_not_print_prints_nothing(qtbot: QtBot, said: Said, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    chosen = Chosen(tmp_path / "纸.pdf")
    before = set_printer_chooser(chosen)

    def refuse(where: str) -> None:
        raise UserError("您没有做这件事的权限。", "请联系管理员。")

    try:
        print_document(window, "年度报告", lambda step: pdf(2), refuse)
        qtbot.waitUntil(lambda: bool(chosen.asked) and not is_busy(), timeout=20_000)
        chosen.path = None  # the user thinks better of it
        print_document(window, "年度报告", lambda step: pdf(2), untraced)
        qtbot.waitUntil(lambda: len(chosen.asked) == 2 and not is_busy(), timeout=20_000)
    finally:
        set_printer_chooser(before)
    assert said.heard() == ["fail: 您没有做这件事的权限。"]
    assert not list(tmp_path.glob("*.pdf"))

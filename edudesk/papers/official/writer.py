"""An official document written as PDF: pages with their numbers, bookmarks, a password if asked."""

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pikepdf

from edudesk.base.document import Document, Layout
from edudesk.base.errors import UserError
from edudesk.base.files import opened, place_of
from edudesk.base.jobs import Step, silent
from edudesk.base.report import A4, Written
from edudesk.papers.canvas import MM, Align, Canvas
from edudesk.papers.cells import Findings
from edudesk.papers.fonts import FontBook, installed_fonts
from edudesk.papers.official.body import body_items
from edudesk.papers.official.boxes import RuledForm
from edudesk.papers.official.closing import with_closing, with_imprint
from edudesk.papers.official.front import Entry, contents_pages, draw_cover, hint_pages
from edudesk.papers.official.head import head_items
from edudesk.papers.official.pages import Page, paginate
from edudesk.papers.official.parts import attachment_items, evidence_items
from edudesk.papers.official.pieces import Item, blank
from edudesk.papers.official.setting import Setter
from edudesk.papers.official.style import SERIAL, Part, styles

_NUMBER_BELOW = 7 * MM  # the dash of a page number below the type area (GB/T 9704-2012 7.5)
_DASH_HEIGHT = 0.36  # of a dash above its baseline, times the size
_SERIAL_FOOT = 10 * MM
_LONGEST_PASSWORD = 127  # bytes of UTF-8 (ISO 32000-2 7.6.4.3.2)


def write_document(
    document: Document,
    target: Path | BytesIO,
    step: Step = silent,
    *,
    fonts: FontBook | None = None,
    password: str = "",
) -> Written:
    """Write the document to target, whole or not at all.

    password: asked for by whoever opens it (AES-256); then nothing readable touches the disk. Remarks of the result
    name fonts that stand in for others, and what was left out or has no glyph. fonts: default those of this PC.
    Raises UserError when the file cannot be written or the password is too long, Cancelled when step does.
    """
    if len(password.encode()) > _LONGEST_PASSWORD:
        raise UserError("密码太长，文件没有写成。", "请换一个不超过 40 个汉字或 120 个字母的密码。")
    step(0, 0, "正在排版")
    book = fonts or installed_fonts()
    with opened(target) as file:
        if password:
            plain = BytesIO()
            printer = _print(document, plain, book, step)
            _lock(plain, file, password)
        else:
            printer = _print(document, file, book, step)
    return Written(place_of(target), printer.remarks(), printer.page_count)


def heading_pages(document: Document, fonts: FontBook) -> list[int]:
    """The number of the page each heading stands on, in their order, as write_document prints them."""
    printer = _Printer(document, Canvas(BytesIO(), document.title, fonts), fonts)
    return [entry.page for entry in _entries(printer._pages())]


def _print(document: Document, file: BinaryIO, fonts: FontBook, step: Step) -> "_Printer":
    printer = _Printer(document, Canvas(file, document.title.replace("\n", ""), fonts), fonts)
    printer.print_all(step)
    return printer


def _lock(plain: BytesIO, file: BinaryIO, password: str) -> None:
    plain.seek(0)
    with pikepdf.open(plain) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(owner=password, user=password, R=6))


class _Printer:
    """One document on its way to paper."""

    def __init__(self, document: Document, canvas: Canvas, fonts: FontBook) -> None:
        self.document, self.canvas, self.fonts = document, canvas, fonts
        self.findings = Findings()
        self.style = styles()[document.style]
        self.setter = Setter(self.style, fonts, self.findings)
        self.page_count = 0
        self.done = 0
        self.total = 0

    def remarks(self) -> tuple[str, ...]:
        """About fonts that stand in, then about single characters."""
        told = (self.fonts.remark(role) for role in self.setter.roles)
        return (*(remark for remark in told if remark), *self.findings.remarks())

    def print_all(self, step: Step) -> None:
        """Every page in turn, and the end of the file."""
        document, setter = self.document, self.setter
        pages = self._pages()
        entries = _entries(pages)
        front = hint_pages(document.cover, setter) if document.cover else []
        if document.has_contents:
            front += contents_pages(entries, setter)
        self.total = len(pages) + len(front) + bool(document.cover)
        if document.cover:
            self._start(step, Page())
            draw_cover(document.cover, self.canvas, setter, document.issuer)
            self._print_serial()
        for page in front:
            self._start(step, page)
            self._print_pieces(page)
            self._print_serial()
        for number, page in enumerate(pages, 1):
            self._start(step, page)
            if number == 1 and self.done > 1:
                self.canvas.count_from_here()
            for entry in entries:
                if entry.page == number:
                    self.canvas.bookmark(entry.mark.text, entry.mark.level - 1, entry.name)
            if page.turned:
                page.turned(self.canvas)
            else:
                self._print_pieces(page)
            if number > 1 or document.layout is not Layout.LETTER:
                self._print_number(number)
            self._print_serial()
        step(self.total, self.total, "正在保存")
        self.page_count = self.canvas.close()

    def _start(self, step: Step, page: Page) -> None:
        self.done += 1
        step(self.done - 1, self.total, f"正在生成第 {self.done} 页")
        self.canvas.start_page(A4.width * MM, A4.height * MM, is_turned=page.turned is not None)

    def _print_pieces(self, page: Page) -> None:
        for line, piece in page.places(self.style.lines):
            piece.draw(self.canvas, self.style.top * MM + line * self.style.pitch)

    def _pages(self) -> list[Page]:
        return paginate(self._items(), self.style.lines, self.style.tightest)

    def _items(self) -> list[Item]:
        document, setter, canvas = self.document, self.setter, self.canvas
        items = head_items(document, setter) if document.title else []
        text = body_items(document.body, setter, canvas)
        more = [*attachment_items(document, setter, canvas), *evidence_items(document, setter, canvas)]
        box = document.opinion
        below = [blank(), RuledForm(box, setter, canvas).item()] if box is not None else []
        text = with_closing(text, document, setter, below=below, has_imprint=not more)
        return [*items, *text, *(with_imprint(more, document, setter) if more else ())]

    def _print_number(self, number: int) -> None:
        """— 1 — at the outer edge, one character in: right on odd pages, left on even ones (7.5)."""
        style, canvas = self.style, self.canvas
        letters = canvas.lettering(style.letters[Part.NUMBER].role, style.letters[Part.NUMBER].size)
        text = f"— {number} —"
        y = (style.top + style.height) * MM + _NUMBER_BELOW + _DASH_HEIGHT * letters.size
        if style.is_number_centred:
            canvas.text(A4.width * MM / 2, y, text, letters, Align.CENTRE)
        elif number % 2:
            canvas.text(self.setter.left + self.setter.width - style.cell, y, text, letters, Align.RIGHT)
        else:
            canvas.text(self.setter.left + style.cell, y, text, letters)

    def _print_serial(self) -> None:
        told = [f"编号 {self.document.serial}" if self.document.serial else "", self.document.footer]
        words = "　".join(part for part in told if part)
        clean = self.findings.read(words, self.fonts[SERIAL.role], "页脚").replace("\n", " ")
        width = self.fonts[SERIAL.role].width(clean, SERIAL.size)
        size = SERIAL.size * min(self.setter.width / max(width, 1.0), 1.0)
        letters = self.canvas.lettering(SERIAL.role, size)
        self.canvas.text(self.setter.left, A4.height * MM - _SERIAL_FOOT, clean, letters)


def _entries(pages: list[Page]) -> list[Entry]:
    """Every mark with the number of its page."""
    found = [(mark, number) for number, page in enumerate(pages, 1) for mark in page.marks]
    return [Entry(mark, f"place{place}", number) for place, (mark, number) in enumerate(found)]

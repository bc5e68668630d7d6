"""A FormBook as a PDF: forms one after another, each on its page or several on one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from edudesk.base.files import opened, place_of
from edudesk.base.form import Form, FormBook
from edudesk.base.jobs import Step, silent
from edudesk.base.report import Written
from edudesk.papers.canvas import MM, Align, Canvas
from edudesk.papers.cells import Findings
from edudesk.papers.fit import MARGIN_FOOT, MARGIN_TOP, MARGIN_X
from edudesk.papers.fonts import FontBook, Role, installed_fonts
from edudesk.papers.foot import draw_foot
from edudesk.papers.form_drawing import draw_blocks
from edudesk.papers.form_layout import Block, Wrapping, blocks_of, least_height, pages_of

# letter size, and free space above and below the lines of a cell times the size: the first at which a form
# fits its place
_SIZES = ((10.0, 0.9), (9.5, 0.9), (9.0, 0.9), (8.5, 0.8), (8.5, 0.5), (8.0, 0.5))
_SMALL = ((7.5, 0.4), (7.0, 0.3))  # of the shortest rows of a form that has to stay on its place
_LONG = (9.0, 0.9)  # of a form that needs more than one page
_STRETCH = 1.35  # how far rows grow to fill the place
_GAP = 8 * MM  # between forms on one page, with the line to cut along in its middle
_FOOT = 11 * MM  # the line to sign on, with room for a hand above it


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A form, or a part of one, on its place: number of all parts; the last one is signed."""

    form: Form
    size: float
    blocks: tuple[Block, ...]
    number: int = 1
    count: int = 1


def write_forms(
    book: FormBook, target: Path | BytesIO, step: Step = silent, *, fonts: FontBook | None = None
) -> Written:
    """Write the forms to target, whole or not at all, with a bookmark for each.

    Remarks of the result name what was left out or has no glyph. fonts: default those of this PC.
    Raises UserError when the file cannot be written, Cancelled when step does.
    """
    step(0, len(book.forms), "正在排版")
    with opened(target) as file:
        printer = _Printer(book, Canvas(file, book.title, fonts or installed_fonts()))
        pages = printer.print_all(step)
    return Written(place_of(target), printer.findings.remarks(), pages)


class _Printer:
    """One book on its way to paper. All lengths are points from the top left corner."""

    def __init__(self, book: FormBook, canvas: Canvas) -> None:
        self.book, self.canvas = book, canvas
        self.findings = Findings()
        self.page_width, self.page_height = book.paper.width * MM, book.paper.height * MM
        self.width = self.page_width - 2 * MARGIN_X
        body, head = canvas.font(Role.SONG), canvas.font(Role.HEI)
        self.wrapping = Wrapping(self.width, body, head, self.findings)
        self.is_single = book.per_page == 1
        self.title, self.meta = (18.0, 10.5) if self.is_single else (12.0, 9.0)
        room = self.page_height - MARGIN_TOP - MARGIN_FOOT
        self.place = (room - (book.per_page - 1) * _GAP) / book.per_page

    def print_all(self, step: Step) -> int:
        """Every form in turn, and the end of the file; the number of pages."""
        total, pages, slot = len(self.book.forms), 0, self.book.per_page
        for done, form in enumerate(self.book.forms):
            step(done, total, f"正在生成第 {done + 1} 份，共 {total} 份")
            for sheet in self._sheets(form):
                if slot >= self.book.per_page:
                    self.canvas.start_page(self.page_width, self.page_height)
                    pages, slot = pages + 1, 0
                    if not self.is_single:
                        self._print_foot(f"第 {pages} 页")
                if sheet.number == 1:
                    self.canvas.bookmark(form.name)
                self._print_sheet(sheet, MARGIN_TOP + slot * (self.place + _GAP))
                if self.is_single:
                    self._print_foot(f"第 {sheet.number} 页　共 {sheet.count} 页" if sheet.count > 1 else "")
                elif slot:
                    self._print_cut(MARGIN_TOP + slot * (self.place + _GAP) - _GAP / 2)
                slot += 1
        if not total:
            self.canvas.start_page(self.page_width, self.page_height)
            self._centred(MARGIN_TOP + 60, "（没有要打印的内容）", Role.SONG, 10.5)
            pages = 1
        step(total, total, "正在保存")
        self.canvas.close()
        return pages

    def _sheets(self, form: Form) -> list[_Sheet]:
        """The form at the largest size at which it fits its place, shorter when it has to be; else over several."""
        room = self.place - self._above(form) - self._below(form)
        shorter = [replace(form, rows=rows) for rows in form.shorter]
        tried = [(one, _SIZES) for one in (form, *shorter)] + [(one, _SMALL) for one in shorter[-1:]]
        for one, sizes in tried:
            if (sheet := self._fitting(one, sizes, room)) is not None:
                return [sheet]
        size, air = _LONG
        parts = pages_of(self._blocks(form, size, air), room, room)
        return [
            _Sheet(form, size, tuple(blocks), number, len(parts)) for number, blocks in enumerate(parts, 1)
        ]

    def _fitting(self, form: Form, sizes: Sequence[tuple[float, float]], room: float) -> _Sheet | None:
        """The form on one place at the first of these sizes at which it fits."""
        for size, air in sizes:
            if least_height(form, size, size * air) > room:
                continue
            blocks = self._blocks(form, size, air)
            height = sum(block.height for block in blocks)
            if height <= room:
                factor = min(room / height, _STRETCH) if height else 1.0
                return _Sheet(form, size, tuple(block.stretched(factor) for block in blocks))
        return None

    def _blocks(self, form: Form, size: float, air: float) -> list[Block]:
        return blocks_of(form, self.width, size, size * air, self.wrapping)

    def _above(self, form: Form) -> float:
        return self.title * 1.7 + (self.meta * 1.6 if form.left or form.right else 0.0)

    def _below(self, form: Form) -> float:
        return _FOOT if form.foot else 0.0

    def _print_sheet(self, sheet: _Sheet, top: float) -> None:
        form, is_first = sheet.form, sheet.number == 1
        title, left = (form.title, form.left) if is_first else (f"{form.title}（续）", form.name)
        self._centred(top + self.title, title, Role.XIAOBIAOSONG, self.title)
        small = self.canvas.lettering(Role.SONG, self.meta)
        y = top + self._above(form) - 0.5 * self.meta
        self.canvas.text(MARGIN_X, y, self._said(left), small)
        self.canvas.text(self.page_width - MARGIN_X, y, self._said(form.right), small, Align.RIGHT)
        bottom = draw_blocks(
            self.canvas, sheet.blocks, sheet.size, MARGIN_X, top + self._above(form), self.width
        )
        if form.foot and sheet.number == sheet.count:
            share = self.width / len(form.foot)
            y = min(bottom + _FOOT * 0.75, top + self.place)
            for place, words in enumerate(form.foot):
                self.canvas.text(MARGIN_X + place * share, y, self._said(words), small)

    def _print_cut(self, y: float) -> None:
        dash = 2 * MM
        starts = range(int((self.page_width - 2 * MARGIN_X) / (2 * dash)))
        self.canvas.lines(
            [(MARGIN_X + 2 * dash * at, y, MARGIN_X + 2 * dash * at + dash, y) for at in starts], 0.3
        )

    def _print_foot(self, words: str) -> None:
        draw_foot(self.canvas, self.page_width, self.page_height, words, self._said(self.book.footer))

    def _centred(self, y: float, text: str, role: Role, size: float) -> None:
        self.canvas.text(
            self.page_width / 2, y, self._said(text), self.canvas.lettering(role, size), Align.CENTRE
        )

    def _said(self, text: str) -> str:
        return self.findings.read(text, self.canvas.font(Role.SONG), "表格").replace("\n", " ")

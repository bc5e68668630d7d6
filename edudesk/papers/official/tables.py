"""Tables, charts and ruled forms inside a document: cut over pages, or on pages that lie on their side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import ceil

from edudesk.base.chart import Chart
from edudesk.base.form import Form
from edudesk.base.report import A4, A4_LANDSCAPE, Report
from edudesk.papers.board import Board
from edudesk.papers.canvas import MM, Canvas
from edudesk.papers.charts import chart_height, draw_chart
from edudesk.papers.fit import SIZES, Place
from edudesk.papers.fonts import Role
from edudesk.papers.form_drawing import draw_blocks
from edudesk.papers.form_layout import Block, Wrapping, blocks_of, pages_of
from edudesk.papers.official.pieces import Draw, Item, Mark, Piece, Tall, Turned, blank
from edudesk.papers.official.setting import Line, Setter
from edudesk.papers.official.style import Part
from edudesk.papers.table import Slice

_AIR = 5.0  # points above a table, and below it
_CAPTION = 1.55  # line distance of a caption, times its size
_NOTE = 1.4
_LEAST_SIZE = 9.0  # of a table's letters inside the text; wider tables lie on a page of their own
_WHOLE = 8  # lines of a table that is rather begun on a new page than cut
_FORM_AIR = 0.9  # above and below the lines of a form's cell together, times the size


@dataclass(frozen=True)
class Head:
    """What stands over a table. part: what its title is set as; label: 附件1, at the top of the page."""

    title: str
    part: Part = Part.CAPTION
    label: str = ""
    mark: Mark | None = None


class Table:
    """A report in a document: in the text where its letters stay readable, else on pages lying on their side."""

    def __init__(self, report: Report, setter: Setter, canvas: Canvas, head: Head) -> None:
        self.report, self.setter, self.head = report, setter, head
        letters = setter.style.letters[Part.TABLE]
        sizes = (letters.size, *(size for size in SIZES if size < letters.size))
        style = setter.style
        upright = Place(A4, setter.left, setter.width, tuple(size for size in sizes if size >= _LEAST_SIZE))
        self.turned_left = (A4.height - style.top - style.height) * MM
        lying = Place(A4_LANDSCAPE, self.turned_left, style.height * MM, sizes)
        setter.roles[letters.role] = None
        self.board = Board(report, canvas, setter.findings, [upright, lying], letters.role)
        self.is_lying = self.board.fit.paper.is_landscape
        self.width = lying.width if self.is_lying else upright.width
        self.left = lying.left if self.is_lying else upright.left
        self.notes = self._notes()
        self.titles = self._centred(head.title, head.part)
        self.more = self._centred(f"{head.title}（续表）" if head.title else "续表")
        self.unit = setter.line(report.middle_line, Part.NOTE, "表注") if report.middle_line else None

    def item(self) -> Item:
        """It as part of the text."""
        if not self.is_lying:
            return Tall(self._least(), self._cut)
        room = self.setter.style.width * MM
        parts = self._parts(room, room, 0.0)
        return Turned(
            tuple(
                partial(self._draw_lying, slices=slices, number=number, is_last=number == len(parts) - 1)
                for number, slices in enumerate(parts)
            ),
            self.head.mark,
        )

    def _cut(self, room: int, page: int, tail: int) -> list[Piece]:
        height, pitch = self.setter.height, self.setter.style.pitch
        parts = self._parts(height(room), height(page), tail * pitch)
        if self.report.rows and not parts[0]:
            return [blank(room), *self._cut(page, page, tail)]
        pieces = []
        for number, slices in enumerate(parts):
            is_last = number == len(parts) - 1
            draw = partial(self._draw, slices=slices, number=number, is_last=is_last)
            need = self._above(number) + self.board.height(slices) + self._below() if is_last else 0.0
            free = page if number else room
            piece = _ending(draw, need, free, free == page, self.setter) if is_last else Piece(free, draw)
            pieces.append(replace(piece, mark=None if number else self.head.mark))
        return pieces

    def _least(self) -> int:
        """Lines of the whole table when it is short, else of head and two rows."""
        rows = [max(lines) for lines in zip(*(one.row_lines() for one in self.board.columns), strict=True)]
        heights = [self.board.fit.height(count) for count in rows] or [self.board.fit.height(1)]
        around = self._above(0) + self.board.head.height
        whole = ceil((around + sum(heights) + self._below()) / self.setter.style.pitch)
        if whole <= _WHOLE:
            return whole
        return ceil((around + sum(heights[:2])) / self.setter.style.pitch)

    def _parts(self, first: float, later: float, tail: float) -> list[list[Slice]]:
        """Rows by page; a page of notes alone where none of its rows can go along with them."""
        head = self.board.head.height
        room = later - self._above(1) - head
        dealt = self.board.deal(first - self._above(0) - head, room, self._below() + tail)
        return [*dealt.pages, []] if dealt.left < self._below() and self.report.rows else dealt.pages

    def _above(self, number: int) -> float:
        """Over the head of the first part or of a later one: label, title, unit."""
        caption = self.setter.style.letters[Part.CAPTION if number else self.head.part].size
        unit = 1.5 * self.setter.style.letters[Part.NOTE].size if self.unit and not number else 0.0
        label = self.setter.style.pitch if self.head.label and not number else 0.0
        lines = self.more if number else self.titles
        return label + len(lines) * caption * _CAPTION + unit + (0.25 * caption if not lines else 0.0)

    def _below(self) -> float:
        size = self.setter.style.letters[Part.NOTE].size
        return (0.4 + len(self.notes) * _NOTE) * size if self.notes else 0.0

    def _notes(self) -> list[Line]:
        letters = self.setter.style.letters[Part.NOTE]
        return [
            line
            for note in self.report.lower_notes
            for line in self.setter.lines([(note, letters)], "表注", self.width)
        ]

    def _centred(self, text: str, part: Part = Part.CAPTION) -> list[Line]:
        letters = self.setter.style.letters[part]
        lines = self.setter.lines([(text, letters)], "表名", self.width) if text else []
        return [line.at((self.width - line.width) / 2) for line in lines]

    def _draw(
        self, canvas: Canvas, top: float, *, slices: Sequence[Slice], number: int, is_last: bool
    ) -> None:
        setter = self.setter
        caption = setter.style.letters[Part.CAPTION if number else self.head.part].size
        note = setter.style.letters[Part.NOTE].size
        y = top
        if self.head.label and not number:
            setter.line(self.head.label, Part.LABEL, "附件").draw(canvas, self.left, setter.baseline(y))
            y += setter.style.pitch
        for line in self.more if number else self.titles:
            line.draw(canvas, self.left, y + 0.88 * caption)
            y += caption * _CAPTION
        if self.unit and not number:
            self.unit.at(self.width - self.unit.width).draw(canvas, self.left, y + 0.95 * note)
            y += 1.5 * note
        y = top + self._above(number)
        if slices or not self.report.rows:
            y = self.board.print(y, slices)
        if is_last:
            y += 0.4 * note
            for line in self.notes:
                line.draw(canvas, self.left, y + 1.1 * note)
                y += note * _NOTE

    def _draw_lying(self, canvas: Canvas, *, slices: Sequence[Slice], number: int, is_last: bool) -> None:
        with canvas.turned():
            top = self.setter.style.left * MM  # what was the left margin is now the upper one
            self._draw(canvas, top, slices=slices, number=number, is_last=is_last)


class RuledForm:
    """A ruled box in a document, 单位意见 for instance, as wide as the text."""

    def __init__(self, form: Form, setter: Setter, canvas: Canvas) -> None:
        self.form, self.setter = form, setter
        self.size = min(setter.style.letters[Part.TABLE].size, setter.size)
        wrapping = Wrapping(setter.width, canvas.font(Role.SONG), canvas.font(Role.HEI), setter.findings)
        self.blocks = blocks_of(form, setter.width, self.size, self.size * _FORM_AIR, wrapping)
        letters = setter.style.letters[Part.CAPTION]
        titles = setter.lines([(form.title, letters)], "表名", setter.width) if form.title else []
        self.titles = [line.at((setter.width - line.width) / 2) for line in titles]
        self.sides = [setter.line(text, Part.NOTE, "表格") for text in (form.left, form.right)]
        self.foot = [setter.line(text, Part.NOTE, "表格") for text in form.foot]

    def item(self) -> Item:
        """It as part of the text."""
        heads = next((at for at, block in enumerate(self.blocks) if not block.is_head), len(self.blocks))
        least = sum(block.height for block in self.blocks[: heads + 1])
        whole = sum(block.height for block in self.blocks) + self._below()
        pitch = self.setter.style.pitch
        if ceil((self._above() + whole) / pitch) <= _WHOLE:
            least = whole
        return Tall(ceil((self._above() + least) / pitch), self._cut)

    def _cut(self, room: int, page: int, tail: int) -> list[Piece]:
        height = self.setter.height
        parts = pages_of(self.blocks, height(room) - self._above(), height(page) - self._below())
        pieces = []
        for number, blocks in enumerate(parts):
            is_last = number == len(parts) - 1
            draw = partial(self._draw, blocks=blocks, is_first=not number, is_last=is_last)
            need = sum(block.height for block in blocks) + self._below() + (0.0 if number else self._above())
            free = page if number else room
            pieces.append(
                _ending(draw, need, free, free == page, self.setter) if is_last else Piece(free, draw)
            )
        return pieces

    def _above(self) -> float:
        caption, note = (self.setter.style.letters[part].size for part in (Part.CAPTION, Part.NOTE))
        has_sides = any(line.chunks for line in self.sides)
        return len(self.titles) * caption * _CAPTION + (1.5 * note if has_sides else 0.25 * caption)

    def _below(self) -> float:
        return 11 * MM if self.foot else 0.0

    def _draw(
        self, canvas: Canvas, top: float, *, blocks: Sequence[Block], is_first: bool, is_last: bool
    ) -> None:
        setter, y = self.setter, top
        caption, note = (setter.style.letters[part].size for part in (Part.CAPTION, Part.NOTE))
        if is_first:
            for line in self.titles:
                line.draw(canvas, setter.left, y + 0.88 * caption)
                y += caption * _CAPTION
            left, right = self.sides
            left.draw(canvas, setter.left, y + 0.95 * note)
            right.at(setter.width - right.width).draw(canvas, setter.left, y + 0.95 * note)
            y = top + self._above()
        y = draw_blocks(canvas, blocks, self.size, setter.left, y, setter.width)
        if is_last and self.foot:
            share = setter.width / len(self.foot)
            for place, line in enumerate(self.foot):
                line.at(place * share).draw(canvas, setter.left, y + 8 * MM)


def chart_piece(chart: Chart, setter: Setter) -> Piece:
    """A chart as wide as the text, never cut."""
    size = min(setter.style.letters[Part.TABLE].size, 10.5)
    most = setter.height(setter.style.lines)
    height = min(chart_height(chart, setter.width, size=size, fonts=setter.fonts), most)

    def draw(canvas: Canvas, top: float) -> None:
        draw_chart(canvas, chart, setter.left, top, setter.width, height, size=size, findings=setter.findings)

    return _ending(draw, height, setter.style.lines, False, setter)


def _ending(draw: Draw, need: float, room: int, is_top: bool, setter: Setter) -> Piece:
    """The last part of a table, in the middle between the lines of text above and below it.

    need: its height in points; room: lines it may take; is_top: it begins a page.
    """
    pitch = setter.style.pitch
    lines = min(room, ceil((need + 2 * _AIR) / pitch))
    lower = 0.0 if is_top else max((lines * pitch - need - (pitch - setter.size)) / 2, 0.0)
    return Piece(lines, lambda canvas, top: draw(canvas, top + lower))

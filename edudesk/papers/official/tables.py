"""Reports inside a document: cut over pages, or on pages that lie on their side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import ceil

from edudesk.base.report import A4, A4_LANDSCAPE, Report
from edudesk.papers.board import Board
from edudesk.papers.canvas import MM, Canvas
from edudesk.papers.fit import SIZES, Place
from edudesk.papers.official.captions import Caption, between_lines, notes_of
from edudesk.papers.official.pieces import Item, Mark, Piece, Tall, Turned, blank
from edudesk.papers.official.setting import Setter
from edudesk.papers.official.style import Part
from edudesk.papers.table import Slice

_NOTE_GAP, _NOTE_LINE = 0.4, 1.4  # above the notes, and from line to line, times their size
_LEAST_SIZE = 9.0  # of a table's letters inside the text; wider tables lie on a page of their own
WHOLE = 8  # lines of a table that is rather begun on a new page than cut


@dataclass(frozen=True)
class Head:
    """What stands over a table. part: what its title is set as; label: 附件1, at the top of the page; mark: of
    its first page."""

    title: str
    part: Part = Part.CAPTION
    label: str = ""
    mark: Mark | None = None


class Table:
    """A report in a document: in the text where its letters stay readable, else on pages lying on their side."""

    def __init__(self, report: Report, setter: Setter, canvas: Canvas) -> None:
        self.report, self.setter = report, setter
        style, letters = setter.style, setter.style.letters[Part.TABLE]
        sizes = (letters.size, *(size for size in SIZES if size < letters.size))
        upright = Place(A4, setter.left, setter.width, tuple(size for size in sizes if size >= _LEAST_SIZE))
        # what was the lower margin is the left one of a lying page
        left = (A4.height - style.top - style.height) * MM
        lying = Place(A4_LANDSCAPE, left, style.height * MM, sizes)
        setter.roles[letters.role] = None
        self.board = Board(
            report, canvas, setter.findings, [upright, lying], letters.role, centres_figures=True
        )
        self.is_lying = self.board.fit.paper.is_landscape
        self.place = lying if self.is_lying else upright
        self.notes = notes_of(report.lower_notes, setter, self.place.width)

    def item(self, head: Head, *, is_first: bool = False) -> Item:
        """It as part of the text. is_first: of the text; then it begins below the title, however short it is."""
        setter, width = self.setter, self.place.width
        unit = self.report.middle_line
        over = Caption(setter, width, head.title, head.part, label=head.label, right=unit)
        later = Caption(setter, width, f"{head.title}（续表）" if head.title else "续表")
        captions = (over, later)
        if not self.is_lying:
            whole, begun = self._lines(over)
            is_whole = whole <= WHOLE and not is_first
            cut = partial(self._cut, captions, head.mark)
            return Tall(whole if is_whole else min(begun, whole), cut, takes_along=not is_whole)
        room = setter.style.width * MM
        parts = self._parts(captions, room, room, 0.0)
        # what was the left margin is the upper one of a lying page
        draws = [partial(self._draw, captions, parts, number) for number in range(len(parts))]
        return Turned(tuple(partial(_lying, draw, setter.left) for draw in draws), head.mark)

    def _cut(
        self, captions: Sequence[Caption], mark: Mark | None, room: int, page: int, tail: int
    ) -> list[Piece]:
        setter = self.setter
        parts = self._parts(captions, setter.height(room), setter.height(page), tail * setter.style.pitch)
        if self.report.rows and not parts[0]:
            return [blank(room), *self._cut(captions, mark, page, page, tail)]
        pieces = []
        for number, slices in enumerate(parts):
            draw = partial(self._draw, captions, parts, number)
            lines = page if number else room
            piece = Piece(lines, draw)
            if number == len(parts) - 1:
                height = captions[number > 0].height + self.board.height(slices) + self._below
                piece = between_lines(draw, height, lines, lines == page, setter)
            pieces.append(replace(piece, mark=None if number else mark))
        return pieces

    def _parts(
        self, captions: Sequence[Caption], first: float, later: float, tail: float
    ) -> list[list[Slice]]:
        """Rows by page; a page of notes alone where none of its rows can go along with them."""
        head = self.board.head.height
        room = later - captions[1].height - head
        dealt = self.board.deal(first - captions[0].height - head, room, self._below + tail)
        return [*dealt.pages, []] if dealt.left < self._below and self.report.rows else dealt.pages

    def _lines(self, over: Caption) -> tuple[int, int]:
        """Lines of the whole table, and of its head with two rows."""
        rows = [max(lines) for lines in zip(*(one.row_lines() for one in self.board.columns), strict=True)]
        heights = [self.board.fit.height(count) for count in rows] or [self.board.fit.height(1)]
        around = over.height + self.board.head.height
        pitch = self.setter.style.pitch
        return ceil((around + sum(heights) + self._below) / pitch), ceil((around + sum(heights[:2])) / pitch)

    @property
    def _below(self) -> float:
        size = self.setter.style.letters[Part.NOTE].size
        return (_NOTE_GAP + len(self.notes) * _NOTE_LINE) * size if self.notes else 0.0

    def _draw(
        self,
        captions: Sequence[Caption],
        parts: Sequence[Sequence[Slice]],
        number: int,
        canvas: Canvas,
        top: float,
    ) -> None:
        caption, slices = captions[number > 0], parts[number]
        caption.draw(canvas, self.place.left, top)
        y = top + caption.height
        if slices or not self.report.rows:
            y = self.board.print(y, slices)
        if number == len(parts) - 1:
            size = self.setter.style.letters[Part.NOTE].size
            y += _NOTE_GAP * size
            for line in self.notes:
                line.draw(canvas, self.place.left, y + 1.1 * size)
                y += size * _NOTE_LINE


def _lying(draw: "partial[None]", top: float, canvas: Canvas) -> None:
    with canvas.turned():
        draw(canvas, top)

"""Ruled forms and charts inside a document, as wide as the text."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from edudesk.base.chart import Chart, ChartKind
from edudesk.base.form import Form
from edudesk.papers.canvas import MM, Canvas
from edudesk.papers.charts import chart_height, draw_chart
from edudesk.papers.fonts import Role
from edudesk.papers.form_drawing import draw_blocks
from edudesk.papers.form_layout import Block, Wrapping, blocks_of, pages_of, with_company
from edudesk.papers.official.captions import Caption, between_lines, lines_of
from edudesk.papers.official.pieces import Item, Piece, Tall
from edudesk.papers.official.setting import Setter
from edudesk.papers.official.style import Part
from edudesk.papers.official.tables import WHOLE

_ROW_AIR = 0.9  # above and below the lines of a cell together, times the size
_FOOT, _FOOT_LINE = 11 * MM, 8 * MM  # room to sign below a form, and the line in it
_CHART_SIZE = 10.5  # of letters, at most
_LOWEST, _HIGHEST = 0.7, 1.35  # of the height a chart wants
_ELASTIC = (ChartKind.BARS, ChartKind.STACKED, ChartKind.LINE)  # lower fields show as much


class RuledForm:
    """A ruled box in a document, 单位意见 for instance."""

    def __init__(self, form: Form, setter: Setter, canvas: Canvas) -> None:
        self.setter = setter
        self.size = setter.style.letters[Part.TABLE].size
        wrapping = Wrapping(setter.width, canvas.font(Role.SONG), canvas.font(Role.HEI), setter.findings)
        self.blocks = blocks_of(form, setter.width, self.size, self.size * _ROW_AIR, wrapping)
        self.caption = Caption(setter, setter.width, form.title, left=form.left, right=form.right)
        self.foot = [setter.line(text, Part.NOTE, "表格") for text in form.foot]

    def item(self) -> Item:
        """It as part of the text: short ones whole, of long ones at least the head and a row."""
        heads = next((at for at, block in enumerate(self.blocks) if not block.is_head), len(self.blocks))
        least = sum(block.height for block in self.blocks[: heads + 1])
        above = self.caption.height
        whole = lines_of(above + sum(block.height for block in self.blocks) + self._below, self.setter)
        if whole <= WHOLE:
            return Tall(whole, self._cut)
        return Tall(lines_of(above + least, self.setter), self._cut, takes_along=True)

    def _cut(self, room: int, page: int, tail: int) -> list[Piece]:
        setter = self.setter
        first, later = setter.height(room) - self.caption.height, setter.height(page) - self._below
        parts = pages_of(self.blocks, first, later)
        above = 0.0 if len(parts) > 1 else self.caption.height
        lines = lines_of(above + sum(block.height for block in parts[-1]) + self._below, setter)
        if lines + tail > (page if len(parts) > 1 else room):
            parts = with_company(parts)
        pieces = []
        for number, blocks in enumerate(parts):
            draw = partial(self._draw, parts, number)
            lines = page if number else room
            piece = Piece(lines, draw)
            if number == len(parts) - 1:
                above = 0.0 if number else self.caption.height
                height = above + sum(block.height for block in blocks) + self._below
                piece = between_lines(draw, height, lines, lines == page, setter)
            pieces.append(piece)
        return pieces

    @property
    def _below(self) -> float:
        return _FOOT if self.foot else 0.0

    def _draw(self, parts: Sequence[Sequence[Block]], number: int, canvas: Canvas, top: float) -> None:
        left, width = self.setter.left, self.setter.width
        y = top
        if number == 0:
            self.caption.draw(canvas, left, top)
            y += self.caption.height
        y = draw_blocks(canvas, parts[number], self.size, left, y, width)
        if number == len(parts) - 1:
            for place, line in enumerate(self.foot):
                line.at(place * width / len(self.foot)).draw(canvas, left, y + _FOOT_LINE)


def chart_item(chart: Chart, setter: Setter) -> Item:
    """A chart, never cut. One with axes is drawn lower where that keeps it on the page begun, and higher where the
    page would end white."""
    size = min(setter.style.letters[Part.TABLE].size, _CHART_SIZE)
    wanted = chart_height(chart, setter.width, size=size, fonts=setter.fonts)

    is_elastic = chart.kind in _ELASTIC

    def placed(height: float) -> Piece:
        def draw(canvas: Canvas, top: float) -> None:
            draw_chart(
                canvas, chart, setter.left, top, setter.width, height, size=size, findings=setter.findings
            )

        return between_lines(draw, height, setter.style.lines, False, setter)

    def grown(more: int) -> Piece:
        return placed(min(setter.height(lines_of(wanted, setter) + more), wanted * _HIGHEST))

    def cut(room: int, page: int, tail: int) -> list[Piece]:
        free = room - tail if room - tail >= least else room
        piece = placed(min(wanted, setter.height(free)))
        return [replace(piece, grown=grown if is_elastic and piece.lines < free else None)]

    lowest = wanted * _LOWEST if is_elastic else wanted
    least = min(lines_of(lowest, setter), setter.style.lines)
    return Tall(least, cut)

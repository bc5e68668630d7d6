"""Rows of a form drawn where they were laid out: labels on grey, lines, text."""

from collections.abc import Sequence

from edudesk.base.form import Look
from edudesk.papers.canvas import Align, Canvas, Lettering, Segment
from edudesk.papers.charts import draw_chart
from edudesk.papers.fit import LEADING, PAD
from edudesk.papers.fonts import Role
from edudesk.papers.form_layout import Block, Box

_GREY = 0.94
_SMALLER = 0.85  # letters of a chart, times those of the form
_ALIGN = {Look.SECTION: Align.LEFT, Look.TEXT: Align.LEFT, Look.FIGURE: Align.RIGHT}
_LABELS = (Look.LABEL, Look.SECTION)


def draw_blocks(
    canvas: Canvas, blocks: Sequence[Block], size: float, left: float, top: float, width: float
) -> float:
    """Draw rows of a form as wide as they were laid out; y of their end. Lengths are points.

    What is grey lies below the lines, the lines below the text.
    """
    shown: dict[Lettering, list[str]] = {}
    lines: list[Segment] = []
    y = top
    for block in blocks:
        tops = [y]
        for height in block.heights:
            tops.append(tops[-1] + height)
        for at, row in enumerate(block.rows):
            for box in row:
                bottom = tops[at + box.cell.rows]
                if box.cell.look in _LABELS:
                    canvas.fill(left + box.left, tops[at], box.width, bottom - tops[at], _GREY)
                lines += _edges(box, left, tops[at], bottom)
                letters = canvas.lettering(Role.HEI if box.cell.look in _LABELS else Role.SONG, size)
                _draw_chart(canvas, box, size, left, tops[at], bottom)
                top_of_text = _draw_picture(canvas, box, size, left, tops[at], bottom)
                shown.setdefault(letters, []).extend(_texts(canvas, box, letters, left, top_of_text, bottom))
        y = tops[-1]
    for letters, texts in shown.items():
        canvas.place(letters, texts)
    if lines:
        canvas.lines(lines, 0.4)
        canvas.frame(left, top, width, y - top, 0.9)
    return y


def _draw_picture(canvas: Canvas, box: Box, size: float, left: float, top: float, bottom: float) -> float:
    """The picture of a cell as large as its room allows; y below which the text stands."""
    picture = box.cell.picture
    if picture is None:
        return top
    pad = size * PAD
    text = len(box.lines) * size * LEADING if box.cell.text else 0.0
    width, height = box.width - 2 * pad, bottom - top - text - 2 * pad
    scale = min(width / picture.width, height / picture.height)
    wide, high = picture.width * scale, picture.height * scale
    x = left + box.left + (box.width - wide) / 2
    canvas.picture(x, top + pad + (height - high) / 2, wide, high, picture.content)
    return bottom - text - pad


def _draw_chart(canvas: Canvas, box: Box, size: float, left: float, top: float, bottom: float) -> None:
    """The chart of a cell inside its lines, in letters a little smaller than those of the form."""
    if box.cell.chart is not None:
        pad = size * PAD
        width, height = box.width - 2 * pad, bottom - top - 2 * pad
        draw_chart(
            canvas, box.cell.chart, left + box.left + pad, top + pad, width, height, size=size * _SMALLER
        )


def _edges(box: Box, left: float, top: float, bottom: float) -> list[Segment]:
    start, end = left + box.left, left + box.left + box.width
    return [(start, bottom, end, bottom), (end, top, end, bottom)]


def _texts(canvas: Canvas, box: Box, letters: Lettering, left: float, top: float, bottom: float) -> list[str]:
    size = letters.size
    align = _ALIGN.get(box.cell.look, Align.CENTRE)
    pad = size * PAD
    start = left + box.left + pad + (box.width - 2 * pad) * align.value
    # a Chinese character stands 0.88 above and 0.12 below its baseline
    y = (top + bottom - len(box.lines) * size * LEADING) / 2 + size * (LEADING / 2 + 0.38)
    texts = []
    for line in box.lines:
        if line:
            x = start - letters.width(line) * align.value
            texts.append(f"1 0 0 1 {x:.2f} {canvas.height_of(y)} Tm{letters.show(line)}")
        y += size * LEADING
    return texts

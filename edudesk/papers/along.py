"""Bars along the days over the rows of a table, in greys that stay apart when they are printed in black and white."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from edudesk.base.along import Along, BarMark, Look, PaperBar
from edudesk.papers.canvas import Canvas, Colour

FOOT: Final = 9.0  # points below the words of a row in which its bar lies
_THICK, _DOT = 5.0, 2.2
_BLUE: Final[Colour] = (0.12, 0.27, 0.52)
_PALE: Final[Colour] = (0.73, 0.82, 0.93)
_GREY: Final[Colour] = (0.85, 0.85, 0.85)
_EDGE: Final[Colour] = (0.45, 0.45, 0.45)
_WHITE: Final[Colour] = (1.0, 1.0, 1.0)
_RED: Final[Colour] = (0.66, 0.20, 0.15)
_DASH: Final = (2.0, 1.5)


def draw_bars(
    canvas: Canvas, along: Along, edges: Sequence[float], rows: Sequence[tuple[int, float]], top: float
) -> None:
    """The bars of some rows. edges: x of the lines of the table; rows: (number, y of its end); top: of the first of them."""
    if not rows:
        return
    if along.shows(along.today):
        x = along.place(along.today, edges)
        canvas.path(((x, top), (x, rows[-1][1])), 0.8, _RED, _DASH)
    for number, bottom in rows:
        _draw_bar(canvas, along, along.bars[number], edges, bottom - FOOT / 2)


def _draw_bar(canvas: Canvas, along: Along, bar: PaperBar, edges: Sequence[float], y: float) -> None:
    if bar.start is not None and bar.end is not None:
        left = along.place(bar.start, edges)
        right = max(along.place(bar.end + timedelta(days=1), edges), left + 1)
        top, end = y - _THICK / 2, y + _THICK / 2
        box = ((left, top), (right, top), (right, end), (left, end))
        if bar.look is not Look.WISHED:
            canvas.polygon(box, _PALE if bar.look is Look.ON else _GREY)
        edge = _BLUE if bar.look is Look.ON else _EDGE
        # a bar that goes on beyond the paper has no end there
        sides = [(box[0], box[1]), (box[3], box[2])]
        sides += [(box[0], box[3])] if along.shows(bar.start) else []
        sides += [(box[1], box[2])] if along.shows(bar.end) else []
        for side in sides:
            canvas.path(side, 0.6, edge, _DASH if bar.look is Look.WISHED else ())
    if bar.late is not None:
        first, last = (along.place(day, edges) for day in bar.late)
        canvas.path(((first, y), (last, y)), 1.6, _RED)
    for mark in bar.marks:
        if along.shows(mark.on):
            _draw_mark(canvas, mark, along.place(mark.on, edges), y)


def _draw_mark(canvas: Canvas, mark: BarMark, x: float, y: float) -> None:
    """Done is full, what comes is hollow, what is late is a full square on its corner."""
    far = _DOT + 0.8 if mark.is_late else _DOT
    near = 0.0 if mark.is_late else far * 0.7  # eight corners are round enough at this size
    ring = [
        (0, -far),
        (near, -near),
        (far, 0),
        (near, near),
        (0, far),
        (-near, near),
        (-far, 0),
        (-near, -near),
    ]
    points = [(x + a, y + b) for a, b in ring if mark.is_late is False or 0 in (a, b)]
    colour = _RED if mark.is_late else _BLUE
    canvas.polygon(points, colour if mark.is_done or mark.is_late else _WHITE)
    canvas.path([*points, points[0]], 0.7, colour)

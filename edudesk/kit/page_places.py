"""Where the pages of a PDF lie on the ground of the preview, in logical pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, QSize

ZOOMS = (0.25, 0.33, 0.5, 0.7, 0.85, 1.0, 1.25, 1.5, 2.0)
TWO, WIDTH, PAGE = "two", "width", "page"  # zooms that follow the size of the window
NATURAL = 96 / 72  # pixels for a point at 100 %
GAP = 18  # around each page

Sizes = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Places:
    """factor: of the natural size; pages: the box of each; width, height: of the ground."""

    factor: float = 1.0
    pages: tuple[QRectF, ...] = ()
    width: float = 0.0
    height: float = 0.0

    def row_of(self, page: int) -> float:
        """Upper edge of the row a page lies in."""
        return self.pages[page].top()

    def first_below(self, top: float) -> int:
        """The first page of which more than a third lies below a height; the last if there is none."""
        for number, place in enumerate(self.pages):
            if place.bottom() - top > place.height() / 3:
                return number
        return len(self.pages) - 1

    def within(self, seen: QRectF) -> list[int]:
        """The pages of which something lies in a box."""
        return [number for number, place in enumerate(self.pages) if place.intersects(seen)]


def placed(sizes: Sizes, zoom: float | str, view: QSize, room: int) -> Places:
    """Pages of these sizes (points) in rows, as many beside each other as have room, each row as high as its
    highest page.

    zoom: a factor, TWO, WIDTH or PAGE; view: what is in sight; room: its width beside a scroll bar.
    """
    factor = _factor(sizes, zoom, view, room)
    scale = factor * NATURAL
    boxes = [(ceil(width * scale), ceil(height * scale)) for width, height in sizes]
    widest = max((width for width, _ in boxes), default=1)
    beside = min(max((view.width() - GAP) // (widest + GAP), 1), max(len(boxes), 1))
    whole = max(beside * (widest + GAP) + GAP, view.width())
    pages, top = [], float(GAP)
    for first in range(0, len(boxes), beside):
        row = boxes[first : first + beside]
        left = (whole - beside * (widest + GAP) + GAP) / 2
        for width, height in row:
            pages.append(QRectF(round(left + (widest - width) / 2), top, width, height))
            left += widest + GAP
        top += max(height for _, height in row) + GAP
    return Places(factor, tuple(pages), whole, top)


def _factor(sizes: Sizes, zoom: float | str, view: QSize, room: int) -> float:
    if not isinstance(zoom, str):
        return zoom
    if not sizes:
        return 1.0
    width = max(width for width, _ in sizes) * NATURAL
    height = max(height for _, height in sizes) * NATURAL
    # a pixel less, as boxes are rounded up and have to fit nevertheless
    fitting = (room - 2 * GAP - 1) / width
    if zoom == TWO and len(sizes) > 1 and width <= height:
        fitting = ((room - 3 * GAP) / 2 - 1) / width
    if zoom == PAGE:
        fitting = min(fitting, (view.height() - 2 * GAP) / height)
    return min(max(fitting, 0.1), ZOOMS[-1])

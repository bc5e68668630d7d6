"""A watermark: what a paper is not for, large and pale across the page, under everything else."""

from typing import Final

from edudesk.papers.canvas import Canvas
from edudesk.papers.fonts import Role

_PALE: Final = (0.88, 0.88, 0.88)
_RISING: Final = 24.0  # degrees
_OF_PAGE: Final = 0.7  # of the width that the line takes
_LARGEST: Final = 64.0  # points


def draw_watermark(canvas: Canvas, width: float, height: float, text: str) -> None:
    """Across the middle of a page of this size, in points; nothing for ""."""
    if not text:
        return
    one = canvas.lettering(Role.HEI, 1.0)
    size = round(min(width * _OF_PAGE / one.width(text), _LARGEST), 1)
    letters = canvas.lettering(Role.HEI, size)
    canvas.slanted(width / 2, height / 2, text, letters, _PALE, _RISING)

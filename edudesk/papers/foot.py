"""The line at the foot of reports and forms: from which state of the data it was made, and the page number."""

from typing import Final

from edudesk.papers.canvas import MM, Align, Canvas
from edudesk.papers.fit import MARGIN_X
from edudesk.papers.fonts import Role

_ABOVE_EDGE: Final = 9 * MM
_NUMBER, _TINY = 9.0, 7.5  # points


def draw_foot(canvas: Canvas, width: float, height: float, number: str, footer: str) -> None:
    """footer on the left, number in the middle of the page; at the right edge where a long footer, as of the files
    of a pack, comes that far. width, height: of the page."""
    letters, tiny = canvas.lettering(Role.SONG, _NUMBER), canvas.lettering(Role.SONG, _TINY)
    y = height - _ABOVE_EDGE
    begins = (width - letters.width(number)) / 2
    if MARGIN_X + tiny.width(footer) + _NUMBER > begins:
        canvas.text(width - MARGIN_X, y, number, letters, Align.RIGHT)
    else:
        canvas.text(width / 2, y, number, letters, Align.CENTRE)
    canvas.text(MARGIN_X, y, footer, tiny)

"""What stands over a table or form in a document, and how it is placed between the lines of text."""

from math import ceil

from edudesk.papers.canvas import Canvas
from edudesk.papers.official.pieces import Draw, Piece
from edudesk.papers.official.setting import Line, Setter
from edudesk.papers.official.style import Part

_AIR = 5.0  # points above a table, and below it
_TITLE_LINE = 1.55  # line distance of a title, times its size
_SIDE_LINE = 1.5  # height of what stands left and right below it, times its size
_NO_TITLE = 3.0  # points, instead of a title


class Caption:
    """Label (附件1), title in the middle, and what stands left and right directly over the table."""

    def __init__(
        self,
        setter: Setter,
        width: float,
        title: str,
        part: Part = Part.CAPTION,
        *,
        label: str = "",
        left: str = "",
        right: str = "",
    ) -> None:
        """width: of the table, in points; part: what the title is set as."""
        self.setter, self.width = setter, width
        letters = setter.style.letters[part]
        self.title_line = letters.size * _TITLE_LINE
        self.size = letters.size
        self.label = setter.line(label, Part.LABEL, "附件")
        self.titles = setter.lines([(title, letters)], "表名", width) if title else []
        self.sides = [setter.line(text, Part.NOTE, "表注") for text in (left, right)]

    @property
    def height(self) -> float:
        """Points down to the table."""
        label = self.setter.style.pitch if self.label.chunks else 0.0
        title = len(self.titles) * self.title_line or _NO_TITLE
        return label + title + (self._side_height if any(side.chunks for side in self.sides) else 0.0)

    @property
    def _side_height(self) -> float:
        return _SIDE_LINE * self.setter.style.letters[Part.NOTE].size

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Print it; x, top: upper left corner."""
        y = top
        if self.label.chunks:
            self.label.draw(canvas, x, self.setter.baseline(y))
            y += self.setter.style.pitch
        for line in self.titles:
            line.at((self.width - line.width) / 2).draw(canvas, x, y + 0.88 * self.size)
            y += self.title_line
        left, right = self.sides
        y = top + self.height - self._side_height
        size = self.setter.style.letters[Part.NOTE].size
        left.draw(canvas, x, y + 0.95 * size)
        right.at(self.width - right.width).draw(canvas, x, y + 0.95 * size)


def notes_of(notes: tuple[str, ...], setter: Setter, width: float) -> list[Line]:
    """The lines under a table."""
    letters = setter.style.letters[Part.NOTE]
    return [line for note in notes for line in setter.lines([(note, letters)], "表注", width)]


def lines_of(height: float, setter: Setter) -> int:
    """Lines of the page that something so many points high takes in the text."""
    return ceil((height + 2 * _AIR) / setter.style.pitch)


def between_lines(draw: Draw, height: float, room: int, is_top: bool, setter: Setter) -> Piece:
    """A table, form or chart, or its last part, in the middle between the lines of text above and below it.

    height: in points; room: lines it may take; is_top: it begins a page.
    """
    pitch = setter.style.pitch
    lines = min(room, lines_of(height, setter))
    lower = 0.0 if is_top else max((lines * pitch - height - (pitch - setter.size)) / 2, 0.0)
    return Piece(lines, lambda canvas, top: draw(canvas, top + lower))

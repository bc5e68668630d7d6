"""版记: who gets copies, who printed it and when, at the lower edge of the last page."""

from edudesk.base.dates import chinese_day
from edudesk.base.document import Imprint
from edudesk.papers.canvas import MM, Canvas
from edudesk.papers.official.pieces import Piece
from edudesk.papers.official.setting import Setter
from edudesk.papers.official.style import Part

_OUTER, _INNER = 0.35 * MM, 0.25 * MM  # lines of the imprint (GB/T 9704-2012 7.4.1)
_ROW = 1.875  # line distance, times the size


class ImprintBlock:
    """版记 at the lower edge of the type area. Of a letter without lines and printer (10.1)."""

    def __init__(self, imprint: Imprint, setter: Setter, is_letter: bool) -> None:
        self.setter, self.is_letter = setter, is_letter
        letters = setter.style.letters[Part.IMPRINT]
        self.step = letters.size * _ROW
        space = letters.size
        label = setter.line("抄送：", Part.IMPRINT, "版记", space)
        hang = space + label.width
        marks = ["，"] * (len(imprint.copies_to) - 1) + ["。"]
        names = [name + mark for name, mark in zip(imprint.copies_to, marks, strict=False)]
        copies = setter.names(names, Part.IMPRINT, "版记", hang, setter.width - space)
        self.copies = [[line] if place else [label, line] for place, line in enumerate(copies)]
        shown = setter.line(f"{chinese_day(imprint.on)}印发", Part.IMPRINT, "版记")
        at = setter.width - space - shown.width
        words = [(imprint.printer, letters)]
        printer = setter.lines(words, "版记", at - space, space, space)  # a long name breaks beside the date
        self.printed = [] if is_letter else [[line] for line in printer] or [[]]
        if self.printed:
            self.printed[-1].append(shown.at(at))

    @property
    def height(self) -> float:
        """Points from its upper line to its lower."""
        return (len(self.copies) + len(self.printed)) * self.step

    def pieces(self, has_seal_above: bool) -> list[Piece]:
        """It as the end of the text. has_seal_above: a seal over issuer and date reaches into the line below."""
        lines = int(-(-self.height // self.setter.style.pitch))
        return [Piece(lines + has_seal_above, self._draw, is_closing=True)] if lines else []

    def _draw(self, canvas: Canvas, top: float) -> None:
        """Print it at the foot of the page, wherever the text ends."""
        setter = self.setter
        bottom = (setter.style.top + setter.style.height) * MM
        y = bottom - self.height
        size = setter.style.letters[Part.IMPRINT].size
        for row in (*self.copies, *self.printed):
            for line in row:
                line.draw(canvas, setter.left, y + self.step / 2 + 0.38 * size)
            y += self.step
        if self.is_letter:
            return
        edges = [(bottom - self.height, _OUTER), (bottom, _OUTER)]
        if self.copies:
            edges.append((bottom - len(self.printed) * self.step, _INNER))
        for height, weight in edges:
            canvas.lines([(setter.left, height, setter.left + setter.width, height)], weight)

"""Pages of a Word paper: type area, grid, feet with the page number, one section after another."""

from typing import Any, Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from edudesk.papers.canvas import MM
from edudesk.papers.official.style import SERIAL, Part, Style
from edudesk.papers.word.boxes import box_of, on_page
from edudesk.papers.word.elements import (
    aligned,
    field,
    indent,
    node,
    paragraph,
    points,
    run,
    spacing,
)
from edudesk.papers.word.measures import characters
from edudesk.papers.word.styles import LEADING, line_pitch, whole_size

HEADER: Final = 15  # mm from the edge of the paper
_A4: Final = (210, 297)  # mm
_SERIAL_FOOT: Final = 9  # mm from the edge of the paper
_NUMBER_LINE: Final = 0.75  # of a line of the page number, from the dash down, times the size
_TO_DASH: Final = 7  # mm from the type area to the dashes around the page number (GB/T 9704-2012 7.5)


class Pages:
    """The sections of one document; their feet are made once."""

    def __init__(self, word: WordDocument, style: Style, serial: str = "") -> None:
        """serial: the small line below the page number, "" = none."""
        self._word, self._style, self._serial = word, style, serial
        self._feet = self._made_feet(is_lying=False)
        self._lying_feet: list[tuple[str, str]] = []
        self._letter: tuple[str, str] | None = None
        self._is_begun = False

    def part(self, kind: str, *content: BaseOxmlElement) -> str:
        """The id of a new header or footer."""
        package: Any = self._word.part
        part, key = package.add_header_part() if kind == "header" else package.add_footer_part()
        part.element.clear()
        part.element.extend(content)
        return str(key)

    def take_letter(self, head: str, foot: str) -> None:
        """Give the first page of the text this head and foot instead of a number."""
        self._letter = (head, foot)

    def front(self) -> BaseOxmlElement:
        """A section before the text: cover, contents; without page numbers."""
        return self._section(is_numbered=False)

    def text(self, *, is_landscape: bool = False) -> BaseOxmlElement:
        """The next section of the text; the first begins with page 1."""
        is_first, self._is_begun = not self._is_begun, True
        return self._section(
            is_landscape=is_landscape,
            first=1 if is_first else None,
            letter=self._letter if is_first else None,
        )

    def _section(
        self,
        *,
        is_landscape: bool = False,
        is_numbered: bool = True,
        first: int | None = None,
        letter: tuple[str, str] | None = None,
    ) -> BaseOxmlElement:
        """w:sectPr of a section that begins on a new page; first: number of its first page."""
        style, feet = self._style, self._feet
        if is_landscape:
            feet = self._lying_feet = self._lying_feet or self._made_feet(is_lying=True)
        wide, high = reversed(_A4) if is_landscape else _A4
        above, left = style.top, style.left
        right, below = _A4[0] - style.left - style.width, _A4[1] - style.top - style.height
        if is_landscape:  # turned so that the head of a table lies at the binding edge of an odd page
            above, right, below, left = left, above, right, below
        return node(
            "w:sectPr",
            *([_refer("header", "first", letter[0]), _refer("footer", "first", letter[1])] if letter else []),
            *(_refer("footer", kind, key) for kind, key in feet if is_numbered),
            node("w:type", val="nextPage"),
            node(
                "w:pgSz",
                w=points(wide * MM),
                h=points(high * MM),
                orient="landscape" if is_landscape else None,
            ),
            node(
                "w:pgMar",
                top=points(above * MM),
                right=int(right * MM * 20),
                bottom=int(below * MM * 20),
                left=points(left * MM),
                header=points(HEADER * MM),
                footer=points(self._foot_edge * MM),
                gutter=0,
            ),
            node("w:pgNumType", start=first) if first is not None else None,
            node("w:cols", space=425),
            node("w:titlePg") if letter else None,
            self._grid(is_landscape),
        )

    def _grid(self, is_landscape: bool) -> BaseOxmlElement:
        """So many lines to a page; a page on its side holds a table and has no grid."""
        if is_landscape:
            return node("w:docGrid", linePitch=312)
        return node("w:docGrid", type="lines", linePitch=points(line_pitch(self._style)))

    @property
    def _below(self) -> float:
        """Millimetres from the type area of an upright page to its lower edge."""
        return _A4[1] - self._style.top - self._style.height

    @property
    def _foot_edge(self) -> float:
        """Millimetres from the lower edge of an upright page to its foot."""
        return _SERIAL_FOOT if self._serial else self._below - _TO_DASH - _NUMBER_LINE * self._size / MM

    def _made_feet(self, *, is_lying: bool) -> list[tuple[str, str]]:
        """Kind and id of the feet: of odd pages to the right, of even pages to the left (7.5)."""
        if self._style.is_number_centred:
            return [("default", self._foot("center", is_lying))]
        return [("default", self._foot("right", is_lying)), ("even", self._foot("left", is_lying))]

    def _foot(self, where: str, is_lying: bool) -> str:
        style, size = self._style, self._size
        inset = indent(size, right=1) if where == "right" else indent(size, left=1)
        text = [run("— "), *field("PAGE", "1"), run(" —")]
        line, small = size * 1.2, SERIAL.size * LEADING if self._serial else 0.0
        # the serial stands lower: as much as the page number is above it
        free = (self._below - _TO_DASH - _SERIAL_FOOT) * MM - size * _NUMBER_LINE - small
        space = spacing(0, free if self._serial else 0, line=line)
        lines = [paragraph("footer", *text, at=aligned(where), ind=inset, space=space)]
        if self._serial:
            lines.append(paragraph("serial", run(self._serial, *self._fitted())))
        if not is_lying:
            return self.part("footer", *lines)
        # where it would be on the same sheet held upright, whose lower edge lies at the left (clause 8)
        place = on_page(self._foot_edge, style.left, is_turned=True)
        height = line + (max(free, 0) + small if self._serial else 0.0)
        box = box_of(lines, "页码", height, style.width * MM, place)
        return self.part("footer", paragraph("last", box))

    def _fitted(self) -> list[BaseOxmlElement]:
        """The size at which the serial stands on one line, when it is longer than that."""
        share = self._style.width * MM / (characters(self._serial) * SERIAL.size)
        return [node("w:sz", val=int(SERIAL.size * share * 2))] if share < 1 else []

    @property
    def _size(self) -> float:
        return whole_size(self._style.letters[Part.NUMBER])


def _refer(what: str, kind: str, key: str) -> BaseOxmlElement:
    made = node(f"w:{what}Reference", type=kind)
    made.set(qn("r:id"), key)
    return made

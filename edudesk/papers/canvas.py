"""Pages to draw on: text, lines and boxes in points from the top left corner, written to a PDF as pages end.

What has to be drawn fast (tables) prepares operators once (Lettering.show) and places them many times.
"""

import struct
from collections.abc import Iterable
from enum import Enum
from typing import BinaryIO

from edudesk.papers.fonts import MISSING, Face, Font, FontBook, Role
from edudesk.papers.pdffile import PdfFile, text_string

MM = 72 / 25.4  # points in a millimetre

Segment = tuple[float, float, float, float]


class Align(Enum):
    """Which point of a text x names; the value is the share of its width left of x."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


class _Embedded(dict[str, str]):
    """A face inside one document: character -> its code there as four hex digits, given at first use."""

    def __init__(self, face: Face, name: str, number: int) -> None:
        self.face, self.name, self.number = face, name, number
        self._glyphs: list[int] = []
        self._chars: list[str] = []

    def __missing__(self, char: str) -> str:
        glyph = self.face.glyph(char)
        if glyph is None:
            raise KeyError(char)
        return self.add(char, glyph)

    def add(self, char: str, glyph: int) -> str:
        """Print glyph for char; who copies the text out of the document gets char."""
        self._glyphs.append(glyph)
        self._chars.append(char)
        self[char] = code = f"{len(self._glyphs):04X}"
        return code

    def write(self, pdf: PdfFile) -> None:
        """Write the used part of the font (a Type 0 font, ISO 32000-1, 9.7)."""
        font = self.face.truetype
        assert font is not None
        places = {glyph: place for place, glyph in enumerate(dict.fromkeys(self._glyphs), 1)}
        data = font.subset(list(places))
        # six letters before the name mark a subset; our own name, as the OFL reserves some fonts'
        name = (
            b"/EDUDSK+"
            + self.name.encode()
            + b"-"
            + self.face.path.stem.encode("ascii", "ignore").replace(b" ", b"")
        )
        file = pdf.write_stream(data, b"/Length1 %d" % len(data))
        descriptor = pdf.write(
            b"<</Type/FontDescriptor/FontName%b/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d"
            b"/CapHeight %d/StemV %d/FontFile2 %d 0 R>>"
            % (name, *font.box, font.ascent, font.descent, font.ascent, 50 + (font.weight // 65) ** 2, file)
        )
        glyph_map = pdf.write_stream(
            struct.pack(f">{len(self._glyphs) + 1}H", 0, *map(places.__getitem__, self._glyphs))
        )
        widths = b"".join(
            b"%d[%d]" % (code, round(width))
            for code, width in enumerate(map(font.width, self._glyphs), 1)
            if round(width) != 1000
        )
        descendant = pdf.write(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/FontDescriptor %d 0 R/DW 1000/W[%b]/CIDToGIDMap %d 0 R>>"
            % (name, descriptor, widths, glyph_map)
        )
        unicode_map = pdf.write_stream(_unicode_map(self._chars))
        pdf.write(
            b"<</Type/Font/Subtype/Type0/BaseFont%b/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
            % (name, descendant, unicode_map),
            self.number,
        )


class Lettering:
    """A font at a size inside one document; begin selects it, show prints with it from the current point."""

    def __init__(self, font: Font, size: float, canvas: "Canvas") -> None:
        self.font = font
        self.size = size
        self._canvas = canvas
        self._codes = canvas._embed(font.main)
        self.begin = f"/{self._codes.name} {size:g} Tf"

    def width(self, text: str) -> float:
        """Width of a line in points."""
        return self.font.width(text, self.size)

    def show(self, text: str) -> str:
        """Operators that print one line; afterwards the same font is selected as before."""
        try:
            return f"<{''.join(map(self._codes.__getitem__, text))}>Tj"
        except KeyError:
            return self._show_mixed(text)

    def _show_mixed(self, text: str) -> str:
        shown = []
        for face, run in self.font.runs(text):
            codes = self._mark(run) if face is None else self._canvas._embed(face)
            shown.append(f"/{codes.name} {self.size:g} Tf<{''.join(map(codes.__getitem__, run))}>Tj")
        return "".join(shown) + self.begin

    def _mark(self, chars: str) -> _Embedded:
        found = self.font.find(MISSING)
        face, glyph = found or (self.font.main, 0)
        codes = self._canvas._embed(face)
        for char in chars:
            if char not in codes:
                codes.add(char, glyph)
        return codes


class Canvas:
    """A document being written to file, page by page: start_page, draw, start_page …, close."""

    def __init__(self, file: BinaryIO, title: str, fonts: FontBook) -> None:
        self._pdf = PdfFile(file)
        self._title = title
        self._fonts = fonts
        self._embedded: dict[Face, _Embedded] = {}
        self._letterings: dict[tuple[Role, float], Lettering] = {}
        self._tree, self._resources = self._pdf.promise(), self._pdf.promise()
        self._pages: list[int] = []
        self._height = self._width = 0.0
        self._drawn: list[str] = []

    def font(self, role: Role) -> Font:
        """The font of a role, to measure with."""
        return self._fonts[role]

    def lettering(self, role: Role, size: float) -> Lettering:
        """The font of a role at a size."""
        key = (role, size)
        if key not in self._letterings:
            self._letterings[key] = Lettering(self._fonts[role], size, self)
        return self._letterings[key]

    def start_page(self, width: float, height: float) -> None:
        """End the page before, if any, and begin one of this size."""
        self._end_page()
        self._width, self._height = width, height

    def text(self, x: float, y: float, text: str, letters: Lettering, align: Align = Align.LEFT) -> None:
        """Print one line with its baseline at y; x is its left end, middle or right end."""
        if text:
            left = x - letters.width(text) * align.value
            self._drawn.append(
                f"BT {letters.begin} {left:.2f} {self._height - y:.2f} Td{letters.show(text)} ET"
            )

    def place(self, letters: Lettering, shown: Iterable[str]) -> None:
        """Print many prepared lines, each f"1 0 0 1 {x:.2f} {height_of(baseline)} Tm" + letters.show(text)."""
        self._drawn.append(f"BT {letters.begin}\n" + "\n".join(shown) + "\nET")

    def height_of(self, y: float) -> str:
        """y as a number for prepared lines, which count from the bottom."""
        return f"{self._height - y:.2f}"

    def lines(self, segments: Iterable[Segment], weight: float) -> None:
        """Draw straight black lines (x1, y1, x2, y2)."""
        high = self._height
        path = "".join(f"{a:.2f} {high - b:.2f} m {c:.2f} {high - d:.2f} l\n" for a, b, c, d in segments)
        self._drawn.append(f"{weight:g} w\n{path}S")

    def frame(self, x: float, y: float, width: float, height: float, weight: float) -> None:
        """Draw the outline of a box whose top left corner is x, y."""
        self._drawn.append(
            f"{weight:g} w {x:.2f} {self._height - y - height:.2f} {width:.2f} {height:.2f} re S"
        )

    def fill(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Fill a box; grey: 0 black … 1 white. What is drawn later lies above it."""
        corner = f"{x:.2f} {self._height - y - height:.2f} {width:.2f} {height:.2f}"
        self._drawn.append(f"q {grey:g} g {corner} re f Q")

    def close(self) -> int:
        """Write the last page, the fonts and the document's frame; the number of pages."""
        self._end_page()
        for face in self._embedded.values():
            face.write(self._pdf)
        names = "".join(f"/{face.name} {face.number} 0 R" for face in self._embedded.values())
        self._pdf.write(f"<</Font<<{names}>>>>".encode(), self._resources)
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        self._pdf.write(f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>".encode(), self._tree)
        catalog = self._pdf.write(
            b"<</Type/Catalog/Pages %d 0 R/Lang%b/ViewerPreferences<</DisplayDocTitle true>>>>"
            % (self._tree, text_string("zh-CN"))
        )
        self._pdf.close(catalog, self._title)
        return len(self._pages)

    def _embed(self, face: Face) -> _Embedded:
        if face not in self._embedded:
            self._embedded[face] = _Embedded(face, f"F{len(self._embedded) + 1}", self._pdf.promise())
        return self._embedded[face]

    def _end_page(self) -> None:
        if not self._height:
            return
        content = self._pdf.write_stream("\n".join(self._drawn).encode("ascii"))
        page = (
            f"<</Type/Page/Parent {self._tree} 0 R/MediaBox[0 0 {self._width:.2f} {self._height:.2f}]"
            f"/Resources {self._resources} 0 R/Contents {content} 0 R>>"
        )
        self._pages.append(self._pdf.write(page.encode()))
        self._drawn.clear()


def _unicode_map(chars: list[str]) -> bytes:
    """The table by which text is copied out and searched: code -> character."""
    blocks = []
    for begin in range(0, len(chars), 100):  # a block holds at most 100 by the standard
        rows = "".join(
            f"<{code:04X}><{char.encode('utf-16-be', 'surrogatepass').hex().upper()}>\n"
            for code, char in enumerate(chars[begin : begin + 100], begin + 1)
        )
        blocks.append(f"{rows.count('>') // 2} beginbfchar\n{rows}endbfchar\n")
    return (
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
        "1 begincodespacerange <0000><FFFF> endcodespacerange\n"
        + "".join(blocks)
        + "endcmap CMapName currentdict/CMap defineresource pop end end"
    ).encode("ascii")

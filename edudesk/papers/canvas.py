"""Pages to draw on: text, lines and boxes in points from the top left corner; reportlab makes the PDF of them.

What has to be drawn fast (tables) prepares operators once (Lettering.show) and places them many times.
"""

import math
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from enum import Enum
from io import BytesIO
from typing import Any, BinaryIO
from weakref import WeakKeyDictionary

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFInfo, PDFStreamFilterZCompress, PDFString
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from edudesk.papers.cells import printable
from edudesk.papers.fonts import MISSING, Face, Font, FontBook, Role

MM = 72 / 25.4  # points in a millimetre

Segment = tuple[float, float, float, float]
Colour = tuple[float, float, float]  # red, green, blue, 0.0–1.0

BLACK: Colour = (0.0, 0.0, 0.0)

_BEYOND_16_BITS = re.compile(r"<([0-9A-F]{5,6})>")


class Align(Enum):
    """Which point of a text x names; the value is the share of its width left of x."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


class _Outlines:
    """The outlines of all glyphs, of which each document takes a few. start: where they begin in the file."""

    def __init__(self, file: bytes, start: int) -> None:
        self._file, self._start = file, start

    def __getitem__(self, part: slice) -> bytes:
        return self._file[self._start + part.start : self._start + part.stop]


def _tables_of(face: Any) -> Callable[[str], bytes | _Outlines]:
    """Reads tables of a font file as reportlab does, which would copy 10 MB of outlines for each 256 glyphs."""

    def table(tag: str) -> bytes | _Outlines:
        start, length = face.get_table_pos(tag)
        file: bytes = face._ttf_data
        return _Outlines(file, start) if tag == "glyf" else file[start : start + length]

    return table


class _Embedded(TTFont):  # type: ignore[misc]
    """A face inside one document, where reportlab cuts it into fonts of 256 glyphs as characters are used.

    Outside show, the first of these fonts is the one selected.
    """

    def __init__(self, face: Face, number: int, document: PDFDocument) -> None:
        assert face.truetype is not None
        # not TTFont.__init__: the file was read before, and many documents share what was read
        self.__dict__.update(face.truetype.__dict__)
        self.state: WeakKeyDictionary[PDFDocument, Any] = WeakKeyDictionary()
        self.face: Any = copy(face.truetype.face)
        self.face.get_table = _tables_of(face.truetype.face)
        self._is_marked = False
        # with a number, as two versions of a font have the same name
        self.face.name += f"-{number}".encode()
        self.fontName = self.face.name.decode()
        self._document = document

    def select(self, size: float, subset: int = 0) -> str:
        """Operator that selects one of the fonts."""
        return f"{self.getSubsetInternalName(subset, self._document)} {size:g} Tf"

    def show(self, text: str, size: float) -> str:
        """Operators that print characters the face has, or for which a mark was set."""
        shown, current = "", 0
        for subset, codes in self.splitString(text, self._document):
            if subset != current:
                shown += self.select(size, subset)
                current = subset
            shown += f"<{codes.hex()}>Tj"
        return shown + self.select(size) if current else shown

    def set_mark(self, char: str) -> None:
        """Print char as MISSING, or as the font's own box; who copies the text out of the document gets char."""
        if not self._is_marked:  # until now these are the file's own, shared by all documents
            self._is_marked = True
            self.face.charToGlyph, self.face.charWidths = (
                dict(self.face.charToGlyph),
                dict(self.face.charWidths),
            )
        glyphs, widths = self.face.charToGlyph, self.face.charWidths
        glyphs[ord(char)] = glyphs.get(ord(MISSING), 0)
        widths[ord(char)] = widths.get(ord(MISSING), self.face.defaultWidth)

    def addObjects(self, doc: PDFDocument) -> None:
        """Called by reportlab when the document is saved."""
        super().addObjects(doc)
        # reportlab writes 𬭎 as <2CB4E>, where the standard wants the two halves of UTF-16
        for key, stream in doc.idToObject.items():
            if key.startswith("toUnicodeCMap:"):
                stream.content = _BEYOND_16_BITS.sub(_halves, stream.content)


def _halves(code: re.Match[str]) -> str:
    return f"<{chr(int(code[1], 16)).encode('utf-16-be').hex().upper()}>"


class Lettering:
    """A font at a size inside one document; begin selects it, show prints with it from the current point."""

    def __init__(self, font: Font, size: float, canvas: "Canvas") -> None:
        self.font = font
        self.size = size
        self._canvas = canvas
        self._main = canvas._embed(font.main)
        self._own: set[str] = set()  # characters the main face has, as far as they were used
        self.begin = self._main.select(size)

    def width(self, text: str) -> float:
        """Width of a line in points."""
        return self.font.width(text, self.size)

    def show(self, text: str) -> str:
        """Operators that print one line; afterwards the same font is selected as before."""
        if not self._own.issuperset(text):
            self._own.update(filter(self.font.main.has, set(text)))
            if not self._own.issuperset(text):
                return self._show_mixed(text)
        return self._main.show(text, self.size)

    def _show_mixed(self, text: str) -> str:
        shown = ""
        for face, run in self.font.runs(text):
            embedded = self._canvas._embed(face or self.font.find(MISSING) or self.font.main)
            if face is None:
                for char in run:
                    embedded.set_mark(char)
            shown += f"{embedded.select(self.size)} {embedded.show(run, self.size)}"
        return shown + self.begin


class _Info(PDFInfo):  # type: ignore[misc]
    """Title and program, where reportlab would add an anonymous author and a day of the year 2000."""

    def format(self, document: PDFDocument) -> Any:
        told = {"Title": PDFString(self.title), "Producer": PDFString("EduDesk")}
        return PDFDictionary(told).format(document)


class _Packing(PDFStreamFilterZCompress):  # type: ignore[misc]
    """Packs the streams of a document, each of which counts for its fingerprint (the ID in its trailer)."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document

    def encode(self, text: str | bytes) -> bytes:
        content = text.encode("ascii") if isinstance(text, str) else text
        self._document.updateSignature(content)
        # level 6 costs three times level 3 on table pages and saves 8 % of the file
        return zlib.compress(content, 3)


def _rgb(colour: Colour) -> str:
    return " ".join(f"{part:.3f}" for part in colour)


class Canvas:
    """A document being drawn page by page: start_page, draw, start_page …, close, which writes the file.

    Same calls, same bytes: no clock, no user, no computer goes in.
    """

    def __init__(self, file: BinaryIO, title: str, fonts: FontBook) -> None:
        main: Any = fonts[Role.SONG].main.truetype
        pdfmetrics.registerFont(main)
        # a document begun without a font of ours would name Helvetica, and not embed it
        self._pdf = PdfCanvas(
            file,
            invariant=1,
            lang="zh-CN",
            pdfVersion=(1, 7),
            pageCompression=0,  # defaultStreamFilters do it
            initialFontName=main.fontName,
        )
        self._document: PDFDocument = self._pdf._doc
        self._document.info = _Info()
        self._document.defaultStreamFilters = [_Packing(self._document)]
        self._pdf.setTitle(printable(title).replace("\n", " "))
        self._pdf.setViewerPreference("DisplayDocTitle", "true")
        self._fonts = fonts
        self._embedded: dict[Face, _Embedded] = {}
        self._letterings: dict[tuple[Role, float], Lettering] = {}
        self._pages = 0
        self._marks = 0
        self._width = self._height = 0.0
        self._outline = -1

    def font(self, role: Role) -> Font:
        """The font of a role, to measure with."""
        return self._fonts[role]

    def lettering(self, role: Role, size: float) -> Lettering:
        """The font of a role at a size."""
        key = (role, size)
        if key not in self._letterings:
            self._letterings[key] = Lettering(self._fonts[role], size, self)
        return self._letterings[key]

    def start_page(self, width: float, height: float, is_turned: bool = False) -> None:
        """End the page before, if any, and begin one of this size; is_turned: shown with its left side on top."""
        if self._pages:
            self._pdf.showPage()
        # reportlab takes the size of a turned page as it is shown, and turns it back
        self._pdf.setPageSize((height, width) if is_turned else (width, height))
        self._pdf.setPageRotation(90 if is_turned else 0)
        self._pages += 1
        self._width, self._height = width, height

    @contextmanager
    def turned(self) -> Iterator[None]:
        """Draw on the page as it lies on its right side: points from what is now its top left corner."""
        self._pdf.saveState()
        self._pdf.transform(0, 1, -1, 0, self._width, 0)
        self._width, self._height = self._height, self._width
        yield
        self._width, self._height = self._height, self._width
        self._pdf.restoreState()

    def bookmark(self, words: str, level: int = 0, name: str = "") -> None:
        """A line in the outline that leads to this page; level: 0 … of a tree; name: for link."""
        self._marks += 1
        key = name or f"mark{self._marks}"
        self._pdf.bookmarkPage(key)
        self._outline = min(level, self._outline + 1)  # readers refuse a tree with a step left out
        self._pdf.addOutlineEntry(printable(words).replace("\n", " "), key, self._outline)

    def count_from_here(self) -> None:
        """Readers show this page as number 1, those before it as i, ii, iii."""
        self._pdf.addPageLabel(0, "ROMAN_LOWER", 1)
        self._pdf.addPageLabel(self._pages - 1, "ARABIC", 1)

    def link(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """Make a box lead to the page of the bookmark with this name, which may still come."""
        high = self._height - y
        self._pdf.linkAbsolute("", name, (x, high - height, x + width, high), Border="[0 0 0]")

    def text(self, x: float, y: float, text: str, letters: Lettering, align: Align = Align.LEFT) -> None:
        """Print one line with its baseline at y; x is its left end, middle or right end."""
        if text:
            left = x - letters.width(text) * align.value
            self.place(letters, [f"{left:.2f} {self.height_of(y)} Td{letters.show(text)}"])

    def place(self, letters: Lettering, shown: Iterable[str]) -> None:
        """Print many prepared lines, each f"1 0 0 1 {x:.2f} {height_of(baseline)} Tm" + letters.show(text)."""
        self._pdf.addLiteral(f"BT {letters.begin}\n" + "\n".join(shown) + "\nET")

    def height_of(self, y: float) -> str:
        """y as a number for prepared lines, which count from the bottom."""
        return f"{self._height - y:.2f}"

    def lines(self, segments: Iterable[Segment], weight: float) -> None:
        """Draw straight lines (x1, y1, x2, y2)."""
        high = self._height
        path = "".join(f"{a:.2f} {high - b:.2f} m {c:.2f} {high - d:.2f} l\n" for a, b, c, d in segments)
        self._pdf.addLiteral(f"{weight:g} w\n{path}S")

    def frame(self, x: float, y: float, width: float, height: float, weight: float) -> None:
        """Draw the outline of a box whose top left corner is x, y."""
        self._pdf.setLineWidth(weight)
        self._pdf.rect(x, self._height - y - height, width, height)

    def fill(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Fill a box; grey: 0 black … 1 white. What is drawn later lies above it."""
        self._pdf.setFillGray(grey)
        self._pdf.rect(x, self._height - y - height, width, height, stroke=0, fill=1)
        self._pdf.setFillGray(0)

    def path(
        self,
        points: Iterable[tuple[float, float]],
        weight: float,
        colour: Colour = BLACK,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a line through points. dash: lengths of stroke and gap, () = unbroken."""
        pattern = f"[{' '.join(f'{length:.2f}' for length in dash)}] 0 d " if dash else ""
        self._pdf.addLiteral(f"q {_rgb(colour)} RG {weight:.2f} w 1 j {pattern}{self._through(points)} S Q")

    def polygon(self, points: Iterable[tuple[float, float]], colour: Colour) -> None:
        """Fill the surface between points."""
        self._pdf.addLiteral(f"q {_rgb(colour)} rg {self._through(points)} h f Q")

    def words(
        self, x: float, y: float, text: str, letters: Lettering, colour: Colour, is_turned: bool = False
    ) -> None:
        """Print one line in a colour from x on its baseline y. is_turned: upward from y on its baseline x."""
        if text:
            turn = "0 1 -1 0" if is_turned else "1 0 0 1"
            self._pdf.addLiteral(f"q {_rgb(colour)} rg")
            self.place(letters, [f"{turn} {x:.2f} {self.height_of(y)} Tm{letters.show(text)}"])
            self._pdf.addLiteral("Q")

    def picture(self, x: float, y: float, width: float, height: float, content: bytes) -> None:
        """Draw a JPEG in a box whose top left corner is x, y; the same picture again takes no more room."""
        image = ImageReader(BytesIO(content))
        self._pdf.drawImage(image, x, self._height - y - height, width, height)

    def slanted(
        self, x: float, y: float, text: str, letters: Lettering, colour: Colour, degrees: float
    ) -> None:
        """Print one line in a colour, its middle at x, y, rising by degrees."""
        if text:
            cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
            half = letters.width(text) / 2
            turn = f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f}"
            self._pdf.addLiteral(f"q {_rgb(colour)} rg")
            left = f"{x - half * cos:.2f} {self.height_of(y + half * sin)}"
            self.place(letters, [f"{turn} {left} Tm{letters.show(text)}"])
            self._pdf.addLiteral("Q")

    def _through(self, points: Iterable[tuple[float, float]]) -> str:
        shown = [f"{x:.2f} {self.height_of(y)}" for x, y in points]
        return f"{shown[0]} m " + " ".join(f"{point} l" for point in shown[1:])

    def close(self) -> int:
        """Write the file, which itself stays open; the number of pages."""
        if self._pages:
            self._pdf.showPage()
        self._pdf.save()
        return self._pages

    def _embed(self, face: Face) -> _Embedded:
        if face not in self._embedded:
            self._embedded[face] = _Embedded(face, len(self._embedded) + 1, self._document)
        return self._embedded[face]

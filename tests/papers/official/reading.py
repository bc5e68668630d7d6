"""An official document read back from its PDF by another program: characters with place, font and size."""

import ctypes
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Char:
    """A printed character. left, top, right, bottom: its em box in mm from the top left corner of the sheet."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    font: str
    size: float


@dataclass(frozen=True)
class Line:
    """Characters on one height, from left to right."""

    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    @property
    def left(self) -> float:
        return self.chars[0].left

    @property
    def right(self) -> float:
        return self.chars[-1].right

    @property
    def top(self) -> float:
        return min(char.top for char in self.chars)

    @property
    def bottom(self) -> float:
        return max(char.bottom for char in self.chars)


@dataclass(frozen=True)
class Rule:
    """A level line: left end, right end and middle of its stroke in mm from the top left corner, its weight in mm."""

    left: float
    right: float
    y: float
    weight: float
    is_red: bool


class Sheet:
    """One page. rotation: degrees it is turned by for reading; shown: its size then, in mm; places are those of the sheet as it is printed."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.rotation = page.get_rotation()
        self.shown = page.get_width() / MM, page.get_height() / MM
        self.chars = _chars(page)
        self.rules = _rules(page)

    @cached_property
    def lines(self) -> list[Line]:
        """From top to bottom."""
        rows: dict[float, list[Char]] = {}
        for char in self.chars:
            middle = (char.top + char.bottom) / 2
            key = next((one for one in rows if abs(one - middle) < 1.2), middle)
            rows.setdefault(key, []).append(char)
        return [Line(tuple(sorted(rows[key], key=lambda char: char.left))) for key in sorted(rows)]

    def line(self, words: str) -> Line:
        """The first line with these words."""
        return next(line for line in self.lines if words in line.text)

    def find(self, words: str) -> Line:
        """Just these characters, printed one after another."""
        whole = "".join(char.text for char in self.chars)
        place = whole.index(words)
        return Line(tuple(self.chars[place : place + len(words)]))

    @property
    def text(self) -> str:
        """All of it, without blanks."""
        return "".join(char.text for char in self.chars)


def sheets(path: Path, password: str | None = None) -> list[Sheet]:
    """Every page of a PDF."""
    with pdfium.PdfDocument(path, password=password) as document:
        return [Sheet(page) for page in document]


def _chars(page: pdfium.PdfPage) -> list[Char]:
    """As they were printed; blanks left out."""
    height = page.get_mediabox()[3]
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    name = ctypes.create_string_buffer(200)
    found = []
    for place in range(text.count_chars()):
        char = text.get_text_range(place, 1)
        if not char.strip() or raw.FPDFText_IsGenerated(text, place):
            continue
        raw.FPDFText_GetCharOrigin(text, place, x, y)
        left, _, right, _ = text.get_charbox(place, loose=True)
        size = raw.FPDFText_GetFontSize(text, place)
        raw.FPDFText_GetFontInfo(text, place, name, 200, None)
        base = height - y.value
        # a Chinese character stands 0.88 above and 0.12 below its baseline
        top, bottom = (base - 0.88 * size) / MM, (base + 0.12 * size) / MM
        font = name.value.decode().split("+")[-1]
        found.append(Char(char, left / MM, top, right / MM, bottom, font, size))
    return found


def _rules(page: pdfium.PdfPage) -> list[Rule]:
    """From top to bottom."""
    height = page.get_mediabox()[3]
    found = []
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    weight = ctypes.c_float()
    for shape in page.get_objects([raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = shape.get_bounds()
        raw.FPDFPageObj_GetStrokeColor(shape, red, green, blue, alpha)
        raw.FPDFPageObj_GetStrokeWidth(shape, weight)
        if top - bottom < 8 and right - left > 100:
            middle = height - (top + bottom) / 2
            is_red = red.value > 150 and green.value < 50
            found.append(Rule(left / MM, right / MM, middle / MM, weight.value / MM, is_red))
    return sorted(found, key=lambda rule: rule.y)

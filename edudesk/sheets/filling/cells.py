"""One cell with its new value, as XML and as the check must find it again. Runs in the child."""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from edudesk.sheets.addresses import address
from edudesk.sheets.filling.dates import serial, written
from edudesk.sheets.filling.markup import escaped
from edudesk.sheets.filling.styles import TEXT, Styles, date_parts
from edudesk.sheets.texts import FORMULA_STARTS, count_lines

_HIGHEST = 409  # points, of any row


class Value(NamedTuple):
    """What a cell is to hold. kind: text, id (a text that looks like a number), number, date (ISO, written by
    pattern where the cell has no date format), runs (XML of a text and what it says)."""

    kind: str
    value: Any
    pattern: str = ""


class Pen:
    """Writes cells of one sheet. prefix: of its elements; width: of its columns, in digits, 0 for not known;
    heights: points the rows need for the texts written into them; meant: (row, column) -> text or number, for the
    check; cut: addresses of dates of which the cell's format shows more than is known."""

    def __init__(
        self, styles: Styles, prefix: bytes, is_1904: bool, width: Callable[[int], float] = lambda column: 0
    ) -> None:
        self._styles, self._prefix, self._is_1904, self._width = styles, prefix, is_1904, width
        self.heights: dict[int, float] = {}
        self.meant: dict[tuple[int, int], str | float] = {}
        self.cut: list[str] = []
        p = prefix
        self._cell = b'<%sc r="%%s" s="%%d"%%s>%%s</%sc>' % (p, p)
        self._text = b'<%sis><%st xml:space="preserve">%%s</%st></%sis>' % (p, p, p, p)
        # one for each style of the form, and a form has few
        self._variant = cache(
            lambda style, is_id, is_quoted: styles.variant(
                style, number_format=TEXT if is_id else None, is_quoted=is_quoted
            )
        )
        self._wrapping = cache(styles.wrapping)

    def cell(self, row: int, column: int, style: int, value: Value) -> bytes:
        """The whole element; an empty value gives one with its style only."""
        place, at = address(row, column), (row, column)
        given = value.value
        if value.kind == "runs":
            runs, self.meant[at] = given
            p = self._prefix
            return self._element(place, style, b' t="inlineStr"', b"<%sis>%s</%sis>" % (p, runs, p))
        if value.kind == "date" and given != "":
            given = self._date(place, style, value)
        if given == "" or given is None:
            self.meant[at] = ""
            return self.blank(place, style)
        if isinstance(given, (int, float)) and not isinstance(given, bool):
            self.meant[at] = given
            p = self._prefix
            return self._element(place, style, b"", b"<%sv>%s</%sv>" % (p, repr(given).encode(), p))
        text = str(given)
        self.meant[at] = text
        self._measure(row, column, style, text)
        style = self._variant(style, value.kind == "id", text.startswith(FORMULA_STARTS))
        return self._element(place, style, b' t="inlineStr"', self._text % escaped(text))

    def blank(self, place: str, style: int) -> bytes:
        """A cell that has only its style."""
        return b'<%sc r="%s" s="%d"/>' % (self._prefix, place.encode(), style)

    def formula(self, place: str, style: int, text: str) -> bytes:
        """A cell with a formula, without a value: it is counted when the workbook is opened."""
        p = self._prefix
        return self._element(place, style, b"", b"<%sf>%s</%sf>" % (p, escaped(text), p))

    def _measure(self, row: int, column: int, style: int, text: str) -> None:
        """How high the row must be for a wrapped text; neither WPS nor LibreOffice looks when it opens a file."""
        room = self._width(column)
        if len(text) * 2 <= room and "\n" not in text:  # nearly every cell
            return
        line, scale = self._wrapping(style)
        if room and line:
            lines = count_lines(text, max(room * scale, 2))
            if lines > 1:
                self.heights[row] = max(self.heights.get(row, 0), min(lines * line + 3, _HIGHEST))

    def _element(self, place: str, style: int, kind: bytes, content: bytes) -> bytes:
        return self._cell % (place.encode(), style, kind, content)

    def _date(self, place: str, style: int, value: Value) -> str | int:
        iso = str(value.value)
        parts = date_parts(self._styles.format_of(style))
        if not parts:
            return written(iso, value.pattern)
        number = serial(iso, self._is_1904)
        if number is None or (len(iso) < 10 and "d" in parts):
            self.cut.append(place)
            return written(iso, value.pattern)
        return number

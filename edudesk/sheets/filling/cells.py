"""One cell with its new value, as XML and as the check must find it again. Runs in the child."""

from dataclasses import dataclass
from typing import Any

from edudesk.sheets.addresses import address
from edudesk.sheets.filling.dates import serial, written
from edudesk.sheets.filling.markup import escaped
from edudesk.sheets.filling.styles import TEXT, Styles, date_parts
from edudesk.sheets.texts import FORMULA_STARTS


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell is to hold. kind: text, id (a text that looks like a number), number, date (ISO, written by
    pattern where the cell has no date format), runs (XML of a text and what it says)."""

    kind: str
    value: Any
    pattern: str = ""


class Pen:
    """Writes cells of one sheet. prefix: of its elements; meant: (row, column) -> text or number, for the check;
    cut: addresses of dates of which the cell's format shows more than is known."""

    def __init__(self, styles: Styles, prefix: bytes, is_1904: bool) -> None:
        self._styles, self._prefix, self._is_1904 = styles, prefix, is_1904
        self.meant: dict[tuple[int, int], str | float] = {}
        self.cut: list[str] = []

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
        if value.kind == "id":
            style = self._styles.variant(style, number_format=TEXT)
        if text.startswith(FORMULA_STARTS):
            style = self._styles.variant(style, is_quoted=True)
        return self._element(place, style, b' t="inlineStr"', self._text(text))

    def blank(self, place: str, style: int) -> bytes:
        """A cell that has only its style."""
        return b'<%sc r="%s" s="%d"/>' % (self._prefix, place.encode(), style)

    def formula(self, place: str, style: int, text: str) -> bytes:
        """A cell with a formula, without a value: it is counted when the workbook is opened."""
        p = self._prefix
        return self._element(place, style, b"", b"<%sf>%s</%sf>" % (p, escaped(text), p))

    def _text(self, text: str) -> bytes:
        p = self._prefix
        return b'<%sis><%st xml:space="preserve">%s</%st></%sis>' % (p, p, escaped(text), p, p)

    def _element(self, place: str, style: int, kind: bytes, content: bytes) -> bytes:
        p = self._prefix
        return b'<%sc r="%s" s="%d"%s>%s</%sc>' % (p, place.encode(), style, kind, content, p)

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

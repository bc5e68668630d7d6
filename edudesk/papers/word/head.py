"""What stands above the text of a Word paper: masthead and red line, number, signer, title, addressee."""

from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement

from edudesk.base.document import Document, Layout
from edudesk.papers.canvas import MM
from edudesk.papers.cells import Findings
from edudesk.papers.fonts import FontBook
from edudesk.papers.official.masthead import date_text, masthead_piece
from edudesk.papers.official.setting import Setter
from edudesk.papers.official.style import Part, Style
from edudesk.papers.word.body import Body
from edudesk.papers.word.elements import aligned, border, node, paragraph, points, refine, run, spacing
from edudesk.papers.word.measures import characters, title_of
from edudesk.papers.word.pages import HEADER, Pages
from edudesk.papers.word.styles import NORMAL, RED, TITLE, line_pitch, whole_size

_MASTHEAD_BELOW: Final = 35  # mm from the edge of the type area to the masthead (GB/T 9704-2012 7.2.4)
_TO_RED_LINE: Final = 4  # mm from the number to the red line (7.2.7)
_RED_LINE: Final = 1.5  # points
_MASTHEAD_LINE: Final = 1.25  # line distance, times the size
_LEAST_SIZE: Final = 5.0  # of a masthead, however long
_LETTER_TOP, _LETTER_WIDTH = 30, 170  # mm (10.1)


def title_lines(title: str, style: Style, document: Document) -> list[str]:
    """A title in balanced lines; the names of the issuers are kept whole."""
    size = whole_size(style.letters[Part.TITLE])
    return title_of(title, style.width * MM / size, document.issuer)


class Head:
    """The upper part of one document's first page."""

    def __init__(self, document: Document, style: Style, body: Body, fonts: FontBook) -> None:
        """fonts: of the PDF, whose first page it agrees with."""
        self.document, self.style, self.body, self.fonts = document, style, body, fonts
        self.cell, self.pitch = style.cell, line_pitch(style)
        self.width = style.width * MM

    def add(self) -> None:
        """Everything above the text; nothing when the document has no title."""
        document, said = self.document, self.body.said
        if not document.title:
            return
        corner = [text for text in (document.copy_number, document.secrecy, document.urgency) if text]
        for text in corner:
            place = NORMAL if text is document.copy_number else "label"
            self.body.add(paragraph(place, run(said(text, "版头"))))
        above = 0.0
        if not document.masthead:
            above = self.pitch
        elif document.layout is Layout.LETTER:
            if document.number:
                size = self.style.letters[Part.TEXT].size
                # Word has what is free of a line above its letters
                above = size * 7 / 8 - (self.pitch - size)
                space = spacing(above, line=self.pitch)
                number = run(said(document.number, "发文字号"))
                self.body.add(paragraph("number", number, at=aligned("right"), space=space))
            above = 2 * self.pitch
        else:
            above = self._masthead(len(corner))
        rows = [] if document.masthead else self._numbers()
        self._title(above, 0 if rows else 1)
        for row in rows:
            refine(row, spacing(0, self.pitch if row is rows[-1] else 0, line=self.pitch))
        self.body.add(*rows)
        if document.addressee:
            text = said(document.addressee, "主送机关").rstrip("：:")
            self.body.add(paragraph("addressee", run(f"{text}：")))

    def letter(self, pages: Pages) -> None:
        """The first page of a 信函: issuer in red over a double line, another at the foot (10.1)."""
        if self.document.layout is not Layout.LETTER or not self.document.masthead:
            return
        masthead = self.body.said(self.document.masthead, "发文机关标志")
        size = self._masthead_size(masthead)
        head = paragraph(
            "masthead",
            run(masthead, node("w:sz", val=round(size * 2))),
            space=spacing((_LETTER_TOP - HEADER) * MM, line=size * 1.2),
            ind=self._letter_width(),
            line=node("w:pBdr", border("bottom", 3, RED, "thickThinSmallGap", _TO_RED_LINE * MM)),
        )
        line = node("w:pBdr", border("bottom", 3, RED, "thinThickSmallGap"))
        foot = paragraph("footer", ind=self._letter_width(), line=line)
        pages.take_letter(pages.part("header", head), pages.part("footer", foot))

    def _letter_width(self) -> BaseOxmlElement:
        style, margin = self.style, (210 - _LETTER_WIDTH) / 2
        right = 210 - style.left - style.width
        return node("w:ind", left=points((margin - style.left) * MM), right=points((margin - right) * MM))

    def _masthead_size(self, text: str) -> float:
        fitting = (self.width - 2 * self.cell) / max(characters(text), 1)
        return max(min(whole_size(self.style.letters[Part.MASTHEAD]), fitting), _LEAST_SIZE)

    def _masthead(self, corner: int) -> float:
        """发文机关标志, the number below it, and the red line (7.2.4–7.2.7); the points free below it.

        corner: lines above it. Text begins on the same line of the page as in the PDF.
        """
        lines = self.body.said(self.document.masthead, "发文机关标志").split("\n")
        size = min(map(self._masthead_size, lines))
        rows = self._numbers()
        text = run("\n".join(lines), node("w:sz", val=round(size * 2)))
        above = max(_MASTHEAD_BELOW * MM - corner * self.pitch, 0)
        space = spacing(above, line=size * _MASTHEAD_LINE)
        rule = {} if rows else {"line": _red_line()}
        self.body.add(paragraph("masthead", text, space=space, **rule))
        for place, row in enumerate(rows):
            refine(row, spacing(0 if place else 2 * self.pitch, line=self.pitch))
            if place == len(rows) - 1:
                refine(row, _red_line())
        self.body.add(*rows)
        used = corner * self.pitch + above + len(lines) * size * _MASTHEAD_LINE + _TO_RED_LINE * MM
        used += _RED_LINE + ((2 + len(rows)) * self.pitch if rows else 0.0)
        piece = masthead_piece(self.document, Setter(self.style, self.fonts, Findings()))
        return (piece.lines if piece else 0) * self.pitch - used

    def _numbers(self) -> list[BaseOxmlElement]:
        """发文字号 in the middle; of what goes up on the left, with 签发人 on the right (7.2.5, 7.2.6)."""
        document, said = self.document, self.body.said
        number = said(document.number, "发文字号")
        if document.layout is Layout.MINUTES:
            rows = [paragraph("number", run(number))] if number else []
            if not document.issuer and document.on is None:
                return rows
            issuer = "　".join(said(name, "署名") for name in document.issuer)
            stop = node("w:tab", val="right", pos=points(self.width - self.cell))
            return [*rows, self._beside(f"{issuer}\t{date_text(document)}", stop)]
        if not document.signer:
            return [paragraph("number", run(number))] if number else []
        names = said(document.signer, "签发人").split("、")
        pairs = ["　".join(names[at : at + 2]) for at in range(0, len(names), 2)]
        start = self.width - (1 + max(map(characters, pairs))) * self.cell
        label = "签发人："
        made = []
        for place, pair in enumerate(pairs):
            shown = label if not place else ""
            stop = node("w:tab", val="left", pos=points(start - characters(shown) * self.cell))
            before = number if place == len(pairs) - 1 else ""
            made.append(self._beside(f"{before}\t{shown}", stop, run(pair, style="signer")))
        return made

    def _beside(self, text: str, stop: BaseOxmlElement, *more: BaseOxmlElement) -> BaseOxmlElement:
        """A line with something one character from the left edge and something right of it; no indent, which
        would shorten the red line."""
        first = node("w:tab", val="left", pos=points(self.cell))
        tabs = node("w:tabs", first, stop)
        return paragraph("number", run(f"\t{text}"), *more, at=aligned("left"), tabs=tabs)

    def _title(self, above: float, blank_lines: int) -> None:
        """The title; its lines and what is free below them take whole lines of the page, as in the PDF."""
        lines = title_lines(self.body.said(self.document.title, "标题"), self.style, self.document)
        leading = max(self.style.title_leading, whole_size(self.style.letters[Part.TITLE]) * 1.2)
        height = max(round(len(lines) * leading / self.pitch), 1) + blank_lines
        space = spacing(above, max(height * self.pitch - len(lines) * leading, 0), leading)
        self.body.add(paragraph(TITLE, run("\n".join(lines)), space=space))


def _red_line() -> BaseOxmlElement:
    return node("w:pBdr", border("bottom", _RED_LINE, RED, space=_TO_RED_LINE * MM))

"""The upper part of the first page: what masthead prints, title, addressee."""

from collections.abc import Sequence
from math import ceil

from edudesk.base.document import Document
from edudesk.papers.canvas import Canvas
from edudesk.papers.official.masthead import corner_piece, masthead_piece, number_rows
from edudesk.papers.official.pieces import Item, Piece, blank, space
from edudesk.papers.official.setting import Setter
from edudesk.papers.official.style import Part
from edudesk.papers.titles import title_lines

_TITLE_SHARE = 0.96  # of the line, at most, for a line of the title


def head_items(document: Document, setter: Setter) -> list[Item]:
    """Everything above the text."""
    rows = [] if document.masthead else number_rows(document, setter)
    items: list[Item] = [
        masthead_piece(document, setter) or corner_piece(document, setter) or space(1),
        title_piece(document.title, setter, "标题", document.issuer, is_close=bool(rows)),
        *(setter.piece(*row) for row in rows),
        blank(),
    ]
    if document.addressee:
        letters = setter.style.letters[Part.TEXT]
        words = [(document.addressee.rstrip("：:") + "：", letters)]
        items += [setter.piece(line) for line in setter.lines(words, "主送机关", setter.width)]
    return items


def title_piece(
    title: str, setter: Setter, place: str, names: Sequence[str] = (), *, is_close: bool = False
) -> Piece:
    """A title in balanced lines in the middle (7.3.1). is_close: text follows without an empty line, which a title
    of many lines would else lean into."""
    letters = setter.style.letters[Part.TITLE]
    clean = "\n".join(setter.clean(part, letters, place) for part in title.split("\n"))
    width = setter.width * _TITLE_SHARE / letters.size
    lines = [
        setter.line(text, Part.TITLE, place)
        for text in title_lines(clean, width, setter.fonts[letters.role].widths, names)
    ]
    leading = max(setter.style.title_leading, letters.size * 1.2)

    def draw(canvas: Canvas, top: float) -> None:
        for number, line in enumerate(lines):
            middle = line.at((setter.width - line.width) / 2)
            middle.draw(canvas, setter.left, setter.baseline(top, letters.size) + number * leading)

    height = len(lines) * leading / setter.style.pitch
    return Piece(max(ceil(height - 1 / 4) if is_close else round(height), 1), draw)

"""Blocks of a document as pieces: headings, paragraphs line by line, tables, charts, forms."""

from collections.abc import Sequence
from dataclasses import replace

from edudesk.base.chart import Chart
from edudesk.base.document import Block, Break, Heading, Paragraph, leads_on
from edudesk.base.form import Form
from edudesk.base.report import Report
from edudesk.papers.canvas import Canvas
from edudesk.papers.official.boxes import RuledForm, chart_item
from edudesk.papers.official.head import title_piece
from edudesk.papers.official.pieces import Item, Mark, NewPage, Piece, Tall, blank
from edudesk.papers.official.setting import Setter, Words
from edudesk.papers.official.style import Part
from edudesk.papers.official.tables import Head, Table

_INDENT = 2  # characters at the beginning of a paragraph (GB/T 9704-2012 7.3.3)


def body_items(blocks: Sequence[Block], setter: Setter, canvas: Canvas) -> list[Item]:
    """Blocks in their order. The text of a page begins with the first of them."""
    items: list[Item] = []
    for block in blocks:
        match block:
            case Heading():
                items += heading(block, setter)
            case Paragraph():
                lines = paragraph(block, setter)
                if items and len(lines) > 1 and _keeps(items[-1]):
                    lines[0] = replace(lines[0], keeps=True)  # two lines of text below a heading
                items += lines
            case Report():
                items.append(Table(block, setter, canvas).item(Head(block.title), is_first=not items))
            case Chart():
                items.append(chart_item(block, setter))
            case Form():
                begins = bool(items) and isinstance(items[-1], NewPage)
                items += _form(block, setter, canvas, begins_page=begins)
            case Break():
                items.append(NewPage())
    return items


def _form(block: Form, setter: Setter, canvas: Canvas, *, begins_page: bool) -> list[Item]:
    """One that begins a page is a paper of its own with a title as large as the first has: each is signed by another. Without
    rows it is the title of what follows."""
    if not block.title or not begins_page:
        return [RuledForm(block, setter, canvas).item()]
    title = replace(title_piece(block.title, setter, "标题"), keeps=True)
    below = [RuledForm(replace(block, title=""), setter, canvas).item()] if block.rows else []
    return [title, blank(keeps=True), *below]


def heading(block: Heading, setter: Setter) -> list[Piece]:
    """A heading that stands alone; it stays with what follows."""
    mark = Mark(block.text, block.level)
    pieces = _lines([(block.text, setter.style.level(block.level))], "小标题", setter)
    return [replace(piece, keeps=True, mark=None if number else mark) for number, piece in enumerate(pieces)]


def paragraph(block: Paragraph, setter: Setter) -> list[Piece]:
    """Running text, each line feed a paragraph."""
    text = setter.style.letters[Part.TEXT]
    first, *others = block.text.split("\n")
    words: list[Words] = [(first, text)]
    if block.lead:
        words = [(block.lead, setter.style.level(block.level)), (first, text)]
    pieces = _lines(words, "正文", setter)
    for other in others:
        pieces += _lines([(other, text)], "正文", setter)
    if pieces and leads_on(block):
        pieces[-1] = replace(pieces[-1], keeps=True)
    return pieces


def _lines(words: Sequence[Words], place: str, setter: Setter) -> list[Piece]:
    lines = setter.lines(words, place, setter.width, first=_INDENT * setter.style.cell)
    pieces = [setter.piece(line) for line in lines if line.chunks]
    return [replace(piece, begins=not place) for place, piece in enumerate(pieces)]


def _keeps(item: Item) -> bool:
    return isinstance(item, (Piece, Tall)) and item.keeps

"""Parts behind the text that begin a page of their own: attachments, the list of evidence."""

from collections.abc import Sequence
from dataclasses import replace

from edudesk.base.document import Block, Document
from edudesk.base.report import Report
from edudesk.papers.canvas import Canvas
from edudesk.papers.official.body import body_items
from edudesk.papers.official.head import title_piece
from edudesk.papers.official.pieces import Item, Mark, NewPage, blank
from edudesk.papers.official.setting import Setter
from edudesk.papers.official.style import Part
from edudesk.papers.official.tables import Head, Table

_EVIDENCE = "佐证材料目录"


def attachment_items(document: Document, setter: Setter, canvas: Canvas) -> list[Item]:
    """Every attachment that is not a file of its own: 附件1 at the top, its title in the third line, then as the
    text (GB/T 9704-2012 7.3.7)."""
    items: list[Item] = []
    for number, one in enumerate(document.attachments, 1):
        label = f"附件{number}" if len(document.attachments) > 1 else "附件"
        if one.body:
            items += _part(one.title, one.body, setter, canvas, document.issuer, label)
    return items


def evidence_items(document: Document, setter: Setter, canvas: Canvas) -> list[Item]:
    """佐证材料目录."""
    if document.evidence is None:
        return []
    return _part(_EVIDENCE, [document.evidence], setter, canvas, document.issuer)


def _part(
    title: str,
    blocks: Sequence[Block],
    setter: Setter,
    canvas: Canvas,
    names: Sequence[str],
    label: str = "",
) -> list[Item]:
    """Label and title, then the blocks; a table that lies on its side takes both along to its page."""
    mark = Mark(f"{label}　{title}" if label else title, 1)
    first, rest = blocks[0], blocks[1:]
    if isinstance(first, Report):
        table = Table(first, setter, canvas)
        if table.is_lying:
            lying = table.item(Head(title, Part.TITLE, label, mark))
            return [NewPage(), lying, *body_items(rest, setter, canvas)]
        own = table.item(Head("" if first.title == title else first.title))
        items = [own, *body_items(rest, setter, canvas)]
    else:
        items = body_items(blocks, setter, canvas)
    over: list[Item] = []
    if label:
        over = [setter.piece(setter.line(label, Part.LABEL, "附件")), blank()]
    heading = replace(title_piece(title, setter, "附件标题", names), mark=mark)
    return [NewPage(), *over, heading, blank(), *items]

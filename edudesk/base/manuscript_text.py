"""A document as a manuscript, to be changed by hand: the way back of manuscript.read_manuscript, a line a paragraph."""

import re
from collections.abc import Iterator
from dataclasses import replace

from edudesk.base.document import Block, Document, Heading, Paragraph
from edudesk.base.markdown_table import markdown_of
from edudesk.base.report import Report

_NUMBER = re.compile(r"^表\s*\d+[　\s]*")  # the writer numbers the tables itself


def manuscript_text(document: Document) -> str:
    """The running text; title, 署名 and day stand in fields of their own. Charts, forms and page breaks, which a
    manuscript cannot hold, are left out."""
    return "\n".join(line for block in document.body for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.text
    elif isinstance(block, Paragraph):
        yield from (f"{block.lead}{block.text}").splitlines()
    elif isinstance(block, Report):
        yield markdown_of(replace(block, title=_NUMBER.sub("", block.title)))

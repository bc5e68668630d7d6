"""What the program put into a chapter, as text that a person can go on writing."""

from collections.abc import Iterable, Iterator

from edudesk.base.document import Block, Heading, Paragraph
from edudesk.base.markdown_table import markdown_of
from edudesk.base.report import Report
from edudesk.plan.rules.filling import place_of


def text_of(blocks: Iterable[Block], role: str) -> str:
    """Headings, paragraphs and tables as lines; a drawn box stays what the program puts there (filling.place_of).

    role: of the chapter the blocks come from.
    """
    return "\n".join(line for block in blocks for line in _lines(block, role))


def _lines(block: Block, role: str) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield f"{block.lead}{block.text}"
        case Report():
            yield from (line for line in markdown_of(block).split("\n") if line.strip())
        case _:
            yield place_of(role)

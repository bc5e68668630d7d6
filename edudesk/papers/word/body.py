"""Blocks of a document as elements of Word, section by section: a wide table lies on pages of its own."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from edudesk.base.chart import Chart
from edudesk.base.document import Block, Break, Heading, Paragraph, leads_on
from edudesk.base.form import Form, Picture
from edudesk.base.report import Report
from edudesk.papers.canvas import MM
from edudesk.papers.cells import Findings
from edudesk.papers.charts import chart_height, chart_png
from edudesk.papers.fonts import FontBook
from edudesk.papers.official.style import Style
from edudesk.papers.word.elements import flag, local_name, node, paragraph, refine, run, spacing
from edudesk.papers.word.grid import is_below_table, keep_row
from edudesk.papers.word.pages import Pages
from edudesk.papers.word.ruled import form_elements
from edudesk.papers.word.styles import BODY, HEADING, LEAD
from edudesk.papers.word.tables import Table

_MARKS_END = "w:bookmarkEnd"


class Body:
    """The flow of one document. headings: text, level and bookmark of each, in order."""

    def __init__(
        self, word: WordDocument, pages: Pages, style: Style, fonts: FontBook, findings: Findings
    ) -> None:
        self._word, self._pages = word, pages
        self._style, self._fonts, self.findings = style, fonts, findings
        self.headings: list[tuple[str, int, str]] = []
        self.elements: list[BaseOxmlElement] = []

    def said(self, text: str, place: str) -> str:
        """Text without what nobody can see."""
        return self.findings.seen(text, place)

    def add(self, *elements: BaseOxmlElement) -> None:
        """Go on with these."""
        self.elements += elements

    def end_section(self, section: BaseOxmlElement) -> None:
        """What stands so far and belongs to no section yet is one; nothing happens when there is none."""
        if not self.elements or self._ends_section():
            return
        last = self.elements[-1]
        if local_name(last) != "p":  # a table: an empty line, as low as Word lets it be, ends the section
            last = paragraph("last")
            self.elements.append(last)
        refine(last, section)

    def end_text(self) -> None:
        """What follows begins a page in a section of its own."""
        self.end_section(self._pages.text())

    def keep_last(self) -> None:
        """The last line of the text, or the last row of its table, stays with what follows: no signature stands on
        a page without text."""
        if not self.elements or self._ends_section():
            return
        for last in reversed(self.elements):
            if local_name(last) == "tbl":
                keep_row(last.xpath("./w:tr[last()]")[0])
                return
            refine(last, flag("w:keepNext"))
            if not is_below_table(last):
                return

    def begins_lying(self, blocks: Sequence[Block]) -> bool:
        """Whether the first block is a table for a page on its side."""
        return bool(blocks) and isinstance(blocks[0], Report) and self._table(blocks[0]).is_lying

    def blocks(self, blocks: Sequence[Block], *, is_headed: bool = False) -> None:
        """Add blocks in their order. is_headed: what stands last stays on the page of the first of them."""
        is_new_page = False
        for place, block in enumerate(blocks):
            if block is Break.PAGE:
                is_new_page = True
                continue
            table = self._table(block) if isinstance(block, Report) else None
            if table is not None and table.is_lying and not (is_headed and not place):
                self.end_text()
            after = blocks[place + 1] if place + 1 < len(blocks) else None
            if is_new_page and isinstance(block, Form) and block.title:  # a paper of its own has its title
                title = paragraph(
                    "attachmenttitle",
                    run(self.said(block.title, "标题")),
                    space=spacing(0, self._style.pitch),  # at the top of its page, as in the PDF
                )
                rest = self._made(replace(block, title=""), after) if block.rows else ()
                made = [title, *rest]
            else:
                made = list(table.elements(is_first=not place) if table else self._made(block, after))
            if is_new_page and made:
                _begin_page(made)
                is_new_page = False
            if isinstance(block, Paragraph) and made and after is not None and leads_on(block):
                refine(made[-1], flag("w:keepNext"))
            self.add(*made)
            if table is not None and table.is_lying:
                self.end_section(self._pages.text(is_landscape=True))

    def marked(self, text: str, level: int, *content: BaseOxmlElement) -> list[BaseOxmlElement]:
        """Content of a paragraph that the contents lead to."""
        name, number = f"_Toc{len(self.headings) + 1:06}", len(self.headings) + 1
        self.headings.append((text.replace("\n", ""), level, name))
        return [node("w:bookmarkStart", id=number, name=name), *content, node(_MARKS_END, id=number)]

    def last_section(self) -> BaseOxmlElement:
        """The section of what no other has: it belongs to the document, not to its last paragraph."""
        if self.elements and self._ends_section():
            found: BaseOxmlElement = self.elements[-1][0][-1]
            self.elements[-1][0].remove(found)
            return found
        return self._pages.text()

    def _table(self, report: Report) -> Table:
        return Table(report, self._style, self._fonts, self.findings)

    def _made(self, block: Block, after: Block | None) -> Iterator[BaseOxmlElement]:
        match block:
            case Heading():
                text = self.said(block.text, "小标题")
                place = HEADING[min(block.level, 4) - 1]
                if text.strip():
                    yield paragraph(place, *self.marked(text, block.level, run(text)))
            case Paragraph():
                yield from self._paragraph(block)
            case Chart():
                yield from self._chart(block, after)
            case Form():
                width = self._style.width * MM
                yield from form_elements(block, self._style, self.findings, width, self._photo)
            case _:
                raise TypeError(block)

    def _paragraph(self, block: Paragraph) -> Iterator[BaseOxmlElement]:
        """Running text, each line feed a paragraph."""
        first, *others = self.said(block.text, "正文").split("\n")
        lead = self.said(block.lead, "正文")
        leading = [run(lead, style=LEAD[min(block.level, 4) - 1])] if lead and block.level else []
        if lead and not block.level:
            first = lead + first
        yield paragraph(BODY, *leading, *([run(first)] if first else []))
        for other in others:
            if other.strip():
                yield paragraph(BODY, run(other))

    def _chart(self, chart: Chart, after: Block | None) -> Iterator[BaseOxmlElement]:
        """The picture, and its figures, which can be edited, unless the table after it has them already."""
        width = self._style.width * MM
        height = chart_height(chart, width, fonts=self._fonts)
        figures = replace(chart.as_report("", date.min, is_printed=True), title="")  # the picture has it
        inline = self._inline(chart_png(chart, width, height, fonts=self._fonts), width, height)
        inline.docPr.set("name", chart.key)
        inline.docPr.set("descr", self.said(chart.title, "图"))
        yield paragraph("picture", node("w:r", node("w:drawing", inline)), keep=flag("w:keepNext"))
        if not _tells(after, chart):
            yield from self._table(figures).elements()

    def _photo(self, picture: Picture, width: float, height: float) -> BaseOxmlElement:
        """A photo in the cell of a form."""
        inline = self._inline(picture.content, width, height)
        inline.docPr.set("descr", self.said(picture.caption, "照片"))
        return paragraph("picture", node("w:r", node("w:drawing", inline)))

    def _inline(self, content: bytes, width: float, height: float) -> Any:
        """A picture that stands in a line like a letter. width, height: points."""
        inline = self._word.part.new_pic_inline(io.BytesIO(content), width=Pt(width), height=Pt(height))
        inline.set("distL", "0")  # python-docx leaves 3 mm beside it, which would push it out to the right
        inline.set("distR", "0")
        return inline

    def _ends_section(self) -> bool:
        last = self.elements[-1]
        return local_name(last) == "p" and any(local_name(one) == "sectPr" for one in last[0])


def _tells(block: Block | None, chart: Chart) -> bool:
    """Whether a block is a table with a line for each category of the chart."""
    return isinstance(block, Report) and set(chart.categories) <= {str(row[0]) for row in block.rows if row}


def _begin_page(elements: list[BaseOxmlElement]) -> None:
    first = elements[0]
    if local_name(first) == "p":
        refine(first, flag("w:pageBreakBefore"))
    else:
        elements.insert(0, paragraph("last", at=flag("w:pageBreakBefore")))

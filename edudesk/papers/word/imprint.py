"""版记 of a Word paper: a box on the lower edge of the type area, whatever stands above it (GB/T 9704-2012 7.4)."""

from collections.abc import Sequence
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement

from edudesk.base.dates import chinese_day
from edudesk.base.document import Document, Imprint, Layout
from edudesk.papers.canvas import MM
from edudesk.papers.cells import Findings
from edudesk.papers.fonts import FontBook
from edudesk.papers.official.imprint import ImprintBlock
from edudesk.papers.official.setting import Setter
from edudesk.papers.official.style import Part, Style
from edudesk.papers.word.boxes import AT_FOOT, box_of
from edudesk.papers.word.elements import border, indent, node, paragraph, points, refine, run, spacing
from edudesk.papers.word.grid import cell_of, row_of
from edudesk.papers.word.styles import line_pitch, whole_size

_OUTER, _INNER = 1.0, 0.75  # points, of its lines: 0.35 and 0.25 mm (7.4.1)
_LAST: Final = 1  # points of the line that must follow a table


def imprint_element(
    document: Document, style: Style, findings: Findings, fonts: FontBook, *, has_seal_above: bool
) -> BaseOxmlElement | None:
    """The end of the text: an empty line as high as 版记, which is anchored to it, so that the text above it ends
    before 版记 begins and goes along to a new page with it. None when there is nothing to print.

    fonts: of the PDF, whose lines it has. has_seal_above: a seal reaches into the line below the date.
    """
    imprint, is_letter = document.imprint, document.layout is Layout.LETTER
    if imprint is None:
        return None
    block = ImprintBlock(imprint, Setter(style, fonts, Findings()), is_letter)  # only measured
    pieces = block.pieces(has_seal_above)
    if not pieces:
        return None
    width = style.width * MM
    height = block.height + _LAST + 2 * _OUTER
    content = [_table(_rows(imprint, style, findings, is_letter), width, is_letter), paragraph("last")]
    box = box_of(content, "版记", width, height, AT_FOOT)
    return paragraph("last", box, space=spacing(line=pieces[0].lines * line_pitch(style)))


def _rows(imprint: Imprint, style: Style, findings: Findings, is_letter: bool) -> list[BaseOxmlElement]:
    """抄送, and below it who printed it; a letter does not say who (10.1)."""
    size = whole_size(style.letters[Part.IMPRINT])
    rows = []
    if imprint.copies_to:
        copies = f"抄送：{'，'.join(findings.seen(name, '抄送') for name in imprint.copies_to)}。"
        rows.append(paragraph("imprint", run(copies), ind=indent(size, left=4, right=1, first=-3)))
    if not is_letter:
        printed = run(f"{findings.seen(imprint.printer, '印发机关')}\t{chinese_day(imprint.on)}印发")
        stop = node("w:tab", val="right", pos=points(style.width * MM - size))
        inset = indent(size, left=1, right=1)
        rows.append(paragraph("imprint", printed, ind=inset, tabs=node("w:tabs", stop)))
    return rows


def _table(content: Sequence[BaseOxmlElement], width: float, is_letter: bool) -> BaseOxmlElement:
    """Rows of one cell with lines above, between and below them; those of a letter have none."""
    rows = []
    for place, one in enumerate(content):
        cell = cell_of([one], points(width))
        if not is_letter:
            upper = _INNER if place else _OUTER
            lower = _OUTER if place == len(content) - 1 else _INNER
            refine(cell, node("w:tcBorders", border("top", upper), border("bottom", lower)))
        rows.append(row_of([cell]))
    margins = node("w:tblCellMar", node("w:left", w=0, type="dxa"), node("w:right", w=0, type="dxa"))
    told = node(
        "w:tblPr",
        node("w:tblW", w=points(width), type="dxa"),
        node("w:tblLayout", type="fixed"),
        margins,
    )
    return node("w:tbl", told, node("w:tblGrid", node("w:gridCol", w=points(width))), *rows)

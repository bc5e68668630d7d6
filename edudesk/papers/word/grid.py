"""Rows and cells of Word tables, as the style sheet draws them."""

from collections.abc import Sequence
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement

from edudesk.papers.word.elements import flag, node, paragraph, points, refine, spacing
from edudesk.papers.word.styles import GREY, TABLE

_AIR: Final = 8  # points below a table, as in the PDF
_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_of(
    widths: Sequence[int], rows: Sequence[BaseOxmlElement], lines: BaseOxmlElement | None = None
) -> BaseOxmlElement:
    """A table in the middle of the line. widths: of the columns, twips; lines: other than those of the style."""
    return node(
        "w:tbl",
        node(
            "w:tblPr",
            node("w:tblStyle", val=TABLE),
            node("w:tblW", w=sum(widths), type="dxa"),
            node("w:jc", val="center"),
            lines,
            node("w:tblLayout", type="fixed"),
            node(
                "w:tblLook",
                val="0420",
                firstRow=1,
                lastRow=0,
                firstColumn=0,
                lastColumn=0,
                noHBand=0,
                noVBand=1,
            ),
        ),
        node("w:tblGrid", *(node("w:gridCol", w=width) for width in widths)),
        *rows,
    )


def row_of(cells: Sequence[BaseOxmlElement], *, is_head: bool = False, height: float = 0) -> BaseOxmlElement:
    """A row that no page end cuts. height: at least, in points."""
    return node(
        "w:tr",
        node(
            "w:trPr",
            flag("w:cantSplit"),
            node("w:trHeight", val=points(height), hRule="atLeast") if height else None,
            flag("w:tblHeader") if is_head else None,
        ),
        *cells,
    )


def cell_of(
    content: Sequence[BaseOxmlElement],
    width: int,
    *,
    span: int = 1,
    merge: str = "",
    is_grey: bool = False,
) -> BaseOxmlElement:
    return node(
        "w:tc",
        node(
            "w:tcPr",
            node("w:tcW", w=width, type="dxa"),
            node("w:gridSpan", val=span) if span > 1 else None,
            node("w:vMerge", val="restart" if merge == "restart" else None) if merge else None,
            node("w:shd", val="clear", color="auto", fill=GREY) if is_grey else None,
            node("w:vAlign", val="center"),
        ),
        *content,
    )


def keep_row(row: BaseOxmlElement) -> None:
    """The row stands on the page of what follows it."""
    for one in row.xpath("./w:tc/w:p"):
        refine(one, flag("w:keepNext"))


def is_below_table(element: BaseOxmlElement) -> bool:
    """Whether a paragraph belongs to the table above it: a note, or the space below."""
    return bool(element.xpath("self::w:p[w:pPr/w:pStyle[@w:val='tablenote' or @w:val='last']]"))


def plain_table(
    widths: Sequence[int], rows: Sequence[Sequence[BaseOxmlElement]], height: float
) -> BaseOxmlElement:
    """Cells without any lines. widths: twips; height: of a row at least, in points."""
    lines = node("w:tblBorders", *(node(f"w:{side}", val="nil") for side in _SIDES))
    made = [
        row_of([cell_of([content], width) for content, width in zip(row, widths, strict=True)], height=height)
        for row in rows
    ]
    return table_of(widths, made, lines)


def gap() -> BaseOxmlElement:
    """A little free space behind a table; without it Word makes one of two tables that follow each other."""
    return paragraph("last", space=spacing(line=_AIR))

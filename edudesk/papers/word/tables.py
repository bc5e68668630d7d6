"""Reports and ruled forms as Word tables: widths as on paper, the head said again on every page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement

from edudesk.base.columns import Column
from edudesk.base.form import SHARES, Form, FormCell, FormRow, Look
from edudesk.base.report import A4, A4_LANDSCAPE, Report, head_titles
from edudesk.papers.canvas import MM, Align
from edudesk.papers.cells import Findings
from edudesk.papers.fit import SIZES, Fit, Place, fit
from edudesk.papers.fonts import FontBook, Role
from edudesk.papers.official.style import Part, Style
from edudesk.papers.table import align_of, texts_of
from edudesk.papers.word.elements import (
    border,
    flag,
    node,
    paragraph,
    points,
    refine,
    run,
    spacing,
)
from edudesk.papers.word.styles import GREY, LEADING, TABLE, whole_size

_LEAST_SIZE: Final = 9.0  # of a table inside the text, as in the PDF; a wider one lies on a page of its own
_CELL_STYLES: Final = {Align.LEFT: "celltext", Align.CENTRE: "cellshort", Align.RIGHT: "cellfigure"}
_CELL_SIDE: Final = 60  # twips, free left and right in a cell
_LOOKS: Final = {
    Look.LABEL: "cellhead",
    Look.SECTION: "cellhead",
    Look.SHORT: "cellshort",
    Look.TEXT: "celltext",
    Look.FIGURE: "cellfigure",
    Look.PLACE: "cellshort",
}
_WHOLE: Final = 8  # rows of a table that is rather begun on a new page than cut
_AIR: Final = 8  # points below a table, as in the PDF
_PALE: Final = "808080"
_NO_ROWS: Final = "（本表无记录）"


@dataclass(frozen=True, slots=True)
class _Look:
    """How the cells of a column are set. right: twips free at the right."""

    style: str
    right: int


class Table:
    """One report as a table. is_lying: too wide for upright pages."""

    def __init__(self, report: Report, style: Style, fonts: FontBook, findings: Findings) -> None:
        self.report, self.style, self.findings = report, style, findings
        letters = style.letters[Part.TABLE]
        sizes = (letters.size, *(size for size in SIZES if size < letters.size))
        upright = Place(A4, 0.0, style.width * MM, tuple(size for size in sizes if size >= _LEAST_SIZE))
        lying = Place(A4_LANDSCAPE, 0.0, style.height * MM, sizes)
        font = fonts[letters.role]
        self.fit: Fit = fit(report, texts_of(report), font, fonts[Role.HEI], [upright, lying])
        self.is_lying = self.fit.paper.is_landscape
        self._font = font

    def elements(self) -> Iterator[BaseOxmlElement]:
        """Title, unit, table and notes."""
        report = self.report
        if report.title:
            yield paragraph("caption", run(self._said(report.title, "表名")))
        if report.middle_line:
            yield paragraph("unit", run(self._said(report.middle_line, "表注")))
        yield self._table()
        for note in report.lower_notes:
            yield paragraph("tablenote", run(self._said(note, "表注")))
        yield gap()

    def _said(self, text: str, place: str) -> str:
        return self.findings.seen(text, place)

    def _table(self) -> BaseOxmlElement:
        """The head stays with the first row; a short table is not cut at all, as in the PDF."""
        widths = [points(width) for width in self.fit.widths]
        head, rows = list(self._head(widths)), list(self._rows(widths))
        for row in [*head, *(rows[:-1] if len(rows) <= _WHOLE else ())]:
            for one in row.xpath("./w:tc/w:p"):
                refine(one, flag("w:keepNext"))
        return _table(widths, [*head, *rows])

    def _head(self, widths: Sequence[int]) -> Iterator[BaseOxmlElement]:
        titles = head_titles(self.report.columns)
        is_double = any(not title.is_lower for title in titles)
        for is_upper in (True, False) if is_double else (True,):
            cells = []
            for title in titles:
                is_whole = title.is_upper and title.is_lower
                if not is_whole and title.is_upper is not is_upper:
                    continue
                merge = ("restart" if is_upper else "continue") if is_double and is_whole else ""
                words = "" if merge == "continue" else self._said(title.text, "表头")
                cells.append(
                    _cell(
                        [paragraph("cellhead", *self._sized(words))],
                        sum(widths[title.first : title.last + 1]),
                        span=title.last - title.first + 1,
                        merge=merge,
                        is_grey=True,
                    )
                )
            yield _row(cells, is_head=True)

    def _rows(self, widths: Sequence[int]) -> Iterator[BaseOxmlElement]:
        report = self.report
        texts = texts_of(report)
        looks = list(map(self._look, report.columns, texts, widths))
        if not report.rows:
            content = [paragraph("cellshort", *self._sized(_NO_ROWS))]
            yield _row([_cell(content, sum(widths), span=len(widths))])
        for number, row in enumerate(zip(*texts, strict=True) if report.rows else ()):
            cells = []
            for place, (text, width, look) in enumerate(zip(row, widths, looks, strict=True)):
                merge = ""
                if not place and report.continues(number):
                    merge = "continue"
                elif not place and report.continues(number + 1):
                    merge = "restart"
                said = self._said(text, report.columns[place].full_title)
                content = paragraph(look.style, *self._sized(said))
                if look.right:
                    refine(content, node("w:ind", right=look.right))
                cells.append(_cell([content], width, merge=merge))
            yield _row(cells)

    def _look(self, column: Column, cells: Sequence[str], width: int) -> "_Look":
        """Figures end below each other, the widest of them in the middle of the column, as in the PDF."""
        widest = max((self._font.width(cell) for cell in set(cells)), default=0.0)
        align = align_of(column, widest)
        free = (width - points(widest * self.fit.size)) // 2 - _CELL_SIDE
        return _Look(_CELL_STYLES[align], max(free, 0) if align is Align.RIGHT else 0)

    def _sized(self, text: str) -> list[BaseOxmlElement]:
        """The text, smaller than its style where the table would not fit else."""
        if not text:
            return []
        size = round(self.fit.size * 2)
        if self.fit.size == self.style.letters[Part.TABLE].size:
            return [run(text)]
        return [run(text, node("w:sz", val=size), node("w:szCs", val=size))]


def form_elements(form: Form, style: Style, findings: Findings, width: float) -> Iterator[BaseOxmlElement]:
    """A ruled form as wide as the text. width: points."""
    if form.title:
        yield paragraph("caption", run(findings.seen(form.title, "表名")))
    if form.left or form.right:
        sides = "\t".join(findings.seen(text, "表格") for text in (form.left, form.right))
        tabs = node("w:tabs", node("w:tab", val="right", pos=points(width)))
        yield paragraph("tablenote", run(sides), tabs=tabs)
    grid = [points(width * (place + 1) / SHARES) - points(width * place / SHARES) for place in range(SHARES)]
    size = whole_size(style.letters[Part.TABLE])
    yield _table(grid, [_form_row(row, above, grid, size, findings) for row, above in _placed(form.rows)])
    if form.foot:
        step = width / len(form.foot)
        stops = [node("w:tab", val="left", pos=points(step * place)) for place in range(1, len(form.foot))]
        signed = "\t".join(findings.seen(text, "表格") for text in form.foot)
        yield paragraph(
            "tablenote", run(signed), tabs=node("w:tabs", *stops), space=spacing(14, line=size * 1.5)
        )
    yield gap()


def gap() -> BaseOxmlElement:
    """A little free space behind a table; without it Word makes one of two tables that follow each other."""
    return paragraph("last", space=spacing(line=_AIR))


_Reach = tuple[int, int]  # the first share of a cell from above, and how many it has


def _placed(rows: Sequence[FormRow]) -> Iterator[tuple[FormRow, tuple[_Reach, ...]]]:
    """Each row with the cells that reach into it from above."""
    reaching: list[tuple[int, int, int]] = []  # first share, shares, rows still to come
    for row in rows:
        above = tuple((first, share) for first, share, _ in reaching)
        later = [(first, share, left - 1) for first, share, left in reaching if left > 1]
        place = 0
        for cell in row.cells:
            place = _free(place, above)
            if cell.rows > 1:
                later.append((place, cell.share, cell.rows - 1))
            place += cell.share
        yield row, above
        reaching = later


def _free(place: int, taken: Sequence[_Reach]) -> int:
    """The next share no cell from above stands in."""
    while ends := [first + share for first, share in taken if first <= place < first + share]:
        place = max(ends)
    return place


def _form_row(
    row: FormRow, above: Sequence[_Reach], grid: Sequence[int], size: float, findings: Findings
) -> BaseOxmlElement:
    places: list[tuple[int, int, FormCell | None]] = [(first, share, None) for first, share in above]
    place = 0
    for cell in row.cells:
        place = _free(place, above)
        places.append((place, cell.share, cell))
        place += cell.share
    cells = []
    for first, share, one in sorted(places, key=lambda each: each[0]):
        look = Look.SHORT if one is None else one.look
        words = findings.seen(one.text, "表格") if one is not None else ""
        pale = node("w:color", val=_PALE) if look is Look.PLACE else None
        centred = node("w:jc", val="left") if look is Look.SECTION else None
        properties = {"jc": centred} if centred is not None else {}
        merge = "continue" if one is None else "restart" if one.rows > 1 else ""
        cells.append(
            _cell(
                [paragraph(_LOOKS[look], *([run(words, pale)] if words else []), **properties)],
                sum(grid[first : first + share]),
                span=share,
                merge=merge,
                is_grey=look in (Look.LABEL, Look.SECTION),
            )
        )
    return _row(cells, is_head=row.is_head, height=max(row.height * MM, size * LEADING + 8))


def plain_table(
    widths: Sequence[int], rows: Sequence[Sequence[BaseOxmlElement]], height: float
) -> BaseOxmlElement:
    """Cells without any lines. widths: twips; height: of a row at least, in points."""
    lines = node("w:tblBorders", *(node(f"w:{side}", val="nil") for side in _SIDES))
    made = [
        _row([_cell([content], width) for content, width in zip(row, widths, strict=True)], height=height)
        for row in rows
    ]
    return _table(widths, made, lines)


def standing_table(content: Sequence[BaseOxmlElement], width: int, lines: Sequence[float]) -> BaseOxmlElement:
    """Rows of one cell that stand on the lower edge of the type area. width: twips; lines: above, between and
    below them, in points, 0 = none."""
    rows = []
    for place, one in enumerate(content):
        cell = _cell([one], width)
        sides = [("top", lines[place]), ("bottom", lines[place + 1])]
        borders = [border(side, size) for side, size in sides if size]
        if borders:
            refine(cell, node("w:tcBorders", *borders))
        rows.append(_row([cell]))
    place_on_page = node(
        "w:tblpPr",
        leftFromText=0,
        rightFromText=0,
        vertAnchor="margin",
        horzAnchor="margin",
        tblpXSpec="center",
        tblpYSpec="bottom",
    )
    margins = node("w:tblCellMar", node("w:left", w=0, type="dxa"), node("w:right", w=0, type="dxa"))
    return node(
        "w:tbl",
        node(
            "w:tblPr",
            place_on_page,
            node("w:tblW", w=width, type="dxa"),
            node("w:tblLayout", type="fixed"),
            margins,
        ),
        node("w:tblGrid", node("w:gridCol", w=width)),
        *rows,
    )


_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


def _table(
    widths: Sequence[int], rows: Sequence[BaseOxmlElement], lines: BaseOxmlElement | None = None
) -> BaseOxmlElement:
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


def _row(cells: Sequence[BaseOxmlElement], *, is_head: bool = False, height: float = 0) -> BaseOxmlElement:
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


def _cell(
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

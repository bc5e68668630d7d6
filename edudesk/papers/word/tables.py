"""Reports as Word tables: widths as on paper, the head said again on every page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement

from edudesk.base.columns import Column
from edudesk.base.report import A4, A4_LANDSCAPE, Report, head_titles
from edudesk.papers.canvas import MM, Align
from edudesk.papers.cells import Findings
from edudesk.papers.fit import SIZES, Fit, Place, fit
from edudesk.papers.fonts import FontBook, Role
from edudesk.papers.official.style import Part, Style
from edudesk.papers.table import align_of, texts_of
from edudesk.papers.word.elements import node, paragraph, points, refine, run
from edudesk.papers.word.grid import cell_of, gap, keep_row, row_of, table_of

_LEAST_SIZE: Final = 9.0  # of a table inside the text, as in the PDF; a wider one lies on a page of its own
_CELL_STYLES: Final = {Align.LEFT: "celltext", Align.CENTRE: "cellshort", Align.RIGHT: "cellfigure"}
_CELL_SIDE: Final = 60  # twips, free left and right in a cell
_WHOLE: Final = 8  # rows of a table that is rather begun on a new page than cut
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

    def elements(self, *, is_first: bool = False) -> Iterator[BaseOxmlElement]:
        """Title, unit, table and notes. is_first: of the text, whose first page it then begins on, however short."""
        report = self.report
        if report.title:
            yield paragraph("caption", run(self._said(report.title, "表名")))
        if report.middle_line:
            yield paragraph("unit", run(self._said(report.middle_line, "表注")))
        yield self._table(len(self.report.rows) <= _WHOLE and not is_first)
        for note in report.lower_notes:
            yield paragraph("tablenote", run(self._said(note, "表注")))
        yield gap()

    def _said(self, text: str, place: str) -> str:
        return self.findings.seen(text, place)

    def _table(self, is_whole: bool) -> BaseOxmlElement:
        """The head stays with the first row; a short table is not cut at all, as in the PDF."""
        widths = [points(width) for width in self.fit.widths]
        head, rows = list(self._head(widths)), list(self._rows(widths))
        for row in [*head, *(rows[:-1] if is_whole else ())]:
            keep_row(row)
        return table_of(widths, [*head, *rows])

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
                    cell_of(
                        [paragraph("cellhead", *self._sized(words))],
                        sum(widths[title.first : title.last + 1]),
                        span=title.last - title.first + 1,
                        merge=merge,
                        is_grey=True,
                    )
                )
            yield row_of(cells, is_head=True)

    def _rows(self, widths: Sequence[int]) -> Iterator[BaseOxmlElement]:
        report = self.report
        texts = texts_of(report)
        looks = list(map(self._look, report.columns, texts, widths))
        if not report.rows:
            content = [paragraph("cellshort", *self._sized(_NO_ROWS))]
            yield row_of([cell_of(content, sum(widths), span=len(widths))])
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
                cells.append(cell_of([content], width, merge=merge))
            yield row_of(cells)

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

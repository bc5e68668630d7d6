"""A report's table laid out: lines of each cell, header cells, rows of each page. Draws nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from edudesk.base.columns import Column, Kind, printed
from edudesk.base.report import Report, head_titles
from edudesk.papers.canvas import Align
from edudesk.papers.cells import Findings
from edudesk.papers.fit import Fit
from edudesk.papers.fonts import Font
from edudesk.papers.linebreak import even_lines, filled_lines, name_parts

_SHORT = 8  # characters: text up to this length is set in the middle
_LEAST_LINES = 3  # of a row higher than a page, before it is begun at the foot of one


def align_of(column: Column, widest: float) -> Align:
    """Figures right, running text left, the short rest in the middle, as offices set their tables.

    widest: width of the longest cell on one line, as a multiple of the letter size.
    """
    if column.is_figure:
        return Align.RIGHT
    return Align.LEFT if column.kind is Kind.TEXT and widest > _SHORT else Align.CENTRE


def texts_of(report: Report) -> list[list[str]]:
    """The printed cells, column by column."""
    by_column = zip(*report.rows, strict=True) if report.rows else ((),) * len(report.columns)
    return [[value if type(value) is str else printed(value) for value in column] for column in by_column]


@dataclass(frozen=True)
class HeadCell:
    """One cell of the header: columns first … last, lines from top to bottom, level of the two-level head."""

    lines: tuple[str, ...]
    first: int
    last: int
    is_upper: bool
    is_lower: bool


@dataclass(frozen=True)
class Head:
    """The header of a table; lower_top: points from its top to the line between both levels."""

    cells: tuple[HeadCell, ...]
    height: float
    lower_top: float


def head_of(columns: Sequence[Column], fitted: Fit, font: Font, findings: Findings) -> Head:
    """Titles in lines, equal neighbouring parents merged to one cell over theirs."""

    def lines(title: str, first: int, last: int) -> tuple[str, ...]:
        width = sum(fitted.widths[first : last + 1]) - 2 * fitted.pad
        clean = findings.read(title, font, "表头")
        return tuple(even_lines(clean, width / fitted.size, font.widths))

    cells = [
        HeadCell(lines(one.text, one.first, one.last), one.first, one.last, one.is_upper, one.is_lower)
        for one in head_titles(columns)
    ]
    upper = max((len(cell.lines) for cell in cells if not cell.is_lower), default=0)
    lower = max((len(cell.lines) for cell in cells if not cell.is_upper), default=0)
    both = max((len(cell.lines) for cell in cells if cell.is_upper and cell.is_lower), default=0)
    lower_top = fitted.height(upper) if upper else 0.0
    height = max(lower_top + (fitted.height(lower) if lower else 0.0), fitted.height(both))
    return Head(tuple(cells), height + 0.3 * fitted.size, lower_top)


class Wrapped:
    """The cells of one column cut into lines; equal cells are cut once.

    lines[text]: the lines of a cell; widest: the longest cell if it stood on one line.
    """

    def __init__(
        self, column: Column, cells: Sequence[str], width: float, font: Font, findings: Findings
    ) -> None:
        """width: free width of a cell, as a multiple of the letter size."""
        self.cells = cells
        self.lines: dict[str, tuple[str, ...]] = {}
        self.widest = 0.0
        widths = font.widths
        texts = {
            cell: findings.read(cell, font, column.full_title, partial(_rows_with, cell, cells))
            for cell in dict.fromkeys(cells)
        }
        lengths = {cell: sum(map(widths.__getitem__, text)) for cell, text in texts.items()}
        self.widest = max(lengths.values(), default=0.0)
        # in the middle lines of one length look well, from the left full ones
        cut = filled_lines if align_of(column, self.widest) is Align.LEFT else even_lines
        for cell, said in texts.items():
            is_long_name = lengths[cell] > width and column.kind is Kind.NAME
            text = "\n".join(name_parts(said)) if is_long_name else said
            if "\n" in text or lengths[cell] > width:
                self.lines[cell] = tuple(cut(text, width, widths))
            else:
                self.lines[cell] = (text,)

    def row_lines(self) -> list[int]:
        """Lines of each row."""
        counts = {cell: len(lines) for cell, lines in self.lines.items()}
        return [counts[cell] for cell in self.cells]


def _rows_with(cell: str, cells: Sequence[str]) -> list[int]:
    return [number for number, other in enumerate(cells, 1) if other == cell]


@dataclass(frozen=True, slots=True)
class Slice:
    """Lines first … first + count of a row; a row higher than a page is printed in several slices."""

    row: int
    first: int
    count: int


@dataclass(frozen=True)
class Deal:
    """Rows dealt out to pages; left: free height below the rows of the last page."""

    pages: list[list[Slice]]
    left: float


def deal(row_lines: Sequence[int], fitted: Fit, first: float, later: float, tail: float) -> Deal:
    """Deal rows out to pages.

    first, later: room for rows on the first and the other pages; tail: height of what follows the last row
    (notes, signatures). The tail takes up to three rows along to a new page rather than stand there alone.
    """
    pages: list[list[Slice]] = [[]]
    left = first
    for row, lines in enumerate(row_lines):
        done = 0
        while done < lines:
            rest = lines - done
            fits = int((left - fitted.height(0) + 0.01) / fitted.line)
            is_endless = fitted.height(rest) > later
            if fits >= rest or (is_endless and fits >= _LEAST_LINES) or (not pages[-1] and left == later):
                count = max(min(fits, rest), 1)
                pages[-1].append(Slice(row, done, count))
                left -= fitted.height(count)
                done += count
            else:
                pages.append([])
                left = later
    for rows in (3, 2, 1):
        company = pages[-1][-rows:]
        needed = sum(fitted.height(piece.count) for piece in company) + tail
        if tail > left and len(pages[-1]) > rows and needed <= later:
            del pages[-1][-rows:]
            pages.append(company)
            left = later - needed + tail
    return Deal(pages, left)

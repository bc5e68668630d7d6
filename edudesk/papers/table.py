"""A report's table laid out: sheet, letter size, column widths, lines of each cell, rows of each page. Draws nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from edudesk.base.columns import Column, Kind, printed
from edudesk.base.report import A3_LANDSCAPE, A4_LANDSCAPE, Paper, Report
from edudesk.papers.canvas import MM, Align
from edudesk.papers.cells import Findings, printable
from edudesk.papers.fonts import Font
from edudesk.papers.linebreak import even_lines, widest_piece

MARGIN_X, MARGIN_TOP, MARGIN_FOOT = 14 * MM, 14 * MM, 16 * MM
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)  # 五号 down to the smallest that still reads
_UPRIGHT_SIZES = SIZES[:6]  # before letters get smaller than 8, turning the sheet costs nothing
LEADING = 1.3  # line distance, times the size
_DECLARED_SIZE = 9.0  # the size Column.width is meant for
_SQUEEZE = 0.85  # how far columns may be narrowed before a smaller size or a larger sheet is taken
_LEFT_KINDS = (Kind.TEXT,)
_LEAST_LINES = 3  # of a row higher than a page, before it is begun at the foot of one


@dataclass(frozen=True)
class Fit:
    """How a table goes on paper. size, widths and padding are points."""

    paper: Paper
    size: float
    widths: tuple[float, ...]

    @property
    def pad(self) -> float:
        """Free space left and right inside a cell."""
        return padding(self.size)

    @property
    def line(self) -> float:
        """Distance of two lines of a cell."""
        return self.size * LEADING

    @property
    def edges(self) -> list[float]:
        """x of every vertical line, from the left margin on."""
        edges = [MARGIN_X]
        for width in self.widths:
            edges.append(edges[-1] + width)
        return edges

    def height(self, lines: int) -> float:
        """Height of a row of so many lines."""
        return lines * self.line + self.size * 0.85


def padding(size: float) -> float:
    """Free space left and right inside a cell, for a letter size."""
    return 0.3 * size


def align_of(column: Column) -> Align:
    """Figures right, running text left, the short rest in the middle, as offices set their tables."""
    if column.is_figure:
        return Align.RIGHT
    return Align.LEFT if column.kind in _LEFT_KINDS else Align.CENTRE


def texts_of(report: Report) -> list[list[str]]:
    """The printed cells, column by column."""
    by_column = zip(*report.rows, strict=True) if report.rows else ((),) * len(report.columns)
    return [[value if type(value) is str else printed(value) for value in column] for column in by_column]


def fit(report: Report, texts: Sequence[Sequence[str]], font: Font, head: Font) -> Fit:
    """The report's own sheet at the largest size that fits, else a larger sheet lying down.

    No column gets narrower than its longest word or number, so that an ID number never breaks.
    """
    needs = [
        max(_need(dict.fromkeys(cells), font), _need([column.title], head), head.width(column.title[:2]))
        for column, cells in zip(report.columns, texts, strict=True)
    ]
    declared = [column.width * MM for column in report.columns]
    papers = [report.paper]
    papers += [paper for paper in (A4_LANDSCAPE, A3_LANDSCAPE) if paper.width > report.paper.width]
    for paper in papers:
        room = paper.width * MM - 2 * MARGIN_X
        for size in SIZES if paper.is_landscape else _UPRIGHT_SIZES:
            least = [need * size + 2 * padding(size) + 0.5 for need in needs]
            widths = _share(room, declared, least)
            natural = size / _DECLARED_SIZE
            if widths and sum(least) <= room and room >= sum(declared) * natural * _SQUEEZE:
                return Fit(paper, size, widths)
    room = papers[-1].width * MM - 2 * MARGIN_X
    scale = room / sum(declared)
    return Fit(papers[-1], SIZES[-1], tuple(width * scale for width in declared))


def _need(cells: Sequence[str] | dict[str, None], font: Font) -> float:
    """Longest unbreakable piece of any cell, as a multiple of the letter size."""
    need = 0.0
    for cell in cells:
        text = printable(cell)
        if sum(map(font.widths.__getitem__, text.replace("\n", ""))) > need:
            need = max(need, widest_piece(text.replace("\n", " "), font.widths))
    return need


def _share(room: float, declared: Sequence[float], least: Sequence[float]) -> tuple[float, ...]:
    """Room divided in the proportion of declared, nobody below least; () when least needs more than room."""
    if sum(least) > room:
        return ()
    widths = list(least)
    free = set(range(len(declared)))
    while True:
        taken = sum(least[place] for place in range(len(least)) if place not in free)
        scale = (room - taken) / sum(declared[place] for place in free)
        short = {place for place in free if declared[place] * scale < least[place]}
        if not short:
            break
        free -= short
    for place in free:
        widths[place] = declared[place] * scale
    return tuple(widths)


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

    cells: list[HeadCell] = []
    for parent, group in groupby(enumerate(columns), key=lambda pair: pair[1].parent):
        members = [place for place, _ in group]
        if parent:
            cells.append(
                HeadCell(lines(parent, members[0], members[-1]), members[0], members[-1], True, False)
            )
        for place in members:
            cells.append(HeadCell(lines(columns[place].title, place, place), place, place, not parent, True))
    upper = max((len(cell.lines) for cell in cells if not cell.is_lower), default=0)
    lower = max((len(cell.lines) for cell in cells if not cell.is_upper), default=0)
    whole = max((len(cell.lines) for cell in cells if cell.is_upper and cell.is_lower), default=0)
    lower_top = fitted.height(upper) if upper else 0.0
    height = max(lower_top + (fitted.height(lower) if lower else 0.0), fitted.height(whole))
    return Head(tuple(cells), height + 0.3 * fitted.size, lower_top)


class Wrapped:
    """The cells of one column cut into lines; equal cells are cut once.

    lines[text]: the lines of a cell; row_lines: how many lines each row needs here.
    """

    def __init__(
        self, column: Column, cells: Sequence[str], width: float, font: Font, findings: Findings
    ) -> None:
        """width: free width of a cell, as a multiple of the letter size."""
        self.cells = cells
        self.lines: dict[str, tuple[str, ...]] = {}
        widths = font.widths
        for cell in dict.fromkeys(cells):
            text = findings.read(cell, font, column.full_title, partial(_rows_with, cell, cells))
            if "\n" in text or sum(map(widths.__getitem__, text)) > width:
                self.lines[cell] = tuple(even_lines(text, width, widths))
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

"""The sheet, the letter size and the column widths a table goes on paper with."""

from collections.abc import Sequence
from dataclasses import dataclass

from edudesk.base.columns import Column, Kind
from edudesk.base.report import A3_LANDSCAPE, A4_LANDSCAPE, Paper, Report
from edudesk.papers.canvas import MM
from edudesk.papers.cells import printable
from edudesk.papers.fonts import Font
from edudesk.papers.linebreak import name_parts, widest_piece

MARGIN_X, MARGIN_TOP, MARGIN_FOOT = 14 * MM, 14 * MM, 16 * MM
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)  # 五号 down to the smallest that still reads
_UPRIGHT_SIZES = SIZES[:6]  # before letters get smaller than 8, turning the sheet costs nothing
PAD = 0.3  # free space left and right inside a cell, times the size
LEADING = 1.3  # line distance, times the size
ROW_AIR = 0.85  # above and below the lines of a row together, times the size
_DECLARED_SIZE = 9.0  # the size Column.width is meant for
_SQUEEZE = 0.85  # how far columns may be narrowed before a smaller size or a larger sheet is taken
_STRETCH = 1.3  # how far a column may grow over its declared width so that its cells stand on one line
_WHOLE_NAME = 4.5  # of a person's name, or its part up to a dot (阿依古丽·), that is not cut


@dataclass(frozen=True)
class Place:
    """Where a table may stand. left, width: points of its sheet; sizes: letters tried, the largest first."""

    paper: Paper
    left: float
    width: float
    sizes: tuple[float, ...]


@dataclass(frozen=True)
class Fit:
    """How a table goes on paper. size, left, widths, padding and foot, which is free below the words of a row, are points."""

    paper: Paper
    size: float
    widths: tuple[float, ...]
    left: float = MARGIN_X
    foot: float = 0.0

    @property
    def pad(self) -> float:
        """Free space left and right inside a cell."""
        return self.size * PAD

    @property
    def line(self) -> float:
        """Distance of two lines of a cell."""
        return self.size * LEADING

    @property
    def edges(self) -> list[float]:
        """x of every vertical line."""
        edges = [self.left]
        for width in self.widths:
            edges.append(edges[-1] + width)
        return edges

    def height(self, lines: int) -> float:
        """Height of a row of so many lines."""
        return lines * self.line + self.size * ROW_AIR + self.foot


@dataclass(frozen=True)
class _Wish:
    """Widths of one column as multiples of the letter size.

    declared: Column.width; comfort: nearly all cells on one line; need: no word or number cut;
    least: numbers cut at hyphens only.
    """

    declared: float
    comfort: float
    need: float
    least: float


def sheets_for(paper: Paper) -> list[Place]:
    """A whole sheet of this paper, or a larger one lying down."""
    papers = [paper, *(one for one in (A4_LANDSCAPE, A3_LANDSCAPE) if one.width > paper.width)]
    return [
        Place(
            one,
            MARGIN_X,
            one.width * MM - 2 * MARGIN_X,
            SIZES if one.is_landscape else _UPRIGHT_SIZES,
        )
        for one in papers
    ]


def fit(
    report: Report, texts: Sequence[Sequence[str]], font: Font, head: Font, places: Sequence[Place]
) -> Fit:
    """The first place at the largest size at which nearly all cells stand on one line; else at the
    largest at which columns keep most of their declared width; else the same on the next place.

    No column gets narrower than its longest word or number, so that an ID number never breaks; only where no
    place is wide enough for that, dates break at a hyphen.
    """
    wishes = [_wish(column, cells, font, head) for column, cells in zip(report.columns, texts, strict=True)]
    declared = sum(wish.declared for wish in wishes)
    shares = [(wish.declared + wish.comfort) / 2 for wish in wishes]  # what was planned, and what is in it
    for place in places:
        for size in place.sizes[:-1]:
            if widths := _share(place.width / size, shares, [wish.comfort for wish in wishes]):
                return Fit(place.paper, size, tuple(width * size for width in widths), place.left)
        for size in place.sizes:
            widths = _share(place.width / size, shares, [wish.need for wish in wishes])
            if widths and place.width / size >= declared * _SQUEEZE:
                return Fit(place.paper, size, tuple(width * size for width in widths), place.left)
    last = places[-1]
    size = last.sizes[-1]
    for least in ([wish.need for wish in wishes], [wish.least for wish in wishes], [0.0] * len(wishes)):
        if widths := _share(last.width / size, shares, least):
            break
    return Fit(last.paper, size, tuple(width * size for width in widths), last.left)


def _wish(column: Column, cells: Sequence[str], font: Font, head: Font) -> _Wish:
    texts = [printable(cell).replace("\n", " ") for cell in dict.fromkeys(cells)]
    lengths = [font.width(text) for text in texts]
    usual = sorted(lengths)[len(lengths) * 19 // 20] if lengths else 0.0
    need = least = head.width(column.title[:2])
    if column.kind is Kind.NAME:
        parts = {part for text in texts for part in name_parts(text)}
        need = least = max(least, min(max(map(font.width, parts), default=0.0), _WHOLE_NAME))
    for text, length in zip(texts, lengths, strict=True):
        if length > least:  # a piece is never longer than its text
            least = max(least, widest_piece(text, font.widths, is_strict=False))
            if length > need:
                need = max(need, widest_piece(text, font.widths))
    need = max(need, widest_piece(column.title, head.widths))
    declared = column.width * MM / _DECLARED_SIZE
    comfort = max(usual, min(head.width(column.title), 4))
    free = 2 * PAD + 0.05
    return _Wish(
        declared, max(min(comfort + free, declared * _STRETCH), need + free), need + free, least + free
    )


def _share(room: float, shares: Sequence[float], least: Sequence[float]) -> tuple[float, ...]:
    """Room divided in the proportion of shares, nobody below least; () when least needs more than room."""
    if sum(least) > room:
        return ()
    widths = list(least)
    free = set(range(len(shares)))
    while free:
        taken = sum(least[place] for place in range(len(least)) if place not in free)
        scale = (room - taken) / sum(shares[place] for place in free)
        short = {place for place in free if shares[place] * scale < least[place]}
        if not short:
            break
        free -= short
    for place in free:
        widths[place] = shares[place] * scale
    return tuple(widths)

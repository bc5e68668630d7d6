"""A form laid out: where each cell stands, its lines, and which rows go on which page. Draws nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from edudesk.base.form import SHARES, Form, FormCell, Look
from edudesk.papers.canvas import MM
from edudesk.papers.cells import Findings
from edudesk.papers.fit import LEADING, PAD
from edudesk.papers.fonts import Font
from edudesk.papers.linebreak import even_lines, filled_lines


@dataclass(frozen=True, slots=True)
class Box:
    """A cell in its row: left and width in points from the left end of the form."""

    cell: FormCell
    left: float
    width: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are not parted, because a cell stands over them: their boxes and heights in points."""

    rows: tuple[tuple[Box, ...], ...]
    heights: tuple[float, ...]
    is_head: bool

    @property
    def height(self) -> float:
        """Of all rows."""
        return sum(self.heights)

    def stretched(self, factor: float) -> "Block":
        """The same with higher rows."""
        return replace(self, heights=tuple(height * factor for height in self.heights))


class Wrapping:
    """Cells cut into lines, equal ones once: forms repeat their labels."""

    def __init__(self, width: float, body: Font, head: Font, findings: Findings) -> None:
        """width: of a form in points; body, head: fonts of values and of labels."""
        self._width, self._fonts, self._findings = width, (body, head), findings
        self._known: dict[tuple[str, int, Look, float], tuple[str, ...]] = {}

    def lines(self, cell: FormCell, size: float) -> tuple[str, ...]:
        """The lines of a cell in letters of a size in points."""
        is_label = cell.look in (Look.LABEL, Look.SECTION)
        key = (cell.text, cell.share, cell.look, size)
        if key not in self._known:
            font = self._fonts[is_label]
            text = self._findings.read(cell.text, font, "表格")
            room = (cell.share * self._width / SHARES - 2 * size * PAD) / size
            cut = filled_lines if cell.look is Look.TEXT else even_lines
            self._known[key] = tuple(cut(text, room, font.widths))
        return self._known[key]


def least_height(form: Form, size: float, air: float) -> float:
    """Height in points of the rows with one line in each: no layout of the form is lower."""
    return sum(max(row.height * MM, size * LEADING + air) for row in form.rows)


def blocks_of(form: Form, width: float, size: float, air: float, wrapping: Wrapping) -> list[Block]:
    """The rows of a form at a width and letter size in points, in blocks that are not parted.

    air: free points above and below the lines of a cell together.
    """
    unit, line = width / SHARES, size * LEADING
    found: list[Block] = []
    rows: list[tuple[Box, ...]] = []
    heights: list[float] = []
    reaching: list[tuple[int, int, int]] = []  # cells from above: first share, end, rows still to come
    for row in form.rows:
        boxes = []
        later = [(first, end, left - 1) for first, end, left in reaching if left > 1]
        place = 0
        for cell in row.cells:
            place = max([place, *(end for first, end, _ in reaching if first <= place < end)])
            boxes.append(Box(cell, place * unit, cell.share * unit, wrapping.lines(cell, size)))
            if cell.rows > 1:
                later.append((place, place + cell.share, cell.rows - 1))
            place += cell.share
        most = max((len(box.lines) for box in boxes if box.cell.rows == 1), default=1)
        rows.append(tuple(boxes))
        heights.append(max(row.height * MM, most * line + air))
        reaching = later
        if not reaching:
            found.append(Block(tuple(rows), _with_room(rows, heights, line, air), row.is_head))
            rows, heights = [], []
    return found


def _with_room(
    rows: Sequence[Sequence[Box]], heights: Sequence[float], line: float, air: float
) -> tuple[float, ...]:
    """The heights of a block, its last row higher where a cell over several rows needs that."""
    lack = max(
        len(box.lines) * line + air - sum(heights[at : at + box.cell.rows])
        for at, row in enumerate(rows)
        for box in row
    )
    return (*heights[:-1], heights[-1] + max(lack, 0.0))


def with_company(parts: Sequence[list[Block]]) -> list[list[Block]]:
    """The same with the last block on a page of its own below its heads, where others stand above it."""
    *before, last = parts
    if sum(not block.is_head for block in last) < 2:
        return [*before, last]
    *rest, end = last
    heads: list[Block] = []
    for block, above in zip(rest, [None, *rest], strict=False):
        if block.is_head:
            heads = [*heads, block] if above is not None and above.is_head else [block]
    return [*before, rest, [*heads, end]]


def pages_of(blocks: Sequence[Block], first: float, later: float) -> list[list[Block]]:
    """Blocks by page, with so much room on the first and the others; heads go along and are said again."""
    pages: list[list[Block]] = [[]]
    left = first
    heads: list[Block] = []
    for place, block in enumerate(blocks):
        if block.is_head:
            heads = [*heads, block] if place and blocks[place - 1].is_head else [block]
        end = next((at for at in range(place, len(blocks)) if not blocks[at].is_head), len(blocks))
        if sum(one.height for one in blocks[place : end + 1]) > left and pages[-1]:
            said = [] if block.is_head else heads
            pages.append(list(said))
            left = later - sum(one.height for one in said)
        pages[-1].append(block)
        left -= block.height
    return pages

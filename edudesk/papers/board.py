"""A report's table ready to be printed part by part, wherever it stands: on sheets of its own or in a document."""

from collections.abc import Sequence
from dataclasses import replace

from edudesk.base.report import Report
from edudesk.papers.along import FOOT, draw_bars
from edudesk.papers.canvas import Align, Canvas, Segment
from edudesk.papers.cells import Findings
from edudesk.papers.fit import LEADING, Place, fit
from edudesk.papers.fonts import Role
from edudesk.papers.table import Deal, Slice, Wrapped, align_of, deal, head_of, texts_of

_HEAD_GREY = 0.94
_NO_ROWS = "（本表无记录）"


class Board:
    """The table of one report, fitted to the first of some places where it reads well."""

    def __init__(
        self,
        report: Report,
        canvas: Canvas,
        findings: Findings,
        places: Sequence[Place],
        body: Role = Role.SONG,
        *,
        centres_figures: bool = False,
    ) -> None:
        """body: font of the rows; the head is set in 黑体. centres_figures: in wide columns they stand right
        under each other in the middle, not at the edge."""
        self.report, self.canvas = report, canvas
        font, head = canvas.font(body), canvas.font(Role.HEI)
        texts = texts_of(report)
        self.fit = fit(report, texts, font, head, places)
        self.head = head_of(report.columns, self.fit, head, findings)
        if report.along is not None:
            self.fit = replace(self.fit, foot=FOOT)
        self.body = canvas.lettering(body, self.fit.size)
        room = [(width - 2 * self.fit.pad) / self.fit.size for width in self.fit.widths]
        self.columns = [
            Wrapped(column, cells, width, font, findings)
            for column, cells, width in zip(report.columns, texts, room, strict=True)
        ]
        self._centres_figures = centres_figures
        self._shown = [self._ready(place) for place in range(len(self.columns))]

    def deal(self, first: float, later: float, tail: float) -> Deal:
        """The rows dealt out to pages (table.deal); the room is that below the head."""
        counts = [max(lines) for lines in zip(*(column.row_lines() for column in self.columns), strict=True)]
        return deal(counts, self.fit, first, later, tail)

    def height(self, slices: Sequence[Slice]) -> float:
        """Points these rows and the head take; no rows of a table that has some: nothing."""
        if self.report.rows and not slices:
            return 0.0
        rows = sum(self.fit.height(piece.count) for piece in slices)
        return self.head.height + (rows if self.report.rows else self.fit.height(1))

    def print(self, top: float, slices: Sequence[Slice]) -> float:
        """Print the head and these rows; y of their end."""
        return self._print_rows(self._print_head(top), slices)

    def _print_head(self, top: float) -> float:
        edges, fitted, head = self.fit.edges, self.fit, self.head
        bottom = top + head.height
        letters = self.canvas.lettering(Role.HEI, fitted.size)
        self.canvas.fill(edges[0], top, edges[-1] - edges[0], head.height, _HEAD_GREY)
        inner: list[Segment] = []
        shown = []
        for cell in head.cells:
            high = top if cell.is_upper else top + head.lower_top
            low = bottom if cell.is_lower else top + head.lower_top
            left, right = edges[cell.first], edges[cell.last + 1]
            if cell.last < len(edges) - 2:  # the frame draws the last edge
                inner.append((right, high, right, low))
            if not cell.is_lower:
                inner.append((left, low, right, low))
            y = _first_baseline(high, low, len(cell.lines), fitted.size)
            for line in cell.lines:
                x = (left + right - letters.width(line)) / 2
                shown.append(f"1 0 0 1 {x:.2f} {self.canvas.height_of(y)} Tm{letters.show(line)}")
                y += fitted.line
        self.canvas.place(letters, shown)
        self.canvas.lines(inner, 0.4)
        self.canvas.lines([(edges[0], bottom, edges[-1], bottom)], 0.7)
        return bottom

    def _ready(self, place: int) -> list[list[tuple[str, str]]]:
        """For each row the lines of its cell in one column, ready to print but for their height."""
        letters, wrapped = self.body, self.columns[place]
        align = align_of(self.report.columns[place], wrapped.widest)
        left, right = self.fit.edges[place] + self.fit.pad, self.fit.edges[place + 1] - self.fit.pad
        start = left + (right - left) * align.value
        if align is Align.RIGHT and self._centres_figures:
            start = min((left + right + wrapped.widest * self.fit.size) / 2, right)
        ready: dict[str, list[tuple[str, str]]] = {}
        for cell, lines in wrapped.lines.items():
            ready[cell] = [
                (f"1 0 0 1 {start - letters.width(line) * align.value:.2f} ", f" Tm{letters.show(line)}")
                for line in lines
                if lines != ("",)
            ]
        return [ready[cell] for cell in wrapped.cells]

    def _print_rows(self, top: float, slices: Sequence[Slice]) -> float:
        fitted, canvas, edges = self.fit, self.canvas, self.fit.edges
        shown: list[str] = []
        rules: list[Segment] = []
        along = self.report.along
        over = range(along.column, along.last + 1) if along is not None else range(0)
        ends: list[tuple[int, float]] = []
        y = top
        for number, piece in enumerate(slices):
            row, bottom = piece.row, y + fitted.height(piece.count)
            single = canvas.height_of(_first_baseline(y, bottom, 1, fitted.size))
            for place, column in enumerate(self._shown):
                lines = column[row]
                if not number and not place and self.report.continues(row):
                    lines = self._group(column, piece)
                if len(lines) == 1 and not piece.first and place not in over:
                    shown.append(f"{lines[0][0]}{single}{lines[0][1]}")
                elif lines:
                    cut = lines[piece.first : piece.first + piece.count]
                    low = bottom - fitted.foot if place in over else bottom
                    baseline = _first_baseline(y, low, len(cut), fitted.size)
                    for before, after in cut:
                        shown.append(f"{before}{canvas.height_of(baseline)}{after}")
                        baseline += fitted.line
            y = bottom
            ends.append((row, y))
            rules.append((edges[self.report.continues(row + 1)], y, edges[-1], y))
        if not self.report.rows:
            y += fitted.height(1)
            canvas.text((edges[0] + edges[-1]) / 2, y - 0.75 * fitted.size, _NO_ROWS, self.body, Align.CENTRE)
        elif slices:
            canvas.place(self.body, shown)
            canvas.lines([*rules[:-1], *((x, top, x, y) for x in edges[1:-1])], 0.4)
        if along is not None:
            draw_bars(canvas, along, edges, ends, top)
        canvas.frame(edges[0], top - self.head.height, edges[-1] - edges[0], y - top + self.head.height, 0.9)
        return y

    def _group(self, column: Sequence[list[tuple[str, str]]], piece: Slice) -> list[tuple[str, str]]:
        """The cell over a row that goes on with a group of the page before: said again where it has room."""
        first = next(row for row in range(piece.row, -1, -1) if not self.report.continues(row))
        return column[first] if len(column[first]) <= piece.count else []


def _first_baseline(top: float, bottom: float, lines: int, size: float) -> float:
    """Baseline of the first of so many lines set in the middle between top and bottom."""
    # a Chinese character stands 0.88 above and 0.12 below its baseline
    return (top + bottom - lines * size * LEADING) / 2 + size * (LEADING / 2 + 0.38)

"""What stands around the figures of a chart: title, legend, notes, and the field that is left for them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from edudesk.base.chart import UNKNOWN, Chart, ChartKind
from edudesk.base.charting.marks import Area, Box, Hit, Ink, Label, Letters, Mark, Path, Rect, Tint, hatching
from edudesk.base.charting.names import LEADING, elided

DASH = (0.6, 0.35)  # of the target line, as shares of the font size
TITLE = 1.2  # size of the title as a share of the font size
NOTE = 0.9
_SAMPLE = 1.6  # width of a sample in the legend
DASHES = ((), (0.8, 0.35), (0.2, 0.3))  # of the lines of series, repeated: with 4 colours 12 different lines
SHADES = 5  # samples of a heat map's colours


@dataclass
class Sheet:
    """A chart being laid out: the marks so far and what is free for the rest.

    size: of the font; words: drawn last, above every line; remarks: what the layout has to explain below the notes.
    """

    chart: Chart
    letters: Letters
    size: float
    place: Rect
    marks: list[Mark] = field(default_factory=list)
    words: list[Mark] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def remark(self, text: str) -> None:
        """Have something explained, once."""
        if text not in self.remarks:
            self.remarks.append(text)

    def width(self, text: str, size: float = 0.0) -> float:
        """Width of a line at a size, default the size of the chart."""
        return self.letters.width(text) * (size or self.size)

    def label(
        self,
        x: float,
        y: float,
        text: str,
        align: float = 0.5,
        *,
        ink: Ink = Ink.TEXT,
        size: float = 0.0,
        is_bold: bool = False,
        upon: Tint | None = None,
        is_clear: bool = False,
    ) -> Label:
        """A line whose middle has height y. align: share of its width left of x."""
        size = size or self.size
        width = self.width(text, size)
        return Label(
            Rect(x - width * align, y - size / 2, width, size),
            text,
            size,
            ink,
            is_bold,
            False,
            upon,
            is_clear,
        )

    def turned(
        self, x: float, y: float, text: str, align: float, *, ink: Ink = Ink.TEXT, is_clear: bool = False
    ) -> Label:
        """A line turned to the left whose middle is at x. align: share of its length above y: 0.0 below y,
        1.0 above."""
        length = self.width(text)
        place = Rect(x - self.size / 2, y - length * align, self.size, length)
        return Label(place, text, self.size, ink, is_turned=True, is_clear=is_clear)

    def unknown(self, width: float) -> str:
        """What is written for a figure that is not known, where there is so much room."""
        if self.width(UNKNOWN) <= width:
            return UNKNOWN
        self.remark(f"注：“—”表示{UNKNOWN}。")
        return "—"

    def fill(self, box: Rect, tint: Tint) -> None:
        """A box in the colour and hatch of its series."""
        self.marks.append(Box(box, tint))
        self.marks += hatching(box, tint, self.size)

    def head(self, has_title: bool) -> None:
        """Title and legend, taken off the top of the place."""
        if has_title and self.chart.title:
            size = self.size * TITLE
            for line in self.letters.lines(self.chart.title, self.place.width / size):
                y = self.place.y + size * LEADING / 2
                self.marks.append(
                    self.label(self.place.x + self.place.width / 2, y, line, size=size, is_bold=True)
                )
                self._take(size * LEADING)
            self._take(self.size * 0.3)
        entries = self._entries()
        if entries:
            self._legend(entries)
            self._take(self.size * 0.4)

    def foot(self, remarks: Sequence[str]) -> None:
        """Notes and remarks, taken off the bottom."""
        size = self.size * NOTE
        lines = self._note_lines(remarks)
        height = (len(lines) * LEADING + 0.4) * size if lines else 0.0
        place = self.place
        self.place = Rect(place.x, place.y, place.width, max(place.height - height, 0.0))
        y = place.bottom - len(lines) * LEADING * size
        for line in lines:
            y += LEADING * size
            self.marks.append(
                self.label(place.x, y - LEADING * size / 2, line, 0.0, ink=Ink.MUTED, size=size)
            )

    def _note_lines(self, remarks: Sequence[str]) -> list[str]:
        room = self.place.width / (self.size * NOTE)
        return [line for note in (*self.chart.notes, *remarks) for line in self.letters.lines(note, room)]

    def _take(self, height: float) -> None:
        place = self.place
        self.place = Rect(place.x, place.y + height, place.width, max(place.height - height, 0.0))

    def _entries(self) -> list[tuple[str, int]]:
        """What the legend says: name and number of a series, -1 for the target, -2 for the shades."""
        chart = self.chart
        if chart.kind is ChartKind.HEAT:
            return [("", -2)] if known(chart) else []
        named = [(one.name, number) for number, one in enumerate(chart.series) if one.name]
        entries = named if len(chart.series) > 1 else []
        if chart.target is not None:
            entries = [*entries, (f"目标 {chart.said(chart.target)}{chart.unit}", -1)]
        return entries

    def _legend(self, entries: list[tuple[str, int]]) -> None:
        """Samples with names in centred rows."""
        rows: list[list[tuple[str, int, float]]] = [[]]
        used = 0.0
        for text, number in entries:
            if number == -2:
                self._shades()
                return
            most = self.place.width / self.size - _SAMPLE - 0.4
            name = elided(text, most, self.letters)
            width = (_SAMPLE + 0.4 + self.letters.width(name)) * self.size
            if rows[-1] and used + width > self.place.width:
                rows.append([])
                used = 0.0
            rows[-1].append((name, number, width))
            used += width + 1.2 * self.size
        for row in rows:
            whole = sum(width for _, _, width in row) + 1.2 * self.size * (len(row) - 1)
            x = self.place.x + (self.place.width - whole) / 2
            y = self.place.y + self.size * LEADING / 2
            for name, number, width in row:
                self._sample(x, y, number)
                self.marks.append(self.label(x + (_SAMPLE + 0.4) * self.size, y, name, 0.0))
                x += width + 1.2 * self.size
            self._take(self.size * LEADING)

    def _sample(self, x: float, y: float, number: int) -> None:
        size = self.size
        if number < 0:
            dash = tuple(length * size for length in DASH)
            self.marks.append(Path(((x, y), (x + _SAMPLE * size, y)), Ink.TARGET, size * 0.12, dash))
        elif self.chart.kind in (ChartKind.LINE, ChartKind.RADAR):
            self.marks.append(line_of(((x, y), (x + _SAMPLE * size, y)), number, size))
            self.marks.append(dot(x + _SAMPLE * size / 2, y, number, size))
        else:
            self.fill(Rect(x + 0.2 * size, y - 0.4 * size, 1.2 * size, 0.8 * size), Tint(number))

    def _shades(self) -> None:
        """The lowest figure, boxes from light to dark, the highest."""
        values = known(self.chart)
        low, high = (self.chart.said(edge) + self.chart.unit for edge in (min(values), max(values)))
        y = self.place.y + self.size * LEADING / 2
        width = 1.4 * self.size
        x = self.place.x + self.place.width - self.width(high) - 0.4 * self.size - SHADES * width
        self.marks.append(self.label(x - 0.4 * self.size, y, low, 1.0, ink=Ink.MUTED))
        for number in range(SHADES):
            tint = Tint(shade=number / (SHADES - 1))
            self.marks.append(
                Box(Rect(x + number * width, y - 0.4 * self.size, width, 0.8 * self.size), tint)
            )
        right = self.place.x + self.place.width
        self.marks.append(self.label(right, y, high, 1.0, ink=Ink.MUTED))
        self._take(self.size * LEADING)


def known(chart: Chart) -> list[float]:
    """All figures there are."""
    return [point.value for one in chart.series for point in one.points if point.value is not None]


def line_of(points: tuple[tuple[float, float], ...], number: int, size: float) -> Path:
    """A line in the colour and dash of its series."""
    dash = tuple(length * size for length in DASHES[number % len(DASHES)])
    return Path(points, Ink.TEXT, size * 0.16, dash, Tint(number))


_ROUND = tuple((x, y) for x, y in ((1, 0), (0.92, 0.38), (0.71, 0.71), (0.38, 0.92)))
_SHAPES = (
    (*_ROUND, *((-y, x) for x, y in _ROUND), *((-x, -y) for x, y in _ROUND), *((y, -x) for x, y in _ROUND)),
    ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    ((0, -1.1), (1, 0.8), (-1, 0.8)),
    ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
)


def dot(x: float, y: float, number: int, size: float) -> Area:
    """The mark of a figure on a line, of another shape for each series."""
    radius = 0.3 * size
    shape = _SHAPES[number % len(_SHAPES)]
    return Area(tuple((x + radius * dx, y + radius * dy) for dx, dy in shape), Tint(number))

"""A chart being laid out: the marks so far, and the place that is left for the figures."""

from dataclasses import dataclass, field

from edudesk.base.chart import UNKNOWN, Chart
from edudesk.base.charting.marks import (
    Area,
    Box,
    Hit,
    Ink,
    Label,
    Letters,
    Mark,
    Path,
    Rect,
    Tint,
    hatching,
)

TARGET_DASH = (0.6, 0.35)  # stroke and gap, as shares of the font size
_DASHES = ((), (0.8, 0.35), (0.2, 0.3))  # of the lines of series, repeated: with 4 colours 12 different lines


@dataclass
class Sheet:
    """size: of the font; words: drawn last, above every line; remarks: what the layout has to explain below the
    notes."""

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

    def take_top(self, height: float) -> None:
        """The upper part of the place is used."""
        place = self.place
        self.place = Rect(place.x, place.y + height, place.width, max(place.height - height, 0.0))

    def take_bottom(self, height: float) -> None:
        """The lower part of the place is used."""
        self.place = self.place._replace(height=max(self.place.height - height, 0.0))

    def known(self) -> list[float]:
        """All figures there are."""
        return [point.value for one in self.chart.series for point in one.points if point.value is not None]

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
        place = Rect(x - width * align, y - size / 2, width, size)
        return Label(place, text, size, ink, is_bold, False, upon, is_clear)

    def turned(
        self,
        x: float,
        y: float,
        text: str,
        align: float,
        *,
        ink: Ink = Ink.TEXT,
        is_clear: bool = False,
    ) -> Label:
        """A line turned to the left whose middle is at x. align: share of its length above y."""
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

    def target(self, *points: tuple[float, float]) -> Path:
        """The line of the target."""
        dash = tuple(length * self.size for length in TARGET_DASH)
        return Path(points, Ink.TARGET, self.size * 0.12, dash)

    def line(self, points: tuple[tuple[float, float], ...], number: int) -> Path:
        """A line in the colour and dash of its series."""
        dash = tuple(length * self.size for length in _DASHES[number % len(_DASHES)])
        return Path(points, Ink.TEXT, self.size * 0.16, dash, Tint(number))

    def dot(self, x: float, y: float, number: int) -> Area:
        """The mark of a figure on a line, of another shape for each series."""
        radius = 0.3 * self.size
        shape = _SHAPES[number % len(_SHAPES)]
        return Area(tuple((x + radius * dx, y + radius * dy) for dx, dy in shape), Tint(number))


_QUARTER = ((1.0, 0.0), (0.92, 0.38), (0.71, 0.71), (0.38, 0.92))
_CIRCLE = (
    *_QUARTER,
    *((-y, x) for x, y in _QUARTER),
    *((-x, -y) for x, y in _QUARTER),
    *((y, -x) for x, y in _QUARTER),
)
_SQUARE = ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85))
_TRIANGLE = ((0.0, -1.1), (1.0, 0.8), (-1.0, 0.8))
_DIAMOND = ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0))
_SHAPES = (_CIRCLE, _SQUARE, _TRIANGLE, _DIAMOND)

"""Charts on paper, as vectors, in colours that stay apart when they are printed in black and white."""

from dataclasses import replace
from io import BytesIO

from edudesk.base.chart import Chart, Series
from edudesk.base.charting.layout import lay_out, natural_height
from edudesk.base.charting.marks import Area, Box, Ink, Label, Mark, Path, Rect, Tint
from edudesk.papers.canvas import Canvas, Colour
from edudesk.papers.cells import Findings
from edudesk.papers.fonts import Font, FontBook, Role, installed_fonts
from edudesk.papers.linebreak import even_lines

SIZE = 9.0  # 小五

# blue, ochre, green, pale blue: their greys are 15 % of the way from black to white or more apart
TINTS: tuple[Colour, ...] = (
    (0.12, 0.27, 0.52),
    (0.86, 0.64, 0.25),
    (0.20, 0.51, 0.38),
    (0.73, 0.82, 0.93),
)
_LINE_TINTS: tuple[Colour, ...] = (*TINTS[:3], (0.45, 0.60, 0.82))  # the pale one is too pale for a line
_INKS: dict[Ink, Colour] = {
    Ink.TEXT: (0.0, 0.0, 0.0),
    Ink.MUTED: (0.25, 0.25, 0.25),
    Ink.GRID: (0.82, 0.82, 0.82),
    Ink.AXIS: (0.2, 0.2, 0.2),
    Ink.TARGET: (0.66, 0.20, 0.15),
    Ink.SURFACE: (1.0, 1.0, 1.0),
}
_LIGHTEST, _DARKEST = (0.94, 0.96, 0.99), (0.20, 0.40, 0.70)  # of a heat map


class _Letters:
    """A font of ours as base.charting measures it."""

    def __init__(self, font: Font) -> None:
        self._font = font

    def width(self, text: str) -> float:
        return self._font.width(text)

    def lines(self, text: str, room: float) -> list[str]:
        return even_lines(text, room, self._font.widths)


def chart_height(chart: Chart, width: float, *, size: float = SIZE, fonts: FontBook | None = None) -> float:
    """Points a chart of this width wants, title and notes included. fonts: default those of this PC."""
    return natural_height(chart, width, _Letters((fonts or installed_fonts())[Role.SONG]), size)


def draw_chart(
    canvas: Canvas,
    chart: Chart,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    size: float = SIZE,
    findings: Findings | None = None,
) -> None:
    """Draw the chart into a box on the page begun last.

    size: of its letters; findings: takes what no font can print. With less height than chart_height says the
    field of figures gets lower.
    """
    font = canvas.font(Role.SONG)
    clean = _clean(chart, font, findings or Findings())
    for mark in lay_out(clean, width, height, _Letters(font), size).marks:
        _draw(canvas, mark, x, y)


def chart_png(
    chart: Chart, width: float, height: float, *, dots: int = 220, fonts: FontBook | None = None
) -> bytes:
    """The same as a picture for Word. width, height: points; dots: for each inch."""
    from PIL import Image

    from edudesk.papers.pages import PdfPages  # 30 ms, which no PDF needs

    drawn, made = BytesIO(), BytesIO()
    canvas = Canvas(drawn, chart.title, fonts or installed_fonts())
    canvas.start_page(width, height)
    draw_chart(canvas, chart, 0, 0, width, height)
    canvas.close()
    with PdfPages(drawn.getvalue()) as pages:
        shown = pages.picture(0, dots / 72)
    size = (shown.width, shown.height)
    Image.frombuffer("RGB", size, shown.data, "raw", "BGRX", shown.stride, 1).save(made, "PNG")
    return made.getvalue()


def luminance(colour: Colour) -> float:
    """How light a colour prints in greys, 0.0–1.0 (ITU-R BT.601)."""
    red, green, blue = colour
    return 0.299 * red + 0.587 * green + 0.114 * blue


def colour_of(tint: Tint) -> Colour:
    """A surface on paper."""
    if tint.series >= 0:
        return TINTS[tint.place]
    red, green, blue = (
        low + (high - low) * tint.shade for low, high in zip(_LIGHTEST, _DARKEST, strict=True)
    )
    return (red, green, blue)


def _draw(canvas: Canvas, mark: Mark, x: float, y: float) -> None:
    match mark:
        case Box(place, tint):
            canvas.polygon([(x + a, y + b) for a, b in _corners(place)], colour_of(tint))
        case Area(points, tint, is_sheer):
            # nothing shines through ink: on paper such a surface would hide the series before it
            if not is_sheer:
                canvas.polygon([(x + a, y + b) for a, b in points], _LINE_TINTS[tint.place])
        case Path(points, ink, weight, dash, tint):
            colour = _INKS[ink] if tint is None else _LINE_TINTS[tint.place]
            canvas.path([(x + a, y + b) for a, b in points], weight, colour, dash)
        case Label():
            _write(canvas, mark, x, y)


def _write(canvas: Canvas, label: Label, x: float, y: float) -> None:
    letters = canvas.lettering(Role.HEI if label.is_bold else Role.SONG, label.size)
    colour = _INKS[label.ink]
    if label.upon is not None and luminance(colour_of(label.upon)) < 0.5:
        colour = (1.0, 1.0, 1.0)
    # a Chinese character stands 0.88 above and 0.12 below its baseline
    place, width = label.place, letters.width(label.text)
    if label.is_clear:
        canvas.polygon([(x + a, y + b) for a, b in _corners(place)], _INKS[Ink.SURFACE])
    if label.is_turned:
        start = y + place.bottom - (place.height - width) / 2
        canvas.words(x + place.x + 0.88 * label.size, start, label.text, letters, colour, True)
    else:
        start = x + place.x + (place.width - width) / 2
        canvas.words(start, y + place.y + 0.88 * label.size, label.text, letters, colour)


def _corners(place: Rect) -> tuple[tuple[float, float], ...]:
    return (
        (place.x, place.y),
        (place.right, place.y),
        (place.right, place.bottom),
        (place.x, place.bottom),
    )


def _clean(chart: Chart, font: Font, findings: Findings) -> Chart:
    """The same chart with texts that can be printed."""

    def read(text: str) -> str:
        return findings.read(text, font, f"图“{chart.title}”").replace("\n", " ")

    return replace(
        chart,
        title=read(chart.title),
        categories=tuple(map(read, chart.categories)),
        series=tuple(Series(read(one.name), one.points) for one in chart.series),
        unit=read(chart.unit),
        notes=tuple(map(read, chart.notes)),
    )

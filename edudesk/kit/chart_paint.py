"""Paints a laid out chart on screen in the colours of the theme, and as a picture for the clipboard."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPolygonF

from edudesk.base.chart import Chart
from edudesk.base.charting.layout import lay_out, natural_height
from edudesk.base.charting.marks import Area, Box, Ink, Label, Mark, Path, Picture, Rect, Tint
from edudesk.kit.labels import bold
from edudesk.kit.theme import LIGHT, Tokens, ui_font

SIZE = 12.0  # pixels
_INKS_UPON = (QColor("#FFFFFF"), QColor("#1B2430"))
_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine
_PICTURE_WIDTH, _MARGIN, _SHARP = 640.0, 16.0, 2


class _Widths(dict[str, float]):
    """Character -> share of the font size."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        self._metrics = metrics

    def __missing__(self, char: str) -> float:
        self[char] = width = self._metrics.horizontalAdvance(char) / SIZE
        return width


class ScreenLetters:
    """The font of the program as base.charting measures it."""

    def __init__(self) -> None:
        self._widths = _Widths(QFontMetricsF(ui_font(round(SIZE))))

    def width(self, text: str) -> float:
        """Width of one line as a share of the font size."""
        return sum(map(self._widths.__getitem__, text))

    def lines(self, text: str, room: float) -> list[str]:
        """Text in lines no wider than room."""
        from edudesk.papers.linebreak import even_lines  # no start needs a room of papers

        return even_lines(text, room, self._widths)


@lru_cache(maxsize=1)
def letters() -> ScreenLetters:
    """Measured once."""
    return ScreenLetters()


def laid_out(chart: Chart, width: float, height: float, has_title: bool) -> Picture:
    """A chart for so many pixels."""
    return lay_out(chart, width, height, letters(), SIZE, has_title=has_title)


def height_for(chart: Chart, width: float, has_title: bool) -> float:
    """Pixels a chart of this width wants."""
    return natural_height(chart, width, letters(), SIZE, has_title=has_title)


def picture_of(chart: Chart) -> QImage:
    """The whole chart with its title on white at twice the size, whatever the theme is."""
    width = _PICTURE_WIDTH
    height = height_for(chart, width, True)
    size = QSizeF(width + 2 * _MARGIN, height + 2 * _MARGIN)
    image = QImage((size * _SHARP).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARP)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.translate(_MARGIN, _MARGIN)
    paint(painter, laid_out(chart, width, height, True), LIGHT)
    painter.end()
    return image


def paint(painter: QPainter, picture: Picture, theme: Tokens) -> None:
    """Every mark in its order."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in picture.marks:
        _paint(painter, mark, theme)
    painter.restore()


def rectangle(place: Rect) -> QRectF:
    """The same box as Qt has it."""
    return QRectF(place.x, place.y, place.width, place.height)


@lru_cache(maxsize=512)  # a heat map has hundreds of cells, but few different figures
def colour_of(tint: Tint, theme: Tokens) -> QColor:
    """The surface of a series, or of a cell of a heat map."""
    if tint.series >= 0:
        return QColor((theme.brand, theme.warn_bar, theme.good_bar, theme.brand_line)[tint.place])
    return _mixed(theme.surface, theme.brand, 0.08 + 0.72 * tint.shade)


def _line_colour(tint: Tint, theme: Tokens) -> QColor:
    # the pale fourth colour is too pale for a line
    return _mixed(theme.brand_line, theme.brand, 0.45) if tint.place == 3 else colour_of(tint, theme)


def _mixed(first: str, second: str, share: float) -> QColor:
    a, b = QColor(first), QColor(second)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(low + (high - low) * share) for low, high in pairs))


@lru_cache(maxsize=512)
def _ink_upon(tint: Tint, theme: Tokens) -> QColor:
    return max(_INKS_UPON, key=lambda ink: _contrast(ink, colour_of(tint, theme)))


def _contrast(first: QColor, second: QColor) -> float:
    """1 … 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_light(first), _light(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _light(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@lru_cache(maxsize=32)
def _ink(ink: Ink, theme: Tokens) -> QColor:
    names = {
        Ink.TEXT: theme.ink,
        Ink.MUTED: theme.muted,
        Ink.GRID: theme.line,
        Ink.AXIS: theme.muted,
        Ink.TARGET: theme.bad_bar,
        Ink.SURFACE: theme.surface,
    }
    return QColor(names[ink])


def _paint(painter: QPainter, mark: Mark, theme: Tokens) -> None:
    match mark:
        case Box(place, tint):
            painter.fillRect(rectangle(place), colour_of(tint, theme))
        case Area(points, tint, is_sheer):
            colour = QColor(_line_colour(tint, theme))
            colour.setAlphaF(0.12 if is_sheer else 1.0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
        case Path(points, ink, weight, dash, tint):
            pen = QPen(_ink(ink, theme) if tint is None else _line_colour(tint, theme), max(weight, 1.0))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if dash:
                pen.setDashPattern([length / pen.widthF() for length in dash])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            path = QPainterPath(QPointF(*points[0]))
            for x, y in points[1:]:
                path.lineTo(x, y)
            painter.drawPath(path)
        case Label():
            _write(painter, mark, theme)


@lru_cache(maxsize=16)
def _font(pixels: int, is_bold: bool) -> QFont:
    font = ui_font(pixels)
    return bold(font) if is_bold else font


def _write(painter: QPainter, label: Label, theme: Tokens) -> None:
    place = rectangle(label.place)
    if label.is_clear:
        painter.fillRect(place, _ink(Ink.SURFACE, theme))
    pixels = max(round(label.size), 1)
    painter.setFont(_font(pixels, label.is_bold))
    painter.setPen(_ink(label.ink, theme) if label.upon is None else _ink_upon(label.upon, theme))
    scale = label.size / pixels  # fonts have whole pixels; a long note would leave its place by several
    if not label.is_turned and scale == 1:
        painter.drawText(place, _CENTRED, label.text)
        return
    painter.save()
    painter.translate(place.center())
    if label.is_turned:
        painter.rotate(-90)
    painter.scale(scale, scale)
    painter.drawText(QRectF(-1, -1, 2, 2), _CENTRED, label.text)
    painter.restore()

"""The field between two axes: ticks and grid on the left, the names of the categories below."""

from dataclasses import dataclass

from edudesk.base.chart import UNKNOWN
from edudesk.base.charting.marks import Ink, Path, Rect
from edudesk.base.charting.names import LEADING, Names, fit_names
from edudesk.base.charting.scale import Scale
from edudesk.base.charting.sheet import Sheet
from edudesk.base.charting.surround import NOTE

_DEEPEST = 0.4  # of the height may be turned names


@dataclass(frozen=True, slots=True)
class Axes:
    """The field of the figures with its scale, divided into slots of equal width."""

    frame: Rect
    scale: Scale
    slot: float

    def y(self, value: float) -> float:
        """Height of a figure."""
        return self.frame.bottom - self.frame.height * self.scale.share(value)

    def middle(self, category: int) -> float:
        """x of the middle of a category."""
        return self.frame.x + self.slot * (category + 0.5)

    @property
    def base(self) -> float:
        """y of the line bars stand on."""
        return self.y(min(max(0.0, self.scale.low), self.scale.high))


def tick_room(sheet: Sheet, scale: Scale) -> float:
    """Width of the tick labels with the air beside them."""
    return max(sheet.width(scale.said(tick)) for tick in scale.ticks) + 0.5 * sheet.size


def steps_for(sheet: Sheet) -> int:
    """How many steps an axis as high as the free place may have."""
    return min(max(int(sheet.place.height / (3.2 * sheet.size)), 2), 6)


def draw_axes(sheet: Sheet, scale: Scale, above: float, below: float) -> Axes:
    """Grid, ticks, names, base line and target. above, below: room for figures outside the field."""
    size, chart = sheet.size, sheet.chart
    top = sheet.place.y
    if chart.unit:
        sheet.marks.append(
            sheet.label(
                sheet.place.x,
                top + size * NOTE * LEADING / 2,
                f"单位：{chart.unit}",
                0.0,
                ink=Ink.MUTED,
                size=size * NOTE,
            )
        )
        top += size * NOTE * LEADING
    left = sheet.place.x + tick_room(sheet, scale)
    slot = max(sheet.place.right - left, 1.0) / max(len(chart.categories), 1)
    most = max(sheet.place.height * _DEEPEST / size, 3.0)
    names = fit_names(chart.categories, slot / size, sheet.letters, most)
    foot = sheet.place.bottom - (names.depth + 0.4) * size
    top, bottom = top + max(above, size / 2), foot - below
    frame = Rect(left, top, slot * max(len(chart.categories), 1), max(bottom - top, 1.0))
    axes = Axes(frame, scale, slot)
    for tick in scale.ticks if sheet.known() else ():
        y = axes.y(tick)
        sheet.marks.append(Path(((frame.x, y), (frame.right, y)), Ink.GRID, size * 0.05))
        sheet.marks.append(sheet.label(left - 0.4 * size, y, scale.said(tick), 1.0, ink=Ink.MUTED))
    _draw_names(sheet, axes, names, foot + 0.4 * size)
    return axes


def draw_base(sheet: Sheet, axes: Axes) -> None:
    """The base line and the target, above whatever was drawn."""
    frame, size = axes.frame, sheet.size
    sheet.marks.append(Path(((frame.x, axes.base), (frame.right, axes.base)), Ink.AXIS, size * 0.08))
    target = sheet.chart.target
    if target is not None:
        y = axes.y(target)
        sheet.marks.append(sheet.target((frame.x, y), (frame.right, y)))


def draw_unknown(sheet: Sheet, axes: Axes, x: float, width: float) -> Rect:
    """Says at x, on the base line, that a figure is not known; the place it takes."""
    size = sheet.size
    if sheet.width(UNKNOWN) > width >= 1.1 * size and axes.base - axes.frame.y > sheet.width(UNKNOWN) + size:
        said = sheet.turned(x, axes.base - 0.3 * size, UNKNOWN, 1.0, ink=Ink.MUTED)
    else:
        said = sheet.label(x, axes.base - 0.7 * size, sheet.unknown(width), ink=Ink.MUTED)
    sheet.words.append(said)
    return said.place


def _draw_names(sheet: Sheet, axes: Axes, names: Names, top: float) -> None:
    size = sheet.size
    for category, lines in enumerate(names.lines):
        x = axes.middle(category)
        for number, line in enumerate(lines):
            if names.is_turned:
                sheet.marks.append(sheet.turned(x, top, line, 0.0))
            else:
                sheet.marks.append(sheet.label(x, top + (number + 0.5) * LEADING * size, line))

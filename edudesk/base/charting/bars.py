"""Bars side by side, and bars upon each other."""

from dataclasses import dataclass

from edudesk.base.charting.axes import Axes, draw_axes, draw_base, draw_unknown, steps_for
from edudesk.base.charting.marks import Hit, Ink, Label, Path, Rect, Tint
from edudesk.base.charting.scale import scale_of
from edudesk.base.charting.sheet import Sheet

_GROUP = 0.72  # of a slot is filled with bars
_WIDEST = 3.6  # bar, as a share of the font size
_MOST = _WIDEST * 1.6
_LABEL = 1.25  # height of a figure at the end of a bar, with air


@dataclass(frozen=True, slots=True)
class _Figures:
    """How the figures at the ends of bars are written."""

    is_turned: bool
    is_left_out: bool
    length: float

    def put(self, sheet: Sheet, x: float, y: float, text: str, is_above: bool, is_bold: bool = False) -> None:
        """A figure at the end y of a bar."""
        if self.is_left_out:
            return
        size = sheet.size
        if self.is_turned:
            away = -0.3 * size if is_above else 0.3 * size
            sheet.words.append(sheet.turned(x, y + away, text, 1.0 if is_above else 0.0, is_clear=True))
        else:
            away = -0.7 * size if is_above else 0.7 * size
            sheet.words.append(sheet.label(x, y + away, text, is_bold=is_bold, is_clear=True))


def _figures(sheet: Sheet, texts: list[str], room: float, bar: float) -> _Figures:
    """room: width for a figure; bar: width of a bar, which a turned figure must not leave."""
    widest = max(map(sheet.width, texts), default=0.0)
    if widest <= room:
        return _Figures(False, False, _LABEL * sheet.size)
    if bar >= 1.05 * sheet.size:
        return _Figures(True, False, widest + 0.5 * sheet.size)
    return _Figures(False, True, 0.0)


def _slot_guess(sheet: Sheet) -> float:
    """Width of a slot before the ticks are known: they take about three characters."""
    return max(sheet.place.width - 3 * sheet.size, 1.0) / max(len(sheet.chart.categories), 1)


def lay_bars(sheet: Sheet) -> Rect:
    """The series side by side."""
    chart, size = sheet.chart, sheet.size
    count = len(chart.series)
    values = sheet.known()
    scale = scale_of([*values, *_target(sheet)], steps_for(sheet), chart.decimals)
    bar = min(_slot_guess(sheet) * _GROUP / count, _WIDEST * size)
    room = _slot_guess(sheet) - 0.3 * size if count == 1 else bar
    figures = _figures(sheet, [chart.said(value) for value in values], room, bar)
    has_below = any(value < 0 for value in values)
    axes = draw_axes(sheet, scale, figures.length, figures.length if has_below else 0.0)
    bar = min(axes.slot * _GROUP / count, _WIDEST * size)
    gap = min(0.1 * size, 0.15 * bar) if count > 1 else 0.0  # so that two dark bars do not run together
    for category in range(len(chart.categories)):
        left = axes.middle(category) - (bar * count - gap) / 2
        for number, one in enumerate(chart.series):
            value = one.points[category].value
            x = left + number * bar
            shape = _shape(axes, x, bar - gap, 0.0, value or 0.0)
            if value is None:
                draw_unknown(sheet, axes, x + (bar - gap) / 2, axes.slot - 0.3 * size if count == 1 else bar)
            else:
                sheet.fill(shape, Tint(number))
                end = shape.y if value >= 0 else shape.bottom
                figures.put(sheet, x + (bar - gap) / 2, end, chart.said(value), value >= 0)
            area = Rect(x, axes.frame.y, bar, axes.frame.height)
            sheet.hits.append(Hit(number, category, area, shape))
    draw_base(sheet, axes)
    return axes.frame


def lay_stacked(sheet: Sheet) -> Rect:
    """The series upon each other: what is positive upward, what is negative downward."""
    chart, size = sheet.chart, sheet.size
    places = range(len(chart.categories))
    values = [[one.points[place].value for one in chart.series] for place in places]
    highs = [sum(value for value in column if value and value > 0) for column in values]
    lows = [sum(value for value in column if value and value < 0) for column in values]
    scale = scale_of([*highs, *lows, *_target(sheet)], steps_for(sheet), chart.decimals)
    bar = min(_slot_guess(sheet) * _GROUP, _MOST * size)
    sums = [_sum(column) for column in values]
    texts = [chart.said(whole) for whole in sums if whole is not None]
    totals = _figures(sheet, texts, _slot_guess(sheet) - 0.3 * size, bar)
    axes = draw_axes(sheet, scale, totals.length, 0.0)
    bar = min(axes.slot * _GROUP, _MOST * size)
    for category in places:
        x = axes.middle(category) - bar / 2
        up = down = 0.0
        for number, value in enumerate(values[category]):
            start = up if (value or 0.0) >= 0 else down
            end = start + (value or 0.0)
            shape = _shape(axes, x, bar, start, end)
            if value:
                sheet.fill(shape, Tint(number))
                if shape.height >= 1.15 * size and sheet.width(chart.said(value)) <= bar - 0.3 * size:
                    sheet.words.append(_inside(sheet, shape, chart.said(value), number))
                edge = shape.y if value > 0 else shape.bottom
                sheet.marks.append(Path(((x, edge), (x + bar, edge)), Ink.SURFACE, size * 0.08))
            sheet.hits.append(Hit(number, category, shape, shape))
            up, down = (end, down) if (value or 0.0) >= 0 else (up, end)
        if all(value is None for value in values[category]):
            draw_unknown(sheet, axes, axes.middle(category), axes.slot - 0.3 * size)
        elif sums[category] is None:
            sheet.remark("注：有一部分未统计的，不写合计。")
        elif len(chart.series) > 1 or not _fits_inside(sheet, axes, values[category]):
            totals.put(sheet, axes.middle(category), axes.y(up), chart.said(sums[category]), True, True)
    draw_base(sheet, axes)
    return axes.frame


def _target(sheet: Sheet) -> tuple[float, ...]:
    return () if sheet.chart.target is None else (sheet.chart.target,)


def _sum(column: list[float | None]) -> float | None:
    figures = [value for value in column if value is not None]
    return sum(figures) if len(figures) == len(column) else None


def _shape(axes: Axes, x: float, width: float, start: float, end: float) -> Rect:
    top, bottom = sorted((axes.y(start), axes.y(end)))
    return Rect(x, top, width, bottom - top)


def _inside(sheet: Sheet, shape: Rect, text: str, number: int) -> Label:
    middle = (shape.x + shape.width / 2, shape.y + shape.height / 2)
    return sheet.label(*middle, text, upon=Tint(number))


def _fits_inside(sheet: Sheet, axes: Axes, column: list[float | None]) -> bool:
    return all(value is not None and abs(axes.y(value) - axes.base) >= 1.15 * sheet.size for value in column)

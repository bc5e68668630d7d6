"""Lines over terms or years."""

from edudesk.base.charting.axes import Axes, draw_axes, draw_base, draw_unknown, steps_for
from edudesk.base.charting.marks import Hit, Rect
from edudesk.base.charting.scale import scale_of
from edudesk.base.charting.sheet import Sheet

_MOST_WRITTEN = 3  # lines whose figures are written beside the points; more would hide them


def lay_lines(sheet: Sheet) -> Rect:
    """One line for each series, with a gap where a figure is not known."""
    chart, size = sheet.chart, sheet.size
    target = () if chart.target is None else (chart.target,)
    scale = scale_of([*sheet.known(), *target], steps_for(sheet), chart.decimals, has_zero=False)
    axes = draw_axes(sheet, scale, 1.4 * size, 0.0)
    draw_base(sheet, axes)
    taken: list[Rect] = []
    for category in range(len(chart.categories)):
        missing = [number for number, one in enumerate(chart.series) if one.points[category].value is None]
        if len(missing) == len(chart.series):
            taken.append(draw_unknown(sheet, axes, axes.middle(category), axes.slot - 0.3 * size))
        elif missing:
            sheet.remark("注：线断开处未统计。")
    for number in range(len(chart.series)):
        for run in _runs(sheet, axes, number):
            if len(run) > 1:
                sheet.marks.append(sheet.line(run, number))
    for number, one in enumerate(chart.series):
        for category, point in enumerate(one.points):
            x = axes.middle(category)
            y = axes.base if point.value is None else axes.y(point.value)
            reach = min(0.8 * size, axes.slot / 2)
            area = Rect(x - reach, y - 0.8 * size, 2 * reach, 1.6 * size)
            if point.value is not None:
                sheet.marks.append(sheet.dot(x, y, number))
                taken.append(Rect(x - 0.3 * size, y - 0.3 * size, 0.6 * size, 0.6 * size))
            sheet.hits.append(Hit(number, category, area, area))
    if len(chart.series) <= _MOST_WRITTEN:
        _write(sheet, axes, taken)
    return axes.frame


def _runs(sheet: Sheet, axes: Axes, number: int) -> list[tuple[tuple[float, float], ...]]:
    """The points of a series, cut where a figure is not known."""
    runs: list[list[tuple[float, float]]] = [[]]
    for category, point in enumerate(sheet.chart.series[number].points):
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append((axes.middle(category), axes.y(point.value)))
    return [tuple(run) for run in runs if run]


def _write(sheet: Sheet, axes: Axes, taken: list[Rect]) -> None:
    """The figures above their points, in a valley below; where neither is free they are left out."""
    size = sheet.size
    field = Rect(axes.frame.x, axes.frame.y - 1.4 * size, axes.frame.width, axes.frame.height + 1.4 * size)
    for one in sheet.chart.series:
        values = [point.value for point in one.points]
        for category, value in enumerate(values):
            if value is None:
                continue
            beside = values[max(category - 1, 0) : category] + values[category + 1 : category + 2]
            is_valley = bool(beside) and all(near is not None and near > value for near in beside)
            for away in (0.95, -0.95) if is_valley else (-0.95, 0.95):
                said = sheet.label(
                    axes.middle(category), axes.y(value) + away * size, sheet.chart.said(value), is_clear=True
                )
                place = said.place
                is_inside = (
                    field.y <= place.y and place.bottom <= field.bottom and place.right <= field.right + size
                )
                if is_inside and not any(place.overlaps(other) for other in taken):
                    sheet.words.append(said)
                    taken.append(place)
                    break

"""A radar: one axis for each category, a closed line for each series."""

import math

from edudesk.base.chart import UNKNOWN
from edudesk.base.charting.marks import Area, Hit, Ink, Path, Rect, Tint
from edudesk.base.charting.names import LEADING, elided
from edudesk.base.charting.scale import Scale, scale_of
from edudesk.base.charting.sheet import Sheet

FEWEST = 3  # axes; fewer are drawn as bars
_MOST_WRITTEN = 3  # series whose figures stand under the name of their axis
_NAMES = 0.3  # of the width may be taken by names on either side


def lay_radar(sheet: Sheet) -> Rect:
    """Rings with their figures, axes with their names, the series upon them."""
    chart, size, place = sheet.chart, sheet.size, sheet.place
    count = len(chart.categories)
    target = () if chart.target is None else (chart.target,)
    scale = scale_of([*sheet.known(), *target], 5, chart.decimals)
    room = min(max(sheet.width(name) for name in chart.categories), place.width * _NAMES)
    lines = [_name_lines(sheet, category, room) for category in range(count)]
    height = max(map(len, lines)) * LEADING * size + 0.6 * size
    radius = max(min(place.width / 2 - room - 0.8 * size, place.height / 2 - height), size)
    x, y = place.x + place.width / 2, place.y + place.height / 2
    turns = [2 * math.pi * number / count for number in range(count)]

    def at(category: int, value: float) -> tuple[float, float]:
        reach = radius * scale.share(value)
        return (x + reach * math.sin(turns[category]), y - reach * math.cos(turns[category]))

    _draw_rings(sheet, scale, [[at(number, tick) for number in range(count)] for tick in scale.ticks])
    for category in range(count):
        sheet.marks.append(Path(((x, y), at(category, scale.high)), Ink.GRID, size * 0.05))
        _draw_name(sheet, lines[category], (x, y), turns[category], radius + 0.6 * size)
    if chart.target is not None:
        ring = [at(number, chart.target) for number in range(count)]
        sheet.marks.append(sheet.target(*ring, ring[0]))
    for number, one in enumerate(chart.series):
        values = [point.value for point in one.points]
        spots = [None if value is None else at(place, value) for place, value in enumerate(values)]
        whole = [spot for spot in spots if spot is not None]
        if len(whole) == count:
            sheet.marks.append(Area(tuple(whole), Tint(number), is_sheer=True))
        for here, there in zip(spots, [*spots[1:], spots[0]], strict=True):
            if here is not None and there is not None:
                sheet.marks.append(sheet.line((here, there), number))
        for category, spot in enumerate(spots):
            centre = spot or at(category, scale.low)
            area = Rect(centre[0] - 0.8 * size, centre[1] - 0.8 * size, 1.6 * size, 1.6 * size)
            if spot is not None:
                sheet.marks.append(sheet.dot(*spot, number))
            sheet.hits.append(Hit(number, category, area, area))
    return Rect(x - radius, y - radius, 2 * radius, 2 * radius)


def _name_lines(sheet: Sheet, category: int, room: float) -> list[str]:
    """The name of an axis, and under it the figures of the series."""
    chart = sheet.chart
    name = elided(chart.categories[category], room / sheet.size, sheet.letters)
    values = [one.points[category].value for one in chart.series]
    if len(values) > _MOST_WRITTEN:
        if None in values:
            sheet.remark("注：线断开处未统计。")
        return [name]
    said = [chart.said(value) for value in values]
    if sheet.width(" / ".join(said)) > max(room, 3 * sheet.size) and UNKNOWN in said:
        said = [sheet.unknown(0.0) if value is None else chart.said(value) for value in values]
    return [name, elided(" / ".join(said), max(room / sheet.size, 5), sheet.letters)]


def _draw_rings(sheet: Sheet, scale: Scale, rings: list[list[tuple[float, float]]]) -> None:
    for tick, ring in zip(scale.ticks[1:], rings[1:], strict=True):
        sheet.marks.append(Path((*ring, ring[0]), Ink.GRID, sheet.size * 0.05))
        top = ring[0]
        sheet.marks.append(
            sheet.label(
                top[0] - 0.3 * sheet.size,
                top[1] + 0.45 * sheet.size,
                scale.said(tick),
                1.0,
                ink=Ink.MUTED,
                size=sheet.size * 0.8,
            )
        )


def _draw_name(
    sheet: Sheet, lines: list[str], centre: tuple[float, float], turn: float, reach: float
) -> None:
    """Beside the end of its axis: right of it on the right side, left on the left, above and below in the middle."""
    size = sheet.size
    across, down = math.sin(turn), -math.cos(turn)
    x, y = centre[0] + reach * across, centre[1] + reach * down
    align = 0.5 if abs(across) < 0.15 else 0.0 if across > 0 else 1.0
    height = len(lines) * LEADING * size
    top = y - height * (1 - down) / 2
    for number, line in enumerate(lines):
        middle = top + (number + 0.5) * LEADING * size
        sheet.marks.append(sheet.label(x, middle, line, align, ink=Ink.MUTED if number else Ink.TEXT))

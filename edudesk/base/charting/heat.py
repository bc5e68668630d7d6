"""A field of cells: the series are its rows, the categories its columns, the darker the higher the figure."""

from edudesk.base.charting.marks import Box, Hit, Ink, Path, Rect, Tint
from edudesk.base.charting.names import LEADING, elided, fit_names
from edudesk.base.charting.sheet import Sheet

_NAMES = 0.3  # of the width may be taken by the names of the rows
_HIGHEST = 2.6  # row, as a share of the font size
_SMALLEST = 0.75  # a figure in a narrow cell, as a share of the font size


def lay_heat(sheet: Sheet) -> Rect:
    """Names left and above, a figure in each cell that has room for one."""
    chart, size, place = sheet.chart, sheet.size, sheet.place
    if chart.unit:
        sheet.remark(f"单位：{chart.unit}")
    if chart.target is not None:
        sheet.remark(f"目标：{chart.said(chart.target)}{chart.unit}")
    room = min(max(sheet.width(one.name) for one in chart.series) + 0.5 * size, place.width * _NAMES)
    slot = (place.width - room) / len(chart.categories)
    heads = fit_names(chart.categories, slot / size, sheet.letters, max(place.height * 0.35 / size, 3.0))
    top = place.y + (heads.depth + 0.4) * size
    high = min((place.bottom - top) / len(chart.series), _HIGHEST * size)
    frame = Rect(place.x + room, top, slot * len(chart.categories), high * len(chart.series))
    for category, lines in enumerate(heads.lines):
        x = frame.x + (category + 0.5) * slot
        for number, line in enumerate(lines):
            if heads.is_turned:
                sheet.marks.append(sheet.turned(x, top - 0.3 * size, line, 1.0))
            else:
                y = top - 0.3 * size - (len(lines) - number - 0.5) * LEADING * size
                sheet.marks.append(sheet.label(x, y, line))
    values = sheet.known()
    low, span = min(values, default=0.0), max(values, default=0.0) - min(values, default=0.0)
    texts = [chart.said(value) for value in values]
    figure = min(size, slot * 0.94 / max(map(sheet.letters.width, texts), default=1.0), high / 1.1)
    every = max(-int(-1.1 * size // high), 1)
    for number, one in enumerate(chart.series):
        y = top + (number + 0.5) * high
        if number % every == 0:
            name = elided(one.name, room / size - 0.5, sheet.letters)
            sheet.marks.append(sheet.label(frame.x - 0.5 * size, y, name, 1.0))
        for category, point in enumerate(one.points):
            cell = Rect(frame.x + category * slot, y - high / 2, slot, high)
            sheet.hits.append(Hit(number, category, cell, cell))
            x = cell.x + slot / 2
            if point.value is None:
                said = sheet.label(
                    x, y, sheet.unknown(slot - 0.3 * size), ink=Ink.MUTED, size=min(size, high / 1.1)
                )
                sheet.marks.append(said)
                continue
            tint = Tint(shade=(point.value - low) / span if span else 0.5)
            sheet.marks.append(Box(cell, tint))
            if figure >= _SMALLEST * size:
                sheet.marks.append(sheet.label(x, y, chart.said(point.value), size=figure, upon=tint))
    _draw_gaps(sheet, frame, slot, high)
    return frame


def _draw_gaps(sheet: Sheet, frame: Rect, slot: float, high: float) -> None:
    """Lines of ground between the cells."""
    for column in range(1, round(frame.width / slot)):
        x = frame.x + column * slot
        sheet.marks.append(Path(((x, frame.y), (x, frame.bottom)), Ink.SURFACE, sheet.size * 0.1))
    for row in range(1, round(frame.height / high)):
        y = frame.y + row * high
        sheet.marks.append(Path(((frame.x, y), (frame.right, y)), Ink.SURFACE, sheet.size * 0.1))

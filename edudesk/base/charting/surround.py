"""What stands around the figures of a chart: its title and legend above, its notes below."""

from collections.abc import Iterator, Sequence

from edudesk.base.chart import ChartKind
from edudesk.base.charting.marks import Box, Ink, Rect, Tint
from edudesk.base.charting.names import LEADING, elided
from edudesk.base.charting.sheet import Sheet

NOTE = 0.9  # size of the notes as a share of the font size
_TITLE = 1.2
_SAMPLE = 2.0  # width of a sample in the legend with the air behind it
_BETWEEN = 1.2  # entries of the legend
_SHADES = 5  # samples of a heat map's colours


def draw_head(sheet: Sheet, has_title: bool) -> None:
    """Title and legend, taken off the top of the place."""
    if has_title and sheet.chart.title:
        size = sheet.size * _TITLE
        for line in sheet.letters.lines(sheet.chart.title, sheet.place.width / size):
            place = sheet.place
            middle = (place.x + place.width / 2, place.y + size * LEADING / 2)
            sheet.marks.append(sheet.label(*middle, line, size=size, is_bold=True))
            sheet.take_top(size * LEADING)
        sheet.take_top(sheet.size * 0.3)
    if sheet.chart.kind is ChartKind.HEAT:
        if sheet.known():
            _draw_shades(sheet)
    elif entries := _entries(sheet):
        for row in _rows(sheet, entries):
            _draw_row(sheet, row)
        sheet.take_top(sheet.size * 0.4)


def draw_foot(sheet: Sheet, remarks: Sequence[str]) -> None:
    """Notes and remarks, taken off the bottom."""
    size = sheet.size * NOTE
    lines = note_lines(sheet, remarks)
    y = sheet.place.bottom - len(lines) * LEADING * size
    for line in lines:
        middle = y + LEADING * size / 2
        sheet.marks.append(sheet.label(sheet.place.x, middle, line, 0.0, ink=Ink.MUTED, size=size))
        y += LEADING * size
    sheet.take_bottom((len(lines) * LEADING + 0.4) * size if lines else 0.0)


def note_lines(sheet: Sheet, remarks: Sequence[str]) -> list[str]:
    """Notes and remarks as they are broken into lines."""
    room = sheet.place.width / (sheet.size * NOTE)
    return [line for note in (*sheet.chart.notes, *remarks) for line in sheet.letters.lines(note, room)]


Entry = tuple[str, int | None]
"""A name in the legend and the number of its series; None = the target."""


def _entries(sheet: Sheet) -> list[Entry]:
    chart = sheet.chart
    entries: list[Entry] = []
    if len(chart.series) > 1:
        entries += [(one.name, number) for number, one in enumerate(chart.series) if one.name]
    if chart.target is not None:
        entries.append((f"目标 {chart.said(chart.target)}{chart.unit}", None))
    most = sheet.place.width / sheet.size - _SAMPLE
    return [(elided(name, most, sheet.letters), number) for name, number in entries]


def _rows(sheet: Sheet, entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """The entries in rows no wider than the place."""
    row: list[Entry] = []
    for entry in entries:
        if row and _width(sheet, [*row, entry]) > sheet.place.width:
            yield row
            row = []
        row.append(entry)
    yield row


def _width(sheet: Sheet, row: Sequence[Entry]) -> float:
    names = sum(sheet.width(name) + _SAMPLE * sheet.size for name, _ in row)
    return names + (len(row) - 1) * _BETWEEN * sheet.size


def _draw_row(sheet: Sheet, row: Sequence[Entry]) -> None:
    x = sheet.place.x + (sheet.place.width - _width(sheet, row)) / 2
    y = sheet.place.y + sheet.size * LEADING / 2
    for name, number in row:
        _draw_sample(sheet, x, y, number)
        x += _SAMPLE * sheet.size
        sheet.marks.append(sheet.label(x, y, name, 0.0))
        x += sheet.width(name) + _BETWEEN * sheet.size
    sheet.take_top(sheet.size * LEADING)


def _draw_sample(sheet: Sheet, x: float, y: float, number: int | None) -> None:
    size = sheet.size
    ends = ((x, y), (x + 1.6 * size, y))
    if number is None:
        sheet.marks.append(sheet.target(*ends))
    elif sheet.chart.kind in (ChartKind.LINE, ChartKind.RADAR):
        sheet.marks.append(sheet.line(ends, number))
        sheet.marks.append(sheet.dot(x + 0.8 * size, y, number))
    else:
        sheet.fill(Rect(x + 0.2 * size, y - 0.4 * size, 1.2 * size, 0.8 * size), Tint(number))


def _draw_shades(sheet: Sheet) -> None:
    """The lowest figure, boxes from light to dark, the highest."""
    chart, size, values = sheet.chart, sheet.size, sheet.known()
    low, high = (chart.said(edge) + chart.unit for edge in (min(values), max(values)))
    y, width = sheet.place.y + size * LEADING / 2, 1.4 * size
    x = sheet.place.right - sheet.width(high) - 0.4 * size - _SHADES * width
    sheet.marks.append(sheet.label(x - 0.4 * size, y, low, 1.0, ink=Ink.MUTED))
    for number in range(_SHADES):
        tint = Tint(shade=number / (_SHADES - 1))
        sheet.marks.append(Box(Rect(x + number * width, y - 0.4 * size, width, 0.8 * size), tint))
    sheet.marks.append(sheet.label(sheet.place.right, y, high, 1.0, ink=Ink.MUTED))
    sheet.take_top(size * (LEADING + 0.4))

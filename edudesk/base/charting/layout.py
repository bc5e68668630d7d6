"""Lays out a chart of any kind, and says how high it wants to be."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from edudesk.base.chart import Chart, ChartKind
from edudesk.base.charting.bars import lay_bars, lay_stacked
from edudesk.base.charting.heat import lay_heat
from edudesk.base.charting.lines import lay_lines
from edudesk.base.charting.marks import Ink, Label, Letters, Mark, Picture, Rect
from edudesk.base.charting.names import LEADING, fit_names
from edudesk.base.charting.radar import FEWEST, lay_radar
from edudesk.base.charting.sheet import Sheet
from edudesk.base.charting.surround import NOTE, draw_foot, draw_head, note_lines

_EMPTY = "暂无数据"
_LAYS = {
    ChartKind.BARS: lay_bars,
    ChartKind.STACKED: lay_stacked,
    ChartKind.LINE: lay_lines,
    ChartKind.RADAR: lay_radar,
    ChartKind.HEAT: lay_heat,
}
_FIELD = (13.0, 20.0)  # lowest and highest field of figures, as shares of the font size
_ROW = 2.0  # of a heat map
_TALLEST_NAMES = 9.0


def lay_out(
    chart: Chart, width: float, height: float, letters: Letters, size: float, *, has_title: bool = True
) -> Picture:
    """A chart in a box of width × height whose top left corner is 0, 0. size: of the font, in the same unit.

    has_title: False where the title stands above already. A chart without figures says 暂无数据. Names that
    do not fit are wrapped, turned, shortened or thinned; no two labels overlap.
    """
    sheet = _laid(chart, width, height, letters, size, has_title, ())
    if sheet[0].remarks:  # found out on the way, but they need room
        sheet = _laid(chart, width, height, letters, size, has_title, tuple(sheet[0].remarks))
    made, frame = sheet
    marks = _untangled([*made.marks, *made.words], Rect(0.0, 0.0, width, height), size)
    return Picture(width, height, frame, tuple(marks), tuple(made.hits))


def _laid(
    chart: Chart,
    width: float,
    height: float,
    letters: Letters,
    size: float,
    has_title: bool,
    remarks: Sequence[str],
) -> tuple[Sheet, Rect]:
    sheet = Sheet(chart, letters, size, Rect(0.0, 0.0, width, height))
    draw_head(sheet, has_title)
    draw_foot(sheet, remarks)
    if not chart.series or not chart.categories:
        frame = sheet.place
        middle = (frame.x + frame.width / 2, frame.y + frame.height / 2)
        sheet.marks.append(sheet.label(*middle, _EMPTY, ink=Ink.MUTED))
        return sheet, frame
    return sheet, _LAYS[_kind(chart)](sheet)


def _untangled(marks: Sequence[Mark], sheet: Rect, size: float) -> Iterator[Mark]:
    """The marks without labels that would lie upon an earlier one: what was laid first counts more.

    A label that sticks out at a side is moved in; one that is too long for the sheet is left out.
    """
    taken: dict[tuple[int, int], list[Rect]] = defaultdict(list)
    field = 4 * size  # so that each label is compared with those near it only
    for mark in marks:
        # what stands in a bar or a cell is alone there
        if not isinstance(mark, Label) or mark.upon is not None:
            yield mark
            continue
        place = mark.place
        inside = place._replace(
            x=min(max(place.x, 0.0), sheet.width - place.width),
            y=min(max(place.y, 0.0), sheet.height - place.height),
        )
        near = list(
            product(
                range(int(inside.x // field), int(inside.right // field) + 1),
                range(int(inside.y // field), int(inside.bottom // field) + 1),
            )
        )
        is_free = not any(inside.overlaps(other) for key in near for other in taken[key])
        if is_free and inside.x >= 0 and inside.y >= 0:
            for key in near:
                taken[key].append(inside)
            yield mark if inside == place else replace(mark, place=inside)


def natural_height(
    chart: Chart, width: float, letters: Letters, size: float, *, has_title: bool = True
) -> float:
    """The height at which a chart of this width looks best."""
    sheet = Sheet(chart, letters, size, Rect(0.0, 0.0, width, 1e6))
    draw_head(sheet, has_title)
    around = sheet.place.y + len(note_lines(sheet, ())) * NOTE * LEADING * size
    around += 0.4 * size
    if not chart.series or not chart.categories:
        return around + 3 * size
    if _kind(chart) is ChartKind.HEAT:
        slot = width * 0.8 / len(chart.categories) / size
        heads = fit_names(chart.categories, slot, letters, _TALLEST_NAMES)
        return around + (heads.depth + len(chart.series) * _ROW + 3.5) * size
    if _kind(chart) is ChartKind.RADAR:
        return around + min(width * 0.62, 30 * size)
    slot = max(width - 3 * size, size) / len(chart.categories) / size
    names = fit_names(chart.categories, slot, letters, _TALLEST_NAMES)
    low, high = _FIELD
    return around + (min(max(width / size * 0.4, low), high) + names.depth + 1.5) * size


def _kind(chart: Chart) -> ChartKind:
    is_flat = chart.kind is ChartKind.RADAR and len(chart.categories) < FEWEST
    return ChartKind.BARS if is_flat else chart.kind

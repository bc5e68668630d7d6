"""Lays out a chart of any kind, and says how high it wants to be."""

from collections.abc import Sequence

from edudesk.base.chart import Chart, ChartKind
from edudesk.base.charting.bars import lay_bars, lay_stacked
from edudesk.base.charting.heat import lay_heat
from edudesk.base.charting.lines import lay_lines
from edudesk.base.charting.marks import Ink, Letters, Picture, Rect
from edudesk.base.charting.names import LEADING, fit_names
from edudesk.base.charting.radar import FEWEST, lay_radar
from edudesk.base.charting.surround import NOTE, Sheet

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
    return Picture(width, height, frame, tuple(made.marks), tuple(made.hits))


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
    sheet.head(has_title)
    sheet.foot(remarks)
    if not chart.series or not chart.categories:
        frame = sheet.place
        middle = (frame.x + frame.width / 2, frame.y + frame.height / 2)
        sheet.marks.append(sheet.label(*middle, _EMPTY, ink=Ink.MUTED))
        return sheet, frame
    return sheet, _LAYS[_kind(chart)](sheet)


def natural_height(
    chart: Chart, width: float, letters: Letters, size: float, *, has_title: bool = True
) -> float:
    """The height at which a chart of this width looks best."""
    sheet = Sheet(chart, letters, size, Rect(0.0, 0.0, width, 1e6))
    sheet.head(has_title)
    around = sheet.place.y
    around += (
        sum(len(letters.lines(note, width / size / NOTE)) for note in chart.notes) * NOTE * LEADING * size
    )
    around += 0.4 * size
    if not chart.series or not chart.categories:
        return around + 3 * size
    if _kind(chart) is ChartKind.HEAT:
        slot = width * 0.8 / len(chart.categories) / size
        heads = fit_names(chart.categories, slot, letters, _TALLEST_NAMES)
        return around + (heads.depth + len(chart.series) * _ROW + 3.5) * size
    if _kind(chart) is ChartKind.RADAR:
        return around + min(width * 0.6, 26 * size)
    slot = max(width - 3 * size, size) / len(chart.categories) / size
    names = fit_names(chart.categories, slot, letters, _TALLEST_NAMES)
    low, high = _FIELD
    return around + (min(max(width / size * 0.4, low), high) + names.depth + 1.5) * size


def _kind(chart: Chart) -> ChartKind:
    is_flat = chart.kind is ChartKind.RADAR and len(chart.categories) < FEWEST
    return ChartKind.BARS if is_flat else chart.kind

"""项目时间轴 on paper: a bar for each project along the half years, its stages with their days."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from edudesk.base.along import Along, BarMark, Look, PaperBar
from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Audience
from edudesk.base.report import A3_LANDSCAPE, A4_LANDSCAPE, Report, refuse
from edudesk.projects.forms.value import ENDED, STOPPED
from edudesk.projects.reports.facts import NOTICE, ProjectFacts, listed, plain
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rules.timeline import Bar, Mark, along_the_years, bar_of, halves, marks_of, span_of

TITLE: Final = "项目时间轴"
_MOST: Final = 12  # half years on one sheet
_MOST_SMALL: Final = 7  # of them on A4
_BEFORE: Final = 6  # of them before today, where there are more
_ABOUT: Final = 5  # columns before the half years, with the running number
_HALF: Final = 21.0
_LEGEND: Final = "注：横条为起止时间，●已到　○待到　◆逾期，竖虚线为填表日；灰色为已结束，虚框为尚未立项。"


def timeline(facts: ProjectFacts, audience: Audience) -> Report:
    """Those 在研 first, as they began; years that do not find room are left out, and so are the projects of those years only."""
    refuse(TITLE, audience, NOTICE)
    lines = along_the_years(facts.lines())
    bars = [bar_of(line, facts.on) for line in lines]
    steps = _days(bars, facts.on)
    dots = facts.dots([line.id for line in lines])
    every = [(line, bar, marks_of(dots.get(line.id, ()))) for line, bar in zip(lines, bars, strict=True)]
    shown = [one for one in every if _is_within(one[1], one[2], steps)]
    columns = (
        plain("title", "项目名称", 46, Kind.NAME),
        plain("label", "类别", 22),
        plain("leaders", "主持人", 18),
        plain("period", "起止", 24, Kind.TAG),
        *_half_columns(steps),
    )
    rows = [
        (line.title, line.label, line.leaders, _period(bar), *_cells(marks, steps))
        for line, bar, marks in shown
    ]
    cells = tuple((number, *row) for number, row in enumerate(rows, 1))
    head, _ = listed((), columns, audience)
    left_out = len(every) - len(shown)
    notes = (_LEGEND, f"注：另有 {left_out} 项不在这几个学年里，没有列出。") if left_out else (_LEGEND,)
    return Report(
        key="projects_timeline",
        title=TITLE,
        unit=facts.school.name,
        on=facts.today,
        columns=head,
        rows=cells,
        notes=notes,
        signature=(),
        paper=A4_LANDSCAPE if len(steps) - 1 <= _MOST_SMALL else A3_LANDSCAPE,
        footer=facts.footer,
        file_name=facts.file_name(TITLE, audience),
        audience=audience,
        along=Along(
            _ABOUT,
            tuple(steps),
            facts.on,
            tuple(_bar(line, bar, marks, facts.on) for line, bar, marks in shown),
        ),
    )


def _days(bars: Sequence[Bar], today: date) -> list[date]:
    """The days on which the half years begin that find room, and the day after the last."""
    first, last = span_of(bars, today)
    every = [*(day for day, _, _ in halves(first, last)), last]
    if len(every) <= _MOST + 1:
        return every
    now = max(number for number, day in enumerate(every[:-1]) if day <= today)
    begin = min(max(now - _BEFORE, 0), len(every) - 1 - _MOST)
    return every[begin : begin + _MOST + 1]


def _half_columns(days: Sequence[date]) -> list[Column]:
    return [
        plain(f"h{day:%Y%m}", f"{word}学期", _HALF, Kind.TAG, f"{year.replace('-', '—')} 学年")
        for day, year, word in halves(days[0], days[-1])
    ]


def _is_within(bar: Bar, marks: Sequence[Mark], days: Sequence[date]) -> bool:
    told = [day for day in (bar.start, bar.end, *(one.on for one in marks)) if day is not None]
    return not told or (min(told) < days[-1] and max(told) >= days[0])


def _cells(marks: Sequence[Mark], days: Sequence[date]) -> list[str]:
    """What is reached or due in each half year: 中期 11-25."""
    return [
        "\n".join(f"{one.label} {one.on:%m-%d}" for one in marks if first <= one.on < end)
        for first, end in pairwise(days)
    ]


def _period(bar: Bar) -> str:
    return "\n".join(day.isoformat() if day is not None else "未填" for day in (bar.start, bar.end))


def _bar(line: ProjectLine, bar: Bar, marks: Sequence[Mark], today: date) -> PaperBar:
    """As on screen: one that is on and has no end reaches to today."""
    is_over = line.phase in (ENDED, STOPPED)
    start, end = bar.start or bar.end, bar.end or bar.start
    if start is not None and bar.end is None and line.is_live:
        end = max(today, start)
    told = tuple(BarMark(one.on, one.state == "done", one.state == "late") for one in marks)
    return PaperBar(
        start, end, Look.ON if line.is_live else Look.OVER if is_over else Look.WISHED, told, bar.late
    )

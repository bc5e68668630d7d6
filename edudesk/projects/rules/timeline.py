"""Projects along the days: how far each reaches, its marks, and the school years above them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rules.stages import Dot
from edudesk.school.rules.years import is_day, school_year_of

_TERMS = ((8, "上"), (2, "下"))  # month a half of a school year begins in [default]
_LEAST = timedelta(days=365)
_NEVER = "9"  # behind every ISO day


@dataclass(frozen=True, slots=True)
class Mark:
    """A stage on the bar. state: done, next, later, or late when its day has gone."""

    label: str
    on: date
    state: str


@dataclass(frozen=True, slots=True)
class Bar:
    """How far a project reaches. start, end: None = not written down; late: first and last day of what is overdue."""

    start: date | None
    end: date | None
    late: tuple[date, date] | None = None

    @property
    def words(self) -> str:
        """What is not written down; "" when nothing."""
        return {(True, True): "", (True, False): "未填结束日期", (False, True): "未填开始日期"}.get(
            (self.start is not None, self.end is not None), "未填起止日期"
        )


def along_the_years(lines: Iterable[ProjectLine]) -> list[ProjectLine]:
    """Those 在研 as they began, one after the other; then the others, those that began last first."""
    live: list[ProjectLine] = []
    rest: list[ProjectLine] = []
    for line in lines:
        (live if line.is_live else rest).append(line)
    live.sort(key=lambda line: (line.project.start or _NEVER, line.title))
    rest.sort(key=lambda line: line.project.start, reverse=True)
    return live + rest


def bar_of(line: ProjectLine, today: date) -> Bar:
    """A project as a bar; one whose end lies before its beginning has no end."""
    start, end = _day(line.project.start), _day(line.project.end)
    if start is not None and end is not None and end < start:
        end = None
    due = _day(line.next_due)
    late = (due, today) if line.is_live and due is not None and due < today else None
    return Bar(start, end, late)


def marks_of(dots: Sequence[Dot]) -> tuple[Mark, ...]:
    """The stages of a dated line that have a day: reached on it, or due by it."""
    found = []
    for dot in dots:
        day = _day(dot.on or dot.due)
        if day is not None:
            found.append(Mark(dot.label, day, "late" if dot.is_late else dot.state))
    return tuple(found)


def span_of(bars: Iterable[Bar], today: date) -> tuple[date, date]:
    """From the half year in which the first bar begins to the end of that in which the last ends; with today, a year at
    least."""
    days = [day for bar in bars for day in (bar.start, bar.end, bar.late and bar.late[0]) if day]
    first, last = min([today, *days]), max([today, *days])
    first = _half(first)
    return first, max(_next_half(_half(last)), first + _LEAST)


def halves(first: date, last: date) -> list[tuple[date, str, str]]:
    """The halves of school years that begin from first until before last: (day, school year, 上 or 下)."""
    found, day = [], _half(first)
    while day < last:
        word = next(word for month, word in _TERMS if month == day.month)
        found.append((day, school_year_of(day), word))
        day = _next_half(day)
    return found


def _half(day: date) -> date:
    """The first day of the half year a day is in."""
    if day.month >= 8:
        return date(day.year, 8, 1)
    return date(day.year, 2, 1) if day.month >= 2 else date(day.year - 1, 8, 1)


def _next_half(day: date) -> date:
    return date(day.year + 1, 2, 1) if day.month == 8 else date(day.year, 8, 1)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if is_day(text) else None

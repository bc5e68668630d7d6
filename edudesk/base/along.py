"""Bars along the days, drawn over columns of a report that are stretches of time: half years of a timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Look(Enum):
    """How a bar is seen: what is on, what is over, what is only wished for."""

    ON = "on"
    OVER = "over"
    WISHED = "wished"


@dataclass(frozen=True, slots=True)
class BarMark:
    """A day on a bar. is_done: it was reached; is_late: it was not, and the day has gone."""

    on: date
    is_done: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class PaperBar:
    """What one row has. start, end: both days within; None = no bar, only its marks; late: first and last day of what is
    overdue."""

    start: date | None
    end: date | None
    look: Look = Look.ON
    marks: tuple[BarMark, ...] = ()
    late: tuple[date, date] | None = None


@dataclass(frozen=True)
class Along:
    """column: the first of the columns that are stretches of time; days: on which they begin, and the day after the last;
    today: a line through all rows; bars: of the rows in their order."""

    column: int
    days: tuple[date, ...]
    today: date
    bars: tuple[PaperBar, ...]

    @property
    def last(self) -> int:
        """The last of these columns."""
        return self.column + len(self.days) - 2

    def place(self, day: date, edges: Sequence[float]) -> float:
        """Where a day stands between the edges of all columns of the table; what lies outside at the nearest end."""
        day = min(max(day, self.days[0]), self.days[-1])
        at = max(number for number, one in enumerate(self.days[:-1]) if one <= day)
        left, right = edges[self.column + at], edges[self.column + at + 1]
        share = (day - self.days[at]).days / (self.days[at + 1] - self.days[at]).days
        return left + (right - left) * share

    def shows(self, day: date) -> bool:
        """Whether a day lies within."""
        return self.days[0] <= day < self.days[-1]

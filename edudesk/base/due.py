"""What waits to be done: the one value in which every feature tells it, and how urgent it is on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

_SOON_DAYS = 3


class Urgency(StrEnum):
    """How soon it is due, the most urgent first."""

    LATE = "late"  # its day has gone
    SOON = "soon"  # today, and the three days after
    WEEK = "week"  # by Sunday
    OPEN = "open"  # no day is set; it waits
    LATER = "later"


PRESSING = frozenset((Urgency.LATE, Urgency.SOON, Urgency.WEEK))
"""What the figures beside the pages count."""
_ORDER = tuple(Urgency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that waits to be done. feature: 检查, 项目 …; source: where in it, "" where the feature says enough.

    day: ISO, by when; "" = no day is set, then word stands in its place (12 人). page: key of the page where it is done;
    record: what that page brings up, as its entry in the window's navigation understands it, "" = the page alone.
    """

    text: str
    feature: str
    page: str
    record: str = ""
    day: str = ""
    word: str = ""
    source: str = ""

    @property
    def origin(self) -> str:
        """检查 · 10月作业批改."""
        return f"{self.feature} · {self.source}" if self.source else self.feature

    def urgency(self, today: date) -> Urgency:
        """How soon it is due, seen from a day."""
        if not self.day:
            return Urgency.OPEN
        due = date.fromisoformat(self.day)
        days = (due - today).days
        if days < 0:
            return Urgency.LATE
        if days <= _SOON_DAYS:
            return Urgency.SOON
        return Urgency.WEEK if due <= today + timedelta(6 - today.weekday()) else Urgency.LATER

    def tag(self, today: date) -> str:
        """逾期 2 天, 今天, 3 天后, 本周, 12月5日, 2027年1月5日; without a day its word."""
        if not self.day:
            return self.word
        due = date.fromisoformat(self.day)
        days = (due - today).days
        match self.urgency(today):
            case Urgency.LATE:
                return f"逾期 {-days} 天"
            case Urgency.SOON:
                return {0: "今天", 1: "明天"}.get(days, f"{days} 天后")
            case Urgency.WEEK:
                return "本周"
        year = f"{due.year}年" if due.year != today.year else ""
        return f"{year}{due.month}月{due.day}日"


class TellsDues(Protocol):
    """What a feature offers: everything of it that is due, in no order."""

    def dues(self, today: date) -> Sequence[Due]:
        """What waits on a day, with what comes soon."""


def in_order(dues: Iterable[Due], today: date) -> tuple[Due, ...]:
    """The most urgent first: by urgency, day, feature."""
    return tuple(
        sorted(dues, key=lambda one: (_ORDER.index(one.urgency(today)), one.day, one.feature, one.text))
    )

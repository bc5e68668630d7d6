"""The checks of one month at a glance, as the start page shows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KindProgress:
    """One type of check in a month. kind: code; done, due: 已查 and 应检 of all its checks."""

    kind: str
    done: int
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFigures:
    """month: 2026-11; school_year, term: of its last check.

    scored: first sheets with a score, excellent: those of the best grade, tenths: the sum of their scores; found:
    problems that stand, closed: those that were 销号.
    """

    month: str
    school_year: str
    term: str
    kinds: tuple[KindProgress, ...]
    scored: int = 0
    excellent: int = 0
    tenths: int = 0
    found: int = 0
    closed: int = 0

    @property
    def mean(self) -> str:
        """平均分: 91.2; "" when nothing was scored."""
        return f"{self.tenths / self.scored / 10:.1f}" if self.scored else ""

    @property
    def share(self) -> str:
        """优秀率: 46%; "" when nothing was scored."""
        return f"{self.excellent / self.scored:.0%}" if self.scored else ""

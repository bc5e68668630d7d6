"""The years of a plan: three school years, five calendar years, or however many its days hold (规划与项目调研 2.1)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from edudesk.plan.rows.plans import SCHOOL_YEAR, PlanDraft
from edudesk.school.rules.years import is_day, school_year_of

TURN: Final = timedelta(days=62)
"""What is left over at the end and is shorter goes to the last year: a round from 1 August to 31 August three years on."""
MOST: Final = 10
"""Years of a plan at most."""


@dataclass(frozen=True, slots=True)
class PlanYear:
    """One year of a plan. word: 2024-2025学年 or 2024年, as tasks and targets name it; first, last: ISO days."""

    word: str
    first: str
    last: str

    @property
    def short(self) -> str:
        """As the head of a narrow column: 24-25, of a calendar year 2024."""
        return f"{self.word[2:4]}-{self.word[7:9]}" if self.word.endswith("学年") else self.word[:4]

    def holds(self, on: str) -> bool:
        """Whether an ISO day is in it."""
        return self.first <= on <= self.last


def years_of(plan: PlanDraft) -> tuple[PlanYear, ...]:
    """The years of a plan, the first first; () while its days are missing or no round.

    A school year begins on the day and month of the plan when these are of July to September, else on 1 August; a
    calendar year on 1 January. The first and last may be shorter.
    """
    if not is_day(plan.starts) or not is_day(plan.ends) or plan.ends < plan.starts:
        return ()
    begins, ends = date.fromisoformat(plan.starts), date.fromisoformat(plan.ends)
    is_school_year = plan.year_basis == SCHOOL_YEAR
    month, day = (begins.month, begins.day) if begins.month in (7, 8, 9) else (8, 1)
    if not is_school_year:
        month, day = 1, 1
    found: list[PlanYear] = []
    first = begins
    while first <= ends and len(found) < MOST:
        turn = date(first.year, month, day)
        after = turn if turn > first else date(first.year + 1, month, day)
        last = min(after - timedelta(days=1), ends)
        if ends - last <= TURN:
            last = ends
        found.append(PlanYear(_word(first, is_school_year), first.isoformat(), last.isoformat()))
        first = last + timedelta(days=1)
    return tuple(found)


def _word(first: date, is_school_year: bool) -> str:
    if not is_school_year:
        return f"{first.year}年"
    # a year that begins in July is the school year after the summer
    return f"{school_year_of(first if first.month != 7 else first.replace(month=8))}学年"


def year_named(plan: PlanDraft, word: str) -> PlanYear | None:
    """The year of a plan with this word."""
    return next((one for one in years_of(plan) if one.word == word), None)


def year_of(plan: PlanDraft, on: str) -> PlanYear | None:
    """The year an ISO day is in; before the plan its first, after it its last; None without years."""
    found = years_of(plan)
    if not found:
        return None
    return next((one for one in found if on <= one.last), found[-1])


def is_of_year(words: str, year: str) -> bool:
    """Whether what is due in the years `words` (、-joined, "" = all) is due in this one."""
    return not words or year in words.split("、")

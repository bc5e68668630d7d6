"""Who is measured in a term: who came, left or was away for long (教学常规检查 5.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from edudesk.school.rules.years import is_day

AT_WORK, LONG_LEAVE, LENT = "在岗", "长期请假", "借出"
SETTLED_IN = timedelta(days=13)  # who comes in the first two weeks is no newcomer of the term
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Spell:
    """Days on which somebody stood somewhere: status of the roster; first, last: both counted."""

    status: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Part:
    """is_in: measured at all; is_ranked: has a place among the others; words: for the column 说明."""

    is_in: bool = True
    is_ranked: bool = True
    words: tuple[str, ...] = ()


WHOLE_TERM = Part()


def spells(
    changes: Sequence[tuple[str, str]], start: date, end: date, came: str = "", status: str = AT_WORK
) -> list[Spell]:
    """Where somebody stood in a term.

    changes: (ISO day or month it began, status), oldest first, a month from its first day; came: ISO day or month of
    coming to this school, before it nothing counts; status: before the first change.
    """
    first = max(start, _day(came) or start)
    found: list[Spell] = []
    begins, now = first, status
    for began, word in sorted(changes, key=lambda one: one[0]):
        day = _day(began)
        if day is None or day <= first:
            now = word
            continue
        if day > end:
            break
        if day > begins:
            found.append(Spell(now, begins, day - timedelta(days=1)))
        begins, now = day, word
    if begins <= end:
        found.append(Spell(now, begins, end))
    return found


def taking_part(stood: Sequence[Spell], start: date, end: date, minimum_weeks: int) -> Part:
    """What follows from where somebody stood between the first and the last day of a term.

    Less than minimum_weeks at work: 不参评. Gone before half of the term: kept with a note, but without a place.
    """
    if not stood:
        return Part(is_in=False, is_ranked=False, words=("本学期不在校",))
    words = []
    if stood[0].first - start > SETTLED_IN:
        words.append(f"{_told(stood[0].first)}到岗")
    for number, one in enumerate(stood):
        if one.status in (LONG_LEAVE, LENT):
            until = "" if one.last >= end else f"至{_told(one.last)}"
            since = "" if one.first <= start else f"{_told(one.first)}起"
            words.append(f"{since}{until}{one.status}")
        elif one.status != AT_WORK:
            words.append(one.status if number == 0 else f"{_told(one.first)}{one.status}")
    worked = sum(one.days for one in stood if one.status == AT_WORK)
    if worked >= (end - start).days + 1:
        return WHOLE_TERM
    if worked < minimum_weeks * _WEEK:
        return Part(is_in=False, is_ranked=False, words=(*words, f"在岗不足 {minimum_weeks} 周，不参评"))
    is_gone = stood[-1].status not in (AT_WORK, LONG_LEAVE, LENT)
    if is_gone and worked * 2 < (end - start).days + 1:
        return Part(is_ranked=False, words=(*words, "在岗不足半学期，不排位次"))
    return Part(words=tuple(words))


def _day(text: str) -> date | None:
    whole = f"{text}-01" if len(text) == 7 else text
    return date.fromisoformat(whole) if is_day(whole) else None


def _told(day: date) -> str:
    return f"{day.month}月{day.day}日"

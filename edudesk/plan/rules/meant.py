"""Which plan a page, a paper or a pack is about while nobody names one: by what it is for and the day it stands for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import Final

from edudesk.plan.rows.plans import (
    ADOPTED,
    ARGUING,
    CONSULTING,
    DRAFTING,
    ENDING,
    UNDER_WAY,
    WAITING,
    PlanRow,
)
from edudesk.plan.rules.years import PlanYear, years_of

NOT_PASSED: Final = (DRAFTING, CONSULTING, ARGUING, WAITING)
_LATELY: Final = timedelta(
    days=366
)  # the papers about a year or a round are handed in before the next year is over


class Use(Enum):
    """What a paper is for."""

    DRAWN_UP = "drawn_up"  # a plan is argued, passed and filed with it
    CARRIED_OUT = "carried_out"
    YEAR_OVER = "year_over"  # it evaluates a year
    ROUND_OVER = "round_over"  # it evaluates the round


_USES: Final[Mapping[str, Use]] = {
    **dict.fromkeys(
        ("text", "survey", "survey_results", "swot", "argument_report", "argument", "answers", "resolution"),
        Use.DRAWN_UP,
    ),
    **dict.fromkeys(("tasks", "duties", "term_plan", "months", "bulletin", "mid_report"), Use.CARRIED_OUT),
    **dict.fromkeys(("duty_scores", "self_table", "self_report", "year_proofs"), Use.YEAR_OVER),
    **dict.fromkeys(("final_report", "final_table", "years_table"), Use.ROUND_OVER),
}
"""Key of a paper (reports.catalogue) -> what it is for; the others go with the papers they lie beside."""


def uses(keys: Sequence[str]) -> dict[str, Use]:
    """What each of the papers that are handed out together is for.

    They are about one plan; only where papers of several uses lie together, those that evaluate a year or a round are about
    that one, and the rest about the plan that is carried out.
    """
    known = {_USES[key] for key in keys if key in _USES}
    common = known.pop() if len(known) == 1 else Use.CARRIED_OUT
    return {
        key: own if (own := _USES.get(key)) in (Use.YEAR_OVER, Use.ROUND_OVER) else common for key in keys
    }


def plan_on(plans: Sequence[PlanRow], day: str) -> PlanRow | None:
    """The plan that runs on an ISO day, one that passed before a draft, else the last that began before it, else the first to
    come; None without any."""
    running = [one for one in plans if one.starts <= day <= one.ends]
    begun = [one for one in plans if one.starts <= day]
    if found := running or begun:
        return max(found, key=lambda one: (has_been_passed(one), one.starts, one.id))
    return min(plans, key=lambda one: (one.starts, one.id), default=None)


def in_force(plans: Iterable[PlanRow], day: str) -> list[PlanRow]:
    """The plans that are adopted, not closed and run on an ISO day, that of plan_on first; where none does, the last such."""
    known = [one for one in plans if one.state in UNDER_WAY]
    running = [one for one in known if one.starts <= day <= one.ends]
    if running:
        return sorted(running, key=lambda one: (one.starts, one.id), reverse=True)
    last = plan_on(known, day)
    return [last] if last is not None else []


def has_been_passed(plan: PlanRow) -> bool:
    """Whether a plan was adopted."""
    return plan.state not in NOT_PASSED


def plan_for(
    plans: Sequence[PlanRow],
    day: str,
    use: Use,
    reviewed: Callable[[PlanRow], Iterable[str]] = lambda plan: (),
) -> PlanRow | None:
    """The plan that a paper for this use is about on an ISO day; None without any.

    DRAWN_UP: the newest that is not carried out yet; YEAR_OVER: the one whose year was the last to be evaluated or over;
    ROUND_OVER: the one that is being evaluated, else that ended lately; otherwise, and where there is no such, that of
    plan_on. reviewed: the years of a plan that were evaluated, by their words.
    """
    found = _RULES[use](plans, day, reviewed) if use in _RULES else None
    return found or plan_on(plans, day)


_Reviewed = Callable[[PlanRow], Iterable[str]]


def _drawn_up(plans: Sequence[PlanRow], day: str, reviewed: _Reviewed) -> PlanRow | None:
    fresh = [
        one for one in plans if one.ends >= day and (one.state in (*NOT_PASSED, ADOPTED) or one.starts > day)
    ]
    return max(fresh, key=lambda one: (one.starts, one.id), default=None)


def _year_over(plans: Sequence[PlanRow], day: str, reviewed: _Reviewed) -> PlanRow | None:
    lately = (date.fromisoformat(day) - _LATELY).isoformat()
    told: list[tuple[bool, str, str, str, PlanRow]] = []
    for one in plans:
        if last := _last_told_of(one, day, reviewed):
            # a draft that nobody adopted is evaluated only where no other has anything to evaluate
            is_likely = has_been_passed(one) and last >= lately
            told.append((is_likely, last, one.starts, one.id, one))
    return max(told, default=(None,), key=lambda entry: entry[:4])[-1]


def _last_told_of(plan: PlanRow, day: str, reviewed: _Reviewed) -> str:
    """The last day of the last year that is over or was evaluated; "" while there is none."""
    years: list[PlanYear] = [one for one in years_of(plan) if one.first <= day]
    if not years:
        return ""
    if years[-1].last >= day and years[-1].word not in reviewed(plan):
        years.pop()
    return years[-1].last if years else ""


def _round_over(plans: Sequence[PlanRow], day: str, reviewed: _Reviewed) -> PlanRow | None:
    begun = [one for one in plans if one.starts <= day]
    lately = (date.fromisoformat(day) - _LATELY).isoformat()
    ending = [one for one in begun if one.state == ENDING]
    ended = [one for one in begun if has_been_passed(one) and lately <= one.ends < day]
    return max(ending or ended, key=lambda one: (one.ends, one.starts, one.id), default=None)


_RULES: Final = {Use.DRAWN_UP: _drawn_up, Use.YEAR_OVER: _year_over, Use.ROUND_OVER: _round_over}

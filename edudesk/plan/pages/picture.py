"""What the page shows of a plan and a year, read beside the window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from edudesk.base import clock
from edudesk.base.memory import uncollected
from edudesk.plan.pages.choice import PlanChoice
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rows.reviews import YEARLY
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.codes import Numbered, numbered
from edudesk.plan.rules.judged import Judged
from edudesk.plan.rules.lines import TaskLine, task_lines
from edudesk.plan.rules.years import PlanYear


@dataclass(frozen=True)
class Picture:
    """plans: all, for the choice; judged: None where the plan has no years; actuals: what is live of the year."""

    plans: Sequence[PlanRow]
    whole: PlanWhole
    year: PlanYear | None
    today: str
    judged: Judged | None
    actuals: Mapping[tuple[str, str], str]
    goals: tuple[Numbered, ...]

    @property
    def year_word(self) -> str:
        """2026-2027学年, "" without one."""
        return self.year.word if self.year is not None else ""

    @cached_property
    def tasks(self) -> Sequence[TaskLine]:
        """The tasks of the year in the order of the tree."""
        return task_lines(self.whole, self.today, self.year_word)

    @property
    def has_begun(self) -> bool:
        """Whether the year runs or is over; before that there is nothing to judge."""
        return self.year is not None and self.today >= self.year.first

    def share(self, goal_id: str) -> Fraction | None:
        """The attainment of a goal in the year, 0–1; None when nothing of it is due or known."""
        line = self.judged.evaluation.line(goal_id) if self.judged is not None and self.has_begun else None
        return line.counted if line is not None else None

    def goal(self, goal_id: str) -> Numbered | None:
        """A goal with its number."""
        return next((one for one in self.goals if one.id == goal_id), None)


@uncollected()
def read_picture(sources: PlanSources, choice: PlanChoice) -> Picture | None:
    """None while there is no plan."""
    plans, today = sources.plans.rows(), clock.today()
    plan = choice.plan(plans)
    if plan is None:
        return None
    whole = sources.plan_wholes.of(plan.id)
    year = choice.year(whole.plan, today.isoformat())
    judged = sources.plan_evaluations.of(plan.id, YEARLY, year.word) if year is not None else None
    actuals = sources.plan_actuals.of_year(whole, year, today) if year is not None else {}
    return Picture(plans, whole, year, today.isoformat(), judged, actuals, numbered(whole.goals))

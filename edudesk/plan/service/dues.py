"""What waits in the development plan, for the start page; and the search over goals, tasks and measures."""

from collections.abc import Sequence
from datetime import date

from edudesk.base import clock
from edudesk.base.due import Due
from edudesk.base.pinyin import rank, spell
from edudesk.base.words import shortened
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rules.codes import numbered
from edudesk.plan.rules.lines import TaskLine, task_lines
from edudesk.plan.rules.meant import in_force
from edudesk.plan.rules.years import year_of
from edudesk.plan.service.plans import PlanService
from edudesk.plan.service.reading import WholeService
from edudesk.store.context import Context

_SOON_DAYS = 30
Found = tuple[int, str, str, str]
"""How well it fits (smaller is better), id, what it is called, facts."""


class PlanDues:
    """待办与到期 of the plans in force, and what Ctrl+K finds in them. wholes: keeps what was read."""

    def __init__(self, context: Context, wholes: WholeService) -> None:
        self.context = context
        self._plans, self._wholes = PlanService(context), wholes
        self._spelled: dict[str, tuple[object, list[tuple[str, str, str, str, str]]]] = {}

    def plans(self) -> list[PlanRow]:
        """The plans in force today, more than one where a 五年规划 goes on beside a three-year plan; that of plan() first."""
        return in_force(self._plans.rows(), clock.today().isoformat())

    def plan(self) -> PlanRow | None:
        """The plan in force: adopted and not closed, of several that which began last."""
        return next(iter(self.plans()), None)

    def plan_of(self, record_id: str) -> PlanRow | None:
        """The plan in force that a goal, a task or a measure belongs to."""
        for plan in self.plans():
            whole = self._wholes.of(plan.id)
            if record_id in whole.goal or record_id in whole.task or record_id in whole.measure:
                return plan
        return None

    def lines(self, today: date) -> Sequence[TaskLine]:
        """Their open tasks of the year of a day and of the years before it, what is late among them."""
        on = today.isoformat()
        return [
            line
            for plan in self.plans()
            if (year := year_of(plan, on)) is not None
            for line in task_lines(self._wholes.of(plan.id), on)
            if line.standing.is_open and line.standing.first <= year.last
        ]

    def dues(self, today: date) -> Sequence[Due]:
        """Tasks that are late or come within a month."""
        return [
            Due(
                text="：".join(
                    filter(None, (line.task.owner or line.task.department, shortened(line.task.title)))
                ),
                feature="规划",
                source=line.goal,
                page="plan",
                record=line.id,
                day=line.standing.last,
            )
            for line in self.lines(today)
            if line.standing.days is not None and line.standing.days <= _SOON_DAYS
        ]

    def search(self, typed: str, most: int) -> list[Found]:
        """Goals, tasks and measures of the plans in force that answer best to what was typed."""
        if not typed.strip():
            return []
        ranked = [
            (place, row_id, title, facts)
            for plan in self.plans()
            for row_id, title, facts, pinyin, initials in self._words(plan)
            if (place := rank(typed, title, pinyin, initials)) is not None
        ]
        return sorted(ranked)[:most]

    def _words(self, plan: PlanRow) -> list[tuple[str, str, str, str, str]]:
        """Each with its pinyin; spelled again only when something was done since."""
        whole = self._wholes.of(plan.id)
        if plan.id not in self._spelled or self._spelled[plan.id][0] is not whole:
            goals = {one.id: one.label for one in numbered(whole.goals)}
            named = [
                *((row.id, goals[row.id], "目标") for row in whole.goals),
                *(
                    (row.id, row.title, f"任务 · {row.year} · {row.owner}".rstrip(" ·"))
                    for row in whole.tasks
                ),
                *((row.id, row.title, f"指标 · {goals.get(row.goal_id, '')}") for row in whole.measures),
            ]
            self._spelled[plan.id] = whole, [(*one, *spell(one[1])) for one in named]
        return self._spelled[plan.id][1]

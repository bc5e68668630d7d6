"""Tasks and measures as lists show them: with the number of their goal and how they stand on a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from edudesk.plan.rows.measures import YES, MeasureRow, TargetRow
from edudesk.plan.rows.plans import CLOSED
from edudesk.plan.rows.tasks import TaskRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.asking import is_due
from edudesk.plan.rules.codes import Numbered, numbered
from edudesk.plan.rules.pace import Light, MeasureStanding, TaskStanding, measure_standing, task_standing
from edudesk.plan.rules.years import PlanYear, years_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """A task on a day. years: words of those it is due in; goal: 2.1 校本课程体系; domain: 二、课程教学, of a goal at the top
    itself; notes: how many, noted: ISO day of the last, "" = none; is_silent: it runs, and nobody noted this month how far
    it is (规划与项目调研 2.1: 责任人每月记)."""

    task: TaskRow
    years: tuple[str, ...]
    number: str
    goal: str
    domain: str
    standing: TaskStanding
    notes: int
    noted: str
    is_silent: bool
    proofs: int

    @property
    def id(self) -> str:
        """Of the task."""
        return self.task.id

    @property
    def version(self) -> int:
        """Of the task."""
        return self.task.version


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """A measure with its years. year: the one looked at; actual: of it, live or stored; is_live: it follows an indicator."""

    measure: MeasureRow
    number: str
    targets: Mapping[str, TargetRow]
    year: str
    actual: str
    is_live: bool
    standing: MeasureStanding

    @property
    def id(self) -> str:
        """Of the measure."""
        return self.measure.id

    @property
    def version(self) -> int:
        """Of the measure."""
        return self.measure.version

    @property
    def is_frozen(self) -> bool:
        """Whether the actual of the year is the one that was reported."""
        own = self.targets.get(self.year)
        return own is not None and own.frozen == YES

    def told(self, text: str) -> str:
        """A value with its sign of per cent: 35 is 35%."""
        return f"{text}%" if text and self.measure.unit.strip() in ("%", "％") else text


def task_lines(whole: PlanWhole, today: str, year: str = "") -> list[TaskLine]:
    """The tasks that are due in a year (rules.asking), "" = all, in the order of the tree, what is due first coming first."""
    years = years_of(whole.plan)
    goals, domains = _placed(whole)
    found = []
    for row in whole.tasks:
        own = (row.year,) if row.year else tuple(one.word for one in years if is_due(row, one.word, years))
        if year and year not in own:
            continue
        goal = goals.get(row.goal_id)
        notes = whole.notes_of.get(row.id, ())
        noted = max((note.on for note in notes), default="")
        standing = task_standing(row, years, today)
        if whole.plan.state == CLOSED:  # what was not finished is told, and no longer counted in days
            standing = replace(standing, is_over=True, light=Light.NONE)
        runs = standing.is_open and standing.first <= today and not standing.is_over
        found.append(
            TaskLine(
                task=row,
                years=own,
                number=goal.number if goal else "",
                goal=goal.label if goal else "",
                domain=domains.get(row.goal_id, ""),
                standing=standing,
                notes=len(notes),
                noted=noted,
                is_silent=runs and noted[:7] < today[:7],
                proofs=len(whole.proofs_of(row.id)),
            )
        )
    order = {one: place for place, one in enumerate(goals)}
    found.sort(
        key=lambda line: (
            order.get(line.task.goal_id, len(order)),
            line.task.year,
            line.standing.last,
            line.id,
        )
    )
    return found


def measure_lines(
    whole: PlanWhole,
    goal_ids: Collection[str],
    year: PlanYear,
    actuals: Mapping[tuple[str, str], str],
    today: str,
) -> list[MeasureLine]:
    """The measures of some goals in the order of the tree. actuals: what is live (rules.actuals); today: ISO day, before the
    year nothing lacks yet."""
    goals, _ = _placed(whole)
    has_begun = today >= year.first
    found = []
    for goal_id in (one for one in goals if one in goal_ids):
        for row in whole.measures_of.get(goal_id, ()):
            targets = whole.targets_of.get(row.id, {})
            own, live = targets.get(year.word), actuals.get((row.id, year.word))
            actual = live if live is not None else own.actual if own is not None else ""
            found.append(
                MeasureLine(
                    measure=row,
                    number=goals[goal_id].number,
                    targets=targets,
                    year=year.word,
                    actual=actual,
                    is_live=live is not None,
                    standing=measure_standing(row, own, actual)
                    if actual or has_begun
                    else MeasureStanding(""),
                )
            )
    return found


def _placed(whole: PlanWhole) -> tuple[dict[str, Numbered], dict[str, str]]:
    """Goals by id in the order of the tree, and the label of the domain of each."""
    goals = {one.id: one for one in numbered(whole.goals)}
    tops = {one.number: one.label for one in goals.values() if one.depth == 0}
    return goals, {one.id: tops[one.number.partition(".")[0]] for one in goals.values()}

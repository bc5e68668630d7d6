"""What each leader answers for in a year, from the goals and tasks that name them (领导班子任期目标责任书)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from edudesk.base.words import people_in, some_of
from edudesk.plan.rows.goals import GoalRow
from edudesk.plan.rows.reviews import DutyDraft
from edudesk.plan.rows.tasks import CANCELLED, TaskRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.amounts import rounded
from edudesk.plan.rules.asking import is_due
from edudesk.plan.rules.codes import inherited, numbered
from edudesk.plan.rules.rounds import Evaluation
from edudesk.plan.rules.scoring import MEASURE, TASK, weights_of
from edudesk.plan.rules.wanted import EXCUSED, asked_of, wanted_in
from edudesk.plan.rules.years import is_of_year, years_of


def derived(whole: PlanWhole, year: str, evaluation: Evaluation) -> list[DutyDraft]:
    """A line for each leader and goal of the year: what is asked for, what was done, the share of its points of 100."""
    years, heads = years_of(whole.plan), inherited(whole.goals, "leader")
    found = []
    for one in numbered(whole.goals):
        goal = one.goal
        if not is_of_year(goal.years, year):
            continue
        tasks = [
            row
            for row in whole.tasks_of.get(goal.id, ())
            if row.status != CANCELLED and is_due(row, year, years)
        ]
        led_by = people_in(heads[goal.id])
        leaders_of = {row.id: people_in(row.leader) or led_by for row in tasks}
        for leader in dict.fromkeys((*led_by, *(name for row in tasks for name in leaders_of[row.id]))):
            is_head = leader in led_by
            own = [row for row in tasks if leader in leaders_of[row.id]]
            asked = [*(_targets(whole, goal, year) if is_head else ()), *(row.title for row in own)]
            if not asked:
                continue
            line = evaluation.line(goal.id)
            share = _share(own, evaluation) if not is_head else line.counted if line else None
            found.append(
                DutyDraft(
                    plan_id=whole.plan.id,
                    year=year,
                    leader=leader,
                    goal_id=goal.id,
                    content="；".join(asked),
                    done="；".join(_done(evaluation, goal, {row.id for row in own}, is_head)),
                    tenths=None if share is None else int(rounded(share * 1000, 0)),
                )
            )
    in_order = list(dict.fromkeys(draft.leader for draft in found))  # as the plan names them
    return sorted(found, key=lambda draft: in_order.index(draft.leader))


def _share(tasks: Sequence[TaskRow], evaluation: Evaluation) -> Fraction | None:
    """The mean of tasks as they were evaluated: of a frozen year what was reported."""
    lines = [line for row in tasks if (line := evaluation.line(row.id)) is not None]
    known = [line.counted for line in lines if line.counted is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def _targets(whole: PlanWhole, goal: GoalRow, year: str) -> Iterator[str]:
    for measure in whole.measures_of.get(goal.id, ()):
        if wanted_in(whole, measure, year) != EXCUSED and (text := asked_of(whole, measure, year)):
            yield text


def _done(evaluation: Evaluation, goal: GoalRow, tasks: set[str], has_measures: bool) -> Iterator[str]:
    for line in evaluation.lines:
        if line.goal_id != goal.id or line.counted is None:
            continue
        if line.kind == MEASURE and has_measures:
            yield f"{line.title} {line.actual + line.unit if line.actual else '缺数据'}"
        elif line.kind == TASK and line.id in tasks:
            yield f"{line.title}（{line.actual}%）"


class LeaderSheet(NamedTuple):
    """The sheet of one leader. score: mean of the lines that have points by the weights of their goals, of 100; None while
    none has."""

    leader: str
    lines: tuple[DutyDraft, ...]
    score: Decimal | None


def sheets_of(whole: PlanWhole, year: str, evaluation: Evaluation) -> list[LeaderSheet]:
    """The sheets of a year as they were laid down, else as they follow from the plan; leaders in the order of the plan, then
    in that in which they were entered. evaluation: of the year; what its goals give of 100 are their weights."""
    reckoned = derived(whole, year, evaluation)
    found = by_duty(reckoned)
    laid = [filled(row, found) for row in whole.duties if row.year == year]
    place = {key: number for number, key in enumerate(found)}
    laid.sort(key=lambda row: place.get((row.leader, row.goal_id), len(place)))  # stable: others as entered
    by_leader: dict[str, list[DutyDraft]] = {}
    for row in laid or reckoned:
        by_leader.setdefault(row.leader, []).append(row)
    return [LeaderSheet(leader, tuple(rows), _mean(rows, evaluation)) for leader, rows in by_leader.items()]


def by_duty(drafts: Sequence[DutyDraft]) -> dict[tuple[str, str], DutyDraft]:
    """Lines by leader and goal."""
    return {(draft.leader, draft.goal_id): draft for draft in drafts}


def filled(row: DutyDraft, reckoned: Mapping[tuple[str, str], DutyDraft]) -> DutyDraft:
    """A line with what was done and its points as they follow from the evaluation, where nobody typed them."""
    draft = reckoned.get((row.leader, row.goal_id))
    if draft is None:
        return row
    return replace(
        row, done=row.done or draft.done, tenths=draft.tenths if row.tenths is None else row.tenths
    )


class Laid(NamedTuple):
    """What came of laying the sheets of a year down. fresh, changed: how many lines are new, have another wording; gone: lines
    of goals that are gone or somebody else's; kept: such that somebody edited."""

    fresh: int = 0
    changed: int = 0
    gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """In a sentence."""
        parts = [f"新增 {self.fresh} 条"] if self.fresh else []
        if self.changed:
            parts.append(f"更新年度指标 {self.changed} 条")
        if self.gone:
            parts.append(f"去掉不再负责的 {len(self.gone)} 条（{some_of(self.gone, '条')}）")
        if self.kept:
            parts.append(f"规划里已经没有、但改过而保留 {len(self.kept)} 条（{some_of(self.kept, '条')}）")
        return f"任期目标责任书：{'，'.join(parts) or '与规划一致，没有变化'}。"


def _mean(rows: Sequence[DutyDraft], evaluation: Evaluation) -> Decimal | None:
    known = [(row, row.tenths) for row in rows if row.tenths is not None]
    lines = [evaluation.line(row.goal_id) for row, _ in known]
    # a goal that nothing is evaluated of this year, but has points by hand, weighs as the others do
    weights = weights_of(
        [line.full if line is not None and line.counted is not None else None for line in lines]
    )
    if not known:
        return None
    if not any(weights):  # who leads nothing but goals of weight 0
        weights = [Fraction(1)] * len(known)
    summed = sum((tenths * weight for (_, tenths), weight in zip(known, weights, strict=True)), Fraction(0))
    return rounded(summed / sum(weights, Fraction(0)) / 10)

"""What is due of a plan in a year, or in its whole round: the tree that is scored (rules.scoring)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from edudesk.plan.rows.goals import GoalRow
from edudesk.plan.rows.measures import WITHIN, YES, YES_OR_NO, MeasureRow, TargetDraft, TargetRow
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.tasks import CANCELLED, TaskRow
from edudesk.plan.rules.attainment import Yardstick
from edudesk.plan.rules.codes import numbered
from edudesk.plan.rules.years import PlanYear, is_of_year, years_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedMeasure:
    """One measure that is due. weight: None = not said; excused: why it is 不适用, "" = it counts; live: the actual follows
    the data; year: of the target."""

    id: str
    title: str
    yard: Yardstick
    target: str = ""
    actual: str = ""
    weight: Fraction | None = None
    excused: str = ""
    is_live: bool = False
    year: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTask:
    """One task that is due. percent: 0–100; excused: why it drops out."""

    id: str
    title: str
    percent: int
    weight: Fraction | None = None
    excused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedGoal:
    """A goal with what is due of it. own: share 0–1 that the reviewers gave, in place of what is reckoned; excused: why it
    drops out."""

    id: str
    title: str
    number: str = ""
    kind: str = ""
    weight: Fraction | None = None
    measures: tuple[AskedMeasure, ...] = ()
    tasks: tuple[AskedTask, ...] = ()
    goals: tuple["AskedGoal", ...] = ()
    own: Fraction | None = None
    excused: str = ""


def asked(
    plan: PlanDraft,
    goals: Iterable[GoalRow],
    measures: Iterable[MeasureRow],
    targets: Iterable[TargetRow],
    tasks: Iterable[TaskRow],
    year: str,
    actuals: Mapping[tuple[str, str], str],
    own: Mapping[str, Fraction],
    *,
    is_since_begin: bool = False,
) -> tuple[AskedGoal, ...]:
    """The top goals with all below them.

    year: word of the year, "" = the whole round: each measure with the last target it has, and all tasks; is_since_begin:
    with the tasks of the years before (中期评估). actuals: (id of
    a measure, year) -> the figure that follows the data; what is frozen does not. own: id of a goal -> share of its points.
    """
    years = years_of(plan)
    measures_of, tasks_of = defaultdict(list), defaultdict(list)
    targets_of: dict[str, list[TargetRow]] = defaultdict(list)
    for target in targets:
        targets_of[target.measure_id].append(target)
    for measure in sorted(measures, key=lambda row: (row.place, row.id)):
        if due := _due_target(measure, targets_of[measure.id], year, years):
            measures_of[measure.goal_id].append(_measure(measure, due, actuals.get((measure.id, due.year))))
    wanted = _years_until(year, years) if is_since_begin else [year] if year else []
    counted = [row for row in tasks if not wanted or any(is_due(row, one, years) for one in wanted)]
    again = Counter((row.goal_id, row.title) for row in counted)
    for task in sorted(counted, key=lambda row: (row.due, row.id)):
        is_again = len(wanted) != 1 and again[task.goal_id, task.title] > 1  # one that comes back every year
        tasks_of[task.goal_id].append(_task(task, task.year if is_again else ""))
    rows = numbered(goals)
    children: dict[str, list[str]] = defaultdict(list)
    by_number = {one.number: one.id for one in rows}
    for one in rows:
        children[by_number.get(one.number.rpartition(".")[0], "")].append(one.id)
    made: dict[str, AskedGoal] = {}
    for one in reversed(rows):  # children come after their parents
        row = one.goal
        made[row.id] = AskedGoal(
            id=row.id,
            title=row.title,
            number=one.number,
            kind=row.kind,
            weight=_weight(row.weight),
            measures=tuple(measures_of[row.id]),
            tasks=tuple(tasks_of[row.id]),
            goals=tuple(made[child] for child in children[row.id]),
            own=own.get(row.id),
            excused="" if not year or is_of_year(row.years, year) else "本年度没有安排",
        )
    return tuple(made[one] for one in children[""])


def is_due(task: TaskRow, year: str, years: Sequence[PlanYear]) -> bool:
    """Whether a task is due in a year: it names it, else its day is in it, else it goes on all the time."""
    if task.year:
        return task.year == year
    if not task.due:
        return True
    return any(one.word == year and one.holds(task.due) for one in years)


def _years_until(year: str, years: Sequence[PlanYear]) -> list[str]:
    words = [one.word for one in years]
    return words[: words.index(year) + 1] if year in words else [year]


def _due_target(
    measure: MeasureRow, targets: Sequence[TargetRow], year: str, years: Sequence[PlanYear]
) -> TargetDraft | None:
    """The target of the year; of the whole round the last that asks for something and is not excused."""
    wanted: dict[str, TargetDraft] = {one.year: one for one in targets if _asks(measure, one)}
    if asks_every_year(measure, targets):
        bare = {
            one.word: TargetDraft(plan_id=measure.plan_id, measure_id=measure.id, year=one.word)
            for one in years
        }
        wanted = bare | wanted
    if year:
        return wanted.get(year)
    in_order = [wanted[one.word] for one in years if one.word in wanted]
    return next((one for one in reversed(in_order) if one.excused != YES), in_order[-1] if in_order else None)


def asks_every_year(measure: MeasureRow, targets: Collection[TargetRow]) -> bool:
    """Limits hold in all years, also where nothing of a year was written yet; a yes that is aimed at in some in these."""
    if measure.direction == WITHIN:
        return bool(measure.low or measure.high)
    return measure.direction == YES_OR_NO and not any(one.target.strip() for one in targets)


def _asks(measure: MeasureRow, target: TargetRow) -> bool:
    """A range or a yes has its target in the measure itself."""
    return bool(target.target.strip()) or target.excused == YES or measure.direction in (WITHIN, YES_OR_NO)


def _measure(row: MeasureRow, target: TargetDraft, live: str | None) -> AskedMeasure:
    is_live = live is not None and target.frozen != YES
    return AskedMeasure(
        id=row.id,
        title=row.title,
        yard=Yardstick(row.direction, row.base, row.low, row.high, row.tolerance, row.unit, row.decimals),
        target=target.target,
        actual=live if is_live and live is not None else target.actual,
        weight=_weight(row.weight),
        excused=(target.why.strip() or "没有写明原因") if target.excused == YES else "",
        is_live=is_live,
        year=target.year,
    )


def _task(row: TaskRow, year: str = "") -> AskedTask:
    """year: what tells it from others of its name."""
    return AskedTask(
        id=row.id,
        title=f"{row.title}（{year}）" if year else row.title,
        percent=row.percent,
        weight=_weight(row.weight),
        excused=f"已取消：{row.reason.strip() or '没有写明理由'}" if row.status == CANCELLED else "",
    )


def _weight(value: float | None) -> Fraction | None:
    """As typed: 0.1 is a tenth."""
    return None if value is None else Fraction(str(value))

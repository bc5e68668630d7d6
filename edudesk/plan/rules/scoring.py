"""The attainment of a plan from its rows up to the score, every line with how it came about (规划与项目调研 2.4).

Goal attainment = Σ(weight × attainment) ÷ Σ weight over what is due; 不适用 drops out and the weights of the others fill
its place; what has no figure counts 0 and is named.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Final, NamedTuple

from edudesk.plan.forms.value import Judging, Scheme
from edudesk.plan.rules.amounts import NOUGHT, WHOLE, percent, told
from edudesk.plan.rules.asking import AskedGoal, AskedMeasure, AskedTask
from edudesk.plan.rules.attainment import Reached, attainment, limits, range_told

GOAL, MEASURE, TASK = "目标", "指标", "任务"
MISSING, EXCUSED = "缺数据", "不适用"
_TASK_LIST: Final = "任务清单"
_AS_NOUGHT: Final = "，按 0 计"


class Line(NamedTuple):
    """One row of an evaluation. A tuple: hundreds are made of a plan, and each a second time with its points.

    kind: 目标, 指标 or 任务; goal_id: the goal it belongs to, of a goal itself; depth: from 0; full: points of 100 it can give
    after the weights were filled up; counted, shown: share reached, None = it dropped out; state: 缺数据, 不适用 or ""; grade:
    of a goal; how: in numbers and words.
    """

    id: str
    goal_id: str
    kind: str
    depth: int
    number: str
    title: str
    full: Fraction
    counted: Fraction | None
    shown: Fraction | None
    target: str = ""
    actual: str = ""
    unit: str = ""
    word: str = ""
    grade: str = ""
    state: str = ""
    how: str = ""
    is_live: bool = False

    @property
    def points(self) -> Fraction:
        """What it gives of 100."""
        return self.full * (self.counted or 0)


class Scored(NamedTuple):
    """The share of goals that stand beside each other, None when nothing of them is due, and all their lines."""

    share: Fraction | None
    lines: tuple[Line, ...]


class _Portion(NamedTuple):
    """Lines, and which part of the whole they are; the points of each are reckoned once, from the top (_flat)."""

    part: Fraction
    items: "Sequence[Line | _Portion]"


class _Branch(NamedTuple):
    """A goal, or the rows of one, with the share that was reached."""

    share: Fraction | None
    items: "Sequence[Line | _Portion]"


class _Own(NamedTuple):
    """The measures and the tasks of a goal itself, and both together."""

    share: Fraction | None
    items: "Sequence[Line | _Portion]"
    measured: _Branch
    done: _Branch


def scored(goals: Sequence[AskedGoal], scheme: Scheme, points: Fraction = WHOLE) -> Scored:
    """Goals that stand beside each other, with all lines in the order of the tree. points: what all of them can give."""
    branches = [_goal(goal, scheme, 0) for goal in goals]
    share, parts = _mean([one.share for one in branches], weights_of([goal.weight for goal in goals]))
    return Scored(share, tuple(_flat(_joined(branches, parts), points, share is not None)))


def _lines(items: "Iterable[Line | _Portion]") -> Iterator[Line]:
    """The lines as they are, without points."""
    for one in items:
        if isinstance(one, Line):
            yield one
        else:
            yield from _lines(one.items)


def _counting(items: "Iterable[Line | _Portion]") -> Iterator[Line]:
    """The lines on which the share rests: not those of a goal that dropped out or was judged as a whole."""
    for one in items:
        if isinstance(one, Line):
            yield one
        elif one.part:
            yield from _counting(one.items)


def _flat(items: "Iterable[Line | _Portion]", points: Fraction, counts: bool) -> Iterator[Line]:
    """Each line with its points. counts: whether the share rests on them; what lacks elsewhere lacks nobody."""
    for one in items:
        if not isinstance(one, Line):
            yield from _flat(one.items, one.part * points, counts and bool(one.part))
        elif not counts and one.state == MISSING:
            yield one._replace(
                full=NOUGHT, state=EXCUSED, how=f"{one.how.removesuffix(_AS_NOUGHT)}，不计入得分"
            )
        else:
            yield one._replace(full=points) if one.full else one  # what counts is the whole of its portion


def weights_of(given: Sequence[Fraction | None]) -> list[Fraction]:
    """Weights of rows beside each other; one that was not said weighs as much as the others on average, 0 stays 0."""
    known = [max(one, NOUGHT) for one in given if one is not None]
    usual = sum(known, NOUGHT) / len(known) if any(known) else WHOLE
    return [usual if one is None else max(one, NOUGHT) for one in given]


def _mean(
    shares: Sequence[Fraction | None], weights: Sequence[Fraction]
) -> tuple[Fraction | None, list[Fraction]]:
    """The mean of those that count, and the part of the whole each of them is."""
    # in whole numbers over one denominator: fractions summed one by one took half of an evaluation
    under = lcm(*(weight.denominator for weight in weights))
    counting = [
        weight.numerator * (under // weight.denominator) if share is not None else 0
        for share, weight in zip(shares, weights, strict=True)
    ]
    whole = sum(counting)
    if not whole:
        return None, [NOUGHT] * len(counting)
    part_of = {weight: Fraction(weight, whole) for weight in set(counting)}
    below = lcm(*(share.denominator for share in shares if share is not None))
    reached = sum(
        weight * share.numerator * (below // share.denominator)
        for weight, share in zip(counting, shares, strict=True)
        if share is not None
    )
    return Fraction(reached, whole * below), [part_of[weight] for weight in counting]


@lru_cache(maxsize=1024)  # one task changed: only its goal and those above it are reckoned anew
def _goal(goal: AskedGoal, scheme: Scheme, depth: int) -> _Branch:
    rows = _own_rows(goal, scheme, depth + 1)
    below = [_goal(one, scheme, depth + 1) for one in goal.goals]
    weights = weights_of([one.weight for one in goal.goals])
    shares, names = [one.share for one in below], [one.title for one in goal.goals]
    if rows.share is not None and below:  # own rows of a goal with goals below it weigh as one of these
        weights = [sum(weights, NOUGHT) / len(weights) or WHOLE, *weights]
        shares, names = [rows.share, *shares], ["本级", *names]
        share, parts = _mean(shares, weights)
        items = [_Portion(parts[0], rows.items), *_joined(below, parts[1:])]
        how = _told_mean(shares, weights, names)
    elif below:
        share, parts = _mean(shares, weights)
        items = [_Portion(NOUGHT, rows.items), *_joined(below, parts)]
        how = _told_mean(shares, weights, names)
    else:
        share, items, how = rows.share, [_Portion(WHOLE, rows.items)], _told_rows(goal, rows, scheme)
    if goal.excused:
        share, how = None, f"{goal.excused}，不计入，由其余各项折算"
    elif goal.own is not None:
        reckoned = f"，按数据计算为 {percent(share)}%" if share is not None else ""
        share = min(max(goal.own, NOUGHT), WHOLE)
        how = f"自评小组评定 {percent(share)}%{reckoned}"
    elif share is None:
        how = _why_none(goal)
    if share is None or goal.own is not None:
        items = [_Portion(NOUGHT, items)]
    head = Line(
        id=goal.id,
        goal_id=goal.id,
        kind=GOAL,
        depth=depth,
        number=goal.number,
        title=goal.title,
        full=WHOLE if share is not None else NOUGHT,
        counted=share,
        shown=share,
        word="" if share is None else scheme.word(percent(share)),
        grade="" if share is None else _grade(share, items, scheme),
        state=EXCUSED if share is None else "",
        how=how,
    )
    return _Branch(share, (head, *items))


def _joined(branches: Sequence[_Branch], parts: Sequence[Fraction]) -> list[_Portion]:
    return [_Portion(part, one.items) for one, part in zip(branches, parts, strict=True)]


def _own_rows(goal: AskedGoal, scheme: Scheme, depth: int) -> _Own:
    """Measures and the list of tasks of a goal itself."""
    measured = _rows([_measure(one, goal.id, scheme, depth) for one in goal.measures], goal.measures)
    done = _rows([_task(one, goal.id, scheme, depth) for one in goal.tasks], goal.tasks)
    share, parts = _mean([measured.share, done.share], [Fraction(scheme.measures), Fraction(scheme.tasks)])
    return _Own(share, _joined([measured, done], parts), measured, done)


def _rows(lines: Sequence[Line], rows: Sequence[AskedMeasure] | Sequence[AskedTask]) -> _Branch:
    share, parts = _mean([line.counted for line in lines], weights_of([row.weight for row in rows]))
    return _Branch(share, [_Portion(part, [line]) for line, part in zip(lines, parts, strict=True)])


def _measure(row: AskedMeasure, goal_id: str, scheme: Scheme, depth: int) -> Line:
    reached = attainment(row.yard, row.target, row.actual, scheme)
    state = ""
    if row.excused:
        reached, state = Reached(None, None, f"不适用：{row.excused}，不计入，由其余各项折算"), EXCUSED
    elif reached.counted is None:
        reached, state = Reached(NOUGHT, NOUGHT, f"{reached.how}{_AS_NOUGHT}"), MISSING
    return Line(
        id=row.id,
        goal_id=goal_id,
        kind=MEASURE,
        depth=depth,
        number="",
        title=row.title,
        full=WHOLE,
        counted=reached.counted,
        shown=reached.shown,
        target=row.target or range_told(*limits(row.yard, "")),
        actual=row.actual,
        unit=row.yard.unit,
        word="" if reached.shown is None or state else scheme.word(percent(reached.shown)),
        state=state,
        how=reached.how,
        is_live=row.is_live,
    )


def _task(row: AskedTask, goal_id: str, scheme: Scheme, depth: int) -> Line:
    share = Fraction(min(max(row.percent, 0), 100), 100)
    return Line(
        id=row.id,
        goal_id=goal_id,
        kind=TASK,
        depth=depth,
        number="",
        title=row.title,
        full=WHOLE,
        counted=None if row.excused else share,
        shown=None if row.excused else share,
        target="100",
        actual=str(row.percent),
        unit="%",
        word="" if row.excused else scheme.word(percent(share)),
        state=EXCUSED if row.excused else "",
        how=f"{row.excused}，不计入" if row.excused else f"进度 {row.percent}%",
    )


def _grade(share: Fraction, items: "Sequence[Line | _Portion]", scheme: Scheme) -> str:
    every = [line.counted for line in _counting(items) if line.kind != GOAL]
    return graded(share, [one for one in every if one is not None], scheme)


def graded(share: Fraction, rows: Sequence[Fraction], scheme: Scheme) -> str:
    """By the cut-offs, or by conditions over the rows that count; of what is judged as a whole over that."""
    told_of = scheme.conditions
    if scheme.judging is Judging.POINTS or told_of is None:
        return scheme.grade(percent(share))
    best, between, worst = told_of.names
    every = rows or [share]
    if any(percent(one) < told_of.any_below for one in every):
        return worst
    return best if all(percent(one) >= told_of.all_from for one in every) else between


def _told_mean(shares: Sequence[Fraction | None], weights: Sequence[Fraction], names: Sequence[str]) -> str:
    """(90.0%×30 ＋ 75.0%×20) ÷ 50, and what dropped out."""
    pairs = [(share, weight) for share, weight in zip(shares, weights, strict=True) if share is not None]
    if not pairs:
        return ""
    left = [name for name, share in zip(names, shares, strict=True) if share is None]
    note = f"；{'、'.join(left)}不计入，权重由其余各项折算" if left else ""
    if len(pairs) == 1:
        return f"{percent(pairs[0][0])}%{note}"
    summed = " ＋ ".join(f"{percent(share)}%×{told(weight)}" for share, weight in pairs)
    return f"（{summed}）÷ {told(sum((weight for _, weight in pairs), NOUGHT))}{note}"


def _told_rows(goal: AskedGoal, rows: _Own, scheme: Scheme) -> str:
    """Measures and tasks of a goal, each with their mean and weight."""
    told_of = []
    for branch, own, noun in (
        (rows.measured, goal.measures, "观测指标"),
        (rows.done, goal.tasks, _TASK_LIST),
    ):
        if branch.share is not None:
            out = sum(line.counted is None for line in _lines(branch.items))
            how = "加权平均" if len({one.weight for one in own if one.weight is not None}) > 1 else "平均"
            left = f"（{out} 项不计入）" if out else ""
            told_of.append(f"{noun} {len(own)} 项{how} {percent(branch.share)}%{left}")
    if len(told_of) < 2:
        return "".join(told_of)
    first, second = told(Fraction(scheme.measures)), told(Fraction(scheme.tasks))
    return f"{told_of[0]}，占 {first}；{told_of[1]}，占 {second}"


def _why_none(goal: AskedGoal) -> str:
    if goal.measures or goal.tasks or goal.goals:
        return "下属各项本年度都不计入，权重由其余各项折算"
    return "没有到期的观测指标和任务，不计入，权重由其余各项折算"

"""Two rounds beside each other: which goals, measures and tasks of the old one go on in the new, changed or not."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from edudesk.base.words import unspaced
from edudesk.plan.rows.goals import GoalRow
from edudesk.plan.rows.measures import MeasureRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.carrying import unfinished
from edudesk.plan.rules.codes import numbered

KEPT, CHANGED, ENDED, NEW, CARRIED_ON, LEFT = "沿用", "调整", "结束", "新增", "结转", "未结转"
_GOAL_FIELDS: Final = (
    ("title", "名称"),
    ("text", "内容"),
    ("mark", "达成标志"),
    ("weight", "权重"),
    ("kind", "类别"),
)
_MEASURE_FIELDS: Final = (("unit", "单位"), ("direction", "方向"), ("low", "下限"), ("high", "上限"), ("source", "数据来源"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beside:
    """A goal, measure or task of the old round beside that of the new one, None where there is none. word: 沿用, 调整 …;
    changed: what is other than it was, in words."""

    old: Any
    new: Any
    word: str
    changed: tuple[str, ...] = ()


def goals_beside(old: PlanWhole, new: PlanWhole) -> list[Beside]:
    """The goals of the old round in their order with those that go on from them, then the new ones in theirs."""
    pairs = _pairs(old, new)
    taken = set(pairs.values())
    found = [
        _goal(pairs, one.goal, new.goal[pairs[one.id]]) if one.id in pairs else Beside(one.goal, None, ENDED)
        for one in numbered(old.goals)
    ]
    return [
        *found,
        *(Beside(None, one.goal, NEW) for one in numbered(new.goals) if one.id not in taken),
    ]


def measures_beside(old: PlanWhole, new: PlanWhole, goals: Iterable[Beside]) -> dict[str, list[Beside]]:
    """The measures by the id of the goal they stand with: that of the old round where there is one, else of the new."""
    goal_of = {one.new.id: one.old.id for one in goals if one.new is not None and one.old is not None}

    def own(row: MeasureRow) -> Hashable:
        return goal_of.get(row.goal_id, ""), unspaced(row.title)

    pairs: dict[str, str] = {}
    _take(pairs, old.measures, new.measures, lambda row: (row.goal_id, unspaced(row.title)), own)
    _take(pairs, old.measures, new.measures, lambda row: unspaced(row.title), lambda row: unspaced(row.title))
    taken, found = set(pairs.values()), dict[str, list[Beside]]()
    for row in old.measures:
        into = new.measure.get(pairs.get(row.id, ""))
        found.setdefault(row.goal_id, []).append(
            Beside(row, None, ENDED) if into is None else _measure(row, into, new, goal_of)
        )
    for row in new.measures:
        if row.id not in taken:
            found.setdefault(goal_of.get(row.goal_id, row.goal_id), []).append(Beside(None, row, NEW))
    return found


def tasks_beside(old: PlanWhole, new: PlanWhole, today: str) -> dict[str, list[Beside]]:
    """The tasks of the old round that are still open by the id of their goal, and those that go on with them."""
    after = {row.carried_from: row for row in new.tasks if row.carried_from}
    going = [row for row in old.tasks if row.id in after]
    still = unfinished(old, today)
    found: dict[str, list[Beside]] = {}
    for row in dict.fromkeys((*going, *still)):
        into = after.get(row.id)
        found.setdefault(row.goal_id, []).append(Beside(row, into, CARRIED_ON if into is not None else LEFT))
    return found


def _pairs(old: PlanWhole, new: PlanWhole) -> dict[str, str]:
    """id of a goal -> of the one that goes on from it: that took its tasks, that has its name in the same domain, its name,
    most of its measures, most of its goals."""
    pairs: dict[str, str] = {}
    votes = Counter(
        (old.task[row.carried_from].goal_id, row.goal_id) for row in new.tasks if row.carried_from in old.task
    )
    _vote(pairs, votes, old, new)
    for key in (_path, _title):
        _take(pairs, old.goals, new.goals, partial(key, old), partial(key, new))
    names = {unspaced(row.title): row.goal_id for row in old.measures}
    votes = Counter(
        (names[unspaced(row.title)], row.goal_id) for row in new.measures if unspaced(row.title) in names
    )
    _vote(pairs, votes, old, new)
    while _vote(pairs, _above(pairs, old, new), old, new):
        pass
    return pairs


def _above(pairs: Mapping[str, str], old: PlanWhole, new: PlanWhole) -> Counter[tuple[str, str]]:
    """The goals over pairs, by how many pairs they are over: a domain goes on where its goals do."""
    return Counter((old.goal[before].parent_id, new.goal[after].parent_id) for before, after in pairs.items())


def _vote(pairs: dict[str, str], votes: Counter[tuple[str, str]], old: PlanWhole, new: PlanWhole) -> bool:
    """Pair what most say belongs together; whether anything was."""
    count = len(pairs)
    for (before, after), _ in votes.most_common():
        if before in old.goal and after in new.goal and before not in pairs and after not in pairs.values():
            pairs[before] = after
    return len(pairs) > count


def _take(
    pairs: dict[str, str],
    old: Sequence[Any],
    new: Sequence[Any],
    key: Callable[[Any], Hashable],
    new_key: Callable[[Any], Hashable],
) -> None:
    """Pair what has the same key and is not paired yet, each once."""
    taken, free = set(pairs.values()), dict[Hashable, list[str]]()
    for row in new:
        if row.id not in taken:
            free.setdefault(new_key(row), []).append(row.id)
    for row in old:
        if row.id not in pairs and (there := free.get(key(row))):
            pairs[row.id] = there.pop(0)


def _title(whole: PlanWhole, row: GoalRow) -> Hashable:
    return unspaced(row.title)


def _path(whole: PlanWhole, row: GoalRow) -> Hashable:
    above = whole.goal.get(row.parent_id)
    return unspaced(row.title), unspaced(above.title) if above is not None else ""


def _goal(pairs: Mapping[str, str], before: GoalRow, after: GoalRow) -> Beside:
    changed = [word for key, word in _GOAL_FIELDS if _other(before, after, key)]
    if pairs.get(before.parent_id, "") != after.parent_id:
        changed.append("上级目标")
    return Beside(before, after, CHANGED if changed else KEPT, tuple(changed))


def _measure(before: MeasureRow, after: MeasureRow, new: PlanWhole, goal_of: Mapping[str, str]) -> Beside:
    changed = [word for key, word in _MEASURE_FIELDS if _other(before, after, key)]
    if goal_of.get(after.goal_id) != before.goal_id:
        goal = new.goal.get(after.goal_id)
        changed.append(f"改在“{goal.title}”下" if goal is not None else "目标")
    return Beside(before, after, CHANGED if changed else KEPT, tuple(changed))


def _other(before: object, after: object, key: str) -> bool:
    values = (getattr(before, key), getattr(after, key))
    return len({unspaced(one) if isinstance(one, str) else one for one in values}) > 1

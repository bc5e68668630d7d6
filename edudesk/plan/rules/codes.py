"""The numbers of goals, as papers print them: 一、 for a domain, 2.1, 2.1.1 below it. They follow from the tree."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edudesk.base.numerals import han
from edudesk.plan.rows.goals import GoalRow


@dataclass(frozen=True, slots=True)
class Numbered:
    """A goal with its place in the tree. number: 2.1; depth: 0 at the top."""

    goal: GoalRow
    number: str
    depth: int

    @property
    def id(self) -> str:
        """Of the goal."""
        return self.goal.id

    @property
    def printed(self) -> str:
        """二、 at the top, 2.1 below."""
        return f"{han(int(self.number))}、" if self.depth == 0 else self.number

    @property
    def label(self) -> str:
        """二、课程教学, 2.1 课堂教学改革."""
        return f"{self.printed}{'' if self.depth == 0 else ' '}{self.goal.title}"


def numbered(goals: Iterable[GoalRow]) -> tuple[Numbered, ...]:
    """All goals in the order of the tree, parents before their children.

    What hangs under a goal that is gone, or under itself, stands at the top: nothing is lost.
    """
    rows = sorted(goals, key=lambda row: (row.place, row.id))
    parent = {row.id: row.parent_id for row in rows}
    below: dict[str, list[GoalRow]] = {}
    for row in rows:
        is_held = row.parent_id in parent and not _is_ring(parent, row.id)
        below.setdefault(row.parent_id if is_held else "", []).append(row)
    return tuple(_walk(below, "", "", 0))


def _is_ring(parent: Mapping[str, str], goal_id: str) -> bool:
    """Whether a goal hangs under itself, which only damaged data has."""
    seen = {goal_id}
    above = parent[goal_id]
    while above in parent and above not in seen:
        seen.add(above)
        above = parent[above]
    return above == goal_id


def _walk(below: Mapping[str, Sequence[GoalRow]], parent: str, prefix: str, depth: int) -> Iterator[Numbered]:
    for place, row in enumerate(below.get(parent, ()), 1):
        number = f"{prefix}{place}"
        yield Numbered(row, number, depth)
        yield from _walk(below, row.id, f"{number}.", depth + 1)


def number_of(goals: Iterable[GoalRow]) -> dict[str, str]:
    """2.1 by the id of each goal."""
    return {one.id: one.number for one in numbered(goals)}


def within(goals: Iterable[GoalRow], goal_id: str) -> list[str]:
    """A goal and all below it, in the order of the tree."""
    every = numbered(goals)
    top = next((one for one in every if one.id == goal_id), None)
    if top is None:
        return []
    return [one.id for one in every if one.id == goal_id or one.number.startswith(f"{top.number}.")]


def inherited(goals: Iterable[GoalRow], *fields: str) -> dict[str, str]:
    """A text field of each goal by id, the first of several that says something, else that of the nearest goal above it: 责任领导 of a
    domain is that of its goals."""
    found: dict[str, str] = {}
    by_number: dict[str, str] = {"": ""}
    for one in numbered(goals):
        own = next(filter(None, (getattr(one.goal, field) for field in fields)), "")
        by_number[one.number] = found[one.id] = own or by_number[one.number.rpartition(".")[0]]
    return found

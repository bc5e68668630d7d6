"""What becomes of proposals once somebody took some of them for something else or left them out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from edudesk.plan.intake.proposal import CHILDLESS, FACT_OF, KINDS, LEFT_OUT, TASK, TREE, Proposal
from edudesk.plan.rows.goals import GOAL_COLUMN
from edudesk.plan.rows.tasks import TASK_COLUMN


def taken_for(one: Proposal, kind: str) -> Proposal:
    """A proposal as what somebody takes it for; its own kind when there is no such."""
    if kind not in (*KINDS, LEFT_OUT):
        kind = one.kind
    return replace(one, kind=kind, was=one.kind, facts=_facts_as(one, kind))


def each_once(taken: Sequence[Proposal], chosen: Mapping[str, str]) -> tuple[list[Proposal], tuple[str, ...]]:
    """A plan has one 校训: what somebody chose, the last of several, wins over what was recognised; the others are told."""
    last = {one.kind: one.key for one in taken if one.kind in FACT_OF}
    last |= {one.kind: one.key for one in taken if one.kind in FACT_OF and one.key in chosen}
    is_left = [one.kind in FACT_OF and last[one.kind] != one.key for one in taken]
    told = tuple(
        f"“{one.kind}”只能有一条，“{one.title[:20]}”没有读入。"
        for one, left in zip(taken, is_left, strict=True)
        if left
    )
    return [
        replace(one, kind=LEFT_OUT) if left else one for one, left in zip(taken, is_left, strict=True)
    ], told


def _facts_as(one: Proposal, kind: str) -> Mapping[str, str]:
    """What is said beside it, for the kind it is taken for: a 责任人 stays one, a goal has no year and no day."""
    if kind == one.kind or (kind in TREE and one.kind in TREE):
        return one.facts
    if kind not in (*TREE, TASK):
        return {}
    other = {"person": "owner"} if kind == TASK else {"owner": "person"}
    told = {other.get(key, key): value for key, value in one.facts.items()}
    has = TASK_COLUMN if kind == TASK else GOAL_COLUMN
    return {key: value for key, value in told.items() if key in has and key != "years"}


def rehung(found: Sequence[Proposal]) -> Iterator[Proposal]:
    """Each below the nearest goal above that is kept; what needs one and has none is below the goal before it."""
    by_key = {one.key: one for one in found}
    last = ""
    for one in found:
        parent = one.parent
        while parent and by_key[parent].kind not in TREE:
            parent = by_key[parent].parent
        if one.kind in CHILDLESS and not parent:
            parent = last
        if one.kind in TREE:
            last = one.key
        kind = LEFT_OUT if one.kind in CHILDLESS and not parent else one.kind
        yield replace(one, kind=kind, parent=parent if kind in (*TREE, *CHILDLESS) else "")


def without_goals(taken: Sequence[Proposal], hung: Sequence[Proposal]) -> Iterator[str]:
    """What hangs on a goal where none is kept, in words."""
    count = sum(one.kind in CHILDLESS for one in taken) - sum(one.kind in CHILDLESS for one in hung)
    if count:
        yield f"{count} 条任务和指标没有可以归属的目标，没有读入。"


def in_order(found: Sequence[Proposal]) -> Iterator[Proposal]:
    """Each followed by what hangs on it, which a table behind the text may have said."""
    below: dict[str, list[Proposal]] = {}
    for one in found:
        below.setdefault(one.parent, []).append(one)
    waiting = list(reversed(below.get("", ())))
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(below.get(one.key, ())))

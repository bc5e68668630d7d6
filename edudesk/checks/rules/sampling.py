"""Who of a scope is checked this time, and by whom (教学常规检查 3.1 step 1, R12). Every draw can be done again."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
_PUPILS, _SMALLEST = 10, 30  # whose books are looked at in each class; pupils that every class has


def every_nth(units: Sequence[T], step: int, first: int = 0) -> list[T]:
    """Each step-th unit, from the one at place first (from 0). Raises ValueError for a step under 1."""
    if step < 1:
        raise ValueError("step")
    return list(units[first % step :: step])


def drawn(units: Sequence[T], count: int, seed: str) -> list[T]:
    """count units at random, in their old order; the same seed draws the same from the same list."""
    places = sorted(random.Random(seed).sample(range(len(units)), min(count, len(units))))
    return [units[place] for place in places]


def pupil_numbers(seed: str) -> str:
    """Ten 学号 for every class of a check, with the number of the draw: 3、7、12 …（抽取编号 1122133005）."""
    found = drawn(range(1, _SMALLEST + 1), _PUPILS, seed)
    return f"{'、'.join(map(str, found))}（抽取编号 {seed}）"


def rotation(units: Sequence[T], last: Mapping[T, str], count: int, seed: str) -> list[T]:
    """count units that were checked longest ago, never before all; among equals by lot.

    last: unit -> ISO day of its last check; who is missing was never checked.
    """
    lots = random.Random(seed)
    order = sorted(units, key=lambda unit: (last.get(unit, ""), lots.random()))
    chosen = set(order[:count])
    return [unit for unit in units if unit in chosen]


def unchecked(units: Sequence[T], last: Mapping[T, str], since: str) -> list[T]:
    """Units not checked since an ISO day: the first of the term."""
    return [unit for unit in units if last.get(unit, "") < since]


@dataclass(frozen=True, slots=True)
class Inspector:
    """Who looks. id: of a teacher, "" = from outside; subjects: that are theirs, () = any; groups: a 教研组长's own
    group is not theirs to judge their own books in."""

    id: str
    name: str
    subjects: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Id, or the name of somebody from outside."""
        return self.id or self.name


def share(
    units: Sequence[tuple[str, str]], inspectors: Sequence[Inspector], per_unit: int = 1
) -> list[tuple[Inspector, ...]]:
    """For each unit (teacher id, subject) who looks at it: own subject first, the least busy first, nobody at
    their own books (R12). A unit for which nobody is left gets nobody."""
    busy = dict.fromkeys((one.key for one in inspectors), 0)
    shared = []
    for teacher_id, subject in units:
        able = [one for one in inspectors if may_inspect(one.id, teacher_id)]
        taken = tuple(by_right(able, subject, busy)[:per_unit])
        for one in taken:
            busy[one.key] += 1
        shared.append(taken)
    return shared


def by_right(inspectors: Sequence[Inspector], subject: str, busy: Mapping[str, int]) -> list[Inspector]:
    """Who is to look first at a unit of a subject. busy: key -> how many units they have."""
    return sorted(inspectors, key=lambda one: (_distance(one, subject), busy[one.key]))


def _distance(inspector: Inspector, subject: str) -> int:
    """Own subject, any subject, another subject."""
    if not inspector.subjects:
        return 1
    return 0 if subject in inspector.subjects else 2


def may_inspect(inspector_id: str, teacher_id: str) -> bool:
    """Nobody checks their own material (R12). inspector_id: "" = from outside."""
    return not inspector_id or inspector_id != teacher_id

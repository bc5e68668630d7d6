"""From sheets to the score of one unit, the re-check among them, and the places of a list (R2, R6, R11).

How units become one figure: weighing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from edudesk.checks.forms.points import mean
from edudesk.checks.forms.scoring import VETO_MOST

SPREAD_TOLD = Decimal(10)  # inspectors that far apart are told of (R2)
EXTREMES_FROM = 5  # inspectors, from which the highest and lowest may be dropped (R2)
RECHECK_MOST = Decimal(80)  # (R6)


class Recheck(StrEnum):
    """What a re-check does to the first score (R6)."""

    CAPPED = "取较高，复查最多 80 分"
    REPLACE = "以复查为准"
    MEAN = "两次平均"
    FIRST = "以初查为准"


@dataclass(frozen=True, slots=True)
class Combined:
    """A figure and what it was made of. value: None when nothing counts; parts: how many; is_vetoed: one of them
    is under a veto; remarks: sentences for who looks closely."""

    value: Decimal | None
    parts: int
    is_vetoed: bool = False
    remarks: tuple[str, ...] = ()


def of_inspectors(
    scores: Sequence[Decimal],
    *,
    drops_extremes: bool = False,
    has_veto: bool = False,
    veto_most: Decimal = VETO_MOST,
) -> Combined:
    """One unit from the sheets of its inspectors, in any order.

    has_veto: the 组长 decided for a veto; then the mean is capped, the veto is not averaged away.
    """
    if not scores:
        return Combined(None, 0, has_veto)
    taken = sorted(scores)
    remarks: tuple[str, ...] = ()
    if taken[-1] - taken[0] > SPREAD_TOLD:
        remarks = (f"各检查人相差 {taken[-1] - taken[0]} 分，请组长复核。",)
    if drops_extremes and len(taken) >= EXTREMES_FROM:
        taken = taken[1:-1]
    value = mean(taken)
    return Combined(min(value, veto_most) if has_veto else value, len(scores), has_veto, remarks)


def effective(
    first: Decimal, recheck: Decimal | None, rule: Recheck = Recheck.CAPPED, most: Decimal = RECHECK_MOST
) -> Decimal:
    """The score that counts after a re-check, which never lowers the first one under CAPPED; most: its limit there."""
    if recheck is None or rule is Recheck.FIRST:
        return first
    if rule is Recheck.REPLACE:
        return recheck
    if rule is Recheck.MEAN:
        return mean([first, recheck])
    return max(first, min(recheck, most))


def recheck_words(
    first: Decimal, recheck: Decimal, rule: Recheck = Recheck.CAPPED, most: Decimal = RECHECK_MOST
) -> str:
    """62→80(复查): how both are printed; the re-check as it counts under the rule of the term."""
    return f"{first}→{effective(first, recheck, rule, most)}（复查）"


def ranks(totals: Mapping[str, Decimal | None]) -> dict[str, int]:
    """Id -> place; equal totals share it (1, 1, 3); who has no total has no place (R11)."""
    places: dict[Decimal, int] = {}
    there = (value for value in totals.values() if value is not None)
    for place, value in enumerate(sorted(there, reverse=True), 1):
        places.setdefault(value, place)
    return {key: places[value] for key, value in totals.items() if value is not None}

"""Whether targets go the way that a measure says is the better one: accidents aimed at 0 are not the better the more."""

from collections.abc import Iterable

from edudesk.plan.rows.measures import HIGHER, LOWER, MeasureRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.amounts import NOUGHT, amount_of, told
from edudesk.plan.rules.years import years_of


def aims_of(whole: PlanWhole, row: MeasureRow) -> list[str]:
    """The targets of a measure as typed, in the order of the years."""
    own = whole.targets_of.get(row.id, {})
    return [own[one.word].target for one in years_of(whole.plan) if one.word in own]


def aims_against(direction: str, base: str, targets: Iterable[str]) -> str:
    """What is remarked of a measure whose targets go the other way than its direction, "" of all others.

    targets: as typed, of the years in order; those that are no numbers say nothing.
    """
    aims = [aim for text in targets if (aim := amount_of(text)) is not None]
    if not aims or direction not in (HIGHER, LOWER):
        return ""
    start, last = amount_of(base), aims[-1]
    if direction == HIGHER and not any(aims) and (start is None or start >= NOUGHT):
        return f"目标值都是 0，方向却是“{HIGHER}”，实际有多少都算达成；如果是越少越好，请把方向改为“{LOWER}”"
    if start is None or last == start or (last > start) == (direction == HIGHER):
        return ""
    way, other = ("低于", LOWER) if direction == HIGHER else ("高于", HIGHER)
    return f"目标值 {told(last)} {way}基线 {told(start)}，方向却是“{direction}”；如果应为“{other}”，请改方向"

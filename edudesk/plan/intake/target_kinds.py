"""What kind of measure the values that a text names make it, and which of them are no values of it."""

from edudesk.plan.intake.target_words import Targets
from edudesk.plan.rows.measures import HIGHER, LEVELS, LEVELS_OF, LOWER, NO, WITHIN, YES, YES_OR_NO
from edudesk.plan.rules.amounts import amount_of
from edudesk.plan.rules.attainment import Yardstick, limits


def direction_of(targets: Targets) -> str:
    """By what most of the values are: 是, A, 20—30, a figure that is to fall, a figure."""
    values = [value for _, value in targets.years] or [targets.base]
    counts = {
        direction: sum(fits(value, direction) for value in values)
        for direction in (HIGHER, YES_OR_NO, LEVELS_OF, WITHIN)
    }
    found = max(counts, key=lambda direction: counts[direction])
    return LOWER if found == HIGHER and targets.is_lower else found


def fits(value: str, direction: str, *, is_base: bool = False) -> bool:
    """Whether a measure can have a value, as rules.entering asks for it; a range as the target of a year alone."""
    if not value:
        return True
    if direction == YES_OR_NO:
        return value in (YES, NO)
    if direction == LEVELS_OF:
        return value in LEVELS
    if direction == WITHIN and not is_base:
        return None not in limits(Yardstick(), value)
    return amount_of(value) is not None


def limits_of(targets: Targets) -> tuple[str, str]:
    """low and high of a measure whose targets are ranges: those of the first year."""
    for _, value in targets.years:
        low, _, high = value.partition("—")
        if high:
            return low, high
    return "", ""

"""What kind of measure the values that a text names make it, and which of them are no values of it."""

import re
from collections.abc import Sequence
from typing import Final

from edudesk.plan.intake.target_words import Targets
from edudesk.plan.rows.measures import HIGHER, LEVELS, LEVELS_OF, LOWER, NO, WITHIN, YES, YES_OR_NO
from edudesk.plan.rules.amounts import amount_of
from edudesk.plan.rules.attainment import Yardstick, limits

# the name of a figure that ends in it: 近视率, 安全责任事故发生数, but not 投诉办结率
_AVOIDED: Final = re.compile(
    r"(?:事故|案件|违纪|违法|违规|犯罪|投诉|信访|舆情|辍学|流失|近视|肥胖|超重|差错|不合格|不及格|低分|缺勤|旷课|体罚|欺凌|伤害|溺水|差异系数)"
    r"(?:的)?(?:行为|事件|问题)?(?:发生)?(?:检出)?(?:率|数|次数|人数|起数|件数|数量|比例|占比|人次)?(?:（[^（）]*）)?$"
)


def direction_of(targets: Targets) -> str:
    """By what most of the values are: 是, A, 20—30, a figure that is to fall, a figure."""
    values = [value for _, value in targets.years] or [targets.base]
    counts = {
        direction: sum(fits(value, direction) for value in values)
        for direction in (HIGHER, YES_OR_NO, LEVELS_OF, WITHIN)
    }
    found = max(counts, key=lambda direction: counts[direction])
    return LOWER if found == HIGHER and (targets.is_lower or _is_to_be_avoided(targets, values)) else found


def _is_to_be_avoided(targets: Targets, values: Sequence[str]) -> bool:
    """Accidents aimed at 0, and what nobody wants more of that is not to rise."""
    aims = [aim for value in values if (aim := amount_of(value)) is not None]
    if not aims:
        return False
    start = amount_of(targets.base)
    if not any(aims):
        return start is None or start >= 0
    return _AVOIDED.search(targets.name) is not None and aims[-1] <= (aims[0] if start is None else start)


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

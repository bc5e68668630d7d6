"""How much of a target one measure reached, with the way it was reckoned in words (规划与项目调研 2.4)."""

from dataclasses import dataclass
from fractions import Fraction

from edudesk.plan.forms.value import FULL, Scheme
from edudesk.plan.rows.measures import EQUAL, HIGHER, LEVELS_OF, NO, WITHIN, YES, YES_OR_NO
from edudesk.plan.rules.amounts import NOUGHT, WHOLE, amount_of, percent, told


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a measure is measured by. direction: a word of DIRECTIONS; the rest as a MeasureDraft has it."""

    direction: str = HIGHER
    base: str = ""
    low: str = ""
    high: str = ""
    tolerance: str = ""
    unit: str = ""
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """counted: 0–1, what is scored; shown: 0 to the cap; None = there is no figure; how: in numbers and words."""

    counted: Fraction | None
    shown: Fraction | None
    how: str


def attainment(yard: Yardstick, target: str, actual: str, scheme: Scheme) -> Reached:
    """The share of a yearly target that was reached.

    Missing or unreadable figures give no share, and say which. A target on the wrong side of the base (保持, or worse than
    where it began) is compared as target alone: (actual − base) ÷ (target − base) would fall while the figure grows better.
    """
    if not actual.strip():
        return Reached(None, None, "没有实际值")
    if yard.direction == YES_OR_NO:
        return _yes_or_no(target, actual)
    if yard.direction == LEVELS_OF:
        return _level(target, actual, scheme)
    value = amount_of(actual)
    if value is None:
        return Reached(None, None, f"实际值“{actual.strip()}”不是数")
    if yard.direction == WITHIN:
        return _within(yard, target, value)
    aim = amount_of(target)
    if aim is None:
        return Reached(None, None, f"目标值“{target.strip()}”不是数" if target.strip() else "没有目标值")
    if yard.direction == EQUAL:
        is_met = value == aim
        return _reached(WHOLE if is_met else NOUGHT, "与目标值相同" if is_met else "与目标值不同", scheme)
    base = amount_of(yard.base)
    share, how = _higher(value, aim, base) if yard.direction == HIGHER else _lower(value, aim, base)
    return _reached(share, how, scheme)


def _reached(share: Fraction, how: str, scheme: Scheme) -> Reached:
    """The share between 0 and 1, and as it is shown."""
    if 0 <= share.numerator <= share.denominator and scheme.cap >= FULL:
        return Reached(share, share, how)
    cap = Fraction(scheme.cap) / int(FULL)
    shown = min(max(share, NOUGHT), cap)
    counted = min(shown, WHOLE)
    over = f"，计分按 {FULL}%" if share > 1 else ""
    limit = f"，最多显示 {told(cap * 100)}%" if share > cap > 1 else ""
    below = "，小于 0 的按 0 计" if share < 0 else ""
    return Reached(counted, shown, f"{how}{limit}{over}{below}")


def _higher(value: Fraction, aim: Fraction, base: Fraction | None) -> tuple[Fraction, str]:
    if base is not None and aim > base:
        share = (value - base) / (aim - base)
        return share, (
            f"（实际 {told(value)} − 基线 {_signed(base)}）÷（目标 {told(aim)} − 基线 {_signed(base)}）"
            f"＝{percent(share)}%"
        )
    hold = "，目标值没有高于基线，直接与目标值比" if base is not None else ""
    if aim <= 0:
        is_met = value >= aim
        return (
            WHOLE if is_met else NOUGHT
        ), f"目标值 {told(aim)}，{'已达到' if is_met else '没有达到'}{hold}"
    share = value / aim
    return share, f"实际 {told(value)} ÷ 目标 {told(aim)}＝{percent(share)}%{hold}"


def _lower(value: Fraction, aim: Fraction, base: Fraction | None) -> tuple[Fraction, str]:
    if base is not None and aim < base:
        share = (base - value) / (base - aim)
        return share, (
            f"（基线 {told(base)} − 实际 {_signed(value)}）÷（基线 {told(base)} − 目标 {_signed(aim)}）"
            f"＝{percent(share)}%"
        )
    hold = "，目标值没有低于基线，直接与目标值比" if base is not None else ""
    if aim <= 0 or value <= 0:
        is_met = value <= aim
        return (
            WHOLE if is_met else NOUGHT
        ), f"目标值 {told(aim)}，{'已达到' if is_met else '没有达到'}{hold}"
    share = aim / value
    return share, f"目标 {told(aim)} ÷ 实际 {told(value)}＝{percent(share)}%{hold}"


def _within(yard: Yardstick, target: str, value: Fraction) -> Reached:
    """1 inside, then down to 0 at the tolerance. target: 20–30 of this year, else the limits of the measure."""
    low, high = limits(yard, target)
    if low is None and high is None:
        return Reached(None, None, "没有填写区间的上下限")
    shown = range_told(low, high)
    off = max(
        (low - value) if low is not None else NOUGHT, (value - high) if high is not None else NOUGHT, NOUGHT
    )
    if not off:
        return Reached(WHOLE, WHOLE, f"在区间 {shown} 以内")
    tolerance = amount_of(yard.tolerance)
    if tolerance is None or tolerance <= 0 or off >= tolerance:
        told_off = f"超出区间 {shown} {told(off)}"
        return Reached(
            NOUGHT, NOUGHT, told_off + ("，没有容差" if not tolerance else f"，容差 {told(tolerance)}")
        )
    share = 1 - off / tolerance
    return Reached(
        share,
        share,
        f"超出区间 {shown} {told(off)}，1 − {told(off)} ÷ 容差 {told(tolerance)}＝{percent(share)}%",
    )


def range_told(low: Fraction | None, high: Fraction | None) -> str:
    """20—30, ≥85, ≤36; "" without limits."""
    if low is None or high is None:
        return f"≥{told(low)}" if low is not None else f"≤{told(high)}" if high is not None else ""
    return f"{told(low)}—{told(high)}"


def limits(yard: Yardstick, target: str) -> tuple[Fraction | None, Fraction | None]:
    """The range that is asked for: 20–30 or 20～30 of this year, else low and high of the measure."""
    for mark in ("—", "–", "～", "~", "至", "-"):
        first, found, last = target.partition(mark)
        if found and (pair := (amount_of(first), amount_of(last)))[0] is not None and pair[1] is not None:
            return min(pair[0], pair[1]), max(pair[0], pair[1])
    low, high = amount_of(yard.low), amount_of(yard.high)
    if low is not None and high is not None and low > high:
        return high, low
    return low, high


def _yes_or_no(target: str, actual: str) -> Reached:
    """Reached when it is what was aimed at, 是 or 否; without a target 是 is."""
    wanted, found = target.strip() or YES, actual.strip()
    if found not in (YES, NO):
        return Reached(None, None, f"实际值“{found}”应为“是”或“否”")
    is_met = found == wanted
    share = WHOLE if is_met else NOUGHT
    if wanted == NO:  # 发生安全责任事故: that it is not so is what was aimed at
        return Reached(share, share, f"目标为“否”，实际为“{found}”，{'已达成' if is_met else '没有达成'}")
    return Reached(share, share, "已做到" if is_met else "没有做到")


def _level(target: str, actual: str, scheme: Scheme) -> Reached:
    """What the level counts; where a lower one than the best is asked for, of what that one counts."""
    ratio = scheme.level(actual)
    if ratio is None:
        return Reached(None, None, f"实际值“{actual.strip()}”不是方案里的等级")
    best = max(one.least for one in scheme.levels)
    wanted = scheme.level(target) if target.strip() else best
    if wanted is None:
        return Reached(None, None, f"目标值“{target.strip()}”不是方案里的等级")
    name = actual.strip().upper()
    share = Fraction(ratio) / Fraction(wanted) if wanted else WHOLE
    how = f"{name} 级折合 {ratio}%"
    if wanted != best:
        how += f" ÷ 目标 {target.strip().upper()} 级折合 {wanted}%＝{percent(share)}%"
    return _reached(share, how, scheme)


def _signed(value: Fraction) -> str:
    """A number behind a minus."""
    return told(value) if value >= 0 else f"（{told(value)}）"

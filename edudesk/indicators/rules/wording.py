"""A result in the words of a page, a sheet and the command line: 0.86, ≥ 0.9, 还差 1 人."""

from collections.abc import Iterable
from fractions import Fraction

from edudesk.base.rounding import scaled
from edudesk.indicators.rows.values import Better, Indicator, Result, Shape

_NOTHING = "—"
_LACKS = {"Q3": "体艺教师", "P4": "体育教师", "P6": "音美教师", "P7": "心理教师"}


def value_words(one: Result) -> str:
    """The figure, rounded for the eye: 5.11, 78.6%, 1:225, 12; — when it cannot be said."""
    if one.value is None:
        return _NOTHING
    return number_words(one.indicator, one.value)


def number_words(indicator: Indicator, value: Fraction) -> str:
    """A number as the figures of an indicator are written."""
    match indicator.shape:
        case Shape.SHARE:
            return f"{_rounded(value * 100, 1)}%"
        case Shape.ONE_TO:
            return f"1:{_rounded(value, 0 if value >= 100 else 1)}"
        case Shape.COUNT:
            return _rounded(value, 0 if value.denominator == 1 else 1)
    return _rounded(value, indicator.decimals, is_bare=False)


def change_words(before: Result, after: Result) -> str:
    """How far a figure moved: +0.31, -2.5 个百分点; — where it did not or cannot be said."""
    if before.value is None or after.value is None or before.value == after.value:
        return _NOTHING
    change, indicator = after.value - before.value, after.indicator
    sign = "+" if change > 0 else "-"
    unit, times, digits = "", 1, indicator.decimals
    if indicator.shape is Shape.SHARE:
        unit, times, digits = " 个百分点", 100, 1
    elif indicator.shape in (Shape.ONE_TO, Shape.COUNT):
        digits = 1
    least = Fraction(1, 10**digits)
    moved = abs(change) * times
    if moved < least / 2:  # else it would be told as -0.00
        return f"{sign}不足 {float(least):g}{unit}"
    return f"{sign}{_rounded(moved, digits, is_bare=indicator.shape is not Shape.PER)}{unit}"


def target_words(one: Result) -> str:
    """The limit: ≥ 4.2, ≤ 45, 1:220; — without one."""
    return _NOTHING if one.target is None else limit_words(one.indicator, one.target)


def own_target_words(one: Result) -> str:
    """校定目标 in the same words; — without one."""
    return _NOTHING if one.own_target is None else limit_words(one.indicator, one.own_target)


def limit_words(indicator: Indicator, limit: Fraction) -> str:
    """≥ 4.2, ≤ 45, 1:220."""
    text = number_words(indicator, limit)
    if indicator.shape is Shape.ONE_TO:
        return text
    sign = {Better.HIGH: "≥ ", Better.LOW: "≤ "}.get(indicator.better, "")
    return sign + _short(text)


def gap_words(one: Result) -> str:
    """还差 2 人, 超出 12 人, 多出 3 人 of what should be low; — where there is nothing to say."""
    if one.gap is None:
        return _NOTHING
    amount, of = abs(one.gap), one.indicator.of
    text = f"{_rounded(amount, 0)} {of}"
    if one.indicator.better is Better.LOW and one.indicator.shape is not Shape.ONE_TO:
        return f"超过 {text}" if one.gap > 0 else _NOTHING
    if one.gap > 0:
        return f"还差 {text}"
    return f"超出 {text}" if one.gap < 0 and of == "人" else _NOTHING


def lack_words(found: Iterable[Result]) -> str:
    """What several figures lack to their limits: 体育、艺术教师还差 2 人；心理健康教师还差 1 人."""
    return "；".join(f"{_LACKS.get(one.indicator.id, one.indicator.name)}{gap_words(one)}" for one in found)


def sum_words(one: Result) -> str:
    """How the figure came about: 12 人 ÷ 1 394 × 100 = 0.86."""
    figure, indicator = one.figure, one.indicator
    if figure.numerator is None or one.value is None:
        return (
            "、".join(lack.what for lack in figure.missing)
            and f"缺：{'、'.join(lack.what for lack in figure.missing)}"
        )
    number = f"{_rounded(figure.numerator, 1)} {indicator.of}".strip()
    if indicator.shape is Shape.COUNT or figure.denominator is None:
        return number
    of = _rounded(figure.denominator, 1)
    if indicator.shape is Shape.ONE_TO:
        return f"{of} ÷ {number} = {_rounded(one.value, 1)}"
    factor = f" × {indicator.factor}" if indicator.factor != 1 else ""
    return f"{number} ÷ {of}{factor} = {value_words(one)}"


def _rounded(value: Fraction, digits: int, *, is_bare: bool = True) -> str:
    """Half away from 0, as offices round; thousands apart by a thin space, as the pages have them.

    is_bare: a whole number is written without decimals.
    """
    if is_bare and value.denominator == 1:
        digits = 0
    found = scaled(value, digits)
    before, after = divmod(abs(found), 10**digits)
    sign = "-" if found < 0 else ""
    text = f"{sign}{before:,}".replace(",", "\u2009")
    return f"{text}.{after:0{digits}}" if digits else text


def _short(text: str) -> str:
    """4.20 as a limit is written: 4.2; 80.0% is 80%."""
    bare, percent = text.removesuffix("%"), "%" if text.endswith("%") else ""
    if "." in bare:
        bare = bare.rstrip("0").rstrip(".")
    return bare + percent

"""A figure against what counts for it on pages: the limit that is asked for, else what the school wants of it itself."""

from dataclasses import replace
from fractions import Fraction

from edudesk.indicators.rows.values import Result, Verdict
from edudesk.indicators.rules.judging import gap_to
from edudesk.indicators.rules.wording import gap_words, own_target_words, target_words

_WORST = (Verdict.MISSED, Verdict.UNKNOWN, Verdict.NEAR, Verdict.MET, Verdict.REPORTED)


def is_own(one: Result) -> bool:
    """Whether only the school wants something of it."""
    return one.target is None and one.own_target is not None


def limit_of(one: Result) -> Fraction | None:
    """What it is held against."""
    return one.own_target if is_own(one) else one.target


def verdict_of(one: Result) -> Verdict:
    """How it stands to that."""
    return one.own_verdict if is_own(one) else one.verdict


def limit_told(one: Result) -> str:
    """≥ 4.2; 校定 ≥ 60% where nobody else asks for anything."""
    return f"校定 {own_target_words(one)}" if is_own(one) else target_words(one)


def gap_told(one: Result) -> str:
    """What lacks to it: 还差 2 人."""
    return own_gap_told(one) if is_own(one) else gap_words(one)


def own_gap_told(one: Result) -> str:
    """What lacks to 校定目标."""
    return gap_words(replace(one, gap=gap_to(one.indicator, one.figure, one.own_target)))


def worst(found: tuple[Result, ...]) -> Verdict:
    """Of several 学段 the verdict that wants most care."""
    return min((verdict_of(one) for one in found), key=_WORST.index, default=Verdict.REPORTED)

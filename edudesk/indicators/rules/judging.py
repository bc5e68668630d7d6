"""What a figure comes to: value, verdict, what lacks; and the school against all seven (教督〔2017〕6号)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor
from typing import Final, NamedTuple

from edudesk.indicators.rows.values import (
    REST_SHARE,
    WHOLE,
    Better,
    Figure,
    Indicator,
    Result,
    Shape,
    Verdict,
    added,
)
from edudesk.indicators.rules import checking, classes, growth, projects, resources, staffing, team
from edudesk.indicators.rules.catalogue import groups
from edudesk.indicators.rules.doings import NOTHING, Doings
from edudesk.indicators.rules.inputs import Inputs, Rules
from edudesk.indicators.rules.settings import Settings
from edudesk.roster.reports.facts import Facts

RULES: Final[Rules] = {
    **resources.RULES, **staffing.RULES, **classes.RULES, **team.RULES, **growth.RULES, **checking.RULES, **projects.RULES,
}  # fmt: skip
_SEVEN: Final = "balance"
_ENOUGH: Final = 6


class Balance(NamedTuple):
    """One 学段 against the seven: how many are met, and whether the rest lets the school pass. open: those of the rest of
    which something is not entered."""

    stage: str
    met: int
    of: int
    verdict: Verdict
    rest: tuple[str, ...]
    open: tuple[str, ...] = ()

    @property
    def rest_words(self) -> str:
        """未达标的是 Q1、Q2，缺数据的是 Q5; "" when all are met."""
        missed = [one for one in self.rest if one not in self.open]
        told = (("未达标的是", missed), ("缺数据的是", self.open))
        return "，".join(f"{word} {'、'.join(ids)}" for word, ids in told if ids)


def results(
    facts: Facts,
    settings: Settings | None = None,
    doings: Doings = NOTHING,
    wanted: Callable[[Indicator], bool] = lambda _one: True,
) -> tuple[Result, ...]:
    """Every indicator that is wanted on the day of the facts, of each 学段 of the school or of the school as a whole."""
    held = settings or Settings()
    whole = Inputs(facts, WHOLE, held, doings)
    of_stages = tuple(Inputs(facts, stage, held, doings) for stage in whole.of_school)
    return tuple(
        result_of(indicator, inputs)
        for group in groups()
        for indicator in group.indicators
        if wanted(indicator)
        for inputs in ((whole,) if indicator.scope == "school" else of_stages)
    )


def result_of(indicator: Indicator, inputs: Inputs) -> Result:
    """One indicator of one 学段."""
    about = replace(inputs, about=indicator.about) if indicator.about else inputs
    return judged(indicator, inputs, RULES[indicator.rule](about))


def judged(indicator: Indicator, inputs: Inputs, figure: Figure) -> Result:
    """A figure with its value, its target and how it stands to it."""
    value = value_of(indicator, figure)
    target = target_of(indicator, inputs, figure)
    own = inputs.settings.target(indicator, inputs.stage, inputs.facts.school_year)
    achieved = _achieved(indicator, value, target)
    return Result(
        indicator=indicator,
        stage=inputs.stage,
        figure=figure,
        value=value,
        target=target,
        verdict=_verdict(indicator, figure, target, achieved),
        achieved=achieved,
        gap=gap_to(indicator, figure, target),
        own_target=own,
        own_verdict=Verdict.REPORTED
        if own is None
        else _verdict(indicator, figure, own, _achieved(indicator, value, own)),
    )


def gap_to(indicator: Indicator, figure: Figure, target: Fraction | None) -> Fraction | None:
    """What lacks to a target, the official one or the school's own; None where nothing can be said."""
    if figure.missing or target is None or not indicator.has_gap:
        return None
    return _gap(indicator, figure, target)


def value_of(indicator: Indicator, figure: Figure) -> Fraction | None:
    """The figure as one number, unrounded: 0.86 of a hundred, 0.786 of all, 225 pupils for one teacher."""
    number, of = figure.numerator, figure.denominator
    if figure.missing or number is None:
        return None
    if indicator.shape is Shape.COUNT:
        return number
    if indicator.shape is Shape.ONE_TO:
        return of / number if of is not None and number else None
    return number / of * indicator.factor if of else None


def target_of(indicator: Indicator, inputs: Inputs, figure: Figure) -> Fraction | None:
    """The limit for this 学段, or for this kind of school; that of the rule itself goes first.

    A demand of a later year holds already: what is to be reached in 2025 is measured before.
    """
    if figure.target is not None:
        return figure.target
    return indicator.targets.get(inputs.stage or inputs.facts.school.stage)


def _achieved(indicator: Indicator, value: Fraction | None, target: Fraction | None) -> Fraction | None:
    """How much of the target is reached, 1 = all of it."""
    if value is None or target is None:
        return None
    if indicator.better is Better.HIGH:
        return value / target if target else Fraction(1)
    if indicator.better is Better.LOW:
        if value <= target:
            return Fraction(1)
        return target / value
    return None


def _verdict(
    indicator: Indicator, figure: Figure, target: Fraction | None, achieved: Fraction | None
) -> Verdict:
    if figure.missing:
        return Verdict.UNKNOWN
    if target is None or indicator.better is Better.REPORTED:
        return Verdict.REPORTED
    if figure.denominator == 0 and not figure.unknown:  # a share of nobody: no 新教师 this year
        return Verdict.REPORTED
    if achieved is None:  # pupils for each of no teachers
        return Verdict.UNKNOWN if figure.unknown else Verdict.MISSED
    if achieved >= 1:
        return Verdict.UNKNOWN if _could_be_missed(indicator, figure, target) else Verdict.MET
    if figure.unknown and _could_be_met(indicator, figure, target):
        return Verdict.UNKNOWN
    return Verdict.NEAR if achieved >= REST_SHARE else Verdict.MISSED


def _could_be_met(indicator: Indicator, figure: Figure, target: Fraction) -> bool:
    """Whether those of whom something is not entered could turn a missed target into one that is met."""
    out = added(one.share for one in figure.unknown)
    if figure.is_apart:  # with them all as they should be; of what should be low they lower nothing
        of = (figure.denominator or 0) + out
        return indicator.better is Better.HIGH and (figure.numerator or 0) + out >= target * of
    lacking = _gap(indicator, figure, target)
    return lacking is not None and out >= lacking


def _could_be_missed(indicator: Indicator, figure: Figure, target: Fraction) -> bool:
    """Whether those left out of the count could turn a met target into one that is missed (shares and numbers only)."""
    if not figure.is_apart or not figure.unknown or figure.numerator is None:
        return False
    out = added(one.share for one in figure.unknown)
    if indicator.better is Better.LOW:
        return figure.numerator + out > target
    return figure.numerator < target * ((figure.denominator or 0) + out)


def _gap(indicator: Indicator, figure: Figure, target: Fraction) -> Fraction | None:
    """What lacks to the target in whole units of the numerator; below 0 = so much more than asked for.

    Of what should be low: what is too much, below 0 = so much room. None where a number says nothing.
    """
    number, of = figure.numerator, figure.denominator
    if number is None:
        return None
    match indicator.shape, indicator.better:
        case Shape.PER | Shape.SHARE, Better.HIGH if of:
            return _whole(target * of / indicator.factor) - number
        case Shape.PER | Shape.SHARE, Better.LOW if of:
            return number - floor(target * of / indicator.factor)
        case Shape.ONE_TO, Better.LOW if of:
            return _whole(of / target) - number
        case Shape.COUNT, Better.HIGH:
            return _whole(target) - number
        case Shape.COUNT, Better.LOW:
            return number - floor(target)
    return None


def _whole(need: Fraction) -> Fraction:
    return Fraction(ceil(need))


def balance(found: Sequence[Result]) -> tuple[Balance, ...]:
    """Each 学段 against the seven: six met and the rest at 85 % at least."""
    stages = dict.fromkeys(one.stage for one in found if one.indicator.group == _SEVEN)
    return tuple(
        _balance(stage, [one for one in found if one.indicator.group == _SEVEN and one.stage == stage])
        for stage in stages
    )


def _balance(stage: str, seven: Sequence[Result]) -> Balance:
    judgeable = [one for one in seven if one.verdict is not Verdict.REPORTED]
    met = [one for one in judgeable if one.verdict is Verdict.MET]
    rest = [one for one in judgeable if one.verdict is not Verdict.MET]
    if not judgeable:
        verdict = Verdict.REPORTED
    elif any(one.verdict is Verdict.UNKNOWN for one in rest):
        verdict = Verdict.UNKNOWN
    elif len(met) >= _ENOUGH and all(one.verdict is Verdict.NEAR for one in rest):
        verdict = Verdict.MET
    else:
        verdict = Verdict.MISSED
    unknown = tuple(one.indicator.id for one in rest if one.verdict is Verdict.UNKNOWN)
    return Balance(stage, len(met), len(judgeable), verdict, tuple(one.indicator.id for one in rest), unknown)

"""Points: 论证 with its ranking, the yearly assessment, a studio's members, the 绩效自评 (3.6, P11; 泰州 五（三）（五）)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from edudesk.projects.forms.scoring import (
    Judging,
    Part,
    StudioItem,
    channels,
    criteria,
    shipped_judging,
)
from edudesk.projects.rows.pool import ReviewDraft
from edudesk.projects.rows.results import MeasureDraft

_TENTH, _CENT = Decimal("0.1"), Decimal("0.01")
WHOLE = 100
Items = Sequence[StudioItem]
"""Points of a whole sheet."""


def weighted(points: Mapping[str, Any], parts: Sequence[Part]) -> Decimal | None:
    """Points of 100 by weight, one place; parts without points drop out and the weights of the others fill their place.

    None without any points.
    """
    given = [(Decimal(str(points[one.key])), one.weight) for one in parts if points.get(one.key) is not None]
    whole = sum(weight for _, weight in given)
    if not whole:
        return None
    return (sum((one * weight for one, weight in given), Decimal(0)) / whole).quantize(_TENTH, ROUND_HALF_UP)


def review_points(review: ReviewDraft) -> Decimal | None:
    """What one expert gives, of 100, by the weights of then."""
    parts = weights_of(review)
    return weighted({one.key: getattr(review, one.key) for one in parts}, parts)


def weights_of(review: ReviewDraft) -> tuple[Part, ...]:
    """The criteria with the weights that a review is reckoned with."""
    told: dict[str, int] = json.loads(review.weights) if review.weights else {}
    return tuple(replace(one, weight=told.get(one.key, one.weight)) for one in criteria())


def without_points(review: ReviewDraft) -> tuple[str, ...]:
    """The names of the criteria that an expert gave no points."""
    return tuple(one.name for one in criteria() if getattr(review, one.key) is None)


def mean_points(reviews: Iterable[ReviewDraft]) -> Decimal | None:
    """The mean of all experts, one place; None while nobody gave points."""
    found = [points for one in reviews if (points := review_points(one)) is not None]
    return (sum(found, Decimal(0)) / len(found)).quantize(_TENTH, ROUND_HALF_UP) if found else None


def ranked(points: Mapping[str, Decimal | None]) -> list[tuple[str, int | None]]:
    """(id, place) by points, the best first; equals share a place (1, 2, 2, 4), who has no points has none."""
    known = sorted(
        ((value, one) for one, value in points.items() if value is not None), key=lambda pair: -pair[0]
    )
    found: list[tuple[str, int | None]] = []
    place = 0
    for number, (value, one) in enumerate(known, 1):
        if number == 1 or value != known[number - 2][0]:
            place = number
        found.append((one, place))
    return found + [(one, None) for one, value in points.items() if value is None]


def yearly_total(points: Mapping[str, Any], shares: Mapping[str, Any] | None = None) -> Decimal | None:
    """The total of a yearly assessment. shares: weights as they were then, None = those of today."""
    parts = (
        channels() if not shares else tuple(Part(name, name, int(weight)) for name, weight in shares.items())
    )
    return weighted(points, parts)


def studio_missing(counts: Mapping[str, Any], items: Items) -> tuple[str, ...]:
    """Names of the lines of a studio member's year that nothing is said of; 0 and {} are said."""
    return tuple(one.name for one in items if counts.get(one.key) is None)


def studio_points(counts: Mapping[str, Any], items: Items) -> dict[str, Decimal]:
    """Points of each line of a studio member's year by key, each within its full points; a line that nothing is said of
    has none.

    counts: key -> points given, how many, or for a line by levels {level: how many}; items: the 考核表.
    """
    by_key = {one.key: one for one in items}
    return {
        one.key: _line(one, counts, by_key)
        for one in items
        if one.full and all(counts.get(key) is not None for key in (one.key, one.shares) if key)
    }


def studio_total(counts: Mapping[str, Any], items: Items) -> Decimal | None:
    """Of 100; None while a line is missing."""
    return None if studio_missing(counts, items) else sum(studio_points(counts, items).values(), Decimal(0))


def _line(item: StudioItem, counts: Mapping[str, Any], by_key: Mapping[str, StudioItem]) -> Decimal:
    value, full = counts[item.key], Decimal(item.full)
    if item.how in ("level", "levels"):
        pieces = [(item.levels.get(level, 0), count) for level, count in value.items() if count > 0]
        if item.how == "level":
            points = Decimal(max((points for points, _ in pieces), default=0))
        else:
            points = sum((Decimal(points) * count for points, count in pieces), Decimal(0))
    elif item.how == "deduct":
        taken = Decimal(str(value)) * item.each
        if item.shares:
            taken += Decimal(str(counts[item.shares])) * by_key[item.shares].each
        points = full - taken
    else:
        points = Decimal(str(value)) * (item.each if item.how == "count" else 1)
    return min(full, max(Decimal(0), points))


@dataclass(frozen=True, slots=True)
class Performance:
    """The 项目支出绩效自评表 of a year: points of the execution and of each group, the whole and its grade.

    budget, spent: yuan of the year; undated: budget of no year; rate: None without a budget or with an undated one, then the
    execution has no points; execution_full: its full points; full: the 分值 of all with that of the execution; lacks: sentences, why there is no total; total: of
    100, None while the execution or a measure has no points or the 分值 are not 100.
    """

    budget: Decimal
    undated: Decimal
    spent: Decimal
    rate: Decimal | None
    execution: Decimal | None
    execution_full: int
    groups: tuple[tuple[str, int, Decimal], ...]
    full: Decimal
    lacks: tuple[str, ...]
    total: Decimal | None
    grade: str


def execution_points(budget: Decimal, spent: Decimal, full: int) -> Decimal | None:
    """预算执行率 × its full points, two places, never more; None without a budget (P11)."""
    if budget <= 0:
        return None
    return min(Decimal(full), max(Decimal(0), full * spent / budget)).quantize(_CENT, ROUND_HALF_UP)


def performance(
    budget: Decimal,
    spent: Decimal,
    measures: Sequence[MeasureDraft],
    undated: Decimal = Decimal(0),
    judging: Judging | None = None,
) -> Performance:
    """The whole sheet. judging: of its year, None = as shipped; undated: budget of which nobody said the year; with it the execution of a year is not known."""
    judging = judging or shipped_judging()
    execution = None if undated else execution_points(budget, spent, judging.execution)
    no_rate = "" if execution is not None else "没有登记当年的预算"
    if undated:
        no_rate = f"有预算 {undated:,.0f} 元没有写明年度"
    groups = tuple(
        (
            group.name,
            group.weight,
            sum((Decimal(str(one.points or 0)) for one in measures if one.group == group.name), Decimal(0)),
        )
        for group in judging.groups
    )
    full = judging.execution + sum((Decimal(str(one.full or 0)) for one in measures), Decimal(0))
    lacks = tuple(_lacks(measures, full, no_rate, judging.execution))
    total = None
    if measures and execution is not None and not lacks:
        total = execution + sum((Decimal(str(one.points)) for one in measures), Decimal(0))
    return Performance(
        budget=budget,
        undated=undated,
        spent=spent,
        rate=(spent / budget).quantize(Decimal("0.0001"), ROUND_HALF_UP) if execution is not None else None,
        execution=execution,
        execution_full=judging.execution,
        groups=groups,
        full=full,
        lacks=lacks,
        total=total,
        grade=judging.level_of(total) if total is not None else "",
    )


def _lacks(measures: Sequence[MeasureDraft], full: Decimal, no_rate: str, execution: int) -> Iterator[str]:
    """Why there is no total. no_rate: why the execution has no points; execution: its full points."""
    if no_rate:
        yield f"{no_rate}，执行率不能算，没有计总分。"
    if unscored := [f"“{one.title}”" for one in measures if one.points is None]:
        yield f"{'、'.join(unscored)}没有得分，没有计总分。"
    if not measures:
        return
    if full != WHOLE:
        yield (f"分值合计 {float(full):g} 分（含执行率 {execution} 分），应为 {WHOLE} 分，没有计总分和等级。")

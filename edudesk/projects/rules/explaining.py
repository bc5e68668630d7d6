"""Why a figure is what it is: the parts it came of, and what is not known. As values, for the window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from edudesk.projects.forms.scoring import Judging, Part, channels
from edudesk.projects.forms.standards import items_in
from edudesk.projects.rows.people import StudioScoreDraft
from edudesk.projects.rows.pool import ReviewDraft
from edudesk.projects.rows.results import YearlyDraft
from edudesk.projects.rules.money import PROVISO, percent, printed_yuan
from edudesk.projects.rules.scoring import (
    Performance,
    review_points,
    studio_missing,
    studio_total,
    weights_of,
    yearly_total,
)
from edudesk.projects.rules.studio import studio_words

UNKNOWN = "未评分"


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a figure. share: of its full points, None when it is not known; figure: as printed; why: how it came."""

    name: str
    share: float | None
    figure: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """title: whose figure; pieces: in their order; notes: sentences, what is missing first."""

    title: str
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()


def explain_yearly(row: YearlyDraft, judging: Judging) -> Explanation:
    """Which channel gave how much of the total of a year. judging: of that year."""
    shares = row.shares or {one.key: one.weight for one in channels()}
    parts = [Part(name, name, int(weight)) for name, weight in shares.items()]
    pieces, missing = _weighed(row.points, parts)
    notes = []
    total = yearly_total(row.points, shares)
    if missing and total is not None:
        notes.append(f"{'、'.join(missing)}没有评分，总分由其余渠道按权重折算。")
    if total is not None:
        followed = judging.grade_of(total)
        own = "" if row.grade == followed else f"，评定为{row.grade}" if row.grade else "，没有评定等第"
        notes.append(f"总分 {total:f}，按总分为{followed}{own}。")
    else:
        notes.append(f"五个渠道都没有评分{f'，等第“{row.grade}”是直接评定的' if row.grade else ''}。")
    if row.notice_from:
        objections = row.objections or "没有登记反映"
        notes.append(f"公示 {row.notice_from} 至 {row.notice_to or '（没有结束日期）'}，{objections}。")
    return Explanation(f"{row.year} 年度考核怎样得来", pieces, tuple(notes))


def explain_review(row: ReviewDraft) -> Explanation:
    """What one expert's points are made of."""
    parts = weights_of(row)
    pieces, missing = _weighed({one.key: getattr(row, one.key) for one in parts}, parts)
    points = review_points(row)
    notes = []
    if points is None:
        notes.append("这位专家没有评分，不计入均分。")
    else:
        if missing:
            notes.append(f"{'、'.join(missing)}没有评分，按其余各项的权重折算。")
        notes.append(f"这位专家评 {points:f} 分。")
    return Explanation(f"{row.expert}的评分怎样得来", pieces, tuple(notes))


def _weighed(
    points: Mapping[str, float | None], parts: Sequence[Part]
) -> tuple[tuple[Piece, ...], list[str]]:
    """Each part with its weight, points, and what it gives of the whole; the names of those without points."""
    known = [one for one in parts if points.get(one.key) is not None]
    whole = sum(one.weight for one in known)
    pieces = []
    for one in parts:
        value = points.get(one.key)
        name = f"{one.name} {one.weight}%"
        if value is None:
            pieces.append(Piece(name, None, UNKNOWN))
            continue
        got = (Decimal(str(value)) * one.weight / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
        pieces.append(Piece(name, float(value) / 100, f"{value:g} → {got:f}"))
    return tuple(pieces), [one.name for one in parts if one not in known]


def explain_member(row: StudioScoreDraft, name: str, judging: Judging) -> Explanation:
    """Which group gave a studio's member how many points. judging: of that year."""
    items = items_in(row.items)
    pieces = [
        Piece(
            group,
            None if points is None else float(points) / full,
            f"{UNKNOWN if points is None else f'{float(points):g}'} / {full}",
            told,
        )
        for group, points, full, told in studio_words(row.numbers, items)
    ]
    total, missing = studio_total(row.numbers, items), studio_missing(row.numbers, items)
    notes = [f"{one.name}：{one.why}。" for one in pieces if one.why]
    if total is None:
        notes.insert(0, f"还缺{'、'.join(missing)}，没有计总分。")
    else:
        notes.insert(0, f"合计 {float(total):g} 分，{judging.grade_of(total)}（参考）。")
    return Explanation(f"{name} {row.year} 年的得分怎样得来", tuple(pieces), tuple(notes))


def explain_performance(own: Performance, year: str) -> Explanation:
    """What the total of a 绩效自评 is made of, and why there is none."""
    full = own.execution_full
    rate = percent(own.rate) if own.rate is not None else ""
    pieces = [
        Piece(
            "预算执行率",
            float(own.execution) / full if own.execution is not None else None,
            f"{own.execution:f} / {full}" if own.execution is not None else "不能算",
        ),
        *(
            Piece(name, float(points) / weight if weight else None, f"{float(points):g} / {weight}")
            for name, weight, points in own.groups
        ),
    ]
    notes = list(own.lacks)
    if own.execution is not None:
        notes.append(
            f"{year} 年预算 {printed_yuan(own.budget)} 元，执行 {printed_yuan(own.spent)} 元，"
            f"执行率 {rate}，乘以 {full} 分，{PROVISO}。"
        )
    if own.total is not None:
        notes.append(f"总分 {own.total:f}，等级{own.grade}。")
    return Explanation(f"{year} 年绩效自评怎样得来", tuple(pieces), tuple(notes))

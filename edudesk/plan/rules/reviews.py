"""Evaluations as people keep them: what may be stored, points given by hand, the external score beside the own one."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from edudesk.base.errors import FieldProblem, UserError
from edudesk.plan.rows.reviews import AT_END, DutyDraft, GoalReviewDraft, ReviewDraft, ReviewRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.amounts import amount_of
from edudesk.plan.rules.settling import Settled, read_adjustment
from edudesk.plan.rules.years import years_of
from edudesk.school.rules.years import not_days

MOST = 1000
"""Tenths of a point: 100 points."""
TEXT_LIMIT = 200
"""Characters that a text block of a goal should have at most (规划与项目调研 2.4)."""


def review_problems(draft: ReviewDraft) -> Iterator[FieldProblem]:
    """Of an evaluation."""
    if not draft.kind:
        yield FieldProblem("kind", "请选择评估种类。")
    if draft.kind != AT_END and not draft.year:
        yield FieldProblem("year", "请选择评估的年度。")
    yield from not_days(draft, on="日期", published_on="公示日期", outside_on="评估日期")
    try:
        points = amount_of(draft.adjustment)
        if read_adjustment(draft.adjustment, draft.adjustment_reason) != points and points is not None:
            yield FieldProblem("adjustment", "加减分最多一位小数，得分也只报一位。")
    except UserError as error:
        yield from error.problems
    yield from _scores(draft, tenths="自评得分", outside_tenths="评估得分")
    for name, points in typed_points(draft).items():
        if not 0 <= points <= 100:
            yield FieldProblem("parts", f"“{name}”的评分应在 0 到 100 之间。")


def goal_review_problems(draft: GoalReviewDraft) -> Iterator[FieldProblem]:
    """Of what is said of one goal."""
    if not draft.goal_id:
        yield FieldProblem("goal_id", "请选择目标。")
    yield from _scores(draft, tenths="自评得分", outside_tenths="评估得分")


def duty_problems(draft: DutyDraft) -> Iterator[FieldProblem]:
    """Of a line of a leader's sheet."""
    if not draft.leader.strip():
        yield FieldProblem("leader", "请填写领导班子成员的姓名。")
    if not draft.year:
        yield FieldProblem("year", "请选择年度。")
    yield from _scores(draft, tenths="得分")


def _scores(draft: Any, **named: str) -> Iterator[FieldProblem]:
    for key, word in named.items():
        tenths = getattr(draft, key)
        if tenths is not None and not 0 <= tenths <= MOST:
            yield FieldProblem(key, f"{word}应在 0 到 100 之间。")


def typed_points(draft: ReviewDraft) -> dict[str, Fraction]:
    """The points of 100 that were given by hand, by part: 基础性指标, 下一轮规划质量."""
    told = json.loads(draft.parts) if draft.parts else {}
    found = {name: amount_of(str(points)) for name, points in told.items()}
    return {name: points for name, points in found.items() if points is not None}


def parts_text(points: Mapping[str, str]) -> str:
    """As a review stores them; what is empty is left out."""
    told = {name: text.strip() for name, text in points.items() if text.strip()}
    return json.dumps(told, ensure_ascii=False, sort_keys=True) if told else ""


def of_tenths(tenths: int | None) -> Decimal | None:
    """Points as they are printed."""
    return None if tenths is None else Decimal(tenths).scaleb(-1)


def own_shares(whole: PlanWhole, review_id: str) -> dict[str, Fraction]:
    """Goals that the reviewers judged themselves: id -> share of its points."""
    return {
        row.goal_id: Fraction(row.tenths, MOST)
        for row in whole.goal_reviews
        if row.review_id == review_id and row.tenths is not None
    }


@dataclass(frozen=True, slots=True)
class Compared:
    """The own score beside that of the evaluator, points of 100. difference: own − outside, None while one lacks."""

    own: Decimal | None
    outside: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Above 0 = the school judged itself better."""
        return None if self.own is None or self.outside is None else self.own - self.outside

    @property
    def words(self) -> str:
        """高 1.5 分, 低 2.0 分, 相同, or "" while one lacks."""
        if self.difference is None:
            return ""
        if not self.difference:
            return "与外部评估相同"
        return f"比外部评估{'高' if self.difference > 0 else '低'} {abs(self.difference):.1f} 分"


def compared(review: ReviewDraft, settled: Settled | None) -> Compared:
    """Of a whole evaluation. settled: its own score, live or as it was frozen."""
    return Compared(settled.score if settled is not None else None, of_tenths(review.outside_tenths))


def earlier_years(whole: PlanWhole) -> list[str]:
    """The years whose reviews count in the score of the round: all but the last."""
    return [one.word for one in years_of(whole.plan)][:-1]


def review_of(reviews: Iterable[ReviewRow], kind: str, year: str = "") -> ReviewRow | None:
    """The last evaluation of a kind and year; of 终结 the last."""
    found = [one for one in reviews if one.kind == kind and (kind == AT_END or one.year == year)]
    return max(found, key=lambda one: (one.on, one.id), default=None)


def counted_score(review: ReviewDraft) -> Fraction | None:
    """What a year counts in the round: the evaluator's score, else the own one as it was frozen; None = as it stands."""
    own = review.tenths if review.content else None
    tenths = review.outside_tenths if review.outside_tenths is not None else own
    return None if tenths is None else Fraction(tenths, 10)

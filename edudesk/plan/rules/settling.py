"""A score with the points that the reviewers add or take away, and why; both are kept (规划与项目调研 2.4)."""

from dataclasses import dataclass
from decimal import Decimal

from edudesk.base.errors import FieldProblem, UserError
from edudesk.plan.forms.value import FULL, Judging, Scheme
from edudesk.plan.rules.amounts import amount_of, rounded
from edudesk.plan.rules.rounds import Evaluation


@dataclass(frozen=True, slots=True)
class Settled:
    """A score after the manual adjustment; both are kept. reckoned, score: printed, of 100."""

    reckoned: Decimal
    adjustment: Decimal
    reason: str
    score: Decimal
    grade: str


def settle(evaluation: Evaluation, scheme: Scheme, adjustment: str, reason: str) -> Settled | None:
    """The score with ± points, within 0 and 100; None while there is no score. Raises UserError without a reason."""
    points = read_adjustment(adjustment, reason)
    if evaluation.printed is None:
        return None
    score = min(max(evaluation.printed + points, Decimal(0)), FULL)
    is_by_points = scheme.judging is Judging.POINTS
    return Settled(
        evaluation.printed,
        points,
        reason.strip(),
        score,
        scheme.grade(score) if is_by_points else evaluation.grade,
    )


def read_adjustment(text: str, reason: str) -> Decimal:
    """± points with one place as typed, "" = none. Raises UserError when it is no number or has no reason."""
    if not text.strip():
        return Decimal(0)
    points = amount_of(text)
    if points is None or abs(points) > FULL:
        raise UserError(
            f"加减分“{text.strip()}”不是 −100 到 100 之间的数。", "请改成 2 或 -1.5 这样的写法；数据没有改动。",
            (FieldProblem("adjustment", "请填写 −100 到 100 之间的数。"),),
        )  # fmt: skip
    if points and not reason.strip():
        raise UserError(
            "有加减分，但没有写明理由。", "请填写加减分的理由后再保存；数据没有改动。",
            (FieldProblem("adjustment_reason", "有加减分时必须写明理由。"),),
        )  # fmt: skip
    return rounded(points)

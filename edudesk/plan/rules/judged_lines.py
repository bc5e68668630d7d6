"""The lines of an evaluation as a list shows them, and the head of it in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from edudesk.indicators.rules.catalogue import indicators
from edudesk.plan.rows.measures import MeasureRow
from edudesk.plan.rows.reviews import GoalReviewRow
from edudesk.plan.rules.amounts import percent, rounded
from edudesk.plan.rules.judged import Judged
from edudesk.plan.rules.reviews import compared, of_tenths
from edudesk.plan.rules.rounds import PartScore
from edudesk.plan.rules.scoring import EXCUSED, GOAL, MISSING, Line


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """One line. id: of the goal, measure or task; said: what the review says of the goal; domain: the top goal over it."""

    id: str
    line: Line
    label: str
    domain: str
    said: GoalReviewRow | None = None

    @property
    def share(self) -> float | None:
        """Per cent that was reached and shown, None where nothing counts."""
        shown = self.line.shown
        return None if shown is None else float(percent(shown))

    @property
    def points(self) -> float | None:
        """Of 100, two places."""
        return None if self.line.counted is None else float(rounded(self.line.points, 2))

    @property
    def full(self) -> float | None:
        """Points of 100 it can give."""
        return None if self.line.counted is None else float(rounded(self.line.full, 2))

    @property
    def word(self) -> str:
        """完全达成 …, 缺数据, 不适用."""
        return self.line.state or self.line.word

    @property
    def actual(self) -> str:
        """With its unit; "" of a goal."""
        line = self.line
        return f"{line.actual}{line.unit}" if line.actual else ""

    @property
    def target(self) -> str:
        """With its unit; "" of a goal."""
        line = self.line
        return f"{line.target}{line.unit}" if line.target else ""


def lines_of(judged: Judged) -> list[JudgedLine]:
    """All lines in the order of the plan."""
    review = judged.review
    said = {
        row.goal_id: row
        for row in judged.whole.goal_reviews
        if review is not None and row.review_id == review.id
    }
    found, domain = [], ""
    for line in judged.evaluation.lines:
        if line.depth == 0:
            domain = line.title
        label = f"{line.number} {line.title}" if line.kind == GOAL else line.title
        found.append(
            JudgedLine(
                line.id,
                line,
                "　" * line.depth + label,
                domain,
                said.get(line.id) if line.kind == GOAL else None,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the list. score: 97.9 or —; grade; told: sentences about how it came about and what lacks; parts: of
    a score that has several, (name, 87.5 × 10%, what it lacks)."""

    score: str
    grade: str
    told: tuple[str, ...]
    parts: tuple[tuple[str, str, str], ...] = ()


def heading_of(judged: Judged) -> Heading:
    """The result with both scores, the external one beside it, what lacks."""
    evaluation, settled, review = judged.evaluation, judged.settled, judged.review
    told: list[str] = []
    if settled is not None and settled.adjustment:
        told.append(f"计算 {settled.reckoned} 分，加减 {settled.adjustment:+} 分：{settled.reason}")
    has_parts = len(evaluation.parts) > 1
    if not has_parts:
        told += [f"还缺{one}" for one in evaluation.lacks]
    if evaluation.score is None and evaluation.so_far is not None:
        told.append(f"已有部分折合 {rounded(evaluation.so_far)} 分")
    if review is not None and review.outside_tenths is not None:
        grade = f" {review.outside_grade}" if review.outside_grade else ""
        words = compared(review, settled).words
        told.append(
            f"外部评估 {of_tenths(review.outside_tenths)} 分{grade}" + (f"，自评{words}" if words else "")
        )
    told += [one.rstrip("。") for one in evaluation.notes]
    told.append(f"{judged.on} 冻结，不再随数据变" if judged.is_frozen else f"随数据变动，截至 {judged.on}")
    told.append(evaluation.scheme_title)
    score = "—" if settled is None else f"{settled.score}"
    parts = tuple(map(_part, evaluation.parts)) if has_parts else ()
    return Heading(score, settled.grade if settled is not None else "", tuple(told), parts)


def _part(part: PartScore) -> tuple[str, str, str]:
    """年度评价, 87.5 × 10%, and of one without points why it has none."""
    points = "—" if part.points is None else f"{rounded(part.points)}"
    share = rounded(part.share * 100)
    percent = f"{share.normalize():f}"
    return part.name, f"{points} × {percent}%", part.how if part.points is None else ""


def explained(one: JudgedLine, measure: MeasureRow | None = None) -> Sequence[tuple[str, str]]:
    """How a line came about, for the panel beside the list: (what, words). measure: of a line that is one."""
    line = one.line
    rows = [("算法", line.how)]
    if line.kind != GOAL:
        rows += [("目标值", one.target), ("实际值", one.actual or ("缺" if line.state == MISSING else ""))]
    if line.state != EXCUSED:
        shown = "" if one.share is None else f"{one.share:.1f}%　{one.word}"
        rows += [
            ("达成度", shown),
            ("得分", f"{one.points:g} 分（分值 {one.full:g}）" if one.points is not None else ""),
        ]
    if line.grade:
        rows.append(("等级", line.grade))
    if line.is_live:
        source = indicators().get(measure.source) if measure is not None else None
        name = f"指标监测“{source.name}”，" if source is not None else ""
        rows.append(("来源", f"{name}随数据实时变化，冻结后不再变"))
    return rows

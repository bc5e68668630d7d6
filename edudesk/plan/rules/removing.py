"""What goes to the recycle bin with a plan or an evaluation of it, in words, and what may not go."""

from collections.abc import Iterable, Sequence

from edudesk.base.errors import UserError
from edudesk.plan.rows.measures import YES, TargetRow
from edudesk.plan.rows.plans import UNDER_WAY, PlanRow
from edudesk.plan.rows.reviews import ReviewRow
from edudesk.plan.rows.whole import PlanWhole


def refuse_going(plan: PlanRow) -> None:
    """Raises UserError for a plan that is carried out."""
    if plan.state in UNDER_WAY:
        raise UserError(
            f"“{plan.title}”{plan.state}，不能删除。",
            "正在执行的规划请先结束本轮；登记错了的，先删除它的“审议通过”阶段。数据没有改动。",
        )


def refuse_frozen(review: ReviewRow, name: str) -> None:
    """Raises UserError for an evaluation that was frozen. name: what it is called."""
    if review.content:
        raise UserError(f"“{name}”已经冻结，不能删除。", "请先解除冻结再删除；数据没有改动。")


def plan_words(whole: PlanWhole, versions: int, plans: Iterable[PlanRow]) -> str:
    """What goes with a plan, a sentence on each line. versions: how many were kept; plans: all."""
    counts = (
        (len(whole.goals), "个目标"),
        (len(whole.measures), "项指标"),
        (len(whole.tasks), "项任务"),
        (len(whole.notes), "条进展记录"),
        (len(whole.proofs), "份佐证材料"),
        (len(whole.reviews), "份自评"),
        (versions, "份稿次"),
        (len(whole.sections), "个文本章节"),
        (len(whole.swots), "条 SWOT"),
        (len(whole.survey), "个校情问卷结果"),
        (len(whole.stages), "个阶段"),
        (len(whole.opinions), "条意见"),
        (len(whole.adjustments), "项调整"),
        (len(whole.duties), "条任期目标"),
    )
    told = _listed(counts)
    lines = [
        f"连同它的{told}，一起进回收站。" if told else "这份规划还没有内容，会进回收站。",
        "可以撤销，也可以在回收站里整份恢复。",
    ]
    if frozen := sum(bool(row.content) for row in whole.reviews):
        lines.append(f"其中 {frozen} 份自评已经冻结上报。")
    after = [row for row in plans if row.previous_id == whole.plan.id]
    lines += [f"它是“{row.title}”的上一轮，删除后那份规划没有上一轮可以总结和对照。" for row in after]
    return "\n".join(lines)


def review_words(whole: PlanWhole, review: ReviewRow) -> str:
    """What goes with an evaluation."""
    said = sum(row.review_id == review.id for row in whole.goal_reviews)
    texts = (review.organised, review.effects, review.problems, review.mending, review.next_year)
    counts = (
        (said, "个目标的自评文字和评定"),
        (sum(bool(one.strip()) for one in texts), "段自评报告"),
        (int(bool(review.parts)), "次评分"),
        (int(review.outside_tenths is not None), "个外部评估结果"),
    )
    told = _listed(counts)
    return "\n".join(
        (
            f"连同填写的{told}，一起进回收站，可以撤销和恢复。" if told else "进回收站，可以撤销和恢复。",
            "达成度照样按数据计算，目标、指标和任务都不变。",
        )
    )


def _listed(counts: Sequence[tuple[int, str]]) -> str:
    told = "、".join(f"{count} {noun}" for count, noun in counts if count)
    return f" {told}" if told else ""


def refuse_frozen_target(row: TargetRow | None, year: str) -> None:
    """What was aimed at in a year stays as the year was reported. row: None = nothing is asked for yet."""
    if row is not None and row.frozen == YES:
        raise UserError(f"{year}已经冻结，目标值不能改。", "要改请先在“办理”里解除冻结；原来的内容没有改动。")

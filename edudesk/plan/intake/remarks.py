"""What a preview says of a text beside the plan that is there: figures that do not fit, years that are frozen, what the text lacks."""

from collections.abc import Iterator, Sequence
from typing import Final

from edudesk.base.words import some_of
from edudesk.plan.intake.beside import Beside
from edudesk.plan.intake.line import Line
from edudesk.plan.intake.proposal import CHILDLESS, TREE
from edudesk.plan.rows.plans import UNDER_WAY
from edudesk.plan.rows.whole import PlanWhole
from edudesk.roster.intake.values import RowState

_PASSED: Final = "规划已经审议通过，导入的改动不会记入中期调整表；需要留下调整记录的，请不要导入那一条，在“目标与任务”里用“调整目标值”。"


def told_beside(beside: Beside, lines: Sequence[Line], whole: PlanWhole | None) -> Iterator[str]:
    """The remarks, in sentences. lines: of the preview, whole: the plan it goes into."""
    kept = [line for line in lines if line.is_kept]
    for line in kept:
        if line.dated and line.dated.left:
            left = "、".join(line.dated.left)
            yield f"指标“{line.proposal.title}”的 {left}不在规划年度内，没有作为目标值。"
    if lost := beside.lost_years:
        years = "、".join(dict.fromkeys(lost))
        yield f"{len(lost)} 项任务的年度（{years}）不在规划年度内，没有读入，请核对起止日期和年度划分。"
    for line in kept:
        if line.dated and line.dated.unfit:
            unfit = "、".join(line.dated.unfit)
            yield f"指标“{line.proposal.title}”的{unfit}不是这个指标的目标值，没有读入，请导入后填写。"
    for title, frozen in beside.frozen:
        yield f"指标“{title}”的{'、'.join(frozen)}已经冻结，目标值没有改；要改请先在“办理”里解除冻结再导入。"
    if whole is not None:
        if whole.plan.state in UNDER_WAY and any(_changes(line) for line in kept):
            yield _PASSED
        if missing := list(_missing(beside, kept, whole)):
            named = some_of([f"“{title}”" for title in missing], "项")
            yield f"规划里有、这份文本里没有：{named}。导入不会删除，不再需要的请在“目标与任务”里删除。"


def _changes(line: Line) -> bool:
    is_goal = line.proposal.kind in (*TREE, *CHILDLESS)
    return is_goal and line.state is not RowState.SAME


def _missing(beside: Beside, kept: Sequence[Line], whole: PlanWhole) -> Iterator[str]:
    """Goals and tasks below goals that the text names, and that it does not name; domains where it names any. A task of
    several years is printed once."""
    met = {line.row_id for line in kept if line.row_id}
    goals = {row.id for row in whole.goals if row.id in met}
    if not goals:
        return
    for row in whole.goals:
        if row.id not in met and (row.parent_id in goals or not row.parent_id):
            yield row.title
    said = {(row.goal_id, row.title) for row in whole.tasks if row.id in met}
    # a text that lists no tasks of a goal lists none at all
    listed = {goal for goal, _ in said}
    new = {line.proposal.parent for line in kept if not line.row_id}
    listed |= {beside.found_as(key) for key in new}
    missing = {(row.goal_id, row.title) for row in whole.tasks if row.goal_id in listed} - said
    yield from dict.fromkeys(row.title for row in whole.tasks if (row.goal_id, row.title) in missing)

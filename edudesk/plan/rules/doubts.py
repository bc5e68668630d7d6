"""What is remarked of a form before it is stored, and never blocks: days that are still to come or lie
outside of the plan, years that it would lose, names that are there already."""

from collections.abc import Iterable, Iterator

from edudesk.base.errors import FieldProblem
from edudesk.base.words import unspaced
from edudesk.plan.rows.measures import WITHIN
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.tasks import NoteDraft
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.years import years_of
from edudesk.school.rules.years import is_day


def stage_doubts(on: str, today: str) -> Iterator[FieldProblem]:
    """A stage that is dated ahead moves the plan at once."""
    if is_day(on) and on > today:
        yield FieldProblem("on", f"{on} 还没有到；登记以后规划马上进入这个阶段，请核对日期。")


def note_doubts(
    draft: NoteDraft, today: str, starts: str, others: Iterable[NoteDraft]
) -> Iterator[FieldProblem]:
    """The latest note says how far a task is: a slip of the year would keep all that come after it from being heard.

    starts: first day of the plan; others: the notes of the same task beside this one.
    """
    if not is_day(draft.on):
        return
    if draft.on > today:
        yield FieldProblem("on", f"{draft.on} 还没有到；在那天以前再记的进展不会改变任务的进度，请核对日期。")
    elif draft.on < starts:
        yield FieldProblem("on", f"{draft.on} 在规划开始（{starts}）以前，请核对日期。")
    later = [one for one in others if one.percent is not None and one.on > draft.on]
    if draft.percent is not None and later:
        last = max(later, key=lambda one: one.on)
        yield FieldProblem(
            "percent",
            f"{last.on} 已经记了 {last.percent}%，任务的进度以它为准，这次填的不会改变任务；那条日期有误的，请先改那条。",
        )


def lost_years(whole: PlanWhole, draft: PlanDraft) -> Iterator[FieldProblem]:
    """What stands in years that the plan has, and would not have with other days or another way to cut them.

    draft: with the days as they are typed.
    """
    kept = {one.word for one in years_of(draft)}
    lost = [one.word for one in years_of(whole.plan) if one.word not in kept]
    counts = (
        (sum(row.year in lost for row in whole.targets), "个年度目标值和实际值"),
        (sum(row.year in lost for row in whole.tasks), "项任务"),
        (sum(row.year in lost for row in whole.reviews), "份自评"),
    )
    told = "、".join(f"{count} {noun}" for count, noun in counts if count)
    if kept and told:
        is_cut = draft.year_basis != whole.plan.year_basis
        key = "year_basis" if is_cut else "starts" if draft.starts != whole.plan.starts else "ends"
        names = lost[0] + (f" 等 {len(lost)} 个年度" if len(lost) > 1 else "")
        yield FieldProblem(
            key, f"规划将没有 {names}，其中的 {told}不再显示，也不计入评估（没有删除，改回来还在）。"
        )


def named_twice(noun: str, title: str, beside: Iterable[str]) -> Iterator[FieldProblem]:
    """A measure or a task of the same name below the same goal: both would count. beside: names of the others there."""
    if title.strip() and unspaced(title) in set(map(unspaced, beside)):
        yield FieldProblem(
            "title", f"这个目标下已经有{noun}“{title.strip()}”，再保存一项，评估时两项都计入。"
        )


def without_range(direction: str, low: str, high: str, targets: Iterable[str]) -> Iterator[FieldProblem]:
    """A range of which neither the measure nor any year says the limits."""
    if direction == WITHIN and not any((low, high, *targets)):
        yield FieldProblem(
            "low", "还没有区间：请填下限或上限，或者每年的目标值写成 20—30；没有填的，评估时列为缺数据。"
        )


def task_doubts(plan: PlanDraft, year: str, *, starts: str = "", due: str = "") -> Iterator[FieldProblem]:
    """Days of a task outside of its plan, or of its year there. year: its word."""
    years = years_of(plan)
    own = next((one for one in years if one.word == year), None)
    for key, title, on in (("starts", "开始日期", starts), ("due", "完成时限", due)):
        if not is_day(on) or not years:
            continue
        if on > plan.ends:
            yield FieldProblem(key, f"{title} {on} 在规划结束（{plan.ends}）以后，请核对。")
        elif on < plan.starts:
            yield FieldProblem(key, f"{title} {on} 在规划开始（{plan.starts}）以前，请核对。")
        elif own is not None and not own.holds(on):
            yield FieldProblem(
                key, f"{title} {on} 不在{year}（{own.first} 至 {own.last}）里，请核对日期或年度。"
            )

"""What a plan still lacks, all at once: stages, tasks nobody answers for, measures without a figure (规划与项目调研 2.1–2.3)."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from edudesk.plan.rows.course import STAGES
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.aiming import aims_against, aims_of
from edudesk.plan.rules.carrying import still_carried
from edudesk.plan.rules.codes import numbered
from edudesk.plan.rules.doubts import task_doubts
from edudesk.plan.rules.life import lacks, opinion_lacks
from edudesk.plan.rules.lines import measure_lines, task_lines
from edudesk.plan.rules.years import PlanYear, years_of


class Lack(NamedTuple):
    """What lacks. place: 阶段, 文本, 目标, 任务 or 指标; record_id: of the goal, task or measure, "" of the others; stage: the one
    that lacks it; is_opinion: among its opinions."""

    place: str
    text: str
    record_id: str = ""
    stage: str = ""
    is_opinion: bool = False


def lacking(
    whole: PlanWhole, year: PlanYear | None, actuals: Mapping[tuple[str, str], str], today: str
) -> list[Lack]:
    """Of the plan and the year shown. actuals: what is live."""
    if year is None:
        return [Lack("阶段", "规划没有起止日期")]
    return [
        *_stages(whole, today),
        *_texts(whole),
        *_goals(whole),
        *_weights(whole),
        *_tasks(whole, today, year),
        *_measures(whole, year, actuals, today),
    ]


def _stages(whole: PlanWhole, today: str) -> Iterator[Lack]:
    """Of the stages the plan went through: those to come are not missed yet."""
    dated = {row.stage for row in whole.stages}
    for stage in STAGES.words:
        if stage in dated:
            said = opinion_lacks(whole, stage)
            for text in lacks(whole, stage, today):
                yield Lack("阶段", f"{stage}：{text}", stage=stage, is_opinion=text in said)


def _texts(whole: PlanWhole) -> Iterator[Lack]:
    """What is still written as in the round before."""
    yield from (
        Lack("文本", f"“{name}”还是上一轮的文本，没有修改")
        for name in still_carried(whole.plan, whole.sections)
    )


def _goals(whole: PlanWhole) -> Iterator[Lack]:
    """Of the lowest goals: without a task or a measure nothing says whether one was reached."""
    if not whole.goals:
        yield Lack("目标", "还没有目标")
    held = {row.parent_id for row in whole.goals}
    held |= {row.goal_id for row in whole.tasks} | {row.goal_id for row in whole.measures}
    for one in numbered(whole.goals):
        if one.id not in held:
            yield Lack("目标", f"“{one.label}”没有观测指标和任务，评估时不计分", one.id)


def _weights(whole: PlanWhole) -> Iterator[Lack]:
    """Weights of the domains should come to 100, and those below one to its own."""
    of: dict[str, list[float]] = {}
    for row in whole.goals:
        if row.weight is not None:
            of.setdefault(row.parent_id, []).append(row.weight)
    for parent_id, weights in of.items():
        above = whole.goal.get(parent_id)
        wanted = 100 if above is None else above.weight
        if wanted is not None and abs(sum(weights) - wanted) > 1e-6:
            name = above.title if above is not None else "各领域"
            yield Lack("目标", f"“{name}”的权重合计 {sum(weights):g}，应为 {wanted:g}", parent_id)


def _tasks(whole: PlanWhole, today: str, year: PlanYear) -> Iterator[Lack]:
    for line in task_lines(whole, today, year.word):
        name = f"{line.number} {line.task.title}".strip()
        if not (line.task.owner or line.task.department):
            yield Lack("任务", f"“{name}”没有责任部门和责任人", line.id)
        if not (line.task.year or line.task.due or line.task.due_words):
            yield Lack("任务", f"“{name}”没有年度和时限，每年都计入", line.id)
        if line.standing.is_open and line.standing.days is not None and line.standing.days < 0:
            yield Lack("任务", f"“{name}”{line.standing.word}，进度 {line.task.percent}%", line.id)
        own = line.task
        for doubt in task_doubts(whole.plan, own.year, starts=own.starts, due=own.due):
            yield Lack("任务", f"“{name}”的{doubt.text.rstrip('。')}", line.id)


def _measures(
    whole: PlanWhole, year: PlanYear, actuals: Mapping[tuple[str, str], str], today: str
) -> Iterator[Lack]:
    is_last = year == years_of(whole.plan)[-1]
    for line in measure_lines(whole, list(whole.goal), year, actuals, today):
        name = f"{line.number} {line.measure.title}".strip()
        if not line.targets and not (line.measure.low or line.measure.high):
            yield Lack("指标", f"“{name}”没有年度目标值", line.id)
        elif line.standing.text == "缺数据":
            yield Lack("指标", f"“{name}”{year.word}缺实际值", line.id)
        if wrong := aims_against(line.measure.direction, line.measure.base, aims_of(whole, line.measure)):
            yield Lack("指标", f"“{name}”{wrong}", line.id)
        if is_last and not line.measure.base:
            yield Lack("指标", f"“{name}”没有基线值", line.id)

"""经过, the dated steps of a project: what is known of them when it is begun in the middle, and what may be noted later."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import TypeVar

from edudesk.projects.forms.value import APPROVED, ENDED, RUNNING, STOPPED, ProjectKind, Stage
from edudesk.projects.rows.projects import ProjectDraft, StepDraft
from edudesk.projects.rules.stages import left_from
from edudesk.school.rules.years import is_day

S = TypeVar("S", bound=StepDraft)
_IN_USE = "实施"
# 中期 is graded 优秀、良好、基本合格, the end 优秀、良好、合格、不合格 (规划与项目调研 3.2)
_UNUSUAL = {True: ("合格",), False: ("基本合格",)}


APPROVAL = ("number", "doc_no", "approved_on")
"""Which facts of a project say that it was approved."""


def is_told_approved(project: ProjectDraft) -> bool:
    """Whether 编号, 文号 or 立项日期 say that it was approved."""
    return any(getattr(project, key) for key in APPROVAL)


def begun_stage(kind: ProjectKind, *, is_approved: bool) -> str:
    """The stage of a project of which nobody told one: 实施 of what was approved, else the first."""
    running = [stage.name for stage in kind.stages if stage.phase == RUNNING]
    if not running or not is_approved:
        return kind.first
    return _IN_USE if _IN_USE in running else running[0]


def approving(kind: ProjectKind, stage: str) -> Stage | None:
    """The stage that 立项日期 and 立项文号 of a project in a stage are about; None while it is not approved.

    The last one up to there that approves, else the first of 立项; of a side state, which may have been entered from
    anywhere, the first of either.
    """
    side = kind.side(stage)
    if side is None:
        passed = kind.stages[: kind.place(stage) + 1]
    else:
        left = [n for n, one in enumerate(kind.stages) if one.phase in side.of or one.name in side.of]
        passed = kind.stages[: max(left, default=-1) + 1]
    found = [one for one in passed if one.approves or one.phase == APPROVED]
    if side is None:
        return next((one for one in reversed(found) if one.approves), found[0] if found else None)
    return found[0] if found else None


def has_level(kind: ProjectKind, project: ProjectDraft) -> bool:
    """Whether the level of a project is one it was approved at, and not the one it is meant to be applied for."""
    stage = approving(kind, project.stage)
    return is_told_approved(project) or (stage is not None and stage.approves)


def first_steps(kind: ProjectKind, project: ProjectDraft, today: str) -> list[StepDraft]:
    """The steps of a project that is begun in its stage, as far as their days are known; project_id "".

    In the first stage it is since its period began, or since today. Later the approval has the day and 文号 of the
    approval, the end of one that has ended the last day of its period; the stage it is in has no day before somebody
    tells it.
    """
    if project.stage == kind.first:
        day = next(filter(is_day, (project.approved_on, project.start)), today)
        return [_step("", kind.first, min(day, today), project.doc_no)]
    found: list[StepDraft] = []
    approval = approving(kind, project.stage)
    if approval is not None and is_day(project.approved_on) and project.approved_on <= today:
        found.append(_step("", approval.name, project.approved_on, project.doc_no))
    passed = kind.stages[: kind.place(project.stage) + 1]
    ended = next((one for one in passed if one.phase == ENDED), None)
    if ended is None or ended == approval or not is_day(project.end):
        return found
    if max(project.approved_on, project.start) <= project.end <= today:
        found.append(_step(found[-1].to_stage if found else "", ended.name, project.end))
    return found


def _step(before: str, to: str, on: str, doc_no: str = "") -> StepDraft:
    return StepDraft(project_id="", on=on, from_stage=before, to_stage=to, doc_no=doc_no)


def is_undated(stage: str, steps: Sequence[StepDraft]) -> bool:
    """Whether nobody has told yet since when a project is in its stage. steps: of it, oldest first."""
    return not steps or steps[-1].to_stage != stage


def brings_approval(kind: ProjectKind, now: str, before: str, to: str) -> bool:
    """Whether entering a stage is an approval: not when the project was there or further and only comes back, from 暂缓.

    before: what a side state was left from.
    """
    stage = kind.stage(to)
    return stage is not None and stage.approves and max(kind.place(now), kind.place(before)) < kind.place(to)


def step_doubts(kind: ProjectKind, to: str, step: Mapping[str, str]) -> list[str]:
    """What is not told of a step yet, a sentence each: 等第 of a graded stage, number and 文号 of an approval. step: what is
    known by key, 等第 as result."""
    stage = kind.stage(to)
    if stage is None:
        return []
    found = []
    grade = step.get("result", "")
    if stage.is_graded and not grade:
        found.append(f"“{to}”要评等第，还没有填。")
    unusual = _UNUSUAL[to.startswith("中期")]
    if stage.is_graded and grade in unusual:
        found.append(f"“{to}”一般不评“{grade}”，请核对。")
    words = {"doc_no": "文号", "number": "编号", "level": "级别"}
    lacking = [word for key, word in words.items() if not step.get(key)]
    if stage.approves and lacking:
        found.append(f"“{to}”还没有填{'、'.join(lacking)}。")
    return found


def note_refusals(
    kind: ProjectKind, now: str, steps: Sequence[StepDraft], to: str, on: str, today: str
) -> tuple[str, ...]:
    """What speaks against noting afterwards when a stage was entered. now: the stage the project is in; steps: of it,
    oldest first; on: ISO day."""
    if to not in kind.names():
        return (f"“{kind.title}”没有“{to}”这个阶段。",)
    if not is_day(on):
        return ("请填写日期。",)
    if on > today:
        return (f"日期 {on} 还没有到。",)
    place = kind.place(to)
    names = (
        now,
        left_from(kind, now, steps),
        *(one for step in steps for one in (step.from_stage, step.to_stage)),
    )
    if to != now and place > max(map(kind.place, names)):
        return (f"项目还没有到“{to}”，请用“进入下一阶段”办理。",)
    earlier, later = parted(steps, on)
    if not later and to != now and not is_undated(now, steps):
        return (f"日期不早于“{now}”的 {steps[-1].on}；“{now}”的日期不对的，请先在“经过”里更正。",)
    if place < 0:
        return ()
    before = next(iter(_stretch(kind, reversed(earlier))), None)
    after = next(iter(_stretch(kind, later)), None)
    for one in (before, after):
        if one is not None and one.to_stage == to:
            return (f"“{to}”已经登记在 {one.on}，日期不对的请在“经过”里更正。",)
    if before is not None and kind.place(before.to_stage) > place:
        return (f"“{to}”应早于“{before.to_stage}”的 {before.on}。",)
    if after is not None and kind.place(after.to_stage) < place:
        return (f"“{to}”应晚于“{after.to_stage}”的 {after.on}。",)
    return ()


def parted(steps: Sequence[S], on: str) -> tuple[list[S], list[S]]:
    """The steps before one that is noted on an ISO day, and those after it. steps: oldest first."""
    return [one for one in steps if one.on <= on], [one for one in steps if one.on > on]


def _stretch(kind: ProjectKind, steps: Iterable[StepDraft]) -> list[StepDraft]:
    """The steps along the main line until the next side state: behind that the line may begin anew."""
    return list(takewhile(lambda one: kind.place(one.to_stage) >= 0, steps))


def stage_on(kind: ProjectKind, project: ProjectDraft, steps: Sequence[StepDraft], day: str) -> str:
    """The stage a project was in on a past ISO day; "" when it was not there yet. steps: of it, oldest first.

    Before its first step it was where that one left, once it was approved or its period had begun; what is over, nobody
    told since when, is not counted as 在研 on any day.
    """
    entered = [one for one in steps if one.on <= day]
    is_over = kind.phase(project.stage) in (ENDED, STOPPED) and is_undated(project.stage, steps)
    if entered and not is_over:
        return entered[-1].to_stage
    earlier = steps[0].from_stage if steps and not is_over else project.stage
    begun = project.approved_on or project.start
    return "" if begun > day else earlier

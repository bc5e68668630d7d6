"""From stage to stage: what may follow, what is missing for it, and by when it should be reached (规划与项目调研 3.2, 3.7)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from edudesk.base.dates import months_later
from edudesk.projects.forms.lists import code_lists
from edudesk.projects.forms.value import LIVE, RUNNING, Due, ProjectKind, Stage
from edudesk.projects.rows.projects import ProjectDraft, StepDraft
from edudesk.school.rules.years import is_day

_APPROVALS = ("立项", "备案")


@dataclass(frozen=True, slots=True)
class StepCheck:
    """What speaks against entering a stage. refusals: cannot be got over; the rest can be forced with a reason.

    is_out_of_order: another stage should come first; missing: documents that are not there; outputs: 成果 still wanted.
    """

    to: str
    refusals: tuple[str, ...] = ()
    is_out_of_order: bool = False
    comes_first: str = ""
    missing: tuple[str, ...] = ()
    outputs: int = 0

    @property
    def is_free(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.sentences

    @property
    def needs_reason(self) -> bool:
        """Whether it may be entered only with a reason."""
        return not self.refusals and not self.is_free

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to tell, one sentence each."""
        found = list(self.refusals)
        if self.is_out_of_order:
            first = f"，先要“{self.comes_first}”" if self.comes_first else ""
            found.append(f"按这个类别的阶段顺序，现在不能进入“{self.to}”{first}。")
        if self.missing:
            found.append(f"“{self.to}”还缺 {len(self.missing)} 份材料：{'、'.join(self.missing)}。")
        if self.outputs:
            found.append(f"“{self.to}”还缺 {self.outputs} 项阶段成果。")
        return tuple(found)


def grades_of(kind: ProjectKind, stage: str) -> tuple[str, ...]:
    """What a stage is judged by: a check on the way otherwise than the end."""
    return code_lists()["mid_grade" if kind.phase(stage) == RUNNING else "final_grade"].words


def is_live(kind: ProjectKind, project: ProjectDraft) -> bool:
    """Whether a project is 在研."""
    return kind.phase(project.stage) in LIVE


def stage_label(kind: ProjectKind, name: str) -> str:
    """As lists print it: 实施 · 中期, 公示, 暂缓."""
    stage = kind.stage(name)
    if stage is None or stage.phase == stage.name:
        return name
    return stage.label if stage.phase in ("项目库", "申报", "已结题") else f"{stage.phase} · {stage.label}"


def left_from(kind: ProjectKind, stage: str, steps: Sequence[StepDraft]) -> str:
    """The stage of the main line that was left for a side state, also through another side state; "" when the stage is
    no side state or nothing was left. steps: of one project, oldest first."""
    if kind.side(stage) is None:
        return ""
    # a side state without a day has no step: the last one leads to where it was left
    names = (name for one in reversed(steps) for name in (one.to_stage, one.from_stage))
    return next((name for name in names if kind.place(name) >= 0), "")


def next_stages(kind: ProjectKind, now: str, before: str = "") -> tuple[str, ...]:
    """The stages and side states that may follow in order. before: what a side state was entered from.

    On the main line the next one, and those after it while they may be skipped.
    """
    side = kind.side(now)
    if side is not None:
        back = (before,) if side.goes_back and before else ()
        return tuple(dict.fromkeys((*back, *side.to)))
    found = []
    for stage in kind.stages[kind.place(now) + 1 :]:
        found.append(stage.name)
        if not stage.is_optional:
            break
    phase = kind.phase(now)
    return (*found, *(one.name for one in kind.sides if phase in one.of or now in one.of))


def check_step(
    kind: ProjectKind,
    now: str,
    to: str,
    *,
    before: str = "",
    documents: Collection[str] = (),
    outputs: int = 0,
) -> StepCheck:
    """Whether a project may go from one stage to another.

    documents: names of those that are there; outputs: how many 阶段成果 are registered.
    """
    if to not in kind.names():
        return StepCheck(to, (f"“{kind.title}”没有“{to}”这个阶段。",))
    if to == now:
        return StepCheck(to, (f"项目已经在“{to}”。",))
    allowed = next_stages(kind, now, before)
    stage = kind.stage(to)
    needs = stage.needs if stage is not None else ()
    is_ahead = stage is not None and kind.place(to) > kind.place(now) >= 0
    first = next((one.name for one in ahead(kind, now, before) if not one.is_optional), "")
    return StepCheck(
        to,
        is_out_of_order=to not in allowed,
        comes_first=first if is_ahead and to not in allowed else "",
        missing=tuple(one for one in needs if one not in documents),
        outputs=max(0, (stage.outputs if stage is not None else 0) - outputs),
    )


def step_refusals(steps: Sequence[StepDraft], on: str, today: str) -> tuple[str, ...]:
    """What is wrong with the day of a new step. steps: of the project, oldest first."""
    if not is_day(on):
        return ("请填写日期。",)
    if on > today:
        return (f"日期 {on} 还没有到。",)
    if steps and on < steps[-1].on:
        return (f"日期早于上一步“{steps[-1].to_stage}”的 {steps[-1].on}。",)
    return ()


def reached(steps: Sequence[StepDraft]) -> dict[str, str]:
    """Stage -> ISO day it was last entered."""
    return {step.to_stage: step.on for step in steps}


def due_day(due: Due, project: ProjectDraft, days: Mapping[str, str]) -> str:
    """By which ISO day a stage should be reached; "" while that cannot be told. days: as reached() gives them."""
    if due.after:
        begun = days.get(due.after) or (project.approved_on if due.after in _APPROVALS else "")
        return months_later(begun, due.months) if _day(begun) else ""
    end = _day(project.end)
    if end is None:
        return ""
    if due.before_end is not None:
        return (end - timedelta(days=due.before_end)).isoformat()
    start = _day(project.start)
    if due.share is None or start is None:
        return ""
    return (start + (end - start) * due.share // 100).isoformat()


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    """The day of an ISO text; asked for of thousands of projects that share few days."""
    return date.fromisoformat(text) if is_day(text) else None


def ahead(kind: ProjectKind, now: str, before: str = "") -> tuple[Stage, ...]:
    """The stages of the main line that are still to come; of a side state those after where it was left."""
    place = kind.place(now)
    if place < 0:
        place = kind.place(before)
    return kind.stages[place + 1 :] if place >= 0 else ()


def next_node(kind: ProjectKind, now: str, before: str = "") -> Stage | None:
    """The next stage that the dated line shows or that has a day; None at the end."""
    return next((one for one in ahead(kind, now, before) if one.is_dot or one.due is not None), None)


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of the dated line. on: ISO day it was reached, "" when it was not; due: by when it should be; state: done,
    next or later; is_late: it is not reached though its day has gone, and may not be skipped."""

    label: str
    stage: str
    on: str
    due: str
    state: str
    is_late: bool = False


def dated_line(
    kind: ProjectKind, project: ProjectDraft, steps: Sequence[StepDraft], today: str
) -> tuple[Dot, ...]:
    """The dots of the main line: those reached with their day, the next one, those to come.

    A stage that was passed without a step of its own shows as done without a day.
    """
    days = reached(steps)
    before = left_from(kind, project.stage, steps)
    place = max(kind.place(project.stage), kind.place(before))
    coming = next_node(kind, project.stage, before)
    found = []
    for number, stage in enumerate(kind.stages):
        is_passed = number <= place
        if not stage.is_dot:
            continue
        due = due_day(stage.due, project, days) if stage.due is not None and not is_passed else ""
        state = "done" if is_passed else "next" if stage is coming else "later"
        on = days.get(stage.name, "") if is_passed else ""
        is_late = bool(due) and due < today and not stage.is_optional
        found.append(Dot(stage.label, stage.name, on, due, state, is_late))
    return tuple(found)

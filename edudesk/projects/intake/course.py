"""What a 台账 tells of the course of a project beside its period: 开题, 结题, 等第 and 证书号, as dated steps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from edudesk.projects.forms.value import ENDED, ProjectKind
from edudesk.projects.intake.columns import CERTIFICATE, ENDED_ON, GRADE, OPENED_ON
from edudesk.projects.rows.projects import ProjectDraft, StepDraft
from edudesk.projects.rules.steps import first_steps
from edudesk.school.rules.years import is_day

_OPENING = ("开题", "启动")
Warn = Callable[[str, str], object]


@dataclass(frozen=True)
class Course:
    """said: by key, days in ISO; grade: 等第 told, in its own column or behind the state; today: ISO day."""

    kind: ProjectKind
    said: Mapping[str, str]
    grade: str
    today: str

    @property
    def opening(self) -> str:
        """The stage that 开题时间 is about; "" where the kind has none."""
        return next((one for one in self.kind.names() if one in _OPENING), "")

    @property
    def ended(self) -> str:
        """The stage that 结题时间 is about."""
        return next((one.name for one in self.kind.stages if one.phase == ENDED), "")

    def days(self) -> dict[str, str]:
        """Stage -> day told."""
        told = {self.opening: self.said.get(OPENED_ON, ""), self.ended: self.said.get(ENDED_ON, "")}
        return {stage: day for stage, day in told.items() if stage and is_day(day)}

    def steps(self, draft: ProjectDraft, warn: Warn) -> Sequence[StepDraft]:
        """The steps of a new project, () where nothing is told beyond its own days. warn(key, text): of what is left out."""
        kind, place = self.kind, self.kind.place(draft.stage)
        told = {}
        for key, stage, day in (
            (OPENED_ON, self.opening, self.said.get(OPENED_ON, "")),
            (ENDED_ON, self.ended, self.said.get(ENDED_ON, "")),
        ):
            if not is_day(day):
                if day:
                    warn(key, f"“{day}”没有写到日，没有登记，请导入后在“经过”里补记")
                continue
            if stage and kind.place(stage) <= place and day <= self.today:
                told[stage] = day
            elif key == OPENED_ON or draft.end != day:
                warn(key, f"项目还没有到“{stage or '开题'}”，{day} 没有登记")
        is_over = self.ended and kind.place(self.ended) <= place
        more = self.grade or self.said.get(CERTIFICATE, "")
        if not told and not more:
            return ()
        known = {one.to_stage: one for one in first_steps(kind, draft, self.today)}
        for stage, day in told.items():
            step = known.get(stage) or StepDraft(project_id="", on=day, from_stage="", to_stage=stage)
            known[stage] = replace(step, on=day)
        if more and not (is_over and self.ended in known):
            why = "不知道是哪一天结题的" if is_over else "项目还没有结题"
            for key in (GRADE, CERTIFICATE):
                if self.said.get(key):
                    warn(key, f"{why}，“{self.said[key]}”没有登记")
        elif more:
            number = self.said.get(CERTIFICATE, "")
            note = f"结题证书号 {number}" if number else ""
            known[self.ended] = replace(known[self.ended], result=self.grade, note=note)
        steps = sorted(known.values(), key=lambda one: kind.place(one.to_stage))
        if any(after.on < before.on for before, after in pairwise(steps)):
            warn(
                OPENED_ON if OPENED_ON in self.said else ENDED_ON,
                "开题、结题的日期和立项日期先后不符，没有登记，请核对",
            )
            return ()
        before = ""
        found = []
        for step in steps:
            found.append(replace(step, from_stage=before))
            before = step.to_stage
        return found

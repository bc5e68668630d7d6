"""The development plans of the sample school: one that runs and the round before, all invented; the same on every day.

What they are stands in resources/sample_plan.toml.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from edudesk.base import paths
from edudesk.plan.rows.course import (
    ARGUED_OF,
    PASSED,
    AdjustmentDraft,
    OpinionDraft,
    StageDraft,
)
from edudesk.plan.rows.goals import DOMAIN, GoalDraft
from edudesk.plan.rows.measures import WITHIN, YES, MeasureDraft, TargetDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.proofs import ProofDraft
from edudesk.plan.rows.reviews import YEARLY, GoalReviewDraft, ReviewDraft
from edudesk.plan.rows.survey import SurveyDraft
from edudesk.plan.rows.tasks import NoteDraft, TaskDraft
from edudesk.plan.rows.text import SectionDraft, SwotDraft, SwotRow
from edudesk.plan.rules.filling import usual_sections
from edudesk.plan.rules.survey import asked
from edudesk.plan.rules.wanted import EXCUSED
from edudesk.plan.rules.years import PlanYear

_GOAL = ("title", "text", "weight", "department", "leader", "person", "mark", "policy_ref")
_FROZEN_ON = "2026-08-31"


@cache
def data() -> Mapping[str, Any]:
    """The plans as they are written down."""
    with paths.shipped("resources", "sample_plan.toml").open("rb") as file:
        return tomllib.load(file)


def sample_plan(which: str, previous_id: str = "") -> PlanDraft:
    """which: "plan" or "previous"."""
    own = {key: value for key, value in data()[which].items() if isinstance(value, str)}
    return PlanDraft(previous_id=previous_id, **own)


def sample_stages(which: str, plan_id: str) -> list[StageDraft]:
    """The dated stages of a plan."""
    votes = data()[which].get("votes", {})
    cast = {"present": "present", "for": "votes_for", "against": "votes_against", "abstain": "votes_abstain"}
    found = []
    for stage, on, body, number, text, result, *place in data()[which]["stages"]:
        own = (
            {field: votes[key] for key, field in cast.items()}
            if stage == PASSED and votes.get("on") == on
            else {}
        )
        found.append(
            StageDraft(
                plan_id=plan_id,
                stage=stage,
                on=on,
                body=body,
                number=number,
                place="".join(place),
                text=text,
                result=result,
                **own,
            )
        )
    return found


def sample_opinions(plan_id: str) -> list[OpinionDraft]:
    """What was said of the draft; experts score it."""
    return [
        OpinionDraft(
            plan_id=plan_id, stage=stage, on=on, name=name, unit=unit, duty=duty, text=text, taken=taken, answer=answer,
            scores="".join(
                json.dumps(dict(zip(ARGUED_OF, one, strict=True)), ensure_ascii=False) for one in scores
            ),
        )
        for stage, on, name, unit, duty, text, taken, answer, *scores in data()["plan"]["opinions"]
    ]  # fmt: skip


@dataclass(frozen=True)
class SampleGoal:
    """A goal with what belongs to it; ids of goals are given when it is stored."""

    own: Mapping[str, Any]

    @property
    def title(self) -> str:
        """As it is stored."""
        return str(self.own["title"])

    def draft(self, plan_id: str, parent_id: str, projects: Mapping[str, str]) -> GoalDraft:
        """projects: id by title."""
        values = {key: self.own[key] for key in _GOAL if key in self.own}
        kind = {} if parent_id else {"kind": DOMAIN}
        project_id = projects.get(self.own.get("project", ""), "")
        return GoalDraft(
            plan_id=plan_id, parent_id=parent_id, project_id=project_id,
            **{**values, **kind, "weight": float(self.own["weight"])},
        )  # fmt: skip

    @property
    def goals(self) -> list["SampleGoal"]:
        """Those below it."""
        return [SampleGoal(one) for one in self.own.get("goal", ())]

    def measures(
        self, plan_id: str, goal_id: str, years: Sequence[PlanYear]
    ) -> Iterator[tuple[MeasureDraft, list[TargetDraft]]]:
        """Each with its yearly targets, measure_id ""; the actuals of the first year are frozen."""
        for title, unit, decimals, direction, base, source, targets, actuals, *why in self.own.get(
            "measures", ()
        ):
            limits: dict[str, Any] = {"low": "85", "tolerance": "5"} if direction == WITHIN else {}
            measure = MeasureDraft(
                plan_id=plan_id, goal_id=goal_id, title=title, unit=unit, decimals=decimals, direction=direction,
                base=base, base_on="2025-06-30", source=source, **limits,
            )  # fmt: skip
            every = []
            for number, (year, target) in enumerate(zip(years, targets, strict=True)):
                own = {"target": target}
                if target == EXCUSED:
                    own = {"excused": YES, "why": "".join(why)}
                elif number < len(actuals):
                    own["actual"] = actuals[number]
                    if number == 0:
                        own |= {"actual_on": _FROZEN_ON, "frozen": YES}
                every.append(TargetDraft(plan_id=plan_id, measure_id="", year=year.word, **own))
            yield measure, every

    def tasks(
        self, plan_id: str, goal_id: str, years: Sequence[PlanYear], people: Mapping[str, str]
    ) -> list[TaskDraft]:
        """people: id by name."""
        return [
            TaskDraft(
                plan_id=plan_id, goal_id=goal_id, year=years[number - 1].word, title=title, starts=starts, due=due,
                department=department, with_departments=others, owner=owner, owner_id=people.get(owner, ""),
                expected=expected, percent=percent, done_on=due if percent == 100 else "",
            )
            for number, title, starts, due, department, others, owner, expected, percent in self.own.get("tasks", ())
        ]  # fmt: skip

    def notes(self, plan_id: str, tasks: Mapping[str, str]) -> list[NoteDraft]:
        """tasks: id by title, of the year that runs."""
        return [
            NoteDraft(plan_id=plan_id, task_id=tasks[title], on=on, who=who, percent=percent, text=text)
            for title, on, who, percent, text in self.own.get("notes", ())
        ]

    def proofs(self, plan_id: str, goal_id: str) -> list[ProofDraft]:
        """Of the goal."""
        return [
            ProofDraft(plan_id=plan_id, goal_ids=goal_id, title=title, on=on, form=form, pages=pages)
            for title, on, form, pages in self.own.get("proofs", ())
        ]


def sample_domains() -> list[SampleGoal]:
    """The domains with all below them."""
    return [SampleGoal(one) for one in data()["domain"]]


def sample_swots(plan_id: str, goals: Mapping[str, str]) -> list[SwotDraft]:
    """goals: id by title."""
    return [
        SwotDraft(
            plan_id=plan_id, quadrant=one["quadrant"], place=place, text=text, figure_text=figure,
            goal_id=goals.get(goal, ""), figure="".join(indicator),
        )
        for one in data()["swot"]
        for place, (text, figure, goal, *indicator) in enumerate(one["lines"], 1)
    ]  # fmt: skip


def sample_survey(plan_id: str, swots: Sequence[SwotRow]) -> list[SurveyDraft]:
    """What the groups answered. swots: of the plan, as they are stored."""
    told = data()["survey"]
    found = [
        SurveyDraft(
            plan_id=plan_id, swot_id=row.id, people=people, on=told["on"], answers=count, hundredths=mean
        )
        for people, count in told["answers"].items()
        for row, mean in zip(asked(swots), told["means"][people], strict=True)
    ]
    return found + [
        SurveyDraft(plan_id=plan_id, people=people, on=told["on"], text=text, answers=count)
        for people, text, count in told["opened"]
    ]


def sample_sections(plan_id: str) -> list[SectionDraft]:
    """The usual chapters, some of them written."""
    texts = data()["text"]
    return [replace(one, text=texts.get(one.heading or one.role, "")) for one in usual_sections(plan_id)]


def sample_adjustments(plan_id: str) -> list[AdjustmentDraft]:
    """What was changed of it."""
    return [AdjustmentDraft(plan_id=plan_id, **one) for one in data()["adjustment"]]


def sample_review(plan_id: str, years: Sequence[PlanYear]) -> ReviewDraft:
    """The self-evaluation of its first year."""
    own = {key: value for key, value in data()["review"].items() if key not in ("year", "said")}
    return ReviewDraft(plan_id=plan_id, kind=YEARLY, year=years[data()["review"]["year"] - 1].word, **own)


def sample_judgements(plan_id: str, review_id: str, goals: Mapping[str, str]) -> list[GoalReviewDraft]:
    """What it says of goals. goals: id by title."""
    return [
        GoalReviewDraft(
            plan_id=plan_id, review_id=review_id, goal_id=goals[title], done=done, effect=effect, problems=problems,
            mending=mending,
        )
        for title, done, effect, problems, mending in data()["review"]["said"]
    ]  # fmt: skip

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
    OF_MEASURE,
    PASSED,
    AdjustmentDraft,
    OpinionDraft,
    StageDraft,
)
from edudesk.plan.rows.goals import DOMAIN, GoalDraft
from edudesk.plan.rows.measures import WITHIN, YES, MeasureDraft, TargetDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.proofs import ProofDraft
from edudesk.plan.rows.reviews import AT_END, MIDTERM, YEARLY, GoalReviewDraft, ReviewDraft
from edudesk.plan.rows.survey import SurveyDraft
from edudesk.plan.rows.tasks import NoteDraft, TaskDraft
from edudesk.plan.rows.text import SectionDraft, SwotDraft, SwotRow
from edudesk.plan.rules.filling import usual_sections
from edudesk.plan.rules.survey import asked
from edudesk.plan.rules.wanted import EXCUSED
from edudesk.plan.rules.years import PlanYear

_GOAL = (
    "title", "kind", "text", "department", "leader", "person", "mark", "policy_ref", "background", "content", "steps", "funds",
    "results",
)  # fmt: skip
_BASE_ON = "06-30"  # of the year in which a plan begins


@cache
def data() -> Mapping[str, Any]:
    """The plans as they are written down."""
    with paths.shipped("resources", "sample_plan.toml").open("rb") as file:
        return tomllib.load(file)


def sample_plan(which: str, previous_id: str = "") -> PlanDraft:
    """which: "plan" or "previous"."""
    own = {key: value for key, value in data()[which].items() if isinstance(value, str)}
    return PlanDraft(previous_id=previous_id, **own)


def sample_stages(which: str, plan_id: str, meetings: Mapping[str, str]) -> list[StageDraft]:
    """The dated stages of a plan. meetings: id by number (三届二次)."""
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
                meeting_id=meetings.get(number, ""),
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
        self, plan_id: str, goal_id: str, years: Sequence[PlanYear], frozen: int
    ) -> Iterator[tuple[MeasureDraft, list[TargetDraft]]]:
        """Each with its yearly targets, measure_id "". frozen: how many years have actuals that stay."""
        for title, unit, decimals, direction, base, source, targets, actuals, *why in self.own.get(
            "measures", ()
        ):
            limits: dict[str, Any] = {"low": "85", "tolerance": "5"} if direction == WITHIN else {}
            measure = MeasureDraft(
                plan_id=plan_id, goal_id=goal_id, title=title, unit=unit, decimals=decimals, direction=direction,
                base=base, base_on=f"{years[0].first[:4]}-{_BASE_ON}", source=source, **limits,
            )  # fmt: skip
            every = []
            for number, (year, target) in enumerate(zip(years, targets, strict=True)):
                own = {"target": target}
                if target == EXCUSED:
                    own = {"excused": YES, "why": "".join(why)}
                elif number < len(actuals):
                    own["actual"] = actuals[number]
                    if number < frozen:
                        own |= {"actual_on": year.last, "frozen": YES}
                every.append(TargetDraft(plan_id=plan_id, measure_id="", year=year.word, **own))
            yield measure, every

    def tasks(
        self,
        plan_id: str,
        goal_id: str,
        years: Sequence[PlanYear],
        people: Mapping[str, str],
        before: Mapping[str, str],
    ) -> list[TaskDraft]:
        """people: id by name; before: tasks of the round before, id by title."""
        return [
            TaskDraft(
                plan_id=plan_id, goal_id=goal_id, year=years[number - 1].word, title=title, starts=starts, due=due,
                department=department, with_departments=others, owner=owner, owner_id=people.get(owner, ""),
                expected=expected, percent=percent, done_on=due if percent == 100 else "",
                carried_from=before["".join(carried)] if carried else "",
            )
            for number, title, starts, due, department, others, owner, expected, percent, *carried in self.own.get("tasks", ())
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


def sample_domains(which: str) -> list[SampleGoal]:
    """The domains of a plan with all below them."""
    return [SampleGoal(one) for one in data()["domain" if which == "plan" else "old_domain"]]


def sample_earlier() -> dict[str, dict[str, str]]:
    """Title of a goal -> its fields as they were in the draft that was consulted on."""
    return {
        one["goal"]: {key: text for key, text in one.items() if key != "goal"} for one in data()["earlier"]
    }


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


@dataclass(frozen=True, slots=True)
class SampleAdjustment:
    """A yearly target that was adjusted after the plan was adopted. place: of the year, from 0."""

    measure: str
    place: int
    to: str
    draft: AdjustmentDraft


def sample_adjustments(plan_id: str, meetings: Mapping[str, str]) -> list[SampleAdjustment]:
    """What was changed of it. meetings: id by number."""
    return [
        SampleAdjustment(
            one["measure"],
            one["year"] - 1,
            one["to"],
            AdjustmentDraft(
                plan_id=plan_id, on=one["on"], what=OF_MEASURE, field="target", reason=one["reason"],
                meeting=f"{one['meeting']}校务会议", meeting_id=meetings.get(one["meeting"], ""),
            ),
        )
        for one in data()["adjustment"]
    ]  # fmt: skip


def sample_review(which: str, plan_id: str, years: Sequence[PlanYear]) -> ReviewDraft:
    """which: "review" of the first year, "mid_review" or "old_review", of the round before."""
    told = data()[which]
    own = {key: value for key, value in told.items() if key not in ("year", "said")}
    kind = {"review": YEARLY, "mid_review": MIDTERM, "old_review": AT_END}[which]
    return ReviewDraft(plan_id=plan_id, kind=kind, year=years[told.get("year", 0) - 1].word, **own)


def sample_earlier_reviews(plan_id: str, years: Sequence[PlanYear]) -> list[ReviewDraft]:
    """The evaluations of the round before, year by year and at its end."""
    yearly = [
        ReviewDraft(
            plan_id=plan_id,
            kind=YEARLY,
            year=years[one["year"] - 1].word,
            **{key: value for key, value in one.items() if key != "year"},
        )
        for one in data()["old_yearly"]
    ]
    return [*yearly, sample_review("old_review", plan_id, years)]


def sample_judgements(plan_id: str, review_id: str, goals: Mapping[str, str]) -> list[GoalReviewDraft]:
    """What it says of goals. goals: id by title."""
    return [
        GoalReviewDraft(
            plan_id=plan_id, review_id=review_id, goal_id=goals[title], done=done, effect=effect, problems=problems,
            mending=mending,
        )
        for title, done, effect, problems, mending in data()["review"]["said"]
    ]  # fmt: skip

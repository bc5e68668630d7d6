"""What a kept version of a plan holds: texts, sections, goals, measures with their targets and tasks as they were, as JSON.

What came of them is never in it: actuals, progress, notes and proofs belong to the work, not to the plan.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from edudesk.plan.rows.goals import GoalDraft, GoalRow
from edudesk.plan.rows.measures import YES_OR_NO, MeasureDraft, MeasureRow, TargetDraft, TargetRow
from edudesk.plan.rows.plans import IDENTITY, PlanRow
from edudesk.plan.rows.tasks import TaskDraft, TaskRow
from edudesk.plan.rows.text import SectionDraft, SectionRow

FACTS: Final = (
    "title",
    "starts",
    "ends",
    *IDENTITY,
    "guiding",
    "overall",
    "school_goal",
    "teacher_goal",
    "pupil_goal",
)
"""Fields of the plan that are part of its text."""
Values = Mapping[str, Any]
"""The fields of a record that a version holds."""

_EMPTY: Final[Mapping[Any, Any]] = {str: "", int: 0, int | None: None, float | None: None}


@dataclass(frozen=True, slots=True)
class Kept:
    """Which fields of a kind of record a version holds. blank: what is not written, and what one has that was kept before
    the field was."""

    blank: Values

    @property
    def fields(self) -> Iterable[str]:
        """Their keys, in order."""
        return self.blank.keys()

    def of(self, row: object) -> dict[str, Any]:
        """Of a record as it stands."""
        return {key: getattr(row, key) for key in self.blank}

    def spare(self, values: Values) -> dict[str, Any]:
        """As they are written."""
        return {key: value for key, value in values.items() if value != self.blank[key]}

    def full(self, told: Values) -> dict[str, Any]:
        """As they were written; what a newer program kept beside is left alone."""
        return {**self.blank, **{key: value for key, value in told.items() if key in self.blank}}


def _kept(draft: type[Any], *keys: str) -> Kept:
    types = {one.name: one.type for one in fields(draft)}
    return Kept({key: _EMPTY[types[key]] for key in keys})


SECTION: Final = _kept(SectionDraft, "place", "level", "heading", "text", "role")
GOAL: Final = _kept(
    GoalDraft, "parent_id", "place", "kind", "title", "text", "weight", "department", "leader", "person", "policy_ref",
    "mark", "project_id", "years", "background", "content", "steps", "funds", "results",
)  # fmt: skip
MEASURE: Final = _kept(
    MeasureDraft, "goal_id", "place", "title", "unit", "decimals", "direction", "base", "base_on", "low", "high",
    "tolerance", "weight", "source", "stage", "note",
)  # fmt: skip
TARGET: Final = _kept(TargetDraft, "target", "excused", "why")
TASK: Final = _kept(
    TaskDraft, "goal_id", "title", "year", "starts", "due", "due_words", "department", "with_departments", "leader",
    "owner", "owner_id", "expected", "weight", "carried_from",
)  # fmt: skip
_BY_ID: Final = {"goals": GOAL, "measures": MEASURE, "tasks": TASK}


@dataclass(frozen=True)
class Content:
    """Of one version. facts: fields of the plan; sections: in order, each with its id where it is known; goals, measures,
    tasks: by id, in order; targets: by id of the measure and year; is_whole: False = kept before measures and tasks were."""

    facts: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[Values, ...] = ()
    goals: Mapping[str, Values] = field(default_factory=dict)
    measures: Mapping[str, Values] = field(default_factory=dict)
    targets: Mapping[str, Mapping[str, Values]] = field(default_factory=dict)
    tasks: Mapping[str, Values] = field(default_factory=dict)
    is_whole: bool = True


def content_of(
    plan: PlanRow,
    sections: Iterable[SectionRow],
    goals: Iterable[GoalRow],
    measures: Iterable[MeasureRow] = (),
    targets: Iterable[TargetRow] = (),
    tasks: Iterable[TaskRow] = (),
) -> Content:
    """The content of a plan as it stands."""
    in_place = sorted(measures, key=lambda one: (one.place, one.id))
    direction = {one.id: one.direction for one in in_place}
    of_years: dict[str, dict[str, Values]] = {}
    for one in sorted(targets, key=lambda one: (one.measure_id, one.year)):
        values = TARGET.of(one)
        # a yes that nobody typed is one: of 是否 the row alone says it (rules.wanted)
        if one.measure_id in direction and (values != TARGET.blank or direction[one.measure_id] == YES_OR_NO):
            of_years.setdefault(one.measure_id, {})[one.year] = values
    return Content(
        {key: str(getattr(plan, key)) for key in FACTS},
        tuple(
            {"id": one.id, **SECTION.of(one)} for one in sorted(sections, key=lambda one: (one.place, one.id))
        ),
        {one.id: GOAL.of(one) for one in sorted(goals, key=lambda one: (one.place, one.id))},
        {one.id: MEASURE.of(one) for one in in_place},
        of_years,
        {one.id: TASK.of(one) for one in sorted(tasks, key=lambda one: (one.year, one.due or "9", one.id))},
    )


def written(content: Content) -> str:
    """The JSON of a version."""
    told: dict[str, Any] = {
        "facts": content.facts,
        "sections": [
            {key: one[key] for key in ("id", *SECTION.fields) if key != "id" or one["id"]}
            for one in content.sections
        ],
    }
    for name, kept in _BY_ID.items():
        if name == "goals" or content.is_whole:
            told[name] = {key: kept.spare(one) for key, one in getattr(content, name).items()}
    if content.is_whole:
        told["targets"] = {
            key: {year: TARGET.spare(one) for year, one in years.items()}
            for key, years in content.targets.items()
        }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Content:
    """The content of a version."""
    told = json.loads(text) if text else {}
    sections = tuple(
        {"id": one.get("id", ""), **SECTION.full({"place": place, "level": 1, **one})}
        for place, one in enumerate(told.get("sections", ()))
    )
    goals, measures, tasks = (
        {key: kept.full(one) for key, one in told.get(name, {}).items()} for name, kept in _BY_ID.items()
    )
    targets = {
        key: {year: TARGET.full(one) for year, one in years.items()}
        for key, years in told.get("targets", {}).items()
    }
    facts = {key: value for key, value in told.get("facts", {}).items() if key in FACTS}
    return Content(facts, sections, goals, measures, targets, tasks, "tasks" in told)

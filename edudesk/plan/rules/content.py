"""What a kept version of a plan holds: its texts, sections and goals as they were, as JSON."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from edudesk.plan.rows.goals import GoalRow
from edudesk.plan.rows.plans import IDENTITY, PLAN_COLUMN, PlanRow
from edudesk.plan.rows.text import SectionRow

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
SECTION_FIELDS: Final = ("place", "level", "heading", "text", "role")
GOAL_FIELDS: Final = (
    "parent_id", "place", "kind", "title", "text", "weight", "department", "leader", "person", "policy_ref", "mark",
    "project_id", "years", "background", "content", "steps", "funds", "results",
)  # fmt: skip


@dataclass(frozen=True)
class Content:
    """Of one version. facts: fields of the plan; sections: in order; goals: by id."""

    facts: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[Mapping[str, Any], ...] = ()
    goals: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What two versions are compared by: headings with their texts, the facts and goals as passages too."""
        facts = [(PLAN_COLUMN[key].title, self.facts.get(key, "")) for key in FACTS]
        sections = [(str(one["heading"]) or "引言", str(one["text"])) for one in self.sections]
        return (*((name, text) for name, text in facts if text), *sections, *self._goal_texts())

    def _goal_texts(self) -> Iterable[tuple[str, str]]:
        for one in self.goals.values():
            weight = f"权重 {one['weight']:g} 分" if one.get("weight") is not None else ""
            said = (one["text"], one["mark"], weight, one["department"], one["leader"], one["person"])
            yield f"{one['kind']}：{one['title']}", "\n".join(str(part) for part in said if part)


def content_of(plan: PlanRow, sections: Iterable[SectionRow], goals: Iterable[GoalRow]) -> Content:
    """The content of a plan as it stands."""
    return Content(
        {key: str(getattr(plan, key)) for key in FACTS},
        tuple(
            {key: getattr(one, key) for key in SECTION_FIELDS}
            for one in sorted(sections, key=lambda one: (one.place, one.id))
        ),
        {
            one.id: {key: getattr(one, key) for key in GOAL_FIELDS}
            for one in sorted(goals, key=lambda one: (one.place, one.id))
        },
    )


def written(content: Content) -> str:
    """The JSON of a version."""
    told = {"facts": content.facts, "sections": content.sections, "goals": content.goals}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Content:
    """The content of a version; what a newer program kept beside is left alone."""
    told = json.loads(text) if text else {}
    blank: dict[str, Any] = dict.fromkeys(GOAL_FIELDS, "") | {"place": 0, "weight": None}
    sections = tuple(
        {"place": place, "level": 1, "heading": "", "text": "", "role": ""}
        | {key: value for key, value in one.items() if key in SECTION_FIELDS}
        for place, one in enumerate(told.get("sections", ()))
    )
    goals = {
        key: blank | {name: value for name, value in one.items() if name in GOAL_FIELDS}
        for key, one in told.get("goals", {}).items()
    }
    return Content(
        {key: value for key, value in told.get("facts", {}).items() if key in FACTS}, sections, goals
    )

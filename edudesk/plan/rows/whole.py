"""A plan with everything that belongs to it, as pages, papers and the evaluation share it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from edudesk.plan.rows.course import AdjustmentRow, OpinionRow, StageRow
from edudesk.plan.rows.goals import GoalRow
from edudesk.plan.rows.measures import MeasureRow, TargetRow
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rows.proofs import ProofRow
from edudesk.plan.rows.reviews import DutyRow, GoalReviewRow, ReviewRow
from edudesk.plan.rows.survey import SurveyRow
from edudesk.plan.rows.tasks import NoteRow, TaskRow
from edudesk.plan.rows.text import SectionRow, SwotRow

R = TypeVar("R")


@dataclass(frozen=True)
class PlanWhole:
    """Every list is in its order; of all kept versions only desk.plan_versions has the content."""

    plan: PlanRow
    stages: tuple[StageRow, ...] = ()
    opinions: tuple[OpinionRow, ...] = ()
    adjustments: tuple[AdjustmentRow, ...] = ()
    sections: tuple[SectionRow, ...] = ()
    swots: tuple[SwotRow, ...] = ()
    survey: tuple[SurveyRow, ...] = ()
    goals: tuple[GoalRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    proofs: tuple[ProofRow, ...] = ()
    reviews: tuple[ReviewRow, ...] = ()
    goal_reviews: tuple[GoalReviewRow, ...] = ()
    duties: tuple[DutyRow, ...] = ()

    def renewed(self, plan: PlanRow, parts: Mapping[str, Any]) -> "PlanWhole":
        """With another plan and some other lists, by their names; what was looked up in the others stays."""
        fresh = replace(self, plan=plan, **parts)
        found = self.__dict__
        fresh.__dict__.update(
            {name: found[name] for name, part in _LOOKED_UP.items() if part not in parts and name in found}
        )
        return fresh

    @cached_property
    def goal(self) -> Mapping[str, GoalRow]:
        """Goals by id."""
        return {row.id: row for row in self.goals}

    @cached_property
    def task(self) -> Mapping[str, TaskRow]:
        """Tasks by id."""
        return {row.id: row for row in self.tasks}

    @cached_property
    def measure(self) -> Mapping[str, MeasureRow]:
        """Measures by id."""
        return {row.id: row for row in self.measures}

    @cached_property
    def tasks_of(self) -> Mapping[str, list[TaskRow]]:
        """The tasks of each goal that has any, of all years."""
        return _by(self.tasks, "goal_id")

    @cached_property
    def notes_of(self) -> Mapping[str, list[NoteRow]]:
        """The notes of each task that has any, the latest first."""
        return _by(self.notes, "task_id")

    @cached_property
    def measures_of(self) -> Mapping[str, list[MeasureRow]]:
        """The measures of each goal that has any."""
        return _by(self.measures, "goal_id")

    @cached_property
    def target(self) -> Mapping[tuple[str, str], TargetRow]:
        """Target and actual by (id of the measure, word of the year)."""
        return {(row.measure_id, row.year): row for row in self.targets}

    @cached_property
    def targets_of(self) -> Mapping[str, Mapping[str, TargetRow]]:
        """Target and actual by year, of each measure that has any."""
        found: dict[str, dict[str, TargetRow]] = {}
        for row in self.targets:
            found.setdefault(row.measure_id, {})[row.year] = row
        return found

    @cached_property
    def _proofs_of(self) -> Mapping[str, list[ProofRow]]:
        found: dict[str, list[ProofRow]] = {}
        for row in self.proofs:
            ids = "、".join((row.goal_ids, row.task_ids, row.measure_ids, row.project_ids)).split("、")
            for one in dict.fromkeys(filter(None, ids)):
                found.setdefault(one, []).append(row)
        return found

    def proofs_of(self, *ids: str) -> list[ProofRow]:
        """The proofs of goals, tasks, measures or projects by their ids, each once, in the order of the archive."""
        found = {row.id for one in ids for row in self._proofs_of.get(one, ())}
        return [row for row in self.proofs if row.id in found]


# what is looked up once -> the list it comes from
_LOOKED_UP = {
    "goal": "goals", "task": "tasks", "tasks_of": "tasks", "notes_of": "notes", "measure": "measures",
    "measures_of": "measures", "target": "targets", "targets_of": "targets", "_proofs_of": "proofs",
}  # fmt: skip


def _by(rows: Iterable[R], key: str) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found

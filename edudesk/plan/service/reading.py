"""A plan with everything that belongs to it, in few readings, kept until something changes."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from edudesk.plan.rows.course import AdjustmentRow, OpinionRow, StageRow
from edudesk.plan.rows.goals import GoalRow
from edudesk.plan.rows.measures import MeasureRow, TargetRow
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rows.proofs import ProofRow
from edudesk.plan.rows.reviews import DutyRow, GoalReviewRow, ReviewRow
from edudesk.plan.rows.survey import SurveyRow
from edudesk.plan.rows.tasks import NoteRow, TaskRow
from edudesk.plan.rows.text import SectionRow, SwotRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.proofs import natural
from edudesk.plan.tables import (
    Plan,
    PlanAdjustment,
    PlanDuty,
    PlanGoal,
    PlanGoalReview,
    PlanMeasure,
    PlanNote,
    PlanOpinion,
    PlanProof,
    PlanReview,
    PlanSection,
    PlanStage,
    PlanSwot,
    PlanSwotAnswer,
    PlanTarget,
    PlanTask,
)
from edudesk.store import journal
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import Record, core
from edudesk.store.verbs import view

# field of PlanWhole -> table, row, what the rows are ordered by
_PARTS: dict[str, tuple[type[Record], type[Any], Any]] = {
    "stages": (PlanStage, StageRow, lambda row: (row.on, row.id)),
    "opinions": (PlanOpinion, OpinionRow, lambda row: (row.on, row.id)),
    "adjustments": (PlanAdjustment, AdjustmentRow, lambda row: (row.on, row.id)),
    "sections": (PlanSection, SectionRow, lambda row: (row.place, row.id)),
    "swots": (PlanSwot, SwotRow, lambda row: (row.place, row.id)),
    "survey": (PlanSwotAnswer, SurveyRow, lambda row: (row.swot_id, row.people, row.id)),
    "goals": (PlanGoal, GoalRow, lambda row: (row.place, row.id)),
    "tasks": (PlanTask, TaskRow, lambda row: (row.year, row.due or "9", row.id)),
    "notes": (PlanNote, NoteRow, lambda row: (row.on, row.id)),
    "measures": (PlanMeasure, MeasureRow, lambda row: (row.place, row.id)),
    "targets": (PlanTarget, TargetRow, lambda row: (row.year, row.id)),
    "proofs": (PlanProof, ProofRow, lambda row: (natural(row.number), row.id)),
    "reviews": (PlanReview, ReviewRow, lambda row: (row.on, row.id)),
    "goal_reviews": (PlanGoalReview, GoalReviewRow, lambda row: row.id),
    "duties": (PlanDuty, DutyRow, lambda row: (row.year, row.leader, row.id)),
}


class WholeService:
    """Plans with everything that belongs to them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._rows = {key: Records(context, table, row) for key, (table, row, _) in _PARTS.items()}
        self._kept: dict[str, tuple[tuple[int, int], PlanWhole]] = {}

    @view(Right.SEE_PLAN)
    def of(self, connection: Connection, plan_id: str) -> PlanWhole:
        """Everything of one plan; read again only when something was done since, and of that only what became another.
        Raises UserError when it is gone."""
        stamp = self.context.stamp(connection)
        kept = self._kept.get(plan_id)
        if kept is None or kept[0] != stamp:
            is_kept = kept is not None and kept[0][0] == stamp[0]
            whole = self._again(connection, *kept) if kept and is_kept else self._anew(connection, plan_id)
            kept = stamp, whole
            others = [pair for pair in self._kept.items() if pair[0] != plan_id]
            # the one in sight, and those in force, which the start page tells of
            self._kept = {**dict(others[-2:]), plan_id: kept}
        return kept[1]

    def _anew(self, connection: Connection, plan_id: str) -> PlanWhole:
        return _whole(
            self.context, connection, plan_id, {key: self._of(connection, key, plan_id) for key in _PARTS}
        )

    def _again(self, connection: Connection, stamp: tuple[int, int], whole: PlanWhole) -> PlanWhole:
        """A whole that was kept, with what became another since."""
        names = {table.__tablename__: key for key, (table, _, _) in _PARTS.items()}
        changed = [names[one] for one in journal.tables_after(connection, stamp[1], names)]
        plan = Records(self.context, Plan, PlanRow).get(connection, whole.plan.id)
        return whole.renewed(plan, _ordered({key: self._of(connection, key, plan.id) for key in changed}))

    def _of(self, connection: Connection, key: str, plan_id: str) -> list[Any]:
        return [row for row in self._rows[key].rows(connection) if row.plan_id == plan_id]


def read_whole(context: Context, connection: Connection, plan_id: str) -> PlanWhole:
    """Everything of one plan as it is now, also inside a verb."""
    found = {
        key: Records(context, table, row).where(connection, core(table).c.plan_id == plan_id)
        for key, (table, row, _) in _PARTS.items()
    }
    return _whole(context, connection, plan_id, found)


def _whole(
    context: Context, connection: Connection, plan_id: str, found: Mapping[str, Sequence[Any]]
) -> PlanWhole:
    return PlanWhole(Records(context, Plan, PlanRow).get(connection, plan_id), **_ordered(found))


def _ordered(found: Mapping[str, Sequence[Any]]) -> dict[str, tuple[Any, ...]]:
    parts = {key: tuple(sorted(rows, key=_PARTS[key][2])) for key, rows in found.items()}
    if "notes" in parts:
        parts["notes"] = parts["notes"][::-1]  # the latest first
    return parts

"""A project with what belongs to it, as it is begun at once: a new one, a line of a 台账 that was there."""

from collections.abc import Sequence
from dataclasses import dataclass

from edudesk.projects.rows.course import ActivityDraft, ChangeDraft, MilestoneDraft
from edudesk.projects.rows.evidence import EvidenceDraft
from edudesk.projects.rows.money import BudgetDraft, SpendingDraft
from edudesk.projects.rows.people import MemberDraft
from edudesk.projects.rows.planned import PlannedDraft
from edudesk.projects.rows.pool import RecommendationDraft, ReviewDraft
from edudesk.projects.rows.projects import LevelDraft, ProjectDraft, StepDraft
from edudesk.projects.rows.results import DeliverableDraft, MeasureDraft, YearlyDraft

Part = (
    LevelDraft | MemberDraft | ChangeDraft | MilestoneDraft | ActivityDraft | BudgetDraft | SpendingDraft
    | PlannedDraft | DeliverableDraft | YearlyDraft | MeasureDraft | EvidenceDraft | ReviewDraft | RecommendationDraft
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Whole:
    """The parts and steps have project_id ""; without steps the project has those that its own days tell
    (rules.steps.first_steps), without levels that it was approved at is the first of the history."""

    draft: ProjectDraft
    parts: Sequence[Part] = ()
    steps: Sequence[StepDraft] = ()

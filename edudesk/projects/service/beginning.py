"""What a project begins with: its parts as they are known, its first step, its first level."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from edudesk.base import clock
from edudesk.projects.rows.kinds import KindVersionRow
from edudesk.projects.rows.projects import LevelDraft, ProjectRow, StepDraft
from edudesk.projects.rows.whole import Whole
from edudesk.projects.rules.steps import first_steps, has_level
from edudesk.projects.service.changes import ChangeService
from edudesk.projects.service.course import ActivityService, LevelService, MilestoneService
from edudesk.projects.service.evidence import EvidenceService
from edudesk.projects.service.kinds import kinds_in
from edudesk.projects.service.money import BudgetService, SpendingService
from edudesk.projects.service.people import MemberService
from edudesk.projects.service.planned import PlannedService
from edudesk.projects.service.pool import RecommendationService, ReviewService
from edudesk.projects.service.results import DeliverableService, MeasureService, YearlyService
from edudesk.projects.tables import KindVersion, ProjectLevel, ProjectStep
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.row_service import RowService, insert
from edudesk.store.work import Work

_PARTS: Mapping[type[Any], type[RowService[Any, Any]]] = {
    one.draft: one
    for one in (
        LevelService, MemberService, ChangeService, MilestoneService, ActivityService, BudgetService, SpendingService,
        PlannedService, DeliverableService, YearlyService, MeasureService, EvidenceService, ReviewService, RecommendationService,
    )
}  # fmt: skip
_STEP = tuple(field.name for field in fields(StepDraft))


def insert_parts(context: Context, work: Work, ids: Sequence[str], wholes: Sequence[Whole]) -> None:
    """Store steps and parts of new projects, each part checked as if typed; ids: of the projects, in the same order."""
    parts: dict[type[Any], list[Any]] = {}
    steps: list[dict[str, Any]] = []
    for project_id, whole in zip(ids, wholes, strict=True):
        for part in whole.parts:
            parts.setdefault(type(part), []).append(replace(part, project_id=project_id))
        steps += [
            {**{key: getattr(step, key) for key in _STEP}, "project_id": project_id} for step in whole.steps
        ]
    work.insert(ProjectStep, steps)
    for draft, drafts in parts.items():
        service = _PARTS[draft](context)
        insert(service, work, drafts)
        service._followed(work)


def insert_first(context: Context, work: Work, rows: Sequence[ProjectRow]) -> None:
    """Give new projects the steps whose days are known and the level they were approved at, where none was stored with
    them. A level that is only asked for is no part of the history."""
    told = {
        (change.table, change.after["project_id"])
        for change in work.changes
        if change.after is not None and "project_id" in change.after
    }
    today = clock.today().isoformat()
    kinds = kinds_in(work.connection, Records(context, KindVersion, KindVersionRow))
    work.insert(
        ProjectStep,
        [
            {**{key: getattr(step, key) for key in _STEP}, "project_id": row.id}
            for row in rows
            if (ProjectStep.__tablename__, row.id) not in told
            for step in first_steps(kinds.of(row), row, today)
        ],
    )
    insert(
        LevelService(context),
        work,
        [
            LevelDraft(
                project_id=row.id,
                level=row.level,
                on=row.approved_on,
                number=row.number,
                doc_no=row.doc_no,
            )
            for row in rows
            if row.level
            and (ProjectLevel.__tablename__, row.id) not in told
            and has_level(kinds.of(row), row)
        ],
    )

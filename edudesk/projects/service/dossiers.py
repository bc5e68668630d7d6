"""Reading projects with everything that belongs to them, for their papers: a query for each table, however many projects."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, select

from edudesk.base import clock
from edudesk.projects.forms.standards import CHANNELS, STUDIO, items_of, parts_of
from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.rows.course import WAITING
from edudesk.projects.rows.dossiers import Dossier
from edudesk.projects.rows.people import MemberRow
from edudesk.projects.rows.projects import ProjectRow, ProjectTextRow, StepRow
from edudesk.projects.rules.years import due_year
from edudesk.projects.service.changes import ChangeService
from edudesk.projects.service.course import ActivityService, LevelService, MilestoneService
from edudesk.projects.service.evidence import EvidenceService
from edudesk.projects.service.money import BudgetService, SpendingService
from edudesk.projects.service.parts import PartService
from edudesk.projects.service.people import MemberService, StudioService
from edudesk.projects.service.planned import PlannedService
from edudesk.projects.service.pool import RecommendationService, ReviewService
from edudesk.projects.service.reading import projects_by_id
from edudesk.projects.service.results import DeliverableService, MeasureService, YearlyService
from edudesk.projects.service.standards import judging_in, standards_in
from edudesk.projects.tables import Project, ProjectEvidence, ProjectStep, ProjectText
from edudesk.roster.tables import Teacher
from edudesk.school.tables import Department
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import Attachment, Record, core
from edudesk.store.verbs import view

_PARTS: Mapping[str, type[PartService[Any, Any]]] = {
    "levels": LevelService,
    "members": MemberService,
    "changes": ChangeService,
    "milestones": MilestoneService,
    "activities": ActivityService,
    "budgets": BudgetService,
    "spendings": SpendingService,
    "planned": PlannedService,
    "results": DeliverableService,
    "yearly": YearlyService,
    "measures": MeasureService,
    "evidence": EvidenceService,
    "reviews": ReviewService,
    "recommendations": RecommendationService,
    "scores": StudioService,
}
_OF_ROSTER = {"title": "title", "post": "admin_post", "phone": "phone"}


class DossierService:
    """项目 as their papers are made from."""

    def __init__(self, context: Context) -> None:
        self.context = context

    @view(Right.SEE_PROJECTS)
    def of(self, connection: Connection, project_id: str) -> Dossier:
        """One project. Raises UserError when it is gone."""
        Records(self.context, Project, ProjectRow).get(connection, project_id)  # refuses what is gone
        (dossier,) = self._read(connection, [project_id])
        return dossier

    @view(Right.SEE_PROJECTS)
    def of_many(self, connection: Connection, project_ids: Collection[str]) -> list[Dossier]:
        """Several, in the order of their ids; those that are gone are left out."""
        return self._read(connection, list(project_ids))

    @view(Right.SEE_PROJECTS)
    def having(self, connection: Connection, part: str) -> set[str]:
        """The ids of the projects with a record of a part (measures, scores …); of changes only those that wait."""
        c = core(_PARTS[part].table).c
        query = select(c.project_id).where(c.deleted_at == "").distinct()
        if part == "changes":
            query = query.where(c.decision == WAITING)
        return set(connection.scalars(query))

    def _read(self, connection: Connection, ids: list[str]) -> list[Dossier]:
        projects, kinds = projects_by_id(self.context, connection, ids)
        parts: dict[str, dict[str, list[Any]]] = {
            name: _by_project(service(self.context)._of(connection, ids)) for name, service in _PARTS.items()
        }
        steps = Records(self.context, ProjectStep, StepRow).where(
            connection, core(ProjectStep).c.project_id.in_(ids)
        )
        parts["steps"] = _by_project(sorted(steps, key=lambda row: (row.on, row.id)))
        texts = _by_project(
            Records(self.context, ProjectText, ProjectTextRow).where(
                connection, core(ProjectText).c.project_id.in_(ids)
            )
        )
        files = self._files(connection)
        people = self._people(connection, parts["members"])
        departments = _names(connection, Department, [one.department_id for one in projects.values()])
        supervisors = _names(connection, Teacher, [one.supervisor_id for one in projects.values()])
        standards = standards_in(connection, self.context)
        years = {due_year(clock.today()), *(one.year for own in parts["measures"].values() for one in own)}
        judgings = {year: judging_in(connection, self.context, year) for year in sorted(years)}
        found = []
        for project_id in ids:
            project = projects.get(project_id)
            if project is None:
                continue
            own: dict[str, tuple[Any, ...]] = {
                name: tuple(rows.get(project_id, ())) for name, rows in parts.items()
            }
            own["members"] = tuple(_filled(one, people.get(one.teacher_id, {})) for one in own["members"])
            kind: ProjectKind = kinds.of(project)
            found.append(
                Dossier(
                    project=project,
                    on=clock.today().isoformat(),
                    kind=kind,
                    department=departments.get(project.department_id, ""),
                    supervisor=supervisors.get(project.supervisor_id, ""),
                    texts={row.key: row.text for row in texts.get(project_id, ())},
                    files=files,
                    channels=parts_of(standards[CHANNELS]),
                    items=items_of(standards[STUDIO].lines),
                    judgings=judgings,
                    **own,
                )
            )
        return found

    @staticmethod
    def _files(connection: Connection) -> dict[str, int]:
        c = core(Attachment).c
        query = (
            select(c.owner_id, func.count())
            .where(c.deleted_at == "", c.owner_table == ProjectEvidence.__tablename__)
            .group_by(c.owner_id)
        )
        return dict(connection.execute(query).all())

    @staticmethod
    def _people(
        connection: Connection, members: Mapping[str, list[MemberRow]]
    ) -> dict[str, Mapping[str, str]]:
        """What the roster says of members, by teacher id."""
        wanted = sorted({one.teacher_id for own in members.values() for one in own if one.teacher_id})
        c = core(Teacher).c
        query = select(c.id, c.name, c.title, c.admin_post, c.phone).where(c.id.in_(wanted))
        return {row.id: dict(row._mapping) for row in connection.execute(query)}


def _names(connection: Connection, table: type[Record], ids: Collection[str]) -> dict[str, str]:
    """What the rows with these ids are called, also those in the recycle bin."""
    c = core(table).c
    query = select(c.id, c.name).where(c.id.in_({one for one in ids if one}))
    return dict(connection.execute(query).all())


def _by_project(rows: Collection[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.project_id].append(row)
    return found


def _filled(member: MemberRow, person: Mapping[str, str]) -> MemberRow:
    """A member as papers print it: what the project does not say is taken from the roster."""
    if not person:
        return member
    known: dict[str, Any] = {
        key: person[other] for key, other in _OF_ROSTER.items() if not getattr(member, key)
    }
    return replace(member, name=person["name"] or member.name, **known)

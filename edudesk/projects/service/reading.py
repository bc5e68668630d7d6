"""What several services read: projects with their kinds, documents that are there, names of people."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, func, select

from edudesk.base.pinyin import spell
from edudesk.projects.rows.evidence import ON_PAPER
from edudesk.projects.rows.kinds import KindVersionRow
from edudesk.projects.rows.people import LEADER, MemberDraft
from edudesk.projects.rows.projects import ProjectRow, StepRow
from edudesk.projects.rules.deliverables import YES as FINAL
from edudesk.projects.rules.kinds import Kinds
from edudesk.projects.service.kinds import kinds_in
from edudesk.projects.tables import (
    Deliverable,
    KindVersion,
    Project,
    ProjectEvidence,
    ProjectMember,
    ProjectStep,
)
from edudesk.roster.tables import Teacher
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.tables import Attachment, core


def spelled(title: str) -> dict[str, object]:
    """The fields by which the search finds a title."""
    pinyin, initials = spell(title)
    return {"pinyin": pinyin, "initials": initials}


def projects_by_id(
    context: Context, connection: Connection, ids: Collection[str]
) -> tuple[dict[str, ProjectRow], Kinds]:
    """The projects with these ids, and the kinds."""
    kept = Records(context, Project, ProjectRow)
    rows = kept.where(connection, core(Project).c.id.in_(ids))
    return {row.id: row for row in rows}, kinds_in(connection, Records(context, KindVersion, KindVersionRow))


def steps_of(context: Context, connection: Connection, project_id: str) -> list[StepRow]:
    """The steps of a project, oldest first."""
    rows = Records(context, ProjectStep, StepRow).where(
        connection, core(ProjectStep).c.project_id == project_id
    )
    return sorted(rows, key=lambda row: (row.on, row.id))


def is_shown() -> ColumnElement[bool]:
    """Proofs with something to look at: a file, a link, or the paper itself (rules.evidence.is_there)."""
    c, a = core(ProjectEvidence).c, core(Attachment).c
    owners = select(a.owner_id).where(a.owner_table == ProjectEvidence.__tablename__, a.deleted_at == "")
    return (c.link != "") | (c.form == ON_PAPER) | c.id.in_(owners)


def documents_there(
    connection: Connection, project_ids: Collection[str] | None = None
) -> dict[str, set[str]]:
    """The documents of projects that are there, by id. None = of all projects."""
    c = core(ProjectEvidence).c
    query = select(c.project_id, c.document).where(c.deleted_at == "", c.document != "", is_shown())
    if project_ids is not None:
        query = query.where(c.project_id.in_(project_ids))
    found: dict[str, set[str]] = {}
    for project_id, document in connection.execute(query).all():
        found.setdefault(project_id, set()).add(document)
    return found


def stage_results_there(connection: Connection, project_ids: Collection[str] | None = None) -> dict[str, int]:
    """How many 阶段成果 projects have, by id (rules.deliverables.stage_results). None = of all projects."""
    c = core(Deliverable).c
    query = select(c.project_id, func.count()).where(c.deleted_at == "", c.is_final != FINAL)
    if project_ids is not None:
        query = query.where(c.project_id.in_(project_ids))
    return dict(connection.execute(query.group_by(c.project_id)).all())


def titles_of(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """职称 of teachers by id."""
    c = core(Teacher).c
    return dict(connection.execute(select(c.id, c.title).where(c.id.in_(ids))).all())


def in_it(on: str) -> ColumnElement[bool]:
    """Members on an ISO day: who has joined and whose last day is not before it. Of a project that is yet to begin, also
    who joins as it does."""
    m, p = core(ProjectMember).c, core(Project).c
    begins = select(p.start).where(p.id == m.project_id).correlate(core(ProjectMember)).scalar_subquery()
    return ((m.joined <= on) | (m.joined <= begins)) & ((m.left == "") | (m.left >= on))


def led_by(connection: Connection, leader: MemberDraft, on: str) -> list[str]:
    """The ids of the projects that somebody leads on an ISO day: by the roster, a person from outside by name."""
    m = core(ProjectMember).c
    person = m.teacher_id == leader.teacher_id if leader.teacher_id else m.name == leader.name
    query = select(m.project_id).where(m.deleted_at == "", m.role == LEADER, in_it(on), person)
    return list(connection.scalars(query))


def leaders_of(connection: Connection, ids: Collection[str], on: str) -> dict[str, list[str]]:
    """Names of those who lead projects on an ISO day, by project: as the roster has them now, of who is no longer there
    as it was."""
    m, t = core(ProjectMember).c, core(Teacher).c
    query = (
        select(m.project_id, func.coalesce(t.name, m.name))
        .select_from(core(ProjectMember).outerjoin(core(Teacher), t.id == m.teacher_id))
        .where(m.deleted_at == "", m.role == LEADER, in_it(on), m.project_id.in_(ids))
        .order_by(m.place, m.id)
    )
    found: dict[str, list[str]] = {}
    for project_id, name in connection.execute(query).all():
        found.setdefault(project_id, []).append(name)
    return found

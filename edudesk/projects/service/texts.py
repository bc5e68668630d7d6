"""What is kept of a project in words, by key: the passages of its papers, its 成果 chosen for tables, its team as approved."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from edudesk.projects.rows.people import TEAM
from edudesk.projects.rows.projects import ProjectTextRow
from edudesk.projects.service.people import MemberService
from edudesk.projects.tables import ProjectText
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.tables import core
from edudesk.store.work import Work

APPROVED_TEAM = "approved_team"


def texts_of(context: Context, connection: Connection, project_id: str) -> dict[str, ProjectTextRow]:
    """Those of a project by key."""
    rows = Records(context, ProjectText, ProjectTextRow).where(
        connection, core(ProjectText).c.project_id == project_id
    )
    return {row.key: row for row in rows}


def put_texts(context: Context, work: Work, told: Mapping[str, Mapping[str, str]]) -> None:
    """Set some of projects by id and key, inside any verb; "" takes one away."""
    rows = Records(context, ProjectText, ProjectTextRow).where(
        work.connection, core(ProjectText).c.project_id.in_(told)
    )
    ids = {(row.project_id, row.key): row.id for row in rows}
    every = {(project_id, key): text for project_id, texts in told.items() for key, text in texts.items()}
    there = {ids[about]: text for about, text in every.items() if about in ids}
    work.update_many(ProjectText, {row_id: {"text": text} for row_id, text in there.items() if text})
    work.put_away(ProjectText, [row_id for row_id, text in there.items() if not text])
    work.insert(
        ProjectText,
        [
            {"project_id": project_id, "key": key, "text": text}
            for (project_id, key), text in every.items()
            if text and (project_id, key) not in ids
        ],
    )


def keep_teams(context: Context, work: Work, project_ids: Sequence[str]) -> None:
    """The names of each 项目组 in their order, as they are when a project is approved: the final list is to be this one (3.3)."""
    teams: dict[str, list[str]] = {project_id: [] for project_id in project_ids}
    for one in MemberService(context)._of(work.connection, project_ids):
        if one.role in TEAM and not one.left:
            teams[one.project_id].append(one.name)
    put_texts(context, work, {key: {APPROVED_TEAM: "、".join(names)} for key, names in teams.items()})


def approved_team(context: Context, connection: Connection, project_id: str) -> tuple[str, ...]:
    """The names that keep_teams kept; () when nobody was known then."""
    row = texts_of(context, connection, project_id).get(APPROVED_TEAM)
    return tuple(row.text.split("、")) if row is not None else ()

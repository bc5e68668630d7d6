"""What waits in the checks, for the start page."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, distinct, func, select

from edudesk.base.due import Due
from edudesk.checks.rows.campaigns import DRAFT, DUE, PUBLISHED, RUNNING, CampaignRow
from edudesk.checks.rows.problems import FAILED, MENDED, OPEN, PROPOSED, ProblemRow
from edudesk.checks.rules.dues import LATE_DAYS, SOON_DAYS, Found, Left, check_dues, problem_dues
from edudesk.checks.service.problems import of_a_check
from edudesk.checks.service.progress import is_looked_at
from edudesk.checks.tables import Campaign, CheckProblem, CheckUnit
from edudesk.roster.tables import Teacher
from edudesk.store.chunks import chunks
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core

_MEND_DAYS = 7  # a problem is told of a week before its deadline


class CheckDues:
    """待办与到期 of the checks."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._checks = Records(context, Campaign, CampaignRow)
        self._problems = Records(context, CheckProblem, ProblemRow)

    def dues(self, today: date) -> Sequence[Due]:
        """Problems whose deadline comes or has gone, those that wait for somebody, checks that are not through."""
        with self.context.reading(Right.SEE_CHECKS) as connection:
            waiting = self._waiting(connection)
            return [
                *problem_dues(self._found(connection, waiting, today), waiting, today),
                *check_dues(self._left(connection, today), today),
            ]

    def _waiting(self, connection: Connection) -> dict[str, int]:
        p = core(CheckProblem).c
        query = (
            select(p.status, func.count())
            .where(p.status.in_((MENDED, PROPOSED)), p.deleted_at == "", of_a_check())
            .group_by(p.status)
        )
        return dict(connection.execute(query).all())

    def _found(self, connection: Connection, waiting: Mapping[str, int], today: date) -> list[Found]:
        p = core(CheckProblem).c
        soon = (today + timedelta(_MEND_DAYS)).isoformat()
        is_near = p.status.in_((OPEN, FAILED)) & (p.due != "") & (p.due <= soon)
        alone = [status for status, count in waiting.items() if count == 1]
        rows = self._problems.where(connection, p.status.in_(alone) | is_near, of_a_check())
        names = _words(connection, Teacher, "name", {row.owner_id for row in rows})
        titles = _words(connection, Campaign, "title", {row.campaign_id for row in rows})
        return [Found(row, names.get(row.owner_id, ""), titles.get(row.campaign_id, "")) for row in rows]

    def _left(self, connection: Connection, today: date) -> list[Left]:
        c, u = core(Campaign).c, core(CheckUnit).c
        first, last = ((today + timedelta(days)).isoformat() for days in (-LATE_DAYS, SOON_DAYS))
        rows = self._checks.where(
            connection,
            c.status.in_((DRAFT, PUBLISHED, RUNNING)),
            c.begins <= last,
            func.coalesce(func.nullif(c.ends, ""), c.begins) >= first,
        )
        running = [row.id for row in rows if row.status != DRAFT]
        query = (
            select(
                u.campaign_id,
                func.count(),
                func.count(distinct(func.nullif(u.teacher_id, ""))),
                func.min(u.group),
                func.max(u.group),
            )
            .where(u.campaign_id.in_(running), u.deleted_at == "", u.state == DUE, ~is_looked_at())
            .group_by(u.campaign_id)
        )
        left = {
            check: (count, people, low if low == high else "")
            for check, count, people, low, high in connection.execute(query)
        }
        return [
            Left(row, *left.get(row.id, (0, 0, ""))) for row in rows if row.status == DRAFT or row.id in left
        ]


def _words(
    connection: Connection, table: type[Teacher] | type[Campaign], key: str, ids: set[str]
) -> dict[str, str]:
    c = core(table).c
    found: dict[str, str] = {}
    for some in chunks(sorted(ids)):
        found |= dict(connection.execute(select(c.id, c[key]).where(c.id.in_(some))).all())
    return found

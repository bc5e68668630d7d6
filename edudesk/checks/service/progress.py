"""How far checks have come, counted by the database."""

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true
from sqlalchemy.sql.selectable import ScalarSelect

from edudesk.checks.rows.campaigns import DUE, NOT_HANDED_IN
from edudesk.checks.rows.sheets import DRAFT as NOT_SUBMITTED
from edudesk.checks.tables import Campaign, CheckSheet, CheckUnit
from edudesk.store.tables import core


def _firsts(by: str = "") -> ScalarSelect[int]:
    """How many first sheets of a unit were submitted. by: those of an ISO day and before, "" = all."""
    sheet, unit = core(CheckSheet).c, core(CheckUnit).c
    return (
        select(func.count())
        .where(
            sheet.unit_id == unit.id,
            sheet.deleted_at == "",
            sheet.status != NOT_SUBMITTED,
            sheet.first_id == "",
            true() if not by else sheet.on <= by,
        )
        .scalar_subquery()
    )


def is_looked_at(by: str = "") -> ColumnElement[bool]:
    """Of a unit: every inspector it was given to has looked at it (by an ISO day), or it was 未交 (R9)."""
    unit = core(CheckUnit).c
    given = func.length(unit.inspectors) - func.length(func.replace(unit.inspectors, "、", "")) + 1
    return or_(unit.state == NOT_HANDED_IN, _firsts(by) >= given)


def progress_of(
    connection: Connection, checks: ColumnElement[bool] | None = None, by: str = ""
) -> dict[str, tuple[int, int]]:
    """Check id -> (已查, 应检): a unit given to several inspectors is checked when each has; 未交 counts as checked (R9),
    who is away or exempt is not to be checked. checks: which ones, None = all; by: by which ISO day, "" = by now."""
    unit = core(CheckUnit).c
    wanted = true() if checks is None else unit.campaign_id.in_(select(core(Campaign).c.id).where(checks))
    query = (
        select(unit.campaign_id, func.count().filter(is_looked_at(by)), func.count())
        .where(
            and_(unit.deleted_at == "", wanted), or_(unit.state.in_((DUE, NOT_HANDED_IN)), _firsts(by) > 0)
        )
        .group_by(unit.campaign_id)
    )
    return {campaign_id: (done, due) for campaign_id, done, due in connection.execute(query)}

"""The checks of a month counted by the database: the start page asks after every sheet that is stored."""

from datetime import date

from sqlalchemy import Connection, func, select

from edudesk.checks.forms.kinds import kinds
from edudesk.checks.rows.campaigns import DRAFT
from edudesk.checks.rows.month import KindProgress, MonthFigures
from edudesk.checks.rows.problems import CLOSED, DISMISSED, PROPOSED
from edudesk.checks.rows.sheets import DRAFT as NOT_SUBMITTED
from edudesk.checks.rules.scheme import term_levels
from edudesk.checks.service.progress import progress_of
from edudesk.checks.tables import Campaign, CheckProblem, CheckSheet
from edudesk.store.context import Context
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import view


class MonthService:
    """本月教学常规检查."""

    def __init__(self, context: Context) -> None:
        self.context = context

    @view(Right.SEE_CHECKS)
    def latest(self, connection: Connection, today: date) -> MonthFigures | None:
        """The month of a day, or the last one before it with a check; None when there was never one.

        A check counts in every month it goes on. Scores are those of first sheets, as they count.
        """
        c = core(Campaign).c
        published = (c.deleted_at == "") & (c.status != DRAFT) & (c.begins != "")
        ends = func.coalesce(func.nullif(c.ends, ""), c.begins)
        last = connection.scalar(
            select(func.max(func.substr(ends, 1, 7))).where(published, c.begins <= f"{today:%Y-%m}-31")
        )
        if last is None:
            return None
        month = min(last, f"{today:%Y-%m}")
        checks = connection.execute(
            select(c.id, c.kind, c.school_year, c.term)
            .where(published, func.substr(c.begins, 1, 7) <= month, func.substr(ends, 1, 7) >= month)
            .order_by(c.begins)
        ).all()
        ids = [check.id for check in checks]
        progress = progress_of(connection, core(Campaign).c.id.in_(ids))
        sums = {
            code: [
                sum(progress.get(check.id, (0, 0))[place] for check in checks if check.kind == code)
                for place in (0, 1)
            ]
            for code in kinds()
            if any(check.kind == code for check in checks)
        }
        s, p = core(CheckSheet).c, core(CheckProblem).c
        best = int(term_levels()[0].least * 10)
        scored, excellent, tenths = connection.execute(
            select(func.count(), func.count().filter(s.tenths >= best), func.sum(s.tenths)).where(
                s.campaign_id.in_(ids),
                s.deleted_at == "",
                s.status != NOT_SUBMITTED,
                s.grade != "",
                s.first_id == "",
                s.tenths.is_not(None),
            )
        ).one()
        found, closed = connection.execute(
            select(func.count(), func.count().filter(p.status == CLOSED)).where(
                p.campaign_id.in_(ids), p.deleted_at == "", p.status.not_in((PROPOSED, DISMISSED))
            )
        ).one()
        return MonthFigures(
            month=month,
            school_year=checks[-1].school_year,
            term=checks[-1].term,
            kinds=tuple(KindProgress(code, done, due) for code, (done, due) in sums.items()),
            scored=scored,
            excellent=excellent,
            tenths=tenths or 0,
            found=found,
            closed=closed,
        )

"""Verbs on the result of a term: freeze it with its inputs, make it again with a reason, open it again."""

from dataclasses import asdict

from sqlalchemy import Connection

from edudesk.base.errors import FieldProblem, UserError
from edudesk.checks.rows.terms import EditionRow, ResultRow, SchemeRow
from edudesk.checks.rules.freezing import edition_of, results_of
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.tables import Edition, TermResult, TermScheme
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


class ResultService:
    """学期结果."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._editions = Records(context, Edition, EditionRow)
        self._results = Records(context, TermResult, ResultRow)
        self._schemes = Records(context, TermScheme, SchemeRow)

    @view(Right.SEE_CHECKS)
    def editions(self, connection: Connection, school_year: str, term: str) -> list[EditionRow]:
        """How often a term was frozen, the last one last."""
        return self._editions_of(connection, school_year, term)

    @view(Right.SEE_CHECKS)
    def of_edition(self, connection: Connection, edition_id: str) -> list[ResultRow]:
        """The results of an edition, in the order they were made."""
        return self._results.where(connection, core(TermResult).c.edition_id == edition_id)

    @view(Right.SEE_CHECKS)
    def frozen(
        self, connection: Connection, school_year: str, term: str
    ) -> tuple[EditionRow, list[ResultRow]] | None:
        """The edition that counts with its results; None while the term is open."""
        scheme = self._scheme(connection, school_year, term)
        editions = self._editions_of(connection, school_year, term)
        if scheme is None or not scheme.frozen_on or not editions:
            return None
        last = editions[-1]
        return last, self._results.where(connection, core(TermResult).c.edition_id == last.id)

    @verb("归档学期结果", right=Right.EDIT_CHECKS)
    def freeze(self, work: Work, summary: TermSummary, reason: str = "") -> EditionRow:
        """Keep the figures that were looked at, as the next edition, and the scheme with them.

        reason: must be said from the second edition on. Raises UserError when nobody has a total, a reason is missing, or
        the scheme was changed since the figures were read.
        """
        facts = summary.facts
        if not any(line.total is not None for line in summary.lines):
            raise UserError("本学期还没有计分的检查，没有归档。", "请先录入检查记录；数据没有改动。")
        number = len(self._editions_of(work.connection, facts.school_year, facts.term)) + 1
        if number > 1 and not reason.strip():
            problem = FieldProblem("reason", "请写明为什么重新归档。")
            raise UserError(
                f"这是第 {number} 次归档，需要写明理由。", "以前归档的结果都还在；数据没有改动。", (problem,)
            )
        scheme = self._scheme(work.connection, facts.school_year, facts.term)
        if scheme is not None and scheme != facts.scheme:
            raise UserError("量化方案刚刚改过，没有归档。", "请重新核对结果后再归档；数据没有改动。")
        again = f"（第 {number} 版：{reason.strip()}）" if number > 1 else ""
        work.title = f"归档学期结果 {facts.school_year}学年{facts.term}{again}"
        (edition_id,) = work.insert(Edition, [asdict(edition_of(summary, number, reason.strip()))])
        work.insert(TermResult, [asdict(row) for row in results_of(summary, edition_id)])
        day = facts.today.isoformat()
        if scheme is None:
            work.insert(TermScheme, [{**asdict(facts.scheme), "frozen_on": day}])
        else:
            work.update(TermScheme, scheme.id, {"frozen_on": day})
        return self._editions.get(work.connection, edition_id)

    @verb("解除学期归档", right=Right.EDIT_CHECKS)
    def unfreeze(self, work: Work, school_year: str, term: str, reason: str) -> None:
        """Let the figures follow the sheets again; the editions stay. Raises UserError without a reason, or when open."""
        scheme = self._scheme(work.connection, school_year, term)
        if scheme is None or not scheme.frozen_on:
            raise UserError(f"{school_year}学年{term}没有归档。", "不用解除；数据没有改动。")
        if not reason.strip():
            problem = FieldProblem("reason", "请写明为什么解除归档。")
            raise UserError("解除归档需要写明理由。", "归档的结果都还在；数据没有改动。", (problem,))
        work.title = f"解除学期归档 {school_year}学年{term}：{reason.strip()}"
        work.update(TermScheme, scheme.id, {"frozen_on": ""})

    def _editions_of(self, connection: Connection, school_year: str, term: str) -> list[EditionRow]:
        c = core(Edition).c
        found = self._editions.where(connection, c.school_year == school_year, c.term == term)
        return sorted(found, key=lambda row: row.number)

    def _scheme(self, connection: Connection, school_year: str, term: str) -> SchemeRow | None:
        c = core(TermScheme).c
        found = self._schemes.where(connection, c.school_year == school_year, c.term == term)
        return found[0] if found else None

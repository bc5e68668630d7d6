"""Verbs on the 整改台账."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Connection, func, select

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.words import some_of
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import CampaignRow, UnitRow
from edudesk.checks.rows.problems import (
    CLOSED,
    DISMISSED,
    FAILED,
    MENDED,
    OPEN,
    PROBLEM_COLUMN,
    PROPOSED,
    ProblemDraft,
    ProblemRow,
)
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.problems import LIVE, after_recheck, line_of, problem_problems, proposed
from edudesk.checks.rules.sheets import Finding
from edudesk.checks.tables import CheckProblem
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService, insert
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


class ProblemService(RowService[ProblemDraft, ProblemRow]):
    """整改台账."""

    table, row, draft = CheckProblem, ProblemRow, ProblemDraft
    columns: ClassVar[Mapping[str, Column]] = PROBLEM_COLUMN
    sees = Right.SEE_CHECKS

    def _order(self, row: ProblemRow) -> Any:
        return row.due or "9", row.found_on, row.id

    def _problems(self, draft: ProblemDraft, others: Sequence[ProblemDraft]) -> tuple[FieldProblem, ...]:
        return problem_problems(draft)

    def _others(self, connection: Connection, row: ProblemRow | None = None) -> list[ProblemRow]:
        return []  # a line is judged by itself, and there are thousands

    @view(Right.SEE_CHECKS)
    def of_term(self, connection: Connection, school_year: str, term: str) -> list[ProblemRow]:
        """The lines of a term, the next day first."""
        c = core(CheckProblem).c
        found = self.kept.where(connection, c.school_year == school_year, c.term == term)
        return sorted(found, key=self._order)

    @view(Right.SEE_CHECKS)
    def of_sheet(self, connection: Connection, sheet_id: str) -> list[ProblemRow]:
        """The lines that came out of a sheet."""
        return self.kept.where(connection, core(CheckProblem).c.sheet_id == sheet_id)

    @view(Right.SEE_CHECKS)
    def of_teacher(self, connection: Connection, teacher_id: str) -> list[ProblemRow]:
        """All lines of one teacher."""
        return self.kept.where(connection, core(CheckProblem).c.teacher_id == teacher_id)

    @view(Right.SEE_CHECKS)
    def live(self, connection: Connection) -> list[ProblemRow]:
        """The lines of all terms that are still open."""
        found = self.kept.where(connection, core(CheckProblem).c.status.in_(LIVE))
        return sorted(found, key=self._order)

    @view(Right.SEE_CHECKS)
    def overdue(self, connection: Connection, on: date | None = None) -> int:
        """How many lines are 逾期: a count for the start page, without reading them."""
        c = core(CheckProblem).c
        today = (on or clock.today()).isoformat()
        query = select(func.count()).where(
            c.status.in_((OPEN, FAILED)), c.due != "", c.due < today, c.deleted_at == ""
        )
        return connection.scalar(query) or 0

    @view(Right.SEE_CHECKS)
    def said(self, connection: Connection, kind: str) -> dict[str, int]:
        """How often each sentence was written by hand in checks of a kind: phrases are offered in this order."""
        c = core(CheckProblem).c
        query = (
            select(c.text, func.count())
            .where(c.kind == kind, c.item == "", c.deleted_at == "")
            .group_by(c.text)
        )
        return {str(text): count for text, count in connection.execute(query)}

    @verb("确认问题", right=Right.RECORD_CHECKS)
    def confirm(self, work: Work, ids: Sequence[str], *, stands: bool = True) -> int:
        """Proposed lines become 待整改, or 不成立; returns how many changed."""
        rows = [self.kept.get(work.connection, one) for one in ids]
        status = OPEN if stands else DISMISSED
        names = [row.text for row in rows if row.status == PROPOSED]
        work.title = f"{'确认' if stands else '不成立'} {some_of(names, '个问题')}"
        return work.update_many(
            CheckProblem, {row.id: {"status": status} for row in rows if row.status == PROPOSED}
        )

    @verb("提交整改", right=Right.RECORD_CHECKS)
    def mend(self, work: Work, problem_id: str, action: str, done_on: str, proof: str = "") -> ProblemRow:
        """What was done about it. Raises UserError without words."""
        row = self.kept.get(work.connection, problem_id)
        if not action.strip():
            problem = FieldProblem("action", "请写明整改措施与完成情况。")
            raise UserError("整改情况还不能提交。", "请写明做了什么；数据没有改动。", (problem,))
        _refuse_settled(row)
        work.title = f"提交整改 {row.text}"
        fields = {"status": MENDED, "action": action, "done_on": done_on, "proof": proof or row.proof}
        work.update(CheckProblem, problem_id, fields)
        return self.kept.get(work.connection, problem_id)

    @verb("复查整改", right=Right.RECORD_CHECKS)
    def look_again(
        self,
        work: Work,
        problem_id: str,
        *,
        passed: bool,
        on: str,
        again: str,
        advice: str = "",
        due: str = "",
    ) -> ProblemRow:
        """销号, or a second deadline (due, else counted from on). Raises UserError when the owner looks again."""
        row = self.kept.get(work.connection, problem_id)
        _refuse_settled(row)
        if again and again == row.owner_id:
            raise UserError("复查人不能是责任人自己。", "请换一名复查人；数据没有改动。")
        fields = after_recheck(row, passed=passed, on=on, again=again, next_due=due)
        work.title = f"复查{'通过' if passed else '不通过'} {row.text}"
        work.update(CheckProblem, problem_id, {**fields, "next_advice": advice})
        return self.kept.get(work.connection, problem_id)


def _refuse_settled(row: ProblemRow) -> None:
    if row.status == CLOSED:
        raise UserError("这个问题已经销号。", "数据没有改动。")
    if row.status not in LIVE:
        raise UserError(f"这个问题现在是“{row.status}”，还不能整改和复查。", "请先确认问题；数据没有改动。")


def keep_findings(
    work: Work,
    context: Context,
    about: tuple[CheckForm, SheetRow, UnitRow, CampaignRow],
    findings: Sequence[Finding],
) -> None:
    """The lines of one sheet as it now is, inside the verb that stores it.

    What the inspector wrote down is 待整改; items below 60 % and vetoes are proposed, 待确认. Lines that somebody works
    on already stay as they are.
    """
    form, sheet, unit, campaign = about
    kept = Records(context, CheckProblem, ProblemRow)
    present = kept.where(work.connection, core(CheckProblem).c.sheet_id == sheet.id)
    written = {row.id: row for row in present if not row.item and row.status in (PROPOSED, OPEN)}
    named = {finding.id: finding for finding in findings if finding.id in written}
    gone = [row_id for row_id in written if row_id not in named]
    weak = {draft.item: draft for draft in proposed(form, sheet, unit, campaign) if draft.item}
    told = {row.item for row in present if row.item}
    gone += [row.id for row in present if row.item and row.status == PROPOSED and row.item not in weak]
    work.put_away(CheckProblem, gone)
    work.update_many(CheckProblem, {row_id: _said(one) for row_id, one in named.items()})
    fresh = [line_of(sheet, unit, campaign, one) for one in findings if one.id not in written]
    fresh += [draft for item, draft in weak.items() if item not in told]
    insert(ProblemService(context), work, fresh)


def _said(finding: Finding) -> dict[str, object]:
    return {"text": finding.text, "severity": finding.severity, "due": finding.due, "again": finding.again}

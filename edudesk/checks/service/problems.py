"""Verbs on the 整改台账."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Connection, func, select

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.words import shortened, some_of
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import CampaignRow, UnitRow
from edudesk.checks.rows.problems import (
    BY_DEEDS,
    CLOSED,
    DISMISSED,
    FAILED,
    MENDED,
    OPEN,
    PROBLEM_COLUMN,
    PROPOSED,
    VETOED,
    ProblemDraft,
    ProblemRow,
)
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.plausible import later_problems
from edudesk.checks.rules.problems import (
    LIVE,
    after_recheck,
    beginning_problems,
    is_undecided_veto,
    line_of,
    needs_reason,
    number_of,
    problem_problems,
    proposed,
    put_off,
)
from edudesk.checks.rules.sheets import Finding
from edudesk.checks.service.groups import answers_for
from edudesk.checks.tables import Campaign, CheckProblem, CheckSheet
from edudesk.school.rules.years import is_day
from edudesk.store.attachments import FileDraft, attach, settle
from edudesk.store.context import Context
from edudesk.store.filed_service import FiledService
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.row_service import insert
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


class ProblemService(FiledService[ProblemDraft, ProblemRow]):
    """整改台账."""

    table, row, draft = CheckProblem, ProblemRow, ProblemDraft
    columns: ClassVar[Mapping[str, Column]] = PROBLEM_COLUMN
    keeping: ClassVar[str] = "整理佐证材料"
    is_alone = True
    sees = Right.SEE_CHECKS

    def _with(self, row: ProblemRow, values: Mapping[str, object]) -> Any:
        """Refuses what only deeds may change: a form must not go round the states."""
        draft = super()._with(row, values)
        for key in values:
            is_other = getattr(draft, key) != getattr(row, key)
            if is_other and (key in BY_DEEDS or (key == "due" and needs_reason(row, draft.due))):
                raise UserError(
                    f"“{self.columns[key].full_title}”不能这样改。",
                    "请用“确认”“提交整改”“复查”“改期限”，或撤销那一步；数据没有改动。",
                )
        return draft

    def _keeping(self, row: ProblemRow) -> str:
        return f"佐证材料 {shortened(row.text)}"

    def _order(self, row: ProblemRow) -> Any:
        return row.due or "9", row.found_on, row.id

    def _problems(self, draft: ProblemDraft, others: Sequence[ProblemDraft]) -> tuple[FieldProblem, ...]:
        found = problem_problems(draft)
        return found if isinstance(draft, ProblemRow) else (*found, *beginning_problems(draft))

    @view(Right.SEE_CHECKS)
    def of_term(self, connection: Connection, school_year: str, term: str) -> list[ProblemRow]:
        """The lines of a term, the next day first."""
        c = core(CheckProblem).c
        found = self.kept.where(connection, c.school_year == school_year, c.term == term, of_a_check())
        return sorted(found, key=self._order)

    @view(Right.SEE_CHECKS)
    def of_sheet(self, connection: Connection, sheet_id: str) -> list[ProblemRow]:
        """The lines that came out of a sheet."""
        return self.kept.where(connection, core(CheckProblem).c.sheet_id == sheet_id)

    @view(Right.SEE_CHECKS)
    def of_teacher(self, connection: Connection, teacher_id: str) -> list[ProblemRow]:
        """All lines of one teacher."""
        return self.kept.where(connection, core(CheckProblem).c.teacher_id == teacher_id, of_a_check())

    @view(Right.SEE_CHECKS)
    def live(self, connection: Connection) -> list[ProblemRow]:
        """The lines of all terms that are still open."""
        found = self.kept.where(connection, core(CheckProblem).c.status.in_(LIVE), of_a_check())
        return sorted(found, key=self._order)

    @view(Right.SEE_CHECKS)
    def since(self, connection: Connection, school_year: str) -> list[ProblemRow]:
        """The lines of a school year and those after it, and what is still open from before; "" = all there are."""
        c = core(CheckProblem).c
        wanted = (c.school_year >= school_year) | c.status.in_((PROPOSED, *LIVE))
        found = self.kept.where(connection, wanted, of_a_check())
        return sorted(found, key=self._order)

    @view(Right.SEE_CHECKS)
    def numbers(self, connection: Connection, school_year: str = "") -> dict[str, str]:
        """编号 of the lines that since() gives, by id; those in the recycle bin keep theirs, so that none moves up."""
        c = core(CheckProblem).c
        place = func.row_number().over(partition_by=(c.school_year, c.term), order_by=c.id).label("place")
        every = select(c.id, c.school_year, c.term, c.status, place).subquery().c
        wanted = (every.school_year >= school_year) | every.status.in_((PROPOSED, *LIVE))
        found = connection.execute(select(every.id, every.school_year, every.term, every.place).where(wanted))
        return {row.id: number_of(row.school_year, row.term, row.place) for row in found}

    @view(Right.SEE_CHECKS)
    def overdue(self, connection: Connection, on: date | None = None) -> int:
        """How many lines are 逾期: a count for the start page, without reading them."""
        c = core(CheckProblem).c
        today = (on or clock.today()).isoformat()
        query = select(func.count()).where(
            c.status.in_((OPEN, FAILED)), c.due != "", c.due < today, c.deleted_at == "", of_a_check()
        )
        return connection.scalar(query) or 0

    @verb("确认问题", right=Right.RECORD_CHECKS)
    def confirm(self, work: Work, ids: Sequence[str], *, stands: bool = True) -> int:
        """Proposed lines become 待整改, or 不成立; returns how many changed.

        Raises UserError for a veto: it stands or falls with the sheet (SheetService.decide_veto).
        """
        rows = [self.kept.get(work.connection, one) for one in ids]
        if any(is_undecided_veto(row) for row in rows):
            raise UserError(
                "一票否决要由检查人以外的一人确认，不能和其他问题一起确认。",
                "请单独选中它，再确认或撤回；数据没有改动。",
            )
        status = OPEN if stands else DISMISSED
        names = [shortened(row.text) for row in rows if row.status == PROPOSED]
        work.title = f"{'确认' if stands else '不成立'} {some_of(names, '个问题')}"
        return work.update_many(
            CheckProblem, {row.id: {"status": status} for row in rows if row.status == PROPOSED}
        )

    @verb("改整改期限", right=Right.RECORD_CHECKS)
    def put_off(self, work: Work, ids: Sequence[str], due: str, reason: str = "") -> int:
        """Another deadline for lines that are not settled; returns how many changed.

        A later one for a line that somebody mends is a 延期: raises UserError without reason. None is changed when one
        cannot be.
        """
        rows = [self.kept.get(work.connection, one) for one in ids]
        problems = []
        if not is_day(due):
            problems.append(FieldProblem("due", "请填写整改期限。"))
        elif late := [row for row in rows if row.found_on and due < row.found_on]:
            problems.append(FieldProblem("due", f"“{shortened(late[0].text)}”的检查日期在这个期限之后。"))
        if any(row.status not in (PROPOSED, *LIVE) for row in rows):
            problems.append(FieldProblem("due", "其中有已销号或不成立的问题。"))
        if any(needs_reason(row, due) for row in rows) and not reason.strip():
            problems.append(FieldProblem("reason", "期限推后请写明理由。"))
        if problems:
            raise UserError("整改期限没有改。", "请改好标出的各项；数据没有改动。", tuple(problems))
        is_later = any(needs_reason(row, due) for row in rows)
        work.title = f"{'延期' if is_later else '改整改期限'} {some_of([shortened(row.text) for row in rows], '个')} 至 {due}"
        return work.update_many(CheckProblem, {row.id: put_off(row, due, reason) for row in rows})

    @verb("重新打开问题", right=Right.RECORD_CHECKS)
    def reopen(self, work: Work, problem_id: str, reason: str) -> ProblemRow:
        """A line that was closed or dismissed by mistake is 待整改 again. Raises UserError without a reason."""
        row = self.kept.get(work.connection, problem_id)
        if row.status not in (CLOSED, DISMISSED):
            raise UserError(f"这个问题现在是“{row.status}”，不用重新打开。", "请刷新后再看；数据没有改动。")
        if not reason.strip():
            problem = FieldProblem("reason", "请写明理由。")
            raise UserError("重新打开需要写明理由。", "数据没有改动。", (problem,))
        work.title = f"重新打开 {shortened(row.text)}"
        remark = "\n".join(filter(None, (row.remark, f"原“{row.status}”，重新打开：{reason.strip()}")))
        fields = {"status": OPEN, "result": "", "again_on": "", "remark": remark}
        work.update(CheckProblem, problem_id, fields)
        return self.kept.get(work.connection, problem_id)

    @verb("提交整改", right=Right.RECORD_CHECKS)
    def mend(
        self,
        work: Work,
        problem_id: str,
        action: str,
        done_on: str,
        proof: str = "",
        files: Sequence[FileDraft] = (),
    ) -> ProblemRow:
        """What was done about it, and the files that show it. Raises UserError without words."""
        row = self.kept.get(work.connection, problem_id)
        if not action.strip():
            problem = FieldProblem("action", "请写明整改措施与完成情况。")
            raise UserError("整改情况还不能提交。", "请写明做了什么；数据没有改动。", (problem,))
        _refuse_settled(row)
        if not is_day(done_on):
            problem = FieldProblem("done_on", "请填写完成日期。")
            raise UserError("整改情况还不能提交。", "请填写哪一天完成；数据没有改动。", (problem,))
        if slips := later_problems("done_on", "完成日期", done_on, row.found_on):
            raise UserError("整改情况还不能提交。", "请改好日期；数据没有改动。", slips)
        work.title = f"提交整改 {shortened(row.text)}"
        fields = {"status": MENDED, "action": action, "done_on": done_on, "proof": proof or row.proof}
        work.update(CheckProblem, problem_id, fields)
        attach(work, CheckProblem, problem_id, files)
        return self.kept.get(work.connection, problem_id)

    @verb("批量销号", right=Right.RECORD_CHECKS)
    def close_many(self, work: Work, ids: Sequence[str], *, on: str, again: str, advice: str = "") -> int:
        """Many lines looked at in one round, all of them mended: 销号; returns how many.

        Raises UserError when one of them is not to be mended, or when somebody would look at his own; then none is
        closed.
        """
        rows = [self.kept.get(work.connection, one) for one in ids]
        if not is_day(on):
            raise UserError(
                "还不能销号。", "请填写复查日期；数据没有改动。", (FieldProblem("on", "请填写复查日期。"),)
            )
        for row in rows:
            _refuse_settled(row)
            if slips := later_problems("on", "复查日期", on, row.found_on):
                raise UserError("还不能销号。", "请改好日期；数据没有改动。", slips)
            if again and again == row.owner_id:
                raise UserError(
                    "复查人不能是责任人自己。", "请换一名复查人，或单独复查那一个；数据没有改动。"
                )
        fields = {row.id: after_recheck(row, passed=True, on=on, again=again) for row in rows}
        work.title = f"复查通过，销号 {some_of([shortened(row.text) for row in rows], '个')}"
        told = {"next_advice": advice} if advice else {}
        return work.update_many(CheckProblem, {key: {**values, **told} for key, values in fields.items()})

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
        action: str = "",
    ) -> ProblemRow:
        """销号, or a second deadline (due, else counted from on). action: what was done, where nobody had handed that in.
        Raises UserError when the owner looks again."""
        row = self.kept.get(work.connection, problem_id)
        _refuse_settled(row)
        if again and again == row.owner_id:
            raise UserError("复查人不能是责任人自己。", "请换一名复查人；数据没有改动。")
        problems = []
        if not is_day(on):
            problems.append(FieldProblem("on", "请填写复查日期。"))
        problems += later_problems("on", "复查日期", on, row.found_on)
        if not passed and due and not is_day(due):
            problems.append(FieldProblem("due", "新的期限要写到日，如 2026-10-08。"))
        elif not passed and due and due < on:
            problems.append(FieldProblem("due", "新的期限早于复查日期。"))
        if problems:
            raise UserError("复查结果还不能保存。", "请改好标出的各项；数据没有改动。", tuple(problems))
        fields = after_recheck(row, passed=passed, on=on, again=again, next_due=due)
        work.title = f"复查{'通过，销号' if passed else '不通过'} {shortened(row.text)}"
        if action.strip() and not row.action:
            fields |= {"action": action.strip(), "done_on": row.done_on or on}
        work.update(CheckProblem, problem_id, {**fields, "next_advice": advice})
        return self.kept.get(work.connection, problem_id)


def of_a_check() -> ColumnElement[bool]:
    """Not of a check that lies in the recycle bin: its lines stay, and count again when it comes back."""
    check, line = core(Campaign).c, core(CheckProblem).c
    return (line.campaign_id == "") | line.campaign_id.in_(select(check.id).where(check.deleted_at == ""))


def _refuse_settled(row: ProblemRow) -> None:
    if row.status == CLOSED:
        raise UserError("这个问题已经销号。", "数据没有改动。")
    if row.status not in LIVE:
        raise UserError(f"这个问题现在是“{row.status}”，还不能整改和复查。", "请先确认问题；数据没有改动。")


def look_again_at_all(work: Work, context: Context, sheet: SheetRow, *, passed: bool) -> None:
    """A re-check of a whole form settles the open lines of the first sheet: 销号, or a second deadline (R6). What nobody had
    confirmed yet is 销号 by one that is passed, too; a veto is decided by a second person."""
    kept = Records(context, CheckProblem, ProblemRow)
    again = sheet.inspector_id or sheet.inspector
    lines = kept.where(work.connection, core(CheckProblem).c.sheet_id == sheet.first_id)
    fields = {
        line.id: after_recheck(line, passed=passed, on=sheet.on, again=again)
        for line in lines
        if (line.status in LIVE or (passed and line.status == PROPOSED and line.severity != VETOED))
        and line.owner_id != again
    }
    work.update_many(CheckProblem, fields)


def not_looked_again(work: Work, context: Context, sheet: SheetRow) -> None:
    """A re-check is deleted: what it settled of the first sheet waits for its 复查 again."""
    kept = Records(context, CheckProblem, ProblemRow)
    again = sheet.inspector_id or sheet.inspector
    c = core(CheckProblem).c
    lines = kept.where(
        work.connection, c.sheet_id == sheet.first_id, c.again_on == sheet.on, c.again == again
    )
    fields: dict[str, Mapping[str, object]] = {
        line.id: {"status": MENDED if line.action else OPEN, "result": "", "again_on": ""}
        for line in lines
        if line.status in (CLOSED, FAILED)
    }
    work.update_many(CheckProblem, fields)


def put_away_of_sheets(work: Work, context: Context, ids: Sequence[str]) -> None:
    """The lines of sheets go with them."""
    kept = Records(context, CheckProblem, ProblemRow)
    lines = kept.where(work.connection, core(CheckProblem).c.sheet_id.in_(ids))
    work.put_away(CheckProblem, [line.id for line in lines])


def settle_veto(work: Work, context: Context, sheet_id: str, key: str, *, stands: bool) -> None:
    """The line of a veto follows the decision about it: 待整改, or 不成立."""
    kept = Records(context, CheckProblem, ProblemRow)
    c = core(CheckProblem).c
    lines = kept.where(work.connection, c.sheet_id == sheet_id, c.item == key)
    before = (PROPOSED,) if stands else (PROPOSED, *LIVE)
    status = OPEN if stands else DISMISSED
    work.update_many(CheckProblem, {one.id: {"status": status} for one in lines if one.status in before})


def propose_findings(
    work: Work, context: Context, about: tuple[CheckForm, SheetRow, UnitRow, CampaignRow]
) -> None:
    """The lines of a new sheet that was typed back from paper or read from a workbook: what was ticked, items below 60 %
    and vetoes, all 待确认. Nobody looked at the deadlines yet, and of an old sheet they would have gone long ago."""
    form, sheet, unit, campaign = about
    _insert(work, context, unit, proposed(form, sheet, unit, campaign))


def _insert(work: Work, context: Context, unit: UnitRow, drafts: Sequence[ProblemDraft]) -> list[str]:
    """Store lines as those of who taught, or of the head of the group; returns their ids."""
    owner = answers_for(work.connection, context, unit)
    if unit.substitute.strip():
        drafts = [replace(draft, teacher_id=owner, owner_id=owner) for draft in drafts]
    elif not unit.teacher_id:
        drafts = [replace(draft, owner_id=owner) for draft in drafts]
    return insert(ProblemService(context), work, drafts)


def hand_over(work: Work, context: Context, before: UnitRow, after: UnitRow) -> None:
    """The lines of what was looked at are those of who taught: another 代课教师 was named."""
    if before.substitute.strip() == after.substitute.strip():
        return
    s, c = core(CheckSheet).c, core(CheckProblem).c
    sheets = list(work.connection.scalars(select(s.id).where(s.unit_id == after.id, s.deleted_at == "")))
    was, now = (answers_for(work.connection, context, one) for one in (before, after))
    lines = Records(context, CheckProblem, ProblemRow).where(work.connection, c.sheet_id.in_(sheets))
    fields = {
        one.id: {"teacher_id": now, **({"owner_id": now} if one.owner_id == was else {})} for one in lines
    }
    work.update_many(CheckProblem, fields)


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
    # what the first sheet found is the line of the first sheet
    first = (
        kept.where(work.connection, core(CheckProblem).c.sheet_id == sheet.first_id) if sheet.first_id else []
    )
    known = {row.item for row in first if row.status in LIVE}
    weak = {
        draft.item: draft
        for draft in proposed(form, sheet, unit, campaign)
        if draft.item and draft.item not in known
    }
    told = {row.item for row in present if row.item}
    gone += [row.id for row in present if row.item and row.status == PROPOSED and row.item not in weak]
    work.put_away(CheckProblem, gone)
    work.update_many(CheckProblem, {row_id: _said(one) for row_id, one in named.items()})
    new = [one for one in findings if one.id not in written and not _is_there(work.connection, one.id)]
    fresh = [line_of(sheet, unit, campaign, one) for one in new]
    fresh += [draft for item, draft in weak.items() if item not in told]
    ids = _insert(work, context, unit, fresh)
    for row_id, one in named.items():
        settle(work, context, CheckProblem, row_id, one.photos)
    for row_id, one in zip(ids, new, strict=False):  # behind them come the weak items
        attach(work, CheckProblem, row_id, one.photos)


def _is_there(connection: Connection, row_id: str) -> bool:
    """A line worked on meanwhile, or one of another sheet; one that was undone is written anew."""
    c = core(CheckProblem).c
    return (
        bool(row_id) and connection.scalar(select(c.id).where(c.id == row_id, c.deleted_at == "")) is not None
    )


def _said(finding: Finding) -> dict[str, object]:
    return {"text": finding.text, "severity": finding.severity, "due": finding.due, "again": finding.again}

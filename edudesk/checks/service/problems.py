"""Verbs on the 整改台账."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Connection, func, select

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.words import shortened, some_of
from edudesk.checks.rows.problems import (
    BY_DEEDS,
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
from edudesk.checks.rules.plausible import later_problems
from edudesk.checks.rules.problems import (
    LIVE,
    after_recheck,
    beginning_problems,
    is_undecided_veto,
    needs_reason,
    number_of,
    problem_problems,
    put_off,
)
from edudesk.checks.tables import Campaign, CheckProblem
from edudesk.school.rules.years import is_day
from edudesk.store.attachments import FileDraft, attach
from edudesk.store.filed_service import FiledService
from edudesk.store.rights import Right
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

"""Verbs on self-evaluations: begun from a form, filled in as a sheet, carried on from the year before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.appraisal.rows.appraisals import (
    ANSWER_COLUMN,
    APPRAISAL_COLUMN,
    AnswerDraft,
    AnswerRow,
    AppraisalDraft,
    AppraisalRow,
)
from edudesk.appraisal.rules.entering import answer_problems, appraisal_problems
from edudesk.appraisal.service.forms import form_in, keep_form
from edudesk.appraisal.tables import Appraisal, AppraisalAnswer
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.store.filed_service import FiledService
from edudesk.store.part_service import PartService
from edudesk.store.rights import Right
from edudesk.store.verbs import verb
from edudesk.store.work import Work

_KEPT_ON = ("department", "proof")  # of a line, in the next year


class AppraisalService(FiledService[AppraisalDraft, AppraisalRow]):
    """办学质量自评, the newest year first."""

    table, row, draft = Appraisal, AppraisalRow, AppraisalDraft
    columns: ClassVar[Mapping[str, Column]] = APPRAISAL_COLUMN
    keeping: ClassVar[str] = "修改自评材料"
    sees = Right.SEE_APPRAISAL

    def _order(self, row: AppraisalRow) -> Any:
        return tuple(-ord(one) for one in row.year), row.form, row.id

    def _name(self, draft: AppraisalDraft) -> str:
        return f"{draft.year} {draft.title}"

    def _problems(self, draft: AppraisalDraft, others: Sequence[AppraisalRow]) -> tuple[FieldProblem, ...]:
        found = list(appraisal_problems(draft))
        if any((one.form, one.year) == (draft.form, draft.year) for one in others):
            found.append(FieldProblem("year", f"{draft.year}学年已经有这张表的自评。"))
        return tuple(found)

    @verb("开始自评", right=Right.EDIT_APPRAISAL)
    def begin(self, work: Work, draft: AppraisalDraft) -> AppraisalRow:
        """A new self-evaluation on its form, which is kept; departments and proofs go on from the last year's. Raises UserError
        with every problem."""
        wrong = self._problems(draft, self.kept.rows(work.connection))
        if wrong:
            raise UserError("还不能开始自评。", "请改好标出的各项；数据没有改动。", wrong)
        last = max(
            (
                one
                for one in self.kept.rows(work.connection)
                if one.form == draft.form and one.year < draft.year
            ),
            key=lambda one: one.year,
            default=None,
        )
        (row_id,) = work.insert(Appraisal, [{key: getattr(draft, key) for key in self._fields}])
        keep_form(work, self.context, draft.form, draft.form_version)
        if last is not None:
            answers = AnswerService(self.context)
            form = form_in(work.connection, self.context, draft.form, draft.form_version)
            known = {node.id for node in form.leaves}
            work.insert(
                AppraisalAnswer,
                [
                    {key: getattr(fresh, key) for key in answers._fields}
                    for one in answers._of(work.connection, [last.id])
                    if one.node in known and any(getattr(one, key) for key in _KEPT_ON)
                    for fresh in [
                        AnswerDraft(
                            appraisal_id=row_id, node=one.node, department=one.department, proof=one.proof
                        )
                    ]
                ],
            )
        row = self.kept.get(work.connection, row_id)
        work.title = f"开始自评 {self._name(row)}"
        return row


class AnswerService(PartService[AnswerDraft, AnswerRow]):
    """What is said of the lines of a self-evaluation."""

    table, row, draft = AppraisalAnswer, AnswerRow, AnswerDraft
    columns: ClassVar[Mapping[str, Column]] = ANSWER_COLUMN
    sees = Right.SEE_APPRAISAL
    owner: ClassVar[str] = "appraisal_id"

    def _order(self, row: AnswerRow) -> Any:
        return row.id

    def _name(self, draft: AnswerDraft) -> str:
        return draft.node

    def _found(self, draft: AnswerDraft) -> Sequence[FieldProblem]:
        return () if draft.node else (FieldProblem("node", "没有写明是哪一项。"),)

    @verb("填写自评表", right=Right.EDIT_APPRAISAL)
    def fill(self, work: Work, appraisal_id: str, drafts: Sequence[AnswerDraft]) -> int:
        """Let the lines be what the whole sheet says; what is empty goes to the bin. Returns how many lines say something.

        Raises UserError with every problem; key: id of the line and the field, 3.done.
        """
        row = AppraisalService(self.context).kept.get(work.connection, appraisal_id)
        form = form_in(work.connection, self.context, row.form, row.form_version)
        told = [
            replace(one, appraisal_id=appraisal_id)
            for one in drafts
            if any(getattr(one, key) not in ("", None) for key in self._fields[2:])
        ]
        wrong = [
            FieldProblem(f"{one.node}.{problem.key}", problem.text)
            for one in told
            for problem in answer_problems(form, one)
        ]
        if wrong:
            raise UserError("自评表还不能保存。", "请改好标黄的格子；原来的内容都还在。", tuple(wrong))
        there = self._of(work.connection, [appraisal_id])
        ids = {one.node: one.id for one in there}
        work.title = f"填写自评表 {row.year} {row.title}"
        self._laid(work, there, [(ids.get(one.node, ""), one) for one in told])
        return len(told)

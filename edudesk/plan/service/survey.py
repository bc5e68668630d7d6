"""校情问卷: what the groups answered, typed or read as a whole, and the order that it puts the SWOT lines in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.plan.rows.survey import PEOPLE, SURVEY_COLUMN, SurveyDraft, SurveyRow
from edudesk.plan.rows.text import SwotRow
from edudesk.plan.rules.survey import ranked, same_open, survey_problems, tallies
from edudesk.plan.service.parts import PlanPart
from edudesk.plan.tables import PlanSwot, PlanSwotAnswer
from edudesk.store.part_service import refuse_twice, touched
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.row_service import insert
from edudesk.store.tables import core
from edudesk.store.verbs import verb
from edudesk.store.work import Work


class SurveyService(PlanPart[SurveyDraft, SurveyRow]):
    """问卷结果, by line and group."""

    table, row, draft = PlanSwotAnswer, SurveyRow, SurveyDraft
    columns: ClassVar[Mapping[str, Column]] = SURVEY_COLUMN

    def _order(self, row: SurveyRow) -> Any:
        return not row.swot_id, row.swot_id, PEOPLE.order(row.people), row.id

    def _name(self, draft: Any) -> str:
        return f"{draft.people}{f' {draft.text[:20]}' if draft.text else ''}"

    def _settled(self, draft: SurveyDraft) -> SurveyDraft:
        return replace(draft, text=draft.text.strip())

    def _found(self, draft: SurveyDraft) -> Sequence[FieldProblem]:
        return list(survey_problems(draft))

    def _followed(self, work: Work) -> None:
        every = self._of(work.connection, touched(self, work))
        refuse_twice(
            [row for row in every if row.swot_id],
            lambda row: (row.swot_id, row.people),
            lambda row: FieldProblem("people", f"这一条已经有{row.people}的问卷结果。"),
        )

    @verb("登记问卷结果", right=Right.EDIT_PLAN)
    def fill(self, work: Work, plan_id: str, drafts: Sequence[SurveyDraft]) -> int:
        """Let the answers for the lines be what the whole sheet says, those it does not have go to the bin; what was written
        to the open question comes beside what is there. Returns how many became others. Raises UserError with every problem."""
        wrong = tuple(one for draft in drafts for one in survey_problems(draft))
        if wrong:
            raise UserError("问卷结果还不能保存。", "请改好标出的各项；数据没有改动。", wrong)
        there = self._of(work.connection, [plan_id])
        ids = {(row.swot_id, row.people): row.id for row in there if row.swot_id}
        own = [replace(one, plan_id=plan_id) for one in drafts if one.swot_id]
        self._laid(
            work,
            [row for row in there if row.swot_id],
            [(ids.get((one.swot_id, one.people), ""), one) for one in own],
        )
        fresh = [replace(one, plan_id=plan_id) for one in drafts if not one.swot_id]
        insert(self, work, [one for one in fresh if not same_open(one, there)])
        work.title = f"登记校情问卷结果 {len(work.changes)} 条"
        return len(work.changes)

    @verb("按问卷得分排列 SWOT", right=Right.EDIT_PLAN)
    def rank(self, work: Work, plan_id: str) -> int:
        """Put the lines of each quadrant in the order of what people gave them; returns how many moved."""
        c = core(PlanSwot).c
        swots = Records(self.context, PlanSwot, SwotRow).where(work.connection, c.plan_id == plan_id)
        places = ranked(swots, tallies(self._of(work.connection, [plan_id])))
        work.update_many(PlanSwot, {row_id: {"place": place} for row_id, place in places.items()})
        return len(places)

"""Verbs on the text of a plan: its sections and the SWOT matrix."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.plan.rows.text import SECTION_COLUMN, SWOT_COLUMN, SectionDraft, SectionRow, SwotDraft, SwotRow
from edudesk.plan.rules.text_entering import section_problems, swot_problems
from edudesk.plan.service.goals import placed_last
from edudesk.plan.service.parts import PlanPart, gone, ids_of
from edudesk.plan.tables import PlanSection, PlanSwot, PlanSwotAnswer
from edudesk.store.rights import Right
from edudesk.store.verbs import verb
from edudesk.store.work import Work


class SectionService(PlanPart[SectionDraft, SectionRow]):
    """规划章节, in the order of reading."""

    table, row, draft = PlanSection, SectionRow, SectionDraft
    columns: ClassVar[Mapping[str, Column]] = SECTION_COLUMN

    def _order(self, row: SectionRow) -> Any:
        return row.place, row.id

    @verb("修改规划文本", right=Right.EDIT_PLAN)
    def lay(
        self, work: Work, plan_id: str, lines: Sequence[tuple[str, SectionDraft]], title: str = "修改规划文本"
    ) -> list[SectionRow]:
        """Let the text of a plan be these sections in this order: (id, "" for a new one; draft). Those that are not among
        them go to the recycle bin."""
        work.title = title
        wanted = [
            (row_id, replace(draft, plan_id=plan_id, place=place))
            for place, (row_id, draft) in enumerate(lines, 1)
        ]
        self._laid(work, self._of(work.connection, [plan_id]), wanted)
        return self._of(work.connection, [plan_id])

    def _name(self, draft: Any) -> str:
        return super()._name(replace(draft, heading=draft.heading or "引言"))

    def _settled(self, draft: SectionDraft) -> SectionDraft:
        return replace(draft, heading=draft.heading.strip(), place=draft.place or 0)

    def _found(self, draft: SectionDraft) -> Sequence[FieldProblem]:
        return list(section_problems(draft))

    def _followed(self, work: Work) -> None:
        placed_last(self, work, lambda row: row.plan_id)


class SwotService(PlanPart[SwotDraft, SwotRow]):
    """SWOT 条目, in their order within a quadrant."""

    table, row, draft = PlanSwot, SwotRow, SwotDraft
    columns: ClassVar[Mapping[str, Column]] = SWOT_COLUMN

    def _order(self, row: SwotRow) -> Any:
        return row.place, row.id

    def _settled(self, draft: SwotDraft) -> SwotDraft:
        return replace(draft, text=draft.text.strip(), place=draft.place or 0)

    def _found(self, draft: SwotDraft) -> Sequence[FieldProblem]:
        return list(swot_problems(draft))

    def _followed(self, work: Work) -> None:
        if ids := gone(work, PlanSwot):  # what people answered for a line goes with it
            work.put_away(PlanSwotAnswer, ids_of(work, PlanSwotAnswer, "swot_id", ids))
        placed_last(self, work, lambda row: (row.plan_id, row.quadrant))

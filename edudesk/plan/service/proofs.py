"""Verbs on 佐证材料 of a plan: numbered by the goal they prove, their files kept as attachments."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from sqlalchemy import Connection, select

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.base.words import shortened
from edudesk.plan.rows.goals import GoalRow
from edudesk.plan.rows.proofs import LINK, PROOF_COLUMN, ProofDraft, ProofRow
from edudesk.plan.rules.codes import number_of
from edudesk.plan.rules.entering import proof_problems
from edudesk.plan.rules.proofs import natural, next_number
from edudesk.plan.service.parts import PlanPart
from edudesk.plan.tables import PlanGoal, PlanMeasure, PlanProof, PlanTask
from edudesk.store.attachments import AttachmentRow
from edudesk.store.filed_service import FiledPart, files_of
from edudesk.store.part_service import touched
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import view
from edudesk.store.work import Work


class ProofService(FiledPart[ProofDraft, ProofRow], PlanPart[ProofDraft, ProofRow]):
    """佐证材料."""

    table, row, draft = PlanProof, ProofRow, ProofDraft
    columns: ClassVar[Mapping[str, Column]] = PROOF_COLUMN
    keeping: ClassVar[str] = "修改佐证文件"

    def _order(self, row: ProofRow) -> Any:
        return natural(row.number), row.on, row.id

    def _name(self, draft: ProofDraft) -> str:
        return shortened(f"{draft.number} {draft.title}".strip())

    def _settled(self, draft: ProofDraft) -> ProofDraft:
        link = draft.link.strip()
        return replace(draft, title=draft.title.strip(), link=link, form=draft.form or (LINK if link else ""))

    def _found(self, draft: ProofDraft) -> Sequence[FieldProblem]:
        return list(proof_problems(draft))

    def _followed(self, work: Work) -> None:
        """What has no number gets the next of its goal; a number stays with its proof, also in the recycle bin."""
        c = core(PlanProof).c
        for plan_id in touched(self, work):
            query = select(c.id, c.number, c.goal_ids, c.task_ids, c.measure_ids).where(c.plan_id == plan_id)
            rows = work.connection.execute(query.order_by(c.id)).all()
            if all(row.number for row in rows):
                continue
            taken = {row.number for row in rows}
            of_goal = self._goal_numbers(work.connection, plan_id)
            fresh: dict[str, dict[str, object]] = {}
            for row in rows:
                if not row.number:
                    proved = "、".join((row.goal_ids, row.task_ids, row.measure_ids)).split("、")
                    number = next_number(next((of_goal[one] for one in proved if one in of_goal), "0"), taken)
                    taken.add(number)
                    fresh[row.id] = {"number": number}
            work.update_many(PlanProof, fresh)

    def _goal_numbers(self, connection: Connection, plan_id: str) -> dict[str, str]:
        """2.1 by the id of each goal, and of each task and measure that of its goal."""
        goals = Records(self.context, PlanGoal, GoalRow).where(
            connection, core(PlanGoal).c.plan_id == plan_id
        )
        found = number_of(goals)
        for table in (PlanTask, PlanMeasure):
            c = core(table).c
            for row_id, goal_id in connection.execute(select(c.id, c.goal_id).where(c.plan_id == plan_id)):
                if goal_id in found:
                    found[row_id] = found[goal_id]
        return found

    @view(Right.SEE_PLAN)
    def files(self, connection: Connection, plan_id: str) -> dict[str, list[AttachmentRow]]:
        """The files of all proofs of a plan by the id of each; those without are missing."""
        return files_of(self, connection, plan_id)

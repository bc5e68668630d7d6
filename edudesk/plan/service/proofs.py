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
from edudesk.store.attachments import AttachmentRow, FileDraft, attach, settle
from edudesk.store.part_service import touched
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.row_service import insert
from edudesk.store.tables import Attachment, core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


class ProofService(PlanPart[ProofDraft, ProofRow]):
    """佐证材料."""

    table, row, draft = PlanProof, ProofRow, ProofDraft
    columns: ClassVar[Mapping[str, Column]] = PROOF_COLUMN

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

    @verb("登记佐证材料", right=Right.EDIT_PLAN)
    def put(self, work: Work, draft: ProofDraft, files: Sequence[FileDraft] = ()) -> ProofRow:
        """A proof with its kept files (store.taking.take), numbered. Raises UserError with every problem."""
        (row_id,) = insert(self, work, [draft])
        self._followed(work)
        attach(work, PlanProof, row_id, files)
        row = self.kept.get(work.connection, row_id)
        work.title = f"登记佐证材料 {self._name(row)}"
        return row

    @verb("修改佐证文件", right=Right.EDIT_PLAN)
    def keep_files(self, work: Work, proof_id: str, files: Sequence[FileDraft]) -> None:
        """Let a proof have just these files: new ones are attached, captions set, the others put away."""
        row = self.kept.get(work.connection, proof_id)
        work.title = f"修改佐证文件 {self._name(row)}"
        settle(work, self.context, PlanProof, proof_id, files)

    @view(Right.SEE_PLAN)
    def files(self, connection: Connection, plan_id: str) -> dict[str, list[AttachmentRow]]:
        """The files of all proofs of a plan by the id of each; those without are missing."""
        e, a = core(PlanProof).c, core(Attachment).c
        own = select(e.id).where(e.plan_id == plan_id, e.deleted_at == "")
        found: dict[str, list[AttachmentRow]] = {}
        rows = Records(self.context, Attachment, AttachmentRow).where(
            connection, a.owner_table == PlanProof.__tablename__, a.owner_id.in_(own)
        )
        for one in rows:
            found.setdefault(one.owner_id, []).append(one)
        return found

"""Verbs on 佐证材料: numbered in the order of the archive, their files kept as attachments."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from sqlalchemy import Connection, select

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.base.jobs import Step, silent
from edudesk.base.words import shortened
from edudesk.projects.forms.lists import section_of
from edudesk.projects.rows.evidence import EVIDENCE_COLUMN, LINK, EvidenceDraft, EvidenceRow, FileFault
from edudesk.projects.rules.entering import evidence_problems
from edudesk.projects.rules.evidence import next_number
from edudesk.projects.service import file_faults
from edudesk.projects.service.file_faults import FileCheck
from edudesk.projects.service.parts import PartService, touched
from edudesk.projects.service.reading import documents_there, is_shown
from edudesk.projects.tables import ProjectEvidence
from edudesk.store.attachments import AttachmentRow
from edudesk.store.filed_service import FiledPart, files_of
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import view
from edudesk.store.work import Work


class EvidenceService(FiledPart[EvidenceDraft, EvidenceRow], PartService[EvidenceDraft, EvidenceRow]):
    """佐证材料."""

    table, row, draft = ProjectEvidence, EvidenceRow, EvidenceDraft
    columns: ClassVar[Mapping[str, Column]] = EVIDENCE_COLUMN
    keeping: ClassVar[str] = "修改佐证文件"

    def _order(self, row: EvidenceRow) -> Any:
        return row.number or "99", row.on, row.id

    def _name(self, draft: EvidenceDraft) -> str:
        return shortened(f"{draft.number} {draft.title}".strip())

    def _settled(self, draft: EvidenceDraft) -> EvidenceDraft:
        return replace(draft, form=draft.form or (LINK if draft.link else ""), link=draft.link.strip())

    def _found(self, draft: EvidenceDraft) -> Sequence[FieldProblem]:
        return list(evidence_problems(draft))

    def _followed(self, work: Work) -> None:
        """What has no number gets one; a number stays with its proof, also in the recycle bin, until the proof is called
        a document of another section."""
        c = core(ProjectEvidence).c
        query = select(c.id, c.project_id, c.document, c.number).where(c.project_id.in_(touched(self, work)))
        taken: dict[str, set[str]] = {}
        rows = work.connection.execute(query.order_by(c.id)).all()
        for row in rows:
            taken.setdefault(row.project_id, set()).add(row.number)
        moved = self._moved(work)
        fresh: dict[str, dict[str, object]] = {}
        for row in rows:
            if not row.number or row.id in moved:
                number = next_number(row.document, taken[row.project_id])
                taken[row.project_id].add(number)
                fresh[row.id] = {"number": number}
        work.update_many(ProjectEvidence, fresh)

    @staticmethod
    def _moved(work: Work) -> set[str]:
        """The ids of the proofs whose document now is of another section while their number stayed (撤销 brings both)."""
        changes = [
            (one.row_id, one.before, one.after)
            for one in work.changes
            if one.table == ProjectEvidence.__tablename__ and one.before is not None and one.after is not None
        ]
        numbered = {row_id for row_id, _, after in changes if "number" in after}
        return {
            row_id
            for row_id, before, after in changes
            if "document" in after
            and row_id not in numbered
            and section_of(before["document"]) != section_of(after["document"])
        }

    @view(Right.SEE_PROJECTS)
    def files(self, connection: Connection, project_id: str) -> dict[str, list[AttachmentRow]]:
        """The files of all proofs of a project by the id of each; those without are missing."""
        return files_of(self, connection, project_id)

    @view(Right.SEE_PROJECTS)
    def documents(self, connection: Connection, project_id: str) -> set[str]:
        """The documents of a project that are there."""
        return documents_there(connection, [project_id]).get(project_id, set())

    @view(Right.SEE_PROJECTS)
    def missing(self, connection: Connection, project_id: str) -> list[EvidenceRow]:
        """The proofs of a project that have neither a file nor a link nor lie as paper."""
        rows = self.kept.where(connection, core(ProjectEvidence).c.project_id == project_id, ~is_shown())
        return sorted(rows, key=self._order)

    def faults(self, project_id: str = "", step: Step = silent) -> FileCheck:
        """The files of a project, or of all, that vanished or became others (sha256), and the proofs without any.

        Every file is read: a job beside the window. Raises Cancelled.
        """
        with self.context.reading(self.sees) as connection:
            held = file_faults.held(connection, project_id)
            empty = file_faults.empty(connection, project_id)
        return file_faults.checked(self.context.store, held, empty, step)

    @view(Right.SEE_PROJECTS)
    def still(self, connection: Connection, faults: Sequence[FileFault]) -> list[FileFault]:
        """Of what a check found what nobody has put right since: the file is still attached, the proof still empty."""
        return file_faults.still(connection, faults)

"""Verbs on 佐证材料: numbered in the order of the archive, their files kept as attachments."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.projects.rows.evidence import EVIDENCE_COLUMN, LINK, EvidenceDraft, EvidenceRow
from edudesk.projects.rules.entering import evidence_problems
from edudesk.projects.service.parts import PartService
from edudesk.projects.tables import ProjectEvidence


class EvidenceService(PartService[EvidenceDraft, EvidenceRow]):
    """佐证材料."""

    table, row, draft = ProjectEvidence, EvidenceRow, EvidenceDraft
    columns: ClassVar[Mapping[str, Column]] = EVIDENCE_COLUMN

    def _order(self, row: EvidenceRow) -> Any:
        return row.number or "99", row.on, row.id

    def _settled(self, draft: EvidenceDraft) -> EvidenceDraft:
        return replace(draft, form=draft.form or (LINK if draft.link else ""))

    def _found(self, draft: EvidenceDraft) -> Sequence[FieldProblem]:
        return list(evidence_problems(draft))

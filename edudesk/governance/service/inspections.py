"""Verbs on inspections and on the points they asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, ClassVar

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.governance.rows.inspections import (
    FINDING_COLUMN,
    INSPECTION_COLUMN,
    FindingDraft,
    FindingRow,
    InspectionDraft,
    InspectionRow,
)
from edudesk.governance.rules.entering import closing_doubts, finding_problems, inspection_problems
from edudesk.governance.service.parts import GovernancePart
from edudesk.governance.tables import Inspection, InspectionFinding
from edudesk.store.filed_service import FiledService
from edudesk.store.rights import Right
from edudesk.store.verbs import verb
from edudesk.store.work import Work


class InspectionService(FiledService[InspectionDraft, InspectionRow]):
    """督导, the newest first."""

    table, row, draft = Inspection, InspectionRow, InspectionDraft
    columns: ClassVar[Mapping[str, Column]] = INSPECTION_COLUMN
    keeping: ClassVar[str] = "修改督导材料"
    sees = Right.SEE_GOVERNANCE

    def _order(self, row: InspectionRow) -> Any:
        return tuple(-ord(one) for one in row.on), row.id

    def _problems(self, draft: InspectionDraft, others: Sequence[InspectionRow]) -> tuple[FieldProblem, ...]:
        return tuple(inspection_problems(draft))


class FindingService(FiledService[FindingDraft, FindingRow], GovernancePart[FindingDraft, FindingRow]):
    """整改事项, in the order they were written down."""

    table, row, draft = InspectionFinding, FindingRow, FindingDraft
    columns: ClassVar[Mapping[str, Column]] = FINDING_COLUMN
    keeping: ClassVar[str] = "修改整改材料"
    owner: ClassVar[str] = "inspection_id"

    def _order(self, row: FindingRow) -> Any:
        return row.id

    def _found(self, draft: FindingDraft) -> Sequence[FieldProblem]:
        return list(finding_problems(draft))

    @verb("整改销号", right=Right.EDIT_GOVERNANCE)
    def close(self, work: Work, finding_id: str, *, on: str, proof: str, by: str = "") -> FindingRow:
        """Close a point on its proof. on: ISO day, from the inspection to today. Raises UserError on another, without a
        proof, or when it is closed."""
        row = self.kept.get(work.connection, finding_id)
        if row.closed_on:
            raise UserError(f"这一项已于 {row.closed_on} 销号。", "要更正请打开这一项修改；数据没有改动。")
        values = {"closed_on": on, "proof": proof.strip(), "closed_by": by}
        told = {**asdict(row), **values}
        draft = FindingDraft(**{key: told[key] for key in self._fields})
        visits = InspectionService(self.context).kept.several(work.connection, [row.inspection_id])
        today = clock.today().isoformat()
        problems = [
            *self._found(draft),
            *(one for visit in visits for one in closing_doubts(draft, visit, today)),
        ]
        if problems:
            raise UserError("还不能销号。", "请补上依据和日期后再试；原来的内容没有改动。", tuple(problems))
        work.title = f"整改销号 {self._name(row)}"
        work.update(InspectionFinding, finding_id, values)
        return self.kept.get(work.connection, finding_id)

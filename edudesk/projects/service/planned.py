"""Verbs on 预期成果: what was promised, and which 成果 it became."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.words import shortened
from edudesk.projects.rows.planned import PLANNED_COLUMN, PlannedDraft, PlannedRow
from edudesk.projects.rows.results import DeliverableDraft
from edudesk.projects.rules.entering import planned_problems
from edudesk.projects.service.parts import PartService
from edudesk.projects.service.results import DeliverableService
from edudesk.projects.tables import PlannedResult
from edudesk.store.rights import Right
from edudesk.store.row_service import insert
from edudesk.store.verbs import verb
from edudesk.store.work import Work


class PlannedService(PartService[PlannedDraft, PlannedRow]):
    """预期成果."""

    table, row, draft = PlannedResult, PlannedRow, PlannedDraft
    columns: ClassVar[Mapping[str, Column]] = PLANNED_COLUMN

    def _order(self, row: PlannedRow) -> Any:
        return row.is_final, not row.due, row.due, row.id

    def _found(self, draft: PlannedDraft) -> Sequence[FieldProblem]:
        return list(planned_problems(draft))

    @verb("登记预期成果的完成", right=Right.EDIT_PROJECTS)
    def deliver(
        self, work: Work, planned_id: str, result_id: str = "", fresh: DeliverableDraft | None = None
    ) -> PlannedRow:
        """Say which 成果 a promise became: one that is there, a fresh one, which is stored too, or none ("").

        Raises UserError when the 成果 is of another project or is what another promise became.
        """
        row = self.kept.get(work.connection, planned_id)
        results = DeliverableService(self.context)
        if fresh is not None:
            (result_id,) = insert(results, work, [fresh])
        if result_id:
            self._refuse_strange(
                work, row, results.kept.get(work.connection, result_id).project_id, result_id
            )
        word = "登记完成" if result_id else "取消完成"
        work.title = f"{word} {self._name(row)}"
        work.update(PlannedResult, planned_id, {"result_id": result_id})
        return self.kept.get(work.connection, planned_id)

    def _refuse_strange(self, work: Work, row: PlannedRow, project_id: str, result_id: str) -> None:
        if project_id != row.project_id:
            raise UserError("这项成果属于另一个项目。", "请选本项目的成果；数据没有改动。")
        for other in self._of(work.connection, [row.project_id]):
            if other.result_id == result_id and other.id != row.id:
                text = f"这项成果已经对应“{shortened(other.title)}”。"
                raise UserError(text, "请选另一项成果；数据没有改动。", (FieldProblem("result", text),))

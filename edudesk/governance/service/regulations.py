"""Verbs on the library of regulations."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy import select

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.governance.rows.regulations import (
    EDITION_COLUMN,
    FIELDS,
    REGULATION_COLUMN,
    REPEALED,
    EditionDraft,
    EditionRow,
    RegulationDraft,
    RegulationRow,
)
from edudesk.governance.rules.entering import edition_problems, regulation_problems
from edudesk.governance.service.parts import GovernancePart
from edudesk.governance.tables import Regulation, RegulationEdition
from edudesk.store.filed_service import FiledService
from edudesk.store.part_service import touched
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService
from edudesk.store.tables import core
from edudesk.store.work import Work


class RegulationService(RowService[RegulationDraft, RegulationRow]):
    """制度, field by field; what is repealed comes last."""

    table, row, draft = Regulation, RegulationRow, RegulationDraft
    columns: ClassVar[Mapping[str, Column]] = REGULATION_COLUMN
    sees = Right.SEE_GOVERNANCE

    def _order(self, row: RegulationRow) -> Any:
        return row.standing == REPEALED, FIELDS.order(row.field), row.title, row.id

    def _problems(self, draft: RegulationDraft, others: Sequence[RegulationRow]) -> tuple[FieldProblem, ...]:
        found = list(regulation_problems(draft))
        if draft.standing != REPEALED and any(
            one.title == draft.title and one.standing != REPEALED for one in others
        ):
            found.append(FieldProblem("title", f"制度库里已有“{draft.title}”，修订请在它下面新增版次。"))
        return tuple(found)


class EditionService(FiledService[EditionDraft, EditionRow], GovernancePart[EditionDraft, EditionRow]):
    """版次, the newest first. They are numbered by the day they were adopted on, those in the recycle bin too."""

    table, row, draft = RegulationEdition, EditionRow, EditionDraft
    columns: ClassVar[Mapping[str, Column]] = EDITION_COLUMN
    keeping: ClassVar[str] = "修改制度材料"
    owner: ClassVar[str] = "regulation_id"

    def _order(self, row: EditionRow) -> Any:
        return tuple(-ord(one) for one in row.on), -row.number, row.id

    def _name(self, draft: EditionDraft) -> str:
        return f"第 {draft.number} 版" if draft.number else draft.on

    def _found(self, draft: EditionDraft) -> Sequence[FieldProblem]:
        return list(edition_problems(draft))

    def _followed(self, work: Work) -> None:
        """The editions of a regulation are numbered anew: one that is entered later may be an older one."""
        c = core(RegulationEdition).c
        for regulation_id in touched(self, work):
            query = select(c.id).where(c.regulation_id == regulation_id).order_by(c.on, c.id)
            ids = work.connection.execute(query).scalars()
            work.update_many(
                RegulationEdition, {row_id: {"number": place} for place, row_id in enumerate(ids, 1)}
            )

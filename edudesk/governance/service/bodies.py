"""Verbs on bodies and on who sits in them."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.governance.rows.bodies import BODY_COLUMN, SEAT_COLUMN, BodyDraft, BodyRow, SeatDraft, SeatRow
from edudesk.governance.rules.entering import body_problems, seat_problems
from edudesk.governance.service.parts import GovernancePart
from edudesk.governance.tables import Body, BodySeat
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService


class BodyService(RowService[BodyDraft, BodyRow]):
    """机构: those that exist first."""

    table, row, draft = Body, BodyRow, BodyDraft
    columns: ClassVar[Mapping[str, Column]] = BODY_COLUMN
    sees = Right.SEE_GOVERNANCE

    def _order(self, row: BodyRow) -> Any:
        return bool(row.ended), row.founded or "9", row.id

    def _problems(self, draft: BodyDraft, others: Sequence[BodyRow]) -> tuple[FieldProblem, ...]:
        found = list(body_problems(draft))
        if any(one.title == draft.title and not one.ended for one in others) and not draft.ended:
            found.append(FieldProblem("title", f"已有机构“{draft.title}”。"))
        return tuple(found)


class SeatService(GovernancePart[SeatDraft, SeatRow]):
    """机构成员, the newest term first."""

    table, row, draft = BodySeat, SeatRow, SeatDraft
    columns: ClassVar[Mapping[str, Column]] = SEAT_COLUMN
    owner: ClassVar[str] = "body_id"

    def _order(self, row: SeatRow) -> Any:
        return bool(row.ends), row.id

    def _found(self, draft: SeatDraft) -> Sequence[FieldProblem]:
        return list(seat_problems(draft))

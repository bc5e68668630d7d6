"""Verbs on meetings and their resolutions."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.governance.rows.meetings import (
    MEETING_COLUMN,
    RESOLUTION_COLUMN,
    MeetingDraft,
    MeetingRow,
    ResolutionDraft,
    ResolutionRow,
)
from edudesk.governance.rules.entering import meeting_problems, resolution_problems
from edudesk.governance.service.parts import GovernancePart
from edudesk.governance.tables import Meeting, MeetingResolution
from edudesk.store.filed_service import FiledService
from edudesk.store.rights import Right


class MeetingService(FiledService[MeetingDraft, MeetingRow]):
    """会议, the newest first."""

    table, row, draft = Meeting, MeetingRow, MeetingDraft
    columns: ClassVar[Mapping[str, Column]] = MEETING_COLUMN
    keeping: ClassVar[str] = "修改会议材料"
    sees = Right.SEE_GOVERNANCE

    def _order(self, row: MeetingRow) -> Any:
        return tuple(-ord(one) for one in row.on), row.id

    def _problems(self, draft: MeetingDraft, others: Sequence[MeetingRow]) -> tuple[FieldProblem, ...]:
        return tuple(meeting_problems(draft))


class ResolutionService(GovernancePart[ResolutionDraft, ResolutionRow]):
    """决议, in the order of the meeting."""

    table, row, draft = MeetingResolution, ResolutionRow, ResolutionDraft
    columns: ClassVar[Mapping[str, Column]] = RESOLUTION_COLUMN
    owner: ClassVar[str] = "meeting_id"

    def _order(self, row: ResolutionRow) -> Any:
        return row.id

    def _found(self, draft: ResolutionDraft) -> Sequence[FieldProblem]:
        return list(resolution_problems(draft))

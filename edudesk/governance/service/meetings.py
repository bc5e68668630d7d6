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
from edudesk.store.attachments import FileDraft, settle
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService
from edudesk.store.verbs import verb
from edudesk.store.work import Work


class MeetingService(RowService[MeetingDraft, MeetingRow]):
    """会议, the newest first."""

    table, row, draft = Meeting, MeetingRow, MeetingDraft
    columns: ClassVar[Mapping[str, Column]] = MEETING_COLUMN
    sees = Right.SEE_GOVERNANCE

    def _order(self, row: MeetingRow) -> Any:
        return tuple(-ord(one) for one in row.on), row.id

    def _problems(self, draft: MeetingDraft, others: Sequence[MeetingRow]) -> tuple[FieldProblem, ...]:
        return tuple(meeting_problems(draft))

    @verb("修改会议材料", right=Right.EDIT_GOVERNANCE)
    def keep_files(self, work: Work, meeting_id: str, files: Sequence[FileDraft]) -> None:
        """Let a meeting have just these papers (签到, 照片, 纪要)."""
        row = self.kept.get(work.connection, meeting_id)
        work.title = f"修改会议材料 {self._name(row)}"
        settle(work, self.context, Meeting, meeting_id, files)


class ResolutionService(GovernancePart[ResolutionDraft, ResolutionRow]):
    """决议, in the order of the meeting."""

    table, row, draft = MeetingResolution, ResolutionRow, ResolutionDraft
    columns: ClassVar[Mapping[str, Column]] = RESOLUTION_COLUMN
    owner: ClassVar[str] = "meeting_id"

    def _order(self, row: ResolutionRow) -> Any:
        return row.id

    def _found(self, draft: ResolutionDraft) -> Sequence[FieldProblem]:
        return list(resolution_problems(draft))

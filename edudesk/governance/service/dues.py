"""What waits in governance, for the start page: points of the 整改清单, reports on them, resolutions to carry out."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from edudesk.base.due import Due
from edudesk.base.words import shortened
from edudesk.governance.rows.inspections import CLOSED
from edudesk.governance.rules.standing import DONE, finding_standing, resolution_standing
from edudesk.governance.service.inspections import FindingService, InspectionService
from edudesk.governance.service.meetings import MeetingService, ResolutionService
from edudesk.store.context import Context

_SOON_DAYS = 30
_INSPECTIONS, _MEETINGS = "governance_inspections", "governance"  # keys of the pages


class GovernanceDues:
    """待办与到期 of governance."""

    def __init__(self, context: Context) -> None:
        self._inspections, self._findings = InspectionService(context), FindingService(context)
        self._meetings, self._resolutions = MeetingService(context), ResolutionService(context)

    def dues(self, today: date) -> Sequence[Due]:
        """What is late, or comes within a month."""
        last = (today + timedelta(_SOON_DAYS)).isoformat()
        return [one for one in (*self._mending(today), *self._resolved(today)) if one.day <= last]

    def _mending(self, today: date) -> Iterator[Due]:
        visits = {row.id: row for row in self._inspections.rows()}
        for point in self._findings.of():
            is_closed = finding_standing(point, today.isoformat()) == CLOSED
            if point.due and not is_closed and (visit := visits.get(point.inspection_id)) is not None:
                yield Due(
                    text=f"整改：{shortened(point.problem)}", feature="督导", page=_INSPECTIONS,
                    record=f"{visit.id} {point.id}", day=point.due, source=shortened(visit.title),
                )  # fmt: skip
        for visit in visits.values():
            if visit.reply_due and not visit.replied_on:
                yield Due(
                    text=f"报送整改报告：{shortened(visit.title)}", feature="督导", page=_INSPECTIONS,
                    record=visit.id, day=visit.reply_due, source=visit.unit,
                )  # fmt: skip

    def _resolved(self, today: date) -> Iterator[Due]:
        held = {row.id: row for row in self._meetings.rows()}
        for one in self._resolutions.of():
            standing = resolution_standing(one, today.isoformat())
            if one.due and standing not in ("", DONE) and (meeting := held.get(one.meeting_id)) is not None:
                yield Due(
                    text=f"落实决议：{shortened(one.title)}", feature="会议", page=_MEETINGS,
                    record=f"{meeting.id} {one.id}", day=one.due, source=shortened(meeting.title),
                )  # fmt: skip

"""The tables of governance, made of their rows: a column for each field of the draft.

References are soft: a body or a teacher may be gone, and the record still prints as it was.
"""

from functools import partial
from typing import ClassVar

from edudesk.governance.rows.bodies import BodyDraft, SeatDraft
from edudesk.governance.rows.inspections import FindingDraft, InspectionDraft
from edudesk.governance.rows.meetings import MeetingDraft, ResolutionDraft
from edudesk.governance.rows.regulations import EditionDraft, RegulationDraft
from edudesk.store.rights import Right
from edudesk.store.tables import Record, table_of


class GovernanceRecord(Record):
    """What all tables of this room share."""

    concern: ClassVar[str] = "governance"
    right: ClassVar[Right] = Right.EDIT_GOVERNANCE


_table = partial(table_of, GovernanceRecord)

Body = _table("body", BodyDraft, "机构", "title")
BodySeat = _table("body_seat", SeatDraft, "机构成员", "name", owner="body_id", part_of={"body_id": "body"})
Meeting = _table("meeting", MeetingDraft, "会议", "title")
MeetingResolution = _table(
    "meeting_resolution",
    ResolutionDraft,
    "决议",
    "title",
    owner="meeting_id",
    part_of={"meeting_id": "meeting"},
)
Regulation = _table("regulation", RegulationDraft, "制度", "title")
RegulationEdition = _table(
    "regulation_edition",
    EditionDraft,
    "制度文本",
    "on",
    owner="regulation_id",
    part_of={"regulation_id": "regulation"},
)
Inspection = _table("inspection", InspectionDraft, "督导", "title")
InspectionFinding = _table(
    "inspection_finding",
    FindingDraft,
    "整改事项",
    "problem",
    owner="inspection_id",
    part_of={"inspection_id": "inspection"},
)

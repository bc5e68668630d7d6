"""What the papers of governance are made from, out of the open school."""

from datetime import date

from edudesk.base import clock
from edudesk.governance.reports.facts import GovernanceFacts
from edudesk.submissions.footing import footer
from edudesk.submissions.sources import Sources


def governance_facts(
    sources: Sources, on: date, *, meeting_id: str = "", inspection_id: str = ""
) -> GovernanceFacts:
    """Everything of the room, as of a day. meeting_id, inspection_id: what a paper about one is about, "" = the last one."""
    return GovernanceFacts(
        school=sources.school.identity(),
        on=on,
        today=clock.today(),
        bodies=sources.bodies.rows(),
        seats=sources.body_seats.of(),
        meetings=sources.meetings.rows(),
        resolutions=sources.resolutions.of(),
        regulations=sources.regulations.rows(),
        editions=sources.editions.of(),
        inspections=sources.inspections.rows(),
        findings=sources.findings.of(),
        footer=footer(sources),
        meeting_id=meeting_id,
        inspection_id=inspection_id,
    )

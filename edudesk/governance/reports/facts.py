"""What the papers of governance are made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from edudesk.base import files
from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Audience, mask_numbers
from edudesk.base.report import A4_LANDSCAPE, Paper, Report
from edudesk.governance.rows.bodies import BodyRow, SeatRow
from edudesk.governance.rows.inspections import FindingRow, InspectionRow
from edudesk.governance.rows.meetings import MeetingRow, ResolutionRow
from edudesk.governance.rows.regulations import EditionRow, RegulationRow
from edudesk.roster.reports.lists import SEQUENCE
from edudesk.school.rows import SchoolDraft

IN_HOUSE: Final = (Audience.INTERNAL, Audience.BUREAU)
NOTICE: Final = (*IN_HOUSE, Audience.SCHOOL_NOTICE)


@dataclass(frozen=True)
class GovernanceFacts:
    """Everything of the room, as of a day. meeting_id, inspection_id: what a paper about one is about, "" = the last one."""

    school: SchoolDraft
    on: date
    today: date
    bodies: Sequence[BodyRow] = ()
    seats: Sequence[SeatRow] = ()
    meetings: Sequence[MeetingRow] = ()
    resolutions: Sequence[ResolutionRow] = ()
    regulations: Sequence[RegulationRow] = ()
    editions: Sequence[EditionRow] = ()
    inspections: Sequence[InspectionRow] = ()
    findings: Sequence[FindingRow] = ()
    footer: str = ""
    meeting_id: str = ""
    inspection_id: str = ""

    @property
    def day(self) -> str:
        """The ISO day the papers are of."""
        return self.on.isoformat()

    def file_name(self, title: str, audience: Audience) -> str:
        """Whose, what, of which day, for whom."""
        return files.safe_name(self.school.name, f"_{title}_{self.on:%Y%m%d}_{audience.mark}")


def text_column(key: str, title: str, width: float, kind: Kind = Kind.TEXT) -> Column:
    """A column of a paper; width: mm."""
    return Column(key, title, kind, width)


def table(
    facts: GovernanceFacts,
    audience: Audience,
    key: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[object]],
    notes: tuple[str, ...] = (),
    *,
    paper: Paper = A4_LANDSCAPE,
    is_grouped: bool = False,
) -> Report:
    """A numbered list, numbers of people starred as the audience asks."""

    def seen(cell: object) -> object:
        return mask_numbers(cell) if isinstance(cell, str) and audience is not Audience.INTERNAL else cell

    return Report(
        key=f"governance_{key}",
        title=title,
        unit=facts.school.name,
        on=facts.on,
        columns=(SEQUENCE, *columns),
        rows=tuple((number, *map(seen, row)) for number, row in enumerate(rows, 1)),
        notes=notes,
        paper=paper,
        footer=facts.footer,
        file_name=facts.file_name(title, audience),
        audience=audience,
        is_grouped=is_grouped,
    )

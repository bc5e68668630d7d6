"""The ledger of one kind of dated facts as it stands on the screen."""

from collections.abc import Sequence
from datetime import date

from edudesk.base.columns import Column
from edudesk.base.masking import Audience, Privacy
from edudesk.base.report import Report
from edudesk.roster.histories import HistoryKind
from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.reports.ledgers import check_audience
from edudesk.roster.reports.lists import list_report
from edudesk.school.rows import SchoolDraft


def ledger_report(
    kind: HistoryKind,
    lines: Sequence[LedgerLine],
    columns: Sequence[Column],
    school: SchoolDraft,
    *,
    on: date,
    audience: Audience,
    scope: str = "",
    footer: str = "",
    as_of: date | None = None,
) -> Report:
    """The given lines and columns in their order, numbered; scope tells which lines they are. on, as_of: see
    list_report.

    Raises UserError when the kind is not for this audience.
    """
    check_audience(f"{kind.title}台账", audiences_of(kind), audience)
    people = len({line.teacher.id for line in lines})
    return list_report(
        f"{kind.title}台账",
        lines,
        columns,
        school,
        on=on,
        audience=audience,
        scope=scope,
        footer=footer,
        key=f"ledger_{kind.key}",
        as_of=as_of,
        unit="条",
        total=f"合计 {len(lines)} 条，{people} 人。",
    )


def audiences_of(kind: HistoryKind) -> tuple[Audience, ...]:
    """For whom a ledger of this kind may be printed: restricted facts stay in the house."""
    if kind.privacy is Privacy.RESTRICTED:
        return (Audience.INTERNAL,)
    return tuple(audience for audience in Audience if audience.shows(kind.privacy))

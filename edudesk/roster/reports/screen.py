"""What stands on the screen as a table: the ledger of one kind of dated facts, the people behind a figure."""

from collections.abc import Sequence
from datetime import date

from edudesk.base.columns import Column
from edudesk.base.masking import Audience, Privacy
from edudesk.base.report import Report, report_rows
from edudesk.roster.histories import HistoryKind
from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.reports.ledgers import check_audience
from edudesk.roster.reports.lists import list_report
from edudesk.roster.rows import COLUMN, TeacherRow
from edudesk.school.rows import SchoolDraft

_PEOPLE = ("name", "gender", "age", "teach_years", "top_edu", "title", "subject", "honour")


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


def people_report(rows: Sequence[TeacherRow], on: date) -> Report:
    """These teachers in their order, with what the structure of a staff is made of."""
    columns = tuple(COLUMN[key] for key in _PEOPLE)
    return Report("roster_people", "", "", on, columns, report_rows(rows, columns, Audience.INTERNAL))

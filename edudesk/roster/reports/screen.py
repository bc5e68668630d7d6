"""The ledger of one kind of dated facts as it stands on the screen."""

from collections.abc import Sequence
from datetime import date

from edudesk.base import files
from edudesk.base.columns import Column
from edudesk.base.masking import Audience, Privacy, mask_numbers
from edudesk.base.report import A4_LANDSCAPE, Report, report_columns, report_rows
from edudesk.roster.histories import HistoryKind
from edudesk.roster.histories.kind import LedgerLine
from edudesk.roster.reports.lists import SEQUENCE
from edudesk.school.rows import SchoolDraft
from edudesk.school.rules import printed_year


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
) -> Report:
    """The given lines and columns in their order, numbered; scope tells which lines they are."""
    shown = report_columns(columns, audience)
    people = len({line.teacher.id for line in lines})
    notes = [f"合计 {len(lines)} 条，{people} 人。"]
    if scope:
        # the words of a search may be somebody's number
        notes.append(f"范围：{scope if audience is Audience.INTERNAL else mask_numbers(scope)}。")
    if audience is not Audience.INTERNAL:
        notes.append(f"输出级别：{audience.word}。")
    title = f"{kind.title}台账"
    return Report(
        key=f"ledger_{kind.key}",
        title=f"{school.name}{title}（{printed_year(school.school_year)}学年）",
        unit=school.name,
        on=on,
        columns=(SEQUENCE, *shown),
        rows=tuple((number, *row) for number, row in enumerate(report_rows(lines, shown, audience), 1)),
        notes=tuple(notes),
        paper=A4_LANDSCAPE,
        footer=footer,
        file_name=files.safe_name(school.name, f"_{title}_{on:%Y%m%d}_{audience.mark}"),
        audience=audience,
    )


def audiences_of(kind: HistoryKind) -> tuple[Audience, ...]:
    """For whom a ledger of this kind may be printed: restricted facts stay in the house."""
    if kind.privacy is Privacy.RESTRICTED:
        return (Audience.INTERNAL,)
    return tuple(audience for audience in Audience if audience.shows(kind.privacy))

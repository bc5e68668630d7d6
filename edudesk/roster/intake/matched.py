"""The columns of a header as a preview lists them: what each is taken for, and the first values below it."""

from collections.abc import Sequence

from edudesk.base.columns import printed
from edudesk.roster.intake.mapping import FOUND
from edudesk.roster.intake.values import ColumnMatch
from edudesk.sheets.headers import Head, HeaderMatch
from edudesk.sheets.rows import Body
from edudesk.sheets.workbook import Sheet

_SAMPLES, _LOOKED_AT = 3, 50


def matched_columns(
    sheet: Sheet, head: Head, matches: Sequence[HeaderMatch], body: Body, label: str
) -> tuple[ColumnMatch, ...]:
    """Of one sheet. label: its name where several are read, else ""."""
    found = []
    for match in matches:
        at = match.cell.column - 1
        samples = dict.fromkeys(printed(row.cells[at]) for row in body.rows[:_LOOKED_AT])
        found.append(
            ColumnMatch(
                index=at,
                cell=match.cell.address,
                name=match.cell.name,
                header=match.cell.text,
                field=match.key or None,
                how=FOUND[match.how],
                samples=tuple(filter(None, samples))[:_SAMPLES],
                is_hidden=match.cell.column in sheet.hidden_columns,
                head=head.fingerprint,
                sheet=label,
            )
        )
    return tuple(found)

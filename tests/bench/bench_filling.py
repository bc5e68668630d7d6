"""Filling a form of 20 columns with 300 and 2,000 rows: survey, patch, reading back and writing, as the user waits."""

import tempfile
from pathlib import Path

import xlsxwriter

from edudesk.base.columns import Column, Kind
from edudesk.sheets.filling.filling import Supply, fill
from edudesk.sheets.filling.proposing import Known, propose
from edudesk.sheets.filling.survey import survey
from edudesk.sheets.headers import match_headers
from tests.bench.figure import Figure, seconds

WIDTH = 20
_KINDS = (Kind.NAME, Kind.ID, Kind.MONTH, Kind.PHONE, Kind.TEXT, Kind.NUMBER)
COLUMNS = tuple(
    Column(f"field{place}", f"列{chr(0x7532 + place)}", _KINDS[place % len(_KINDS)], required=place == 0)
    for place in range(WIDTH)
)
_VALUES = {
    Kind.NAME: "周敏华", Kind.ID: "990199198507120012", Kind.MONTH: "1985-07", Kind.PHONE: "19901990042",
    Kind.TEXT: "江南师范大学汉语言文学专业", Kind.NUMBER: 14.5,
}  # fmt: skip


def figures() -> list[Figure]:
    """Seconds from the file chosen to the file written, with everything in between."""
    known = Known("bench", COLUMNS, lambda head: match_headers(head, COLUMNS, {}))
    found = []
    with tempfile.TemporaryDirectory() as folder:
        form, out = Path(folder) / "表.xlsx", Path(folder) / "填好.xlsx"
        _form(form)
        for rows, limit in ((300, 0.5), (2_000, 2.0)):
            supply = Supply(
                rows,
                {column.key: [_VALUES[column.kind]] * rows for column in COLUMNS},
                {column.key: column for column in COLUMNS},
            )
            mapping = propose(survey(form), known).mapping
            looked = seconds(lambda: survey(form), runs=5)
            there = survey(form)
            took = seconds(lambda m=mapping, s=supply, t=there: fill(t, m, s, out), runs=5)  # type: ignore[misc]
            found.append(
                Figure(f"fill {rows:,} × {WIDTH}", took, limit, "s", f"looking at it {looked:.3f} s")
            )
    return found


def _form(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet, box = book.add_worksheet("表"), book.add_format({"border": 1})
        sheet.write(0, 0, "填报单位：__________")
        for place, column in enumerate(COLUMNS):
            sheet.write(1, place, column.title, box)
            for row in range(2, 12):
                sheet.write_blank(row, place, None, box)
        sheet.write(12, 0, "合计", box)
        sheet.write_formula(12, 5, "=SUM(F3:F12)", box)
        sheet.data_validation("E3:E12", {"validate": "list", "source": ["甲", "乙"]})

"""Reading and writing workbooks of 2,000 × 30 cells, against the libraries that do the bare work."""

import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import xlsxwriter

from edudesk.base.columns import Column, Kind
from edudesk.base.ids import check_digit
from edudesk.base.report import A3_LANDSCAPE, Report
from edudesk.sheets.reader import read_workbook
from edudesk.sheets.writer import write_report
from tests.bench.figure import Figure, seconds

ROWS = 2_000
_KINDS = (Kind.NAME, Kind.ID, Kind.MONTH, Kind.PHONE, Kind.TEXT, Kind.NUMBER)
COLUMNS = tuple(Column(f"field{place}", f"列{place}", _KINDS[place % len(_KINDS)]) for place in range(30))

# what any program pays that reads a workbook with calamine in a process of its own
_READ = "c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
_BARE_CHILD = f"import sys, python_calamine as c; {_READ}"
_SHORT_CHILD = (
    f"import sys, json; sys.path[:] = json.loads(sys.argv[2]); import python_calamine as c; {_READ}"
)


def _row(number: int) -> tuple[object, ...]:
    body = f"990199{1965 + number % 35}{number % 12 + 1:02}{number % 28 + 1:02}{number % 1000:03}"
    six = (
        f"王{chr(0x4E00 + number)}",
        body + check_digit(body),
        f"{1965 + number % 35}-{number % 12 + 1:02}",
        f"1386{number:07}",
        ("语文", "数学", "本科", "一级教师")[number % 4] + str(number % 50),
        number / 4,
    )
    return six * 5


def figures() -> list[Figure]:
    """Seconds of our reader, and ratios to calamine and XlsxWriter."""
    with tempfile.TemporaryDirectory() as folder:
        path, target = Path(folder) / "花名册.xlsx", Path(folder) / "导出.xlsx"
        rows = tuple(_row(number) for number in range(ROWS))
        report = Report(
            "bench", "教师花名册", "龙城实验小学", date(2025, 9, 1), COLUMNS, rows, paper=A3_LANDSCAPE
        )
        _write_bare(path, rows)
        ours = seconds(lambda: read_workbook(path), runs=7)
        bare = seconds(
            lambda: subprocess.run([sys.executable, "-c", _BARE_CHILD, str(path)], check=True), runs=7
        )
        short = [sys.executable, "-I", "-S", "-c", _SHORT_CHILD, str(path), json.dumps(sys.path)]
        shortest = seconds(lambda: subprocess.run(short, check=True), runs=7)
        written = seconds(lambda: write_report(report, target))
        bare_written = seconds(lambda: _write_bare(target, rows))
    size = f"{ROWS:,} × {len(COLUMNS)}"
    return [
        Figure(f"read xlsx {size}", ours, 0.6, "s"),
        Figure(f"read xlsx {size} ÷ child with calamine", ours / bare, 2.5, note=f"{bare:.3f} s"),
        Figure(
            f"read xlsx {size} ÷ child with calamine, without site",
            ours / shortest,
            2.5,
            note=f"{shortest:.3f} s",
        ),
        Figure(f"write xlsx {size} ÷ bare XlsxWriter", written / bare_written, 1.6, note=f"{written:.2f} s"),
    ]


def _write_bare(path: Path, rows: tuple[tuple[object, ...], ...]) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for column, declared in enumerate(COLUMNS):
            sheet.write(0, column, declared.title)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                sheet.write(number, column, value)

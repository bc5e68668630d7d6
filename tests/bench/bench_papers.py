"""Writing a 20-column roster as PDF, against LibreOffice converting the same sheet. Whole processes, in turn."""

import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from edudesk.base.report import Report
from tests.bench.figure import Figure, seconds
from tests.bench.paper_roster import roster

LIMITS = {500: 0.35, 5_000: 0.5}


def write_sheet(report: Report, path: Path) -> None:
    """The same rows as a printable workbook: A4 lying, borders, header repeated, one page wide."""
    import xlsxwriter  # the measured process does not need it

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        look = book.add_format(
            {"border": 1, "font_size": 9, "align": "center", "valign": "vcenter", "text_wrap": True}
        )
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for place, column in enumerate(report.columns):
            sheet.set_column(place, place, column.width / 2)
            sheet.write_string(0, place, column.full_title, look)
        for number, row in enumerate(report.rows, 1):
            for place, value in enumerate(row):
                sheet.write_string(number, place, str(value), look)


def figures() -> list[Figure]:
    """One ratio for each number of rows."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    return [_figure(count, limit, office) for count, limit in LIMITS.items()]


def _figure(count: int, limit: float, office: str | None) -> Figure:
    name = f"roster PDF of {count} rows, 20 columns / LibreOffice"
    with TemporaryDirectory() as folder:
        target = Path(folder) / "ours.pdf"
        ours_command = [sys.executable, "-m", "tests.bench.paper_roster", str(count), str(target)]
        if office is None:
            own = seconds(lambda: subprocess.run(ours_command, check=True))
            return Figure(name, None, limit, note=f"LibreOffice is not installed; ours alone {own:.2f} s")
        sheet = Path(folder) / "theirs.xlsx"
        write_sheet(roster(count), sheet)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        theirs_command = [
            office,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(sheet),
        ]
        _run(theirs_command)  # makes the profile and warms the disk for both
        _run(ours_command)
        pairs = [
            (seconds(lambda: _run(ours_command), 1), seconds(lambda: _run(theirs_command), 1))
            for _ in range(3)
        ]
    own, other = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    return Figure(name, own / other, limit, note=f"{own:.2f} s against {other:.2f} s")


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)

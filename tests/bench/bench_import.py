"""The whole preview of a roster of 2,000 people × 30 columns, against a process that only reads the file."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, replace
from itertools import cycle, islice
from pathlib import Path
from time import sleep

import xlsxwriter

from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.rows import COLUMN, TeacherDraft, TeacherRow
from edudesk.roster.sample import id_number, sample_teachers
from edudesk.sheets.reader import prepare, read_workbook
from tests.bench.figure import Figure, seconds

PEOPLE = 2_000
KEYS = (
    "staff_no", "name", "gender", "ethnicity", "birth", "id_no", "native_place", "political", "party_date", "work_start",
    "school_start", "first_edu", "first_school", "first_end", "top_edu", "top_school", "top_major", "top_end", "degree",
    "title", "title_obtained", "post_grade", "subject", "classes", "weekly_periods", "admin_post", "establishment",
    "mandarin", "phone",
)  # fmt: skip

_CALAMINE = "import sys, python_calamine as c; c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"


def _people() -> list[TeacherDraft]:
    """The sample school eighteen times over, each with a number, a name and a phone of their own."""
    return [
        replace(
            one,
            name=f"{one.name[0]}{chr(0x4E00 + number)}",
            birth=f"{1965 + number % 35}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            id_no=id_number(f"{1965 + number % 35}-{number % 12 + 1:02}-{number % 28 + 1:02}", number % 1000),
            gender="男" if number % 2 else "女",
            staff_no=f"{number:05}",
            phone=f"1990{number:07}",
        )
        for number, one in enumerate(islice(cycle(sample_teachers()), PEOPLE))
    ]


def _write(path: Path, people: list[TeacherDraft]) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("教师")
        sheet.write(0, 0, "龙城实验小学教师花名册")
        sheet.write_row(1, 0, ["序号", *(COLUMN[key].parent + COLUMN[key].title for key in KEYS)])
        for row, one in enumerate(people, 2):
            sheet.write_number(row, 0, row - 1)
            for column, key in enumerate(KEYS, 1):
                value = getattr(one, key)
                if COLUMN[key].kind in ("month", "date"):
                    value = value[:7].replace("-", ".")
                sheet.write_string(row, column, value)


def _seconds(job: Callable[[], object], *, is_ready: bool) -> float:
    if is_ready:
        prepare()
        sleep(0.3)  # the child's start must not fall into what is measured
    return seconds(job, runs=1)


def figures() -> list[Figure]:
    """Seconds of the preview, and its ratio to a child process that reads the file with calamine.

    The child is started before each round, as the window does while the user is choosing a file; the note of
    the ratio tells what it is without that. The best of nine rounds in turn: a busy machine slows the one or the other, never all nine.
    """
    people = _people()
    # every third teacher here still has last year's title, every tenth is not here yet
    existing = [
        TeacherRow(
            id=str(number),
            version=1,
            pinyin="",
            initials="",
            **asdict(replace(one, title="二级教师") if number % 3 == 0 else one),
        )
        for number, one in enumerate(people)
        if number % 10
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "花名册.xlsx"
        _write(path, people)
        command = [sys.executable, "-c", _CALAMINE, str(path)]
        counts = preview_roster(read_workbook(path), existing).counts
        ours, cold, read, bare = (
            min(times)
            for times in zip(
                *(
                    (
                        _seconds(lambda: preview_roster(read_workbook(path), existing), is_ready=True),
                        _seconds(lambda: preview_roster(read_workbook(path), existing), is_ready=False),
                        _seconds(lambda: read_workbook(path), is_ready=True),
                        _seconds(lambda: subprocess.run(command, check=True), is_ready=False),
                    )
                    for _ in range(9)
                ),
                strict=True,
            )
        )
    size = f"import preview of {PEOPLE:,} × {1 + len(KEYS)} xlsx"
    note = f"{counts['new']} new, {counts['changed']} changed; reading takes {read:.2f} s of it"
    return [
        Figure(size, ours, 1.5, "s", note),
        Figure(
            f"{size}, reader started ahead ÷ child that only reads it with calamine",
            ours / bare,
            3.0,
            note=f"{bare:.2f} s; {cold / bare:.2f} × when the reader is not started ahead",
        ),
    ]

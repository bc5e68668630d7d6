"""The roster of 2,000 teachers with twenty years behind each of them, as a clerk feels it."""

import os
import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.figure import Figure, seconds

_DAYS = (date(2012, 9, 1), date(2016, 3, 1), date(2020, 9, 1), date(2024, 9, 1), date(2018, 5, 4))


def figures() -> list[Figure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EDUDESK_HOME"] = folder
        return _measure(Path(folder) / "大学校.edudesk")


def _measure(file: Path) -> list[Figure]:
    from PySide6.QtWidgets import QApplication

    from edudesk.desk import found_school, open_desk
    from edudesk.kit.grab import settle, start_grabbing
    from edudesk.roster import rules
    from edudesk.school.rows import SchoolDraft
    from edudesk.school.sample import SCHOOL
    from edudesk.shell.main_window import MainWindow
    from tests.bench.careers import fill

    app: Any = QApplication.instance() or QApplication([])
    start_grabbing(app)
    with found_school(file, SchoolDraft(**SCHOOL)) as desk:
        count = fill(desk)

    def open_page() -> float:
        desk = open_desk(file)
        window = MainWindow(desk)
        window.resize(1440, 900)
        window.show()
        settle()
        taken = seconds(lambda: (window.roster(), app.processEvents()), 1)
        window.hide()
        window.deleteLater()
        desk.close()
        return taken

    opened = median(open_page() for _ in range(3))
    with open_desk(file) as desk:
        desk.teachers.rows_on(_DAYS[0])
        days = iter(_DAYS)
        switched = seconds(lambda: desk.teachers.rows_on(next(days)), len(_DAYS))
        rows = desk.teachers.rows()
        filtered = seconds(
            lambda: [row for row in rows if rules.is_present(row) and row.title == "高级教师"], 5
        )
        careers = iter(rows[:20])
        drawer = seconds(lambda: desk.histories.of(next(careers).id), 20)
    note = f"{count:,} dated facts"
    return [
        Figure("roster page of 2,000 teachers with 20 years, opened", opened * 1000, 150, "ms", note),
        Figure("switch to another day, read", switched * 1000, 150, "ms", note),
        Figure("a filter over its rows", filtered * 1000, 30, "ms"),
        Figure("all dated facts of one teacher", drawer * 1000, 50, "ms"),
    ]

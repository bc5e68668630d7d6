"""The roster page and 师资结构 with 2,000 teachers, as a clerk feels it: each figure includes painting what changed."""

import os
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.figure import Figure, seconds

_TEACHERS = 2_000


def figures() -> list[Figure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EDUDESK_HOME"] = folder
        return _measure(Path(folder) / "大学校.edudesk")


def _measure(file: Path) -> list[Figure]:
    from PySide6.QtWidgets import QApplication

    from edudesk.desk import found_school
    from edudesk.kit.grab import settle, start_grabbing
    from edudesk.roster.sample import sample_teachers
    from edudesk.school.rows import SchoolDraft
    from edudesk.school.sample import SCHOOL
    from edudesk.shell.main_window import MainWindow

    app: Any = QApplication.instance() or QApplication([])
    start_grabbing(app)
    desk = found_school(file, SchoolDraft(**SCHOOL))
    people = sample_teachers()
    many = [replace(people[n % len(people)], id_no="", staff_no=f"{n:05}") for n in range(_TEACHERS)]
    desk.teachers.add_many("大学校", many)
    window = MainWindow(desk)
    window.resize(1440, 900)
    window.show()
    page = window.roster()
    settle()
    rows = page.model.rows
    typed = iter("zhouminhuazmh周敏华zhouminhuazmh周敏华")
    opened = iter(rows[100:130])
    saved = iter(rows[200:230])

    def type_key() -> None:
        page.search.insert(next(typed))
        app.processEvents()

    def open_teacher() -> None:
        page.go_to(next(opened).id)
        app.processEvents()

    def open_form() -> float:
        taken = seconds(lambda: (page.edit(next(opened)), app.processEvents()), 1)
        app.activeModalWidget().done(0)
        settle()
        return taken

    def save_cell() -> None:
        row = next(saved)
        page.save_cell(row, "subject", "科学" if row.subject != "科学" else "语文")

    def see_saved() -> None:
        save_cell()
        app.processEvents()

    found = [
        Figure("find-as-you-type over 2,000 teachers, a key", seconds(type_key, 12) * 1000, 30, "ms"),
    ]
    page.search.clear()
    settle()
    found += [
        Figure("opening a teacher", seconds(open_teacher, 12) * 1000, 50, "ms"),
        Figure("opening the edit form", median(open_form() for _ in range(8)) * 1000, 100, "ms"),
        Figure("saving one field", seconds(save_cell, 12) * 1000, 50, "ms"),
        Figure("saving one field until the list of 2,000 shows it", seconds(see_saved, 12) * 1000, 100, "ms"),
    ]
    found += _structure(window, app)
    window.hide()
    desk.close()
    return found


def _structure(window: Any, app: Any) -> list[Figure]:
    from edudesk.kit.grab import settle
    from edudesk.kit.tasks import is_busy

    page = window.show_page("roster_charts")

    def wait() -> None:
        while is_busy():
            app.processEvents()

    def count() -> None:
        page.reload()
        wait()

    def switch() -> None:
        page.who.choose(1 - page.who.current)
        app.processEvents()

    wait()
    settle()
    return [
        Figure("师资结构, the charts of the others of the staff", seconds(switch, 8) * 1000, 100, "ms"),
        Figure("师资结构 of 2,000 teachers with ten school years, counted", seconds(count), 5, "s"),
    ]

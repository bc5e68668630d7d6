"""检查录入 of the sample school as somebody waits for it: the page opens, the next unit is shown, a sheet is stored."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.figure import Figure, seconds

OPENS, TURNS, SAVES = 150, 50, 50  # milliseconds
COUNTS = {
    "lessons_due": "44", "lessons_done": "40", "lessons_sampled": "5", "lessons_revised": "4",
    "reflections_due": "10", "reflections_done": "10",
}  # fmt: skip


def figures() -> list[Figure]:
    """Milliseconds, painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from edudesk.checks.pages.entry.page import EntryPage
    from edudesk.desk import found_sample
    from edudesk.kit.grab import settle
    from edudesk.kit.theme import start_theme
    from edudesk.shell.people import RosterPeople

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    start_theme(app, "light")
    with TemporaryDirectory() as folder, found_sample(Path(folder) / "龙城实验小学.edudesk") as desk:
        desk.teachers.rows()
        page = EntryPage(desk, RosterPeople(desk), lambda: None)
        page.resize(1240, 800)
        page.show()
        settle()
        first, *_, last = [row.id for row in desk.campaigns.rows()]

        def open_check() -> None:
            page.open_check(first if page.check.campaigns[0].id == last else last)
            app.processEvents()

        def turn() -> None:
            page.go_forward()
            app.processEvents()

        opens = seconds(open_check, runs=4) * 1000
        page.open_check(last)
        turns = seconds(turn, runs=5) * 1000
        saved = []

        def save() -> None:
            page.save_and_next()
            app.processEvents()

        for _ in range(5):
            _fill(page)
            saved.append(seconds(save, runs=1) * 1000)
        done = page.headline.progress.text()
        page.close()
        page.deleteLater()
        settle()
    assert done == "进度 81 / 108", f"a sheet was not stored: {done}"
    return [
        Figure("检查录入: another check of 108 teachers, painted", opens, OPENS, "ms"),
        Figure("检查录入: the next teacher, painted", turns, TURNS, "ms"),
        Figure("检查录入: a sheet stored and the next shown", min(saved), SAVES, "ms"),
    ]


def _fill(page: Any) -> None:
    for key, text in COUNTS.items():
        page.form.head.editors[key].setText(text)
    page.form.head.changed.emit()
    for row in page.form.rows:
        if row.item.method == "GRADE":
            row.press(1)

"""项目管理 in an open window, 2,000 projects with 20,000 成果: the page, the board, the timeline, a key in the search.

Each figure runs from what the user does until the picture is painted.
"""

import os
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.bench_projects import grown_school
from tests.bench.figure import Figure, seconds

PAGE, BOARD, KEY = 150, 200, 30  # milliseconds; the figures of the project
_WARM = 3.0  # seconds a user looks at the first picture before the code of the pages has come


def figures() -> list[Figure]:
    """Milliseconds of what a user waits for."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as folder:
        os.environ["EDUDESK_HOME"] = folder
        return _measure(Path(folder) / "学校.edudesk")


def _measure(file: Path) -> list[Figure]:
    from PySide6.QtWidgets import QApplication

    from edudesk.kit.grab import settle, start_grabbing
    from edudesk.shell.main_window import MainWindow

    app: Any = QApplication.instance() or QApplication([])
    start_grabbing(app)
    desk = grown_school(file)
    window = MainWindow(desk)
    window.resize(1440, 900)
    window.show()
    _rest(app)

    def shown(name: str) -> None:
        window.show_page(name)
        app.processEvents()

    first = seconds(lambda: shown("projects"), 1)
    page: Any = window.show_page("projects")
    settle()
    rows = page.model.all_rows

    def again() -> float:
        shown("home")
        desk.projects.change(rows[7].id, {"remark": str(time.perf_counter_ns())})
        settle()
        return seconds(lambda: shown("projects"), 1)

    changed = min(again() for _ in range(5))

    def save() -> None:
        desk.projects.change(rows[7].id, {"remark": str(time.perf_counter_ns())})

    saving = seconds(save, 5)

    def see_saved() -> None:
        save()
        app.processEvents()

    seen = seconds(see_saved, 7)

    def choose(way: int) -> float:
        page.ways.choose(0)
        page.clear_filters()
        settle()
        return seconds(lambda: (page.ways.choose(way), app.processEvents()), 1)

    board_first, board = choose(1), min(choose(1) for _ in range(5))
    line_first, line = choose(2), min(choose(2) for _ in range(5))

    def scroll() -> None:
        page.timeline.verticalScrollBar().setValue(page.timeline.verticalScrollBar().value() + 440)
        app.processEvents()

    scrolled = seconds(scroll, 7)

    def keys() -> None:
        for typed in ("j", "jg", "jgh", "jg", "j", ""):
            page.search.setText(typed)
            app.processEvents()

    def a_key(way: int) -> float:
        page.ways.choose(way)
        settle()
        keys()
        return seconds(keys, 5) / 6

    key_table, key_board, key_line = a_key(0), a_key(1), a_key(2)
    window.hide()
    desk.close()
    return [
        Figure("项目管理 page: opened for the first time", first * 1000, PAGE, "ms"),
        Figure("项目管理 page: shown again after a change", changed * 1000, PAGE, "ms"),
        Figure(
            "项目管理 page: a field saved until it is seen",
            seen * 1000,
            PAGE,
            "ms",
            note=f"{saving * 1000:.0f} ms of it the saving",
        ),
        Figure("项目管理 board: for the first time", board_first * 1000, BOARD, "ms"),
        Figure("项目管理 board: again", board * 1000, BOARD, "ms"),
        Figure("项目管理 timeline: for the first time", line_first * 1000, BOARD, "ms"),
        Figure("项目管理 timeline: again", line * 1000, BOARD, "ms"),
        Figure("项目管理 timeline: ten projects on", scrolled * 1000, KEY, "ms"),
        Figure("项目管理 search: a key over the table", key_table * 1000, KEY, "ms"),
        Figure("项目管理 search: a key over the board", key_board * 1000, KEY, "ms"),
        Figure("项目管理 search: a key over the timeline", key_line * 1000, KEY, "ms"),
    ]


def _rest(app: Any) -> None:
    """Until the window has done what it puts off to after its first picture."""
    until = time.monotonic() + _WARM
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.01)
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join()

"""Pictures of pages, offscreen: for reviewing and for the manual."""

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.desk import Desk

_PATIENCE = 5.0  # seconds for pages of a paper that never come
EXAMPLE = ("resources", "example", "外来花名册示例.xlsx")
# rows of the sample school whose drawer is open, by a field of theirs
_OPEN = {"roster": ("name", "周敏华"), "projects": ("title", "小学数学结构化学习的实践研究")}


def take_shots(desk: Desk, page: str, size: tuple[int, int], theme: str, folder: Path) -> list[Path]:
    """PNG files of one page or of all, named page-theme.png. Raises UserError for an unknown page.

    Window settings of the user are left aside: the same school gives the same pictures on every PC.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with TemporaryDirectory() as home:
        os.environ["EDUDESK_HOME"] = home
        return _take(desk, page, size, theme, folder)


def _take(desk: Desk, page: str, size: tuple[int, int], theme: str, folder: Path) -> list[Path]:
    from PySide6.QtWidgets import QApplication

    from edudesk.kit.grab import grab_to, settle, start_grabbing
    from edudesk.kit.tasks import is_busy
    from edudesk.kit.theme import STYLE
    from edudesk.shell.main_window import MainWindow
    from edudesk.shell.navigation import PAGES

    known = [spec.card.name for spec in PAGES]
    if page != "all" and page not in known:
        raise UserError(f"没有叫“{page}”的页面。", f"可选：{'、'.join(known)}。")
    app = QApplication.instance() or QApplication(["edudesk", *STYLE])
    assert isinstance(app, QApplication)
    start_grabbing(app, theme)
    window = MainWindow(desk)
    scenes: dict[str, Callable[[], object]] = {name: partial(window.show_page, name) for name in known}
    for name, (field, word) in _OPEN.items():
        scenes[name] = partial(_page_with_drawer, window, name, field, word)
    for name in ("roster_import", "roster_compare"):
        scenes[name] = partial(_page_with_file, window, name)
    made = []
    window.resize(*size)
    window.show()
    window.watch.look()  # else the start page waits a moment before it begins
    for name in scenes if page == "all" else (page,):
        scenes[name]()
        until = time.monotonic() + _PATIENCE
        # a page may read its rows beside the window, and the pages of a paper
        while is_busy() or (_is_drawing(window) and time.monotonic() < until):
            settle(0.05)
        settle()
        made.append(grab_to(folder / f"{name}-{theme}.png", window, size))
    window.watch.rest()  # a job that began now would outlive its window
    while is_busy():
        settle(0.05)
    window.hide()
    window.deleteLater()
    settle()  # what pages hold open is let go
    return made


def _is_drawing(window: "object") -> bool:
    from edudesk.kit.page_area import PageArea
    from edudesk.shell.main_window import MainWindow

    assert isinstance(window, MainWindow)
    return any(area.is_at_work() for area in window.findChildren(PageArea))


def _page_with_drawer(window: "object", name: str, field: str, word: str) -> None:
    """The drawer of the row with a word in a field, of the first where there is none."""
    from edudesk.kit.grab import settle
    from edudesk.shell.main_window import MainWindow

    assert isinstance(window, MainWindow)
    page: Any = window.show_page(name)
    settle()
    shown = page.model.rows
    if shown:
        page.go_to(next((row.id for row in shown if getattr(row, field) == word), shown[0].id))


def _page_with_file(window: "object", name: str) -> None:
    from edudesk.shell.main_window import MainWindow

    assert isinstance(window, MainWindow)
    window.show_page(name).take(paths.shipped(*EXAMPLE))

"""The one window: pages behind a sidebar, undo and redo, what is dropped on it, how it closes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from edudesk.base import clock, paths
from edudesk.base.errors import UserError
from edudesk.base.part_folder import sweep
from edudesk.base.pinyin import spell
from edudesk.desk import Desk
from edudesk.kit import messages
from edudesk.kit.dialogs import WORKBOOK_SUFFIXES
from edudesk.kit.page import Page
from edudesk.kit.settings import remember
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.school.rules import status_words
from edudesk.shell.actions import WindowActions
from edudesk.shell.closing import Closing
from edudesk.shell.frame import SideBar, StatusLine, TopBar
from edudesk.shell.navigation import PAGES, PageSpec, pressing
from edudesk.shell.opening import place_window
from edudesk.shell.overview_watch import OverviewWatch
from edudesk.shell.pages import BACKUPS, HOME
from edudesk.shell.ways import Ways
from edudesk.store import backup
from edudesk.store.backup import Backup
from edudesk.store.context import EVERYTHING
from edudesk.store.journal import Entry
from edudesk.store.timeline import Steps

if TYPE_CHECKING:
    from edudesk.kit.palette import Palette

_AUTO_BACKUP_MINUTES = 30
_WARM_UP_MS = 200  # after the first picture
# the drawer of a teacher counts the checks; the lists offer what can be handed out
_PAGES_SOON = (
    "edudesk.kit.qt_types",
    "edudesk.checks.service.sheets",
    "edudesk.roster.pages.roster",
    "edudesk.plan.pages.page",
    "edudesk.projects.pages.page",
    "edudesk.checks.pages.entry.page",
    "edudesk.submissions.pages.project_sheets",
    "edudesk.submissions.registry",
)
_OF_BACKUPS = EVERYTHING | {"backups"}


class MainWindow(QMainWindow, Ways):
    """One open school. other_school(path): the user wants another file (None = to choose or found one); leave() first."""

    other_school = Signal(object)
    _changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self._pages: dict[str, Page] = {}
        self._backups: list[Backup] | None = None  # as listed last; None after they were announced
        self._steps = Steps(None, None)
        self.closing = Closing(self)
        self.deeds = WindowActions(self)
        self._build_frame()
        self.watch = OverviewWatch(self, desk)
        self.watch.told.connect(self._count_dues)
        self.palette_box: Palette | None = None
        # a verb may commit in a worker thread; the signal brings the news over to this one
        self._changed.connect(self._heed)
        self._stop_listening = desk.context.listen(self._changed.emit)
        self._auto_backup = QTimer(self, interval=_AUTO_BACKUP_MINUTES * 60_000)
        self._auto_backup.timeout.connect(self._back_up_if_due)
        self._auto_backup.timeout.connect(self._begin_day)
        self._auto_backup.start()
        self._warming = QTimer(self, singleShot=True, interval=_WARM_UP_MS)
        self._warming.timeout.connect(_warm_up)
        place_window(self)
        self._show_facts()
        self.show_page(HOME.name)

    # pages

    def show_page(self, name: str) -> Page:
        """Bring a page to the front, building it at first; the page in front may refuse to be left."""
        current = self.stack.currentWidget()
        specs = _specs()
        if isinstance(current, Page) and current.name != name and not current.may_leave():
            self._side.mark(specs[current.name].under or current.name)
            return current
        spec = specs[name]
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = spec.build(self)
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self._side.mark(spec.under or name)
        page.setFocus()  # else the search box takes the first key of whoever starts typing
        self.setWindowTitle(f"{page.title} - {self.desk.school.identity().name} - 校务通")
        return page

    def renew(self, name: str) -> None:
        """A page that its own columns no longer fit is made anew, in front where it was."""
        old = self._pages.pop(name, None)
        if old is None:
            return
        if self.stack.currentWidget() is old:
            self.show_page(name)
        self.stack.removeWidget(old)
        old.deleteLater()

    def lead(self, name: str, record: str = "") -> None:
        """Where a line of the start page leads: a page in front with a record (PageSpec.lead)."""
        spec = _specs()[name]
        if record and spec.lead is not None:
            spec.lead(self, record)
        else:
            self.show_page(name)

    # deeds of the whole window

    def search(self) -> None:
        """Ctrl+K."""
        if self.palette_box is None:
            from edudesk.kit.palette import Palette
            from edudesk.shell.search import commands, pages, plan_records, projects, teachers

            providers = (
                teachers(self.desk, self.show_teacher),
                projects(self.desk, self.show_project),
                plan_records(self.desk, self.show_plan),
                pages(self),
                commands(self),
            )
            self.palette_box = Palette(self, providers, "搜索教师、记录、命令")
        self.palette_box.open_with()

    def undo(self) -> None:
        """Take the last change back, by its title."""
        self._walk(self.desk.timeline.undo, "正在撤销", "已撤销", ("重做", self.redo))

    def undo_entry(self, seq: int) -> None:
        """Take one entry of the journal back."""
        self._walk(lambda: self.desk.timeline.undo(seq), "正在撤销", "已撤销", ("重做", self.redo))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._walk(self.desk.timeline.redo, "正在重做", "已重做", ("撤销", self.undo))

    def _walk(
        self, deed: Callable[[], Entry], doing: str, done: str, back: tuple[str, Callable[[], object]]
    ) -> None:
        def told(entry: Entry) -> None:
            messages.notice(self, f"{done}：{entry.title}", back)

        def refused(error: UserError) -> None:
            messages.notice(self, f"{error.text}{error.hint}")

        run_task(self, doing, lambda step: deed(), told, refused)

    def back_up(self) -> None:
        """Back up now."""
        run_task(
            self,
            "正在备份",
            lambda step: self.desk.backups.take(step=step),
            lambda made: messages.notice(self, f"已备份并核对：{made.path.name}"),
        )

    def backups(self) -> list[Backup]:
        """All backups, newest first; read again when one was made or the file is another."""
        if self._backups is None:
            self._backups = self.desk.backups.listed()
        return self._backups

    def _back_up_if_due(self) -> None:
        if self.desk.backups.is_due():
            run_task(self, "正在自动备份", lambda step: self.desk.backups.take(backup.BY_ITSELF, step))

    def _begin_day(self) -> None:
        """The program may stay open over midnight; a school of thousands takes seconds."""
        if not self.desk.teachers.is_settled():
            run_task(self, "正在按日期更新花名册", lambda step: self.desk.begin_day())

    # frame

    def _build_frame(self) -> None:
        self._top = TopBar(self.deeds.undo, self.deeds.redo, self.deeds.menu)
        self._top.search_wanted.connect(self.search)
        groups: dict[str, list[tuple[str, str, str]]] = {}
        for spec in PAGES:
            if spec.group is not None:
                groups.setdefault(spec.group, []).append(spec.card)
        self._side = SideBar(list(groups.items()))
        self._side.chosen.connect(self.show_page)
        self.stack = QStackedWidget()
        self._status = StatusLine(lambda: self.show_page(BACKUPS.name))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._side)
        middle.addWidget(self.stack, 1)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addLayout(middle, 1)
        column.addWidget(self._status)
        self.setCentralWidget(self._inside)

    def _heed(self, names: frozenset[str]) -> None:
        if self.closing.is_done:  # told before the file was let go, heard after
            return
        if names & _OF_BACKUPS:
            self._backups = None
        self.watch.heed(names)
        meant: frozenset[str] = frozenset() if names & EVERYTHING else names
        for page in self._pages.values():
            page.heed(meant)
        self._show_facts()

    def _show_facts(self) -> None:
        """Top bar, status line, and what undo and redo would do."""
        if self.closing.is_under_way:
            return
        desk = self.desk
        school = desk.school.identity()
        self._top.school.setText(school.name)
        self._top.person.set_tag(desk.context.actor.name, Tone.BRAND)
        self._status.term.setText(status_words(school, clock.today(), desk.terms.rows()))
        last = desk.timeline.last()
        if last is not None:
            self._status.saved.setText(f"● 已保存 {_moment(last.at)}")
        made = self.backups()
        self._status.backup.setText(f"上次备份：{_moment(made[0].made)}" if made else "还没有备份")
        self._status.place.setText("本机数据 · " + ("已加密" if desk.store.is_encrypted else "未加密"))
        steps = desk.timeline.next_steps()
        if steps != self._steps:
            self._steps = steps
            messages.withdraw(self)  # the 撤销 or 重做 it offers would now mean another step
        self.deeds.show_next(steps.undo, steps.redo)

    def _count_dues(self) -> None:
        """Beside each page of the sidebar, how much of it is late or due this week."""
        found = self.watch.overview
        self._side.show_counts(pressing(found.dues, clock.today()) if found is not None else {})

    # window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = self._dropped(event)
        if file is None:
            return
        event.acceptProposedAction()
        if file.suffix.lower() == paths.SUFFIX:
            self.other_school.emit(file)
        else:
            page = self.stack.currentWidget()
            is_taken = isinstance(page, Page) and page.take(file)
            if not is_taken and file.suffix.lower() in WORKBOOK_SUFFIXES:
                self.import_roster(file)

    def _dropped(self, event: QDropEvent) -> Path | None:
        """The first dropped file that we can do something with."""
        page = self.stack.currentWidget()
        known = (*WORKBOOK_SUFFIXES, paths.SUFFIX, *(page.takes if isinstance(page, Page) else ()))
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        return next((file for file in files if file.suffix.lower() in known), None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._count_dues()
        QTimer.singleShot(0, self, self._warming.start)  # counted from the first picture, however slow it was

    def leave(self, then: Callable[[], object]) -> None:
        """Close, and call then once the file is let go; not when the user prefers to stay."""
        self.closing.leave(then)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.closing.may_close():
            super().closeEvent(event)
        else:
            event.ignore()

    def may_be_left(self) -> bool:
        """False when the page in front has something unsaved."""
        page = self.stack.currentWidget()
        return not isinstance(page, Page) or page.may_leave()

    def set_usable(self, is_usable: bool) -> None:
        """While the last backup is made nothing may be changed."""
        self._inside.setEnabled(is_usable)
        for action in self.actions():
            action.setEnabled(is_usable)
        if is_usable:
            self._show_facts()

    def let_go(self) -> None:
        """Remember the place on the screen and close the school file."""
        remember("window", bytes(self.saveGeometry().toBase64().data()).decode())
        self._stop_listening()
        self._auto_backup.stop()
        self._warming.stop()
        self.watch.let_go()
        self.desk.close()


def _specs() -> dict[str, PageSpec]:
    return {spec.card.name: spec for spec in PAGES}


def _warm_up() -> None:
    """What no picture waits for: what a killed export left of a pack goes (with a password it is put together in
    the data folder), and the pinyin dictionary comes; it takes 0.3 s, which the first name searched for need not.
    The code of the great pages comes too: half a second that the first click on one need not take."""
    Thread(target=sweep, args=(paths.data_folder(),), name="sweep").start()
    Thread(target=lambda: [import_module(name) for name in _PAGES_SOON], name="pages").start()
    if "pypinyin" not in sys.modules:
        Thread(target=spell, args=("暖",), name="pinyin").start()


def _moment(at: str) -> str:
    """今天 09:00, or the date for an earlier day."""
    moment = datetime.fromisoformat(at).astimezone()
    if moment.date() == clock.today():
        return f"今天 {moment:%H:%M}"
    return f"{moment:%Y-%m-%d %H:%M}"

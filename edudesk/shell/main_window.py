"""The one window: pages behind a sidebar, search, undo and redo, what is dropped on it, how it closes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from edudesk.base import clock, paths
from edudesk.base.errors import UserError
from edudesk.kit import messages, reveal
from edudesk.kit.icons import icon
from edudesk.kit.page import Page
from edudesk.kit.palette import Palette
from edudesk.kit.settings import remember, remembered
from edudesk.kit.shortcuts import ShortcutSheet
from edudesk.kit.tasks import may_close, run_task
from edudesk.kit.theme import Tone, theme
from edudesk.roster.pages.importing import ImportPage
from edudesk.roster.pages.roster import RosterPage
from edudesk.school.pages.identity import SchoolPage
from edudesk.school.rules import status_words
from edudesk.shell.about import AboutDialog
from edudesk.shell.desk import Desk
from edudesk.shell.frame import SideBar, StatusLine, TopBar
from edudesk.shell.pages.backups import BackupsPage
from edudesk.shell.pages.home import HomePage
from edudesk.shell.pages.journal import BinPage, JournalPage
from edudesk.shell.search import commands, pages, teachers
from edudesk.store import backup
from edudesk.store.backups import EVERYTHING
from edudesk.store.journal import Entry
from edudesk.submissions.registry import footer

WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".csv", ".tsv", ".et")
_AUTO_BACKUP_MINUTES = 30
AnyPage = TypeVar("AnyPage", bound=Page)


@dataclass(frozen=True)
class PageSpec:
    """A page of the sidebar, built when first shown. group: heading in the sidebar; None = not listed."""

    page: type[Page]
    build: Callable[[], Page]
    group: str | None


class MainWindow(QMainWindow):
    """One open school. other_school(path): the user wants another file; None = to choose or found one."""

    other_school = Signal(object)
    _changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self._specs = {spec.page.name: spec for spec in self._page_specs()}
        self._pages: dict[str, Page] = {}
        self._build_actions()
        self._build_frame()
        self.palette_box = Palette(
            self, (teachers(desk, self.show_teacher), pages(self), commands(self)), "搜索教师、记录、命令"
        )
        # a verb may commit in a worker thread; the signal brings the news over to this one
        self._changed.connect(self._heed)
        self._stop_listening = desk.context.listen(self._changed.emit)
        self._auto_backup = QTimer(self, interval=_AUTO_BACKUP_MINUTES * 60_000)
        self._auto_backup.timeout.connect(self._back_up_if_due)
        self._auto_backup.start()
        self._restore_place()
        self._show_facts()
        self.show_page("home")

    # pages

    def _page_specs(self) -> tuple[PageSpec, ...]:
        desk = self.desk
        return (
            PageSpec(HomePage, self._build_home, ""),
            PageSpec(
                RosterPage,
                lambda: RosterPage(desk.teachers, desk.school, lambda: footer(desk.sources), self.undo),
                "",
            ),
            PageSpec(ImportPage, lambda: ImportPage(desk.teachers), None),
            PageSpec(SchoolPage, lambda: SchoolPage(desk.school), "设置"),
            PageSpec(JournalPage, lambda: JournalPage(desk), "设置"),
            PageSpec(BinPage, lambda: BinPage(desk), "设置"),
            PageSpec(BackupsPage, lambda: BackupsPage(desk), "设置"),
        )

    def _build_home(self) -> HomePage:
        return HomePage(
            self.desk,
            import_roster=self.import_roster,
            add_teacher=lambda: self.roster().add(),
            show_gap=lambda word: self.roster().show_gap(word),
            show_roster=lambda *which: self.roster(),
            back_up=self.back_up,
        )

    @property
    def specs(self) -> tuple[PageSpec, ...]:
        """Every page, in the order of the sidebar."""
        return tuple(self._specs.values())

    def show_page(self, name: str) -> Page:
        """Bring a page to the front, building it at first."""
        current = self._stack.currentWidget()
        if isinstance(current, Page) and current.name != name and not current.may_leave():
            self._side.mark(current.name)
            return current
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = self._specs[name].build()
            self._wire(page)
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._side.mark(name)
        page.setFocus()  # else the search box takes the first key of whoever starts typing
        self.setWindowTitle(f"{page.title} - {self.desk.school.identity().name} - 校务通")
        return page

    def _wire(self, page: Page) -> None:
        if isinstance(page, RosterPage):
            page.import_wanted.connect(self.import_roster)
        if isinstance(page, ImportPage):
            page.left.connect(self.roster)
            page.undo_wanted.connect(self._undo_entry)

    def roster(self) -> RosterPage:
        """The roster, in front."""
        page = self.show_page(RosterPage.name)
        assert isinstance(page, RosterPage)
        return page

    def show_teacher(self, teacher_id: str) -> None:
        """The roster with one teacher open."""
        self.roster().go_to(teacher_id)

    def import_roster(self, file: Path | None = None) -> None:
        """The import page; with a file that was dropped, read at once."""
        page = self.show_page(ImportPage.name)
        assert isinstance(page, ImportPage)
        if file is not None:
            page.read(file)
        else:
            page.begin()

    # actions

    def _build_actions(self) -> None:
        self._undo_action = self._action("撤销", "Ctrl+Z", self.undo, "undo")
        self._redo_action = self._action("重做", "Ctrl+Y", self.redo, "redo")
        self._redo_action.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self._find_action = self._action("搜索教师、记录、命令", "Ctrl+K", self.search, "search")
        for number, name in enumerate((n for n, spec in self._specs.items() if spec.group is not None), 1):
            title = self._specs[name].page.title
            self._action(title, f"Ctrl+{number}", partial(self.show_page, name))
        self._menu = QMenu(self)
        self._menu.addAction(
            self._action("打开其他学校文件…", "Ctrl+O", lambda: self.other_school.emit(None))
        )
        self._menu.addAction(self._action("立即备份", "Ctrl+Shift+B", self.back_up, "backup"))
        self._menu.addSeparator()
        looks = self._menu.addMenu("外观")
        for choice, word in (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色")):
            looks.addAction(self._action(f"外观：{word}", "", partial(self._choose_theme, choice)))
        self._menu.addSeparator()
        self._menu.addAction(self._action("快捷键", "F1", self._show_keys, "keys"))
        self._menu.actions()[-1].setShortcuts([QKeySequence("F1"), QKeySequence("Ctrl+/")])
        self._menu.addAction(self._action("打开日志文件夹", "", self._show_log))
        self._menu.addAction(self._action("关于校务通", "", lambda: AboutDialog(self, self.desk).open()))

    def _action(self, text: str, keys: str, does: Callable[[], object], icon_name: str = "") -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        if icon_name:
            action.setIcon(icon(icon_name))
        action.triggered.connect(lambda _checked=False: does())
        self.addAction(action)
        return action

    def search(self) -> None:
        """Ctrl+K."""
        self.palette_box.open_with()

    def undo(self) -> None:
        """Take the last change back, by its title."""
        self._walk(self.desk.timeline.undo, "正在撤销", "已撤销", ("重做", self.redo))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._walk(self.desk.timeline.redo, "正在重做", "已重做", ("撤销", self.undo))

    def _undo_entry(self, seq: int) -> None:
        self._walk(lambda: self.desk.timeline.undo(seq), "正在撤销导入", "已撤销", ("重做", self.redo))

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

    def _back_up_if_due(self) -> None:
        if self.desk.backups.is_due():
            run_task(self, "正在自动备份", lambda step: self.desk.backups.take(backup.BY_ITSELF, step))

    def _choose_theme(self, choice: str) -> None:
        theme().choose(choice)
        remember("theme", choice)

    def _show_keys(self) -> None:
        ShortcutSheet(self).open()

    def _show_log(self) -> None:
        try:
            reveal.show_in_folder(paths.log_file())
        except UserError as error:
            messages.fail(self, error)

    # frame

    def _build_frame(self) -> None:
        self._top = TopBar(self._undo_action, self._redo_action, self._menu)
        self._top.search_wanted.connect(self.search)
        groups: dict[str, list[tuple[str, str, str]]] = {}
        for name, spec in self._specs.items():
            if spec.group is not None:
                groups.setdefault(spec.group, []).append((name, spec.page.title, spec.page.icon_name))
        self._side = SideBar(list(groups.items()))
        self._side.chosen.connect(self.show_page)
        self._stack = QStackedWidget()
        self._status = StatusLine(lambda: self.show_page(BackupsPage.name))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._side)
        middle.addWidget(self._stack, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addLayout(middle, 1)
        column.addWidget(self._status)
        self.setCentralWidget(inside)

    def _heed(self, names: frozenset[str]) -> None:
        meant = frozenset() if names & EVERYTHING else names
        for page in self._pages.values():
            page.heed(meant)
        self._show_facts()

    def _show_facts(self) -> None:
        """Top bar, status line, and what undo and redo would do."""
        desk = self.desk
        school = desk.school.identity()
        self._top.school.setText(school.name)
        self._top.person.set_tag(desk.context.actor.name, Tone.BRAND)
        self._status.term.setText(status_words(school, clock.today()))
        last = desk.timeline.last()
        if last is not None:
            self._status.saved.setText(f"● 已保存 {_moment(last.at)}")
        made = desk.backups.listed()
        self._status.backup.setText(f"上次备份：{_moment(made[0].made)}" if made else "还没有备份")
        self._status.place.setText("本机数据 · " + ("已加密" if desk.store.is_encrypted else "未加密"))
        for action, word, entry in (
            (self._undo_action, "撤销", desk.timeline.next_undo()),
            (self._redo_action, "重做", desk.timeline.next_redo()),
        ):
            action.setEnabled(entry is not None)
            action.setText(f"{word}：{entry.title}" if entry else word)
            keys = action.shortcut().toString()
            action.setToolTip(f"{action.text()}（{keys}）")

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
            self.import_roster(file)

    @staticmethod
    def _dropped(event: QDropEvent) -> Path | None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        known = [file for file in files if file.suffix.lower() in (*WORKBOOKS, paths.SUFFIX)]
        return known[0] if known else None

    def closeEvent(self, event: QCloseEvent) -> None:
        page = self._stack.currentWidget()
        if (isinstance(page, Page) and not page.may_leave()) or not may_close(self):
            event.ignore()
            return
        remember("window", bytes(self.saveGeometry().toBase64().data()).decode())
        self._stop_listening()
        self._auto_backup.stop()
        try:
            if self.desk.backups.is_due():
                self.desk.backups.take(backup.BY_ITSELF)
        except UserError as error:
            messages.fail(self, error)
        self.desk.close()
        super().closeEvent(event)

    def _restore_place(self) -> None:
        self.resize(1440, 900)
        kept = remembered("window")
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))


def _moment(at: str) -> str:
    """今天 09:00, or the date for an earlier day."""
    moment = datetime.fromisoformat(at).astimezone()
    if moment.date() == clock.today():
        return f"今天 {moment:%H:%M}"
    return f"{moment:%Y-%m-%d %H:%M}"

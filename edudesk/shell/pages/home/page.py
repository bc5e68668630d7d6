"""The start page: shows what the watch worked out last, at once, and asks it whether that still holds."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.desk import Desk
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card, clear_layout
from edudesk.kit.labels import label
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.scrolled import scrolled
from edudesk.school.rules import status_words
from edudesk.shell.backup_check import check_unseen
from edudesk.shell.overview_watch import OverviewWatch
from edudesk.shell.pages import HOME
from edudesk.shell.pages.home.board import Board
from edudesk.shell.pages.home.dues_card import Lead
from edudesk.store.backup import Backup

_WEEKDAYS = "一二三四五六日"
_CHECKED_AT_ONCE = 200_000_000  # bytes; more of them are read when 备份与恢复 is opened


class HomePage(Page):
    """lead(page, record): where a line leads; record_check, make_pack: the two buttons; add_teacher: of an empty school.

    watch: works out the figures; backups(): all of them, newest first.
    """

    name, title, icon_name = HOME
    concerns = frozenset({"journal", "backups"})  # every change is told with the journal

    def __init__(
        self,
        desk: Desk,
        watch: OverviewWatch,
        *,
        lead: Lead,
        record_check: Callable[[], object],
        make_pack: Callable[[], object],
        add_teacher: Callable[[], object],
        back_up: Callable[[], object],
        backups: Callable[[], Sequence[Backup]],
    ) -> None:
        super().__init__()
        self._desk, self._watch, self._lead = desk, watch, lead
        self._add_teacher, self._back_up, self._backups = add_teacher, back_up, backups
        self._shown: tuple[object, ...] = ()
        self.board: Board | None = None
        column = column_layout(self)
        self._head = PageHead(
            self.title,
            buttons=(
                button("记录检查 F2", record_check, keys="F2"),
                button("生成报送材料", make_pack, "primary"),
            ),
        )
        column.addWidget(self._head)
        self._place = QVBoxLayout()
        column.addLayout(self._place, 1)
        watch.told.connect(self._told)

    def reload(self) -> None:
        self._fill()
        backups = self._backups()
        if sum(one.size for one in backups) < _CHECKED_AT_ONCE:
            check_unseen(self, self._desk.backups, backups)
        self._watch.ask()

    def hidden(self) -> None:
        self._watch.leave()

    def _told(self) -> None:
        if self.isVisible():
            self._fill()
        else:
            self._is_stale = True

    def _fill(self) -> None:
        """What is known now; nothing is touched when it is the same as before."""
        today, overview, backups = clock.today(), self._watch.overview, self._backups()
        term = status_words(self._desk.school.identity(), today, self._desk.terms.rows())
        self._head.note.setText(f"{today.month}月{today.day}日 星期{_WEEKDAYS[today.weekday()]}　{term}")
        shown = today, overview, tuple(backups)
        if shown == self._shown:
            return
        self._shown = shown
        if overview is None or not overview.people:
            self._begin(is_empty=overview is not None or not self._desk.teachers.has_any())
        else:
            if self.board is None:
                self.board = Board(self._desk, self._lead, self._back_up)
                self._put(self.board)
            self.board.show_overview(overview, backups, today)

    def _begin(self, *, is_empty: bool) -> None:
        """Before there is anything to show: what to do first, or that it is being worked out for the first time."""
        from edudesk.shell.pages.home.start_card import StartCard

        self.board = None
        if is_empty:
            self._put(StartCard(self._lead, self._add_teacher))
        else:
            card = Card("待办与到期")
            card.add(label("正在汇总……", "muted"))
            self._put(card)

    def _put(self, inside: QWidget) -> None:
        clear_layout(self._place)
        if isinstance(inside, Board):
            self._place.addWidget(scrolled(inside), 1)
        else:
            self._place.addWidget(inside)
            self._place.addStretch(1)

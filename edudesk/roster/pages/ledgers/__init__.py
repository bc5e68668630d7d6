"""教师台账: the kinds of dated facts, and the ledger of the chosen one."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from edudesk.kit.cards import Card
from edudesk.kit.counted_list import CountedList
from edudesk.kit.page import MARGIN, Page
from edudesk.kit.settings import remember, remembered
from edudesk.kit.tasks import run_task
from edudesk.kit.views import Keep
from edudesk.roster.histories import KIND
from edudesk.roster.pages import LEDGERS
from edudesk.roster.pages.ledgers.ledger import Ledger, Tools
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.school.service import SchoolService
from edudesk.store.exports import Exports

_WIDTH = 176


class LedgersPage(Page):
    """The kinds at the left, the ledger of the chosen one beside them.

    import_wanted(kind key): the user wants to import facts of this kind; teacher_wanted(id): to see a teacher.
    file_dropped(file): a workbook, to be imported; keep_views(page name): where the named views of a ledger are kept.
    day: all ledgers stand for, None = today.
    """

    name, title, icon_name = LEDGERS
    concerns = Ledger.concerns
    import_wanted = Signal(str)
    file_dropped = Signal(object)
    teacher_wanted = Signal(str)

    def __init__(
        self,
        teachers: TeacherService,
        histories: HistoryService,
        school: SchoolService,
        exports: Exports,
        footer: Callable[[], str],
        undo: Callable[[], object],
        keep_views: Callable[[str], Keep] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tools, self._keep = Tools(teachers, histories, school, exports, footer, undo), keep_views
        self.day: date | None = None
        kinds = histories.kinds()
        self.kinds = CountedList("台账种类", [(kind.key, kind.title) for kind in kinds])
        self.kinds.chosen.connect(self._show)
        side = QWidget()
        side.setFixedWidth(_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 16, 0, MARGIN)
        card = Card()
        card.body.setContentsMargins(4, 6, 4, 6)
        card.add(self.kinds)
        column.addWidget(card)
        self._stack = QStackedWidget()
        self.ledgers: dict[str, Ledger] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(side)
        line.addWidget(self._stack, 1)
        last = remembered("ledgers/kind", kinds[0].key)
        self.choose(last if any(kind.key == last for kind in kinds) else kinds[0].key)

    @property
    def current(self) -> Ledger:
        """The ledger in front."""
        ledger = self._stack.currentWidget()
        assert isinstance(ledger, Ledger)
        return ledger

    def take(self, file: Path) -> bool:
        self.file_dropped.emit(file)
        return True

    def choose(self, key: str) -> None:
        """The ledger of another kind."""
        self.kinds.choose(key)

    def reload(self) -> None:
        day = self.day
        run_task(self, "正在统计台账", lambda step: self._tools.histories.counts(day), self.kinds.show_counts)

    def heed(self, changed: frozenset[str]) -> None:
        super().heed(changed)
        for ledger in self.ledgers.values():
            ledger.heed(changed)

    def _show(self, key: str) -> None:
        remember("ledgers/kind", key)
        if key not in self.ledgers:
            keep = None if self._keep is None else self._keep(f"ledger_{key}")
            ledger = Ledger(KIND[key], self._tools, keep)
            ledger.import_wanted.connect(self.import_wanted)
            ledger.teacher_wanted.connect(self.teacher_wanted)
            ledger.day_shown.connect(self._take_day)
            self.ledgers[key] = ledger
            self._stack.addWidget(ledger)
        if self.ledgers[key].day != self.day:
            self.ledgers[key].show_day(self.day)
        self._stack.setCurrentWidget(self.ledgers[key])

    def _take_day(self, day: date | None) -> None:
        """The day of one ledger is that of all: the others are read when they come to the front."""
        if day != self.day:
            self.day = day
            self.reload()

"""The cards of the start page of a school with teachers."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from edudesk.desk import Desk
from edudesk.desk.overview import Overview
from edudesk.kit.cards import Card
from edudesk.shell.pages import BACKUPS
from edudesk.shell.pages.home.dues_card import DuesCard, Lead
from edudesk.shell.pages.home.figure_cards import MonthCard, PlanCard, SevenCard
from edudesk.shell.pages.home.keeping_card import HandedOutCard, SafetyCard
from edudesk.store.backup import Backup
from edudesk.store.backup_dues import backup_dues

_PLAN = "plan"  # key of its page


class Board(QWidget):
    """What waits at the left, the school at a glance beside it; the plan only when there is one."""

    def __init__(self, desk: Desk, lead: Lead, back_up: Callable[[], object]) -> None:
        super().__init__()
        self.dues, self.seven, self.month = DuesCard(lead), SevenCard(lead), MonthCard(lead)
        self.safety, self.handed_out = SafetyCard(desk, back_up), HandedOutCard(lead)
        self.plan: PlanCard | None = None
        self._lead = lead
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(14)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self.dues.turned.connect(self._stand_beside)
        self._arrange()

    def show_overview(self, overview: Overview, backups: Sequence[Backup], today: date) -> None:
        """Other figures; what waits of the backups is told by themselves."""
        self.dues.show_dues(
            (*overview.dues, *backup_dues(backups, today, BACKUPS.name)), today, overview.unread
        )
        self.seven.show_overview(overview)
        self.month.show_month(overview.month, today)
        self.handed_out.show_entries(overview.handed_out)
        self.safety.show_backups(backups)
        if (overview.plan is None) is not (self.plan is None):
            if self.plan is not None:
                self.plan.hide()
                self.plan.deleteLater()
            self.plan = None if overview.plan is None else PlanCard(self._lead, _PLAN)
            self._arrange()
        if overview.plan is not None and self.plan is not None:
            self.plan.show_plan(overview.plan)

    def _stand_beside(self, is_long: bool) -> None:
        """Beside a long list the indicators keep their height."""
        top = Qt.AlignmentFlag.AlignTop if is_long else Qt.AlignmentFlag(0)
        self._grid.setAlignment(self.seven, top)

    def _arrange(self) -> None:
        """What waits, the checks, what was handed out; beside them the indicators, the plan, the backups. Without a plan the
        backups move up, and what was handed out has the last line alone."""
        for row, card in enumerate((self.dues, self.month)):
            self._grid.addWidget(card, row, 0)
        right: list[Card] = [self.seven, *([self.plan] if self.plan is not None else []), self.safety]
        for row, card in enumerate(right):
            self._grid.addWidget(card, row, 1)
        self._grid.addWidget(self.handed_out, 2, 0, 1, 1 if self.plan is not None else 2)
        self._grid.setRowStretch(3, 1)

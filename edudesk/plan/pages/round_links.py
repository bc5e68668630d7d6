"""Which plan is the round before the one shown, and which the round after: a click leads there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.kit.buttons import link
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rules.carrying import round_words, rounds_beside


class RoundLinks(QWidget):
    """‹ 上一轮 2022—2025　下一轮 2028—2031 ›. wanted(id): another plan is to be shown."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids, self._years, self._is_short = ["", ""], ["", ""], False
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self.before = link("", lambda: self.wanted.emit(self._ids[0]))
        self.after = link("", lambda: self.wanted.emit(self._ids[1]))
        for made in (self.before, self.after):
            line.addWidget(made)
            made.hide()

    def show_rounds(self, plan: PlanRow, plans: Sequence[PlanRow]) -> None:
        """Of a plan among all, the newest round first."""
        found = rounds_beside(plan, plans)
        for place, (made, row) in enumerate(zip((self.before, self.after), found, strict=True)):
            made.setVisible(row is not None)
            if row is not None:
                self._ids[place] = row.id
                self._years[place] = f" {round_words(row)}".rstrip()
                made.setToolTip(f"{row.title}　{row.state}")
        self.be_short(is_short=self._is_short)
        self.setVisible(any(row is not None for row in found))

    def be_short(self, *, is_short: bool) -> None:
        """Without the years."""
        self._is_short = is_short
        before, after = ("", "") if is_short else self._years
        self.before.setText(f"‹ 上一轮{before}")
        self.after.setText(f"下一轮{after} ›")

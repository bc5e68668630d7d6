"""The two cards under 教师 × 检查: what was lost most, and how the groups stand."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.checks.forms.value import Level
from edudesk.checks.pages.summary.sights import TONES, tone_of
from edudesk.checks.reports.columns import kind_name
from edudesk.checks.rules.group_figures import GroupLine
from edudesk.checks.rules.item_figures import ItemLine
from edudesk.kit.bars import BarLine, Bars
from edudesk.kit.cards import Card
from edudesk.kit.scrolled import scrolled

_BARS, _HIGH = 4, 190  # lines of the items, px
_WIDE, _MUCH = 30, 20  # per cent lost: the least length of a whole bar, and what is red


class TermCards(QWidget):
    """item_wanted(ItemLine), group_wanted(GroupLine): a bar was pressed."""

    item_wanted = Signal(object)
    group_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lost: list[ItemLine] = []
        self._lines: list[GroupLine] = []
        self.items, self.groups = Bars(), Bars()
        self.items.asked.connect(lambda number: self.item_wanted.emit(self._lost[number]))
        self.groups.asked.connect(lambda number: self.group_wanted.emit(self._lines[number]))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for heading, bars in (("失分最多的检查项", self.items), ("教研组均分", self.groups)):
            card = Card(heading)
            card.add(scrolled(bars))
            row.addWidget(card, 1)
        self.setFixedHeight(_HIGH)

    def show_lines(
        self, items: Sequence[ItemLine], groups: Sequence[GroupLine], levels: Sequence[Level] = ()
    ) -> None:
        """The figures of another term. items: the one that lost most first; levels: of the term."""
        self._lost = list(items[:_BARS])
        measured = [line for line in groups if line.mean is not None]
        self._lines = sorted(measured, key=lambda line: -(line.mean or 0))
        most = max((line.lost for line in self._lost), default=1) or 1
        self.items.show_lines(
            [
                BarLine(
                    f"{kind_name(line.kind)} · {line.section}",
                    float(line.lost / max(most, _WIDE)),
                    f"失 {line.lost}%",
                    TONES[2] if line.lost < _MUCH else TONES[3],
                )
                for line in self._lost
            ]
        )
        self.groups.show_lines(
            [
                BarLine(line.name, float(line.mean) / 100, f"{line.mean}", tone_of(line.mean, levels))
                for line in self._lines
                if line.mean is not None
            ]
        )

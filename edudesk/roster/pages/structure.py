"""职称结构 and 年龄结构 as bars, on the roster page and on the start page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.kit.bars import BarLine, Bars
from edudesk.kit.buttons import link
from edudesk.kit.cards import Card
from edudesk.kit.theme import Tone
from edudesk.roster import rules
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules import Share

if TYPE_CHECKING:
    from edudesk.base.chart import Chart


class StructureCards(QWidget):
    """Both beside each other; gone while there is nobody. titles, ages: the bars, which tell when one is asked for;
    more: where 更多图表 leads."""

    def __init__(self, more: Callable[[], object]) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self.titles, self.ages = Bars(), Bars()
        for heading, bars, right in (
            ("职称结构", self.titles, None),
            ("年龄结构", self.ages, link("更多图表…", more)),
        ):
            card = Card(heading, right)
            card.add(bars)
            line.addWidget(card)

    def show_people(self, people: Sequence[TeacherRow]) -> None:
        """The structure of these."""
        show_shares(self.titles, "职称结构", rules.title_shares(people), Tone.BRAND)
        show_shares(self.ages, "年龄结构", rules.age_shares(people), Tone.GOOD)
        self.setVisible(bool(people))


def show_shares(bars: Bars, title: str, shares: Sequence[Share], tone: Tone) -> None:
    """One bar for each share of the staff; the same figures can be copied."""
    bars.show_lines(
        [
            BarLine(share.label, share.count / share.total if share.total else 0.0, f"{share.count} 人", tone)
            for share in shares
        ]
    )
    bars.chart = partial(_chart, title, tuple(shares))


def _chart(title: str, shares: Sequence[Share]) -> Chart:
    from edudesk.base.chart import Chart, ChartKind, Point, Series

    counts = Series("", tuple(Point(share.count) for share in shares))
    names = tuple(share.label for share in shares)
    return Chart(title, ChartKind.BARS, title, names, (counts,), unit="人")

"""The charts of the page 师资结构 in two columns, each with what has to be entered while it cannot be drawn."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from edudesk.base.chart import Chart, ChartKind
from edudesk.kit.chart_card import ChartCard
from edudesk.kit.page import GAP, MARGIN
from edudesk.roster.reports.structure_charts import PICTURES, Drawn, Lack

_HIGH, _HIGHEST = 224, {ChartKind.HEAT: 360}  # pixels of a chart
_TRENDS = ("人数变化", "学历、职称占比变化")
_SCROLL_BAR = 10  # px of the margin


class ChartGrid(QWidget):
    """opened, year_opened(chart, series, category): the people behind a figure of the day, or of a school year, are
    wanted; roster_wanted, gap_wanted(word of rules.GAPS), ledger_wanted(key of a kind): where something is entered.
    """

    opened = Signal(object, int, int)
    year_opened = Signal(object, int, int)
    roster_wanted = Signal()
    gap_wanted = Signal(str)
    ledger_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(MARGIN, 0, MARGIN - _SCROLL_BAR, MARGIN)
        grid.setSpacing(GAP)
        self.pictures = [ChartCard(one.title, _HIGHEST.get(one.kind, _HIGH)) for one in PICTURES]
        self.trends = [ChartCard(title, _HIGH) for title in _TRENDS]
        for cards, opened in ((self.pictures, self.opened), (self.trends, self.year_opened)):
            for card in cards:
                card.opened.connect(partial(self._tell, opened.emit, card))
        for number, card in enumerate(self.cards):
            grid.addWidget(card, number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self.cards) // 2, 1)  # a very high window leaves its rest below

    @property
    def cards(self) -> list[ChartCard]:
        """All of them, as they are read."""
        return [*self.pictures, *self.trends]

    def show_pictures(self, drawn: Sequence[Drawn]) -> None:
        """How the staff is made up."""
        for card, one in zip(self.pictures, drawn, strict=True):
            if one.chart is not None:
                card.show_chart(one.chart)
            elif one.lack is not None:
                self._say_lack(card, one.lack)

    def show_trends(self, charts: Sequence[Chart]) -> None:
        """How it changed; nothing while that cannot be told."""
        for card, chart in zip_longest(self.trends, charts):
            if chart is not None:
                card.show_chart(chart)
            else:
                card.say(
                    "还看不出各学年的变化。",
                    "填好来校时间，补上已离岗的教师，这里就画出以往各学年。",
                    (("去花名册", self.roster_wanted.emit),),
                )

    def _say_lack(self, card: ChartCard, lack: Lack) -> None:
        way: tuple[str, Callable[[], object]]
        if lack.kind:
            way = ("去教师台账登记", partial(self.ledger_wanted.emit, lack.kind))
        else:
            way = ("去花名册填写", partial(self.gap_wanted.emit, lack.gap))
        card.say(f"还没有登记{lack.what}。", "登记以后，这里就有图。", (way,))

    @staticmethod
    def _tell(tell: Callable[[Chart, int, int], object], card: ChartCard, series: int, category: int) -> None:
        tell(card.view.chart, series, category)

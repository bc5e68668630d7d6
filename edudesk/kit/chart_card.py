"""A chart in a card: its title, the copying beside it, and what has to be entered while there is no chart."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from edudesk.base.chart import Chart
from edudesk.kit.buttons import menu_button
from edudesk.kit.cards import Card
from edudesk.kit.chart_copy import copy_picture, copy_table
from edudesk.kit.chart_view import ChartView
from edudesk.kit.empty_state import EmptyState
from edudesk.kit.scrolled import scrolled


class ChartCard(Card):
    """opened(series, category): a point with records was asked for them. most: pixels the chart is high at most;
    scrolls: it may get less room than it needs."""

    opened = Signal(int, int)

    def __init__(self, title: str, most: int = 0, *, scrolls: bool = False) -> None:
        entries = [
            ("复制图片", partial(self._copy, copy_picture)),
            ("复制表格", partial(self._copy, copy_table)),
        ]
        self.copying = menu_button("复制", entries, role="link")
        self.copying.setAccessibleName(f"复制“{title}”")
        super().__init__(title, right=self.copying)
        self.view, self.empty = ChartView(), EmptyState()
        if most:
            self.view.setMaximumHeight(most)
        self.view.opened.connect(lambda series, category, _ids: self.opened.emit(series, category))
        self._place = scrolled(self.view) if scrolls else self.view
        self.add(self._place, 1)
        self.add(self.empty, 1)
        self.say("")

    def show_chart(self, chart: Chart) -> None:
        """Another chart, or other figures of the same one."""
        self.view.show_chart(chart)
        self._show(has_chart=True)

    def say(
        self, text: str, hint: str = "", actions: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        """No chart, but why there is none and what can be done."""
        self.empty.say(text, hint, actions)
        self._show(has_chart=False)

    def _show(self, *, has_chart: bool) -> None:
        self._place.setVisible(has_chart)
        self.copying.setVisible(has_chart)
        self.empty.setVisible(not has_chart)

    def _copy(self, copies: Callable[[Chart], None]) -> None:
        copies(self.view.chart)

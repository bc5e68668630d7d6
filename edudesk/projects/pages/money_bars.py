"""The money of a project at a glance: what is spent of what was planned, by 科目, 来源 or 年度."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.kit.bars import BarLine, Bars
from edudesk.kit.labels import label
from edudesk.kit.one_of import OneOf
from edudesk.kit.theme import Tone
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rules.money import PROVISO, Balance, by_line, by_source, by_year, short_yuan

_WAYS = {"科目": by_line, "来源": by_source, "年度": by_year}
_UNTOLD = "未写{}"
_CLOSE = 0.9  # used: from here on it is warned of


class MoneyBars(QWidget):
    """Hidden while nothing is planned or paid."""

    def __init__(self, sources: ProjectSources) -> None:
        super().__init__()
        self._sources, self._project_id = sources, ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label("经费执行", "heading"), 1)
        self.ways = OneOf(tuple(_WAYS))
        self.ways.chosen.connect(lambda _number: self._show())
        head.addWidget(self.ways)
        column.addLayout(head)
        self.bars = Bars(is_clickable=False)
        column.addWidget(self.bars)
        column.addWidget(label(PROVISO, "small"))

    def show_project(self, project_id: str) -> None:
        """Another one."""
        self._project_id = project_id
        self._show()

    def _show(self) -> None:
        word = tuple(_WAYS)[self.ways.current]
        budgets = self._sources.project_budget.of(self._project_id)
        balances = _WAYS[word](budgets, self._sources.project_spending.of(self._project_id))
        self.bars.show_lines([_line(one, one.name or _UNTOLD.format(word)) for one in balances])
        self.setVisible(bool(balances))


def _line(one: Balance, name: str) -> BarLine:
    rate = float(one.rate) if one.rate is not None else 1.0
    is_close = one.rate is not None and one.rate >= _CLOSE
    tone = Tone.BAD if one.is_over else Tone.WARN if is_close else Tone.BRAND
    return BarLine(name, rate, short_yuan(one.spent, one.budget), tone)

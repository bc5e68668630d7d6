"""历年: the terms of ten years as lines, for the parts of a term, the groups and the teachers."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.jobs import Step
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.pages.summary.sights import shade
from edudesk.checks.reports.over_terms import behind_report, over_chart, over_columns, part_words
from edudesk.checks.rules.over_terms import (
    GROUPS,
    PARTS,
    TEACHERS,
    WHOLE,
    OverLine,
    TermFigures,
    best_first,
    lines_over,
)
from edudesk.kit.chart_card import ChartCard
from edudesk.kit.chart_rows import show_rows
from edudesk.kit.labels import label
from edudesk.kit.one_of import OneOf
from edudesk.kit.row_model import RowModel
from edudesk.kit.search_line import SearchLine
from edudesk.kit.table_view import TableView
from edudesk.kit.tabs import Tabs
from edudesk.kit.tasks import run_task

_BY = (PARTS, GROUPS, TEACHERS)
_Lines = dict[tuple[str, str], list[OverLine]]
"""By what is compared and in which part of the term."""
_DRAWN = 6  # lines that can still be told apart
_CHART, _SMALL_CHART, _SHARE = 300, 190, 0.4  # px at most and at least, and share of the view's height
_HINTS = {
    PARTS: "点图上的点，看那个学期有哪些人；在下面的表里可以只选几行。",
    GROUPS: "点图上的点，看组里有哪些人；在下面的表里可以选几个组（Ctrl 或 Shift 多选）。",
    TEACHERS: "在下面的表里选教师（Ctrl 或 Shift 多选）；点图上的点，看那个学期的得分怎样得来。",
}


class YearsView(QWidget):
    """teacher_wanted(school year, term, teacher id): how the total of that term came about."""

    teacher_wanted = Signal(str, str, str)

    def __init__(self, sources: CheckSources) -> None:
        super().__init__()
        self._sources = sources
        self._asked = 0
        self._is_stale = True
        self.terms: Sequence[TermFigures] = ()
        self._known: _Lines = {}
        self.drawn: list[OverLine] = []
        self.table: TableView | None = None
        self.model: RowModel | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.by = Tabs(_BY)
        self.by.chosen.connect(lambda _number: self._show())
        self.parts = OneOf()
        self.parts.chosen.connect(lambda _number: self._show())
        self.search = SearchLine("教师 / 教研组…")
        self.search.setFixedWidth(184)
        self.search.textChanged.connect(self._search)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.by)
        line.addWidget(self.parts, 1)
        line.addWidget(self.search)
        column.addLayout(line)
        self.card = ChartCard("历年得分", _CHART)
        self.card.opened.connect(self.open_point)
        self.hint = label("", "small")
        self.card.add(self.hint)
        column.addWidget(self.card)
        self._place = QVBoxLayout()
        column.addLayout(self._place, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the table keeps its room."""
        self.card.view.setMaximumHeight(min(_CHART, max(_SMALL_CHART, round(_SHARE * event.size().height()))))
        super().resizeEvent(event)

    # reading

    def forget(self) -> None:
        """Something changed: read anew, now or when the view is next shown."""
        self._is_stale = True
        if self.isVisible():
            self.read()

    def read(self) -> None:
        """Beside the window; only terms in which something changed are worked out again."""
        if not self._is_stale:
            return
        self._is_stale = False
        self._asked += 1
        if not self.terms:
            self.card.say("正在汇总各学期…")
        run_task(
            self,
            "正在汇总各学期",
            partial(_read, self._sources),
            partial(self._take, self._asked),
        )

    def _take(self, asked: int, read: tuple[Sequence[TermFigures], _Lines]) -> None:
        if asked == self._asked:
            self.terms, self._known = read
            self.parts.set_words(part_words(self.terms))
            self._show()

    # what is shown

    @property
    def part(self) -> str:
        """The part of the term that groups and teachers are compared in."""
        words = part_words(self.terms)
        return words[self.parts.current] if self._by != PARTS and self.parts.current > 0 else WHOLE

    @property
    def lines(self) -> list[OverLine]:
        """What is compared."""
        key = self._by, self.part
        if key not in self._known:
            self._known[key] = lines_over(self.terms, *key)
        return self._known[key]

    @property
    def _by(self) -> str:
        return _BY[self.by.current]

    def look_by(self, by: str) -> None:
        """The parts of the term, the groups or the teachers."""
        self.by.choose(_BY.index(by))

    def _show(self) -> None:
        self.parts.setVisible(self._by != PARTS)
        self.search.setVisible(self._by == TEACHERS)
        self._build_table()
        assert self.model is not None
        self.model.set_rows(self.lines)
        self._draw()

    def _build_table(self) -> None:
        columns = over_columns(self.terms, self._by)
        told = [(one.key, one.title) for one in columns]
        if self.model is not None and [(one.key, one.title) for one in self.model.columns] == told:
            return
        if self.table is not None:
            self._place.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self.model = RowModel(columns, shade=shade, parent=self)
        self.table = TableView(self.model, f"check_years.{self._by}", is_compact=True)
        self.table.empty.say("还没有学期综合得分。", "提交检查记录以后，这里按学期列出。")
        self.table.chosen.connect(lambda _rows: self._draw())
        self.table.opened.connect(self._open_last)
        self._place.addWidget(self.table)
        self.model.set_search(self.search.text())

    def _search(self, typed: str) -> None:
        if self.model is not None:
            self.model.set_search(typed)

    def _draw(self) -> None:
        """The lines that are selected; of none the first, of teachers the whole school."""
        chosen = self.table.selected() if self.table is not None else []
        if not self.lines:
            self.card.say("还没有可以比较的学期。", "有提交的检查记录以后，这里画出各学期的得分。")
            return
        rest = self.lines
        if self._by == TEACHERS:
            rest = [line for line in self._known[PARTS, WHOLE] if line.id == self.part]
        wanted = chosen or rest
        self.drawn = wanted[:_DRAWN]
        more = f"图上画了其中 {_DRAWN} 行，共 {len(wanted)} 行。" if len(wanted) > _DRAWN else ""
        chart = over_chart(self.terms, self.drawn, self._by, self.part)
        self.card.heading.setText(chart.title)
        self.hint.setText(more + _HINTS[self._by])
        self.card.show_chart(chart)

    # one step deeper

    def open_point(self, series: int, category: int) -> None:
        """Who stands behind a point; of a teacher how the total came about."""
        self._open(self.drawn[series], category)

    def _open_last(self, line: OverLine) -> None:
        places = [place for place, point in enumerate(line.points) if point is not None]
        if places:
            self._open(line, places[-1])

    def _open(self, line: OverLine, category: int) -> None:
        point, term = line.points[category], self.terms[category]
        if point is None:
            return
        wanted = partial(self.teacher_wanted.emit, term.school_year, term.term)
        if point.ids == (line.id,):
            wanted(line.id)
            return
        part = line.id if self._by == PARTS else self.part
        ids = tuple(one.id for one in best_first(term, frozenset(point.ids), part))
        points = (*line.points[:category], replace(point, ids=ids), *line.points[category + 1 :])
        chart = over_chart(self.terms, [replace(line, points=points)], self._by, part)
        show_rows(self, chart, 0, category, lambda ids: behind_report(term, point, ids, part), wanted)


def _read(sources: CheckSources, step: Step) -> tuple[Sequence[TermFigures], _Lines]:
    terms = sources.check_years.figures(step)
    return terms, {(by, WHOLE): lines_over(terms, by) for by in _BY}

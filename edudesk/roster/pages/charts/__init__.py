"""师资结构: how the staff of a day is made up, and how it changed over the school years; every figure leads to its people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.chart import Chart
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step
from edudesk.base.report import Report
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.chart_rows import show_rows
from edudesk.kit.day_chip import DayChip
from edudesk.kit.empty_state import EmptyState
from edudesk.kit.page import GAP, MARGIN, Page, PageHead, column_layout
from edudesk.kit.scrolled import scrolled
from edudesk.kit.settings import remember, remembered
from edudesk.kit.tabs import Tabs
from edudesk.kit.tasks import run_task
from edudesk.roster.pages import CHARTS
from edudesk.roster.pages.as_of import days_offered
from edudesk.roster.pages.charts.exporting import ChartsExport
from edudesk.roster.pages.charts.grid import ChartGrid
from edudesk.roster.reports.facts import FactsOn
from edudesk.roster.reports.screen import people_report
from edudesk.roster.reports.structure_charts import Structure, Who, structure
from edudesk.roster.reports.structure_trend import Trends, trends
from edudesk.roster.service import TeacherService
from edudesk.school.service import SchoolService
from edudesk.store.exports import Exports

_WHO = tuple(Who)
_KEPT = "structure/who"


@dataclass(frozen=True, slots=True)
class _Counted:
    """wanted: the day asked for, None = today; on: which it is."""

    wanted: date | None
    on: date
    is_school_empty: bool
    structures: Mapping[Who, Structure]


class ChartsPage(Page):
    """day: the charts stand for, None = today.

    left: back to the roster; teacher_wanted(id), gap_wanted(word of rules.GAPS), ledger_wanted(key of a kind),
    import_wanted, report_wanted: where the page leads.
    """

    name, title, icon_name = CHARTS
    concerns = frozenset({"teachers", "histories", "school"})
    left = Signal()
    teacher_wanted = Signal(str)
    gap_wanted = Signal(str)
    ledger_wanted = Signal(str)
    import_wanted = Signal()
    report_wanted = Signal()

    def __init__(
        self,
        teachers: TeacherService,
        school: SchoolService,
        exports: Exports,
        facts_on: FactsOn,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._teachers, self._facts_on = teachers, facts_on
        self._exporting = ChartsExport(teachers, school, exports, facts_on)
        self.day: date | None = None
        self._wanted: date | None = None  # the day last asked for, which may still be on its way
        self._counted: _Counted | None = None
        self._trends = Trends()
        above = QWidget()
        column = column_layout(above)
        column.setContentsMargins(MARGIN, 16, MARGIN, 0)
        self.export_button = button("导出", self.export, "primary", icon_name="export", keys="Ctrl+E")
        self.head = PageHead(
            self.title,
            buttons=(
                button("返回花名册", self.left.emit, icon_name="back"),
                button("生成分析报告…", self.report_wanted.emit),
                self.export_button,
            ),
        )
        column.addWidget(self.head)
        self.who = Tabs([str(who) for who in _WHO])
        self.who.choose(next((place for place, who in enumerate(_WHO) if who == remembered(_KEPT)), 0))
        self.who.chosen.connect(self._take_who)
        self.day_chip = DayChip("统计时点", days_offered)
        self.day_chip.chosen.connect(self.show_day)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self.who, 1)
        line.addWidget(self.day_chip)
        column.addLayout(line)
        self.grid = ChartGrid()
        self.grid.opened.connect(self._open)
        self.grid.year_opened.connect(self._open_year)
        self.grid.roster_wanted.connect(self.left)
        self.grid.gap_wanted.connect(self.gap_wanted)
        self.grid.ledger_wanted.connect(self.ledger_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_empty())
        self._stack.addWidget(scrolled(self.grid))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(GAP)
        outer.addWidget(above)
        outer.addWidget(self._stack, 1)

    # what is counted

    def reload(self) -> None:
        self.show_day(self._wanted)

    def show_day(self, day: date | None) -> None:
        """The staff as it was on a day, counted beside the window; None = today."""
        self._wanted = day
        on = day or clock.today()
        run_task(
            self,
            "正在统计师资结构",
            partial(self._count, day, on),
            self._take,
            ended=partial(self._fall_back, day),
        )
        run_task(
            self,
            "正在统计各学年的变化",
            lambda step: trends(on, self._teachers.rows_on, step),
            partial(self._take_trends, day),
        )

    def _count(self, wanted: date | None, on: date, step: Step) -> _Counted:
        step(0, 0, "正在读取花名册")
        facts = self._facts_on(on, None)
        structures = {}
        for who in _WHO:
            step(0, 0, f"正在统计{who}")
            structures[who] = structure(facts, who)
        return _Counted(wanted, on, not facts.teachers, structures)

    def _take(self, counted: _Counted) -> None:
        if counted.wanted == self._wanted:
            self._counted, self.day = counted, counted.wanted
            self.day_chip.show_day(self.day)
            self._show()

    def _take_trends(self, wanted: date | None, found: Trends) -> None:
        if wanted == self._wanted:
            self._trends = found
            self._show_trends()

    def _fall_back(self, wanted: date | None) -> None:
        """A count that brought nothing (cancelled, refused) leaves the day that is shown."""
        if self._counted is None:
            self.empty.say("还没有统计出师资结构。", "", (("重新统计", self.reload),))
        elif self._wanted == wanted:
            self._wanted = self.day

    # what is shown

    def _take_who(self, number: int) -> None:
        remember(_KEPT, _WHO[number])
        self._show()
        self._show_trends()

    def _show(self) -> None:
        if self._counted is None:
            return
        structures = self._counted.structures
        self.who.say([f"{who} {structures[who].count}" for who in _WHO])
        shown = structures[_WHO[self.who.current]]
        self.head.note.setText(shown.words)
        self.export_button.setEnabled(bool(shown.count))
        self._stack.setCurrentIndex(int(bool(shown.count)))
        if not shown.count:
            self._say_empty(self._counted, shown.who)
        self.grid.show_pictures(shown.drawn)

    def _show_trends(self) -> None:
        self.grid.show_trends(self._trends.charts.get(_WHO[self.who.current], ()))

    def _say_empty(self, counted: _Counted, who: Who) -> None:
        if counted.is_school_empty and counted.wanted is None:
            self.empty.say(
                "花名册里还没有教师。",
                "导入现有的 Excel 花名册，这里就有图。",
                (("导入 Excel", self.import_wanted.emit),),
            )
        elif counted.wanted is not None:
            back = (("回到今天", partial(self.show_day, None)),)
            self.empty.say(f"{counted.on} 这一天没有{who}。", "来校时间晚于这一天的人不计入。", back)
        else:
            self.empty.say(
                f"花名册里没有算作{who}的人。",
                "请核对他们的状态、教职工类别和编制性质。",
                (("去花名册", self.left.emit),),
            )

    def _build_empty(self) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        card = Card()
        self.empty = EmptyState()
        card.add(self.empty, 1)
        column.addWidget(card)
        return place

    # the people behind a figure

    def _open(self, chart: Chart, series: int, category: int) -> None:
        assert self._counted is not None
        self._show_people(chart, series, category, self._counted.on)

    def _open_year(self, chart: Chart, series: int, category: int) -> None:
        self._show_people(chart, series, category, self._trends.day_of(chart, category))

    def _show_people(self, chart: Chart, series: int, category: int, on: date) -> None:
        show_rows(self, chart, series, category, partial(self._people, on), self.teacher_wanted.emit)

    def _people(self, on: date, ids: Sequence[str]) -> Report:
        """Called beside the window."""
        known = {row.id: row for row in self._teachers.rows_on(on)}
        if not known.keys() >= set(ids):
            raise UserError("花名册刚刚有改动，名单没有打开。", "图会重新统计，请稍后再点一次。")
        return people_report([known[one] for one in ids], on)

    def export(self) -> None:
        """The charts as a document, or the 结构统计表."""
        self._exporting.ask(self, _WHO[self.who.current], self.day)

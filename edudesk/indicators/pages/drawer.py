"""A figure beside 指标监测: who was counted, how it is counted, how it went, and what it would be."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from edudesk.base.chart import Chart, ChartKind, Point, Series
from edudesk.indicators.pages.lines import FigureLine
from edudesk.indicators.pages.sources import IndicatorSources
from edudesk.indicators.pages.target_dialog import ask_target
from edudesk.indicators.pages.trying import TryPane
from edudesk.indicators.rows.values import Person, Result, Shape
from edudesk.indicators.rules.shown import limit_of, own_gap_told
from edudesk.indicators.rules.targets import has_direction
from edudesk.indicators.rules.trends import Told
from edudesk.indicators.rules.wording import (
    number_words,
    own_target_words,
    sum_words,
    target_words,
    value_words,
)
from edudesk.kit.buttons import button
from edudesk.kit.cards import clear_layout
from edudesk.kit.chart_view import ChartView
from edudesk.kit.dated_list import DatedLine, DatedList
from edudesk.kit.drawer import Drawer
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.kit.list_page import ListPage
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.tabs import Tabs

_DECIMALS = {Shape.SHARE: 1, Shape.ONE_TO: 1, Shape.COUNT: 0}
_PAGES = {"classes": "school_classes", "checks": "checks", "projects": "projects"}


def _pane() -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 8, 0, 0)
    column.setSpacing(10)
    return made, column


class IndicatorDrawer(Drawer):
    """show_page: to what has to be entered; show_teacher(id): to somebody counted."""

    def __init__(
        self, sources: IndicatorSources, show_page: ShowPage, show_teacher: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._sources, self._show_page, self._show_teacher = sources, show_page, show_teacher
        self._people: tuple[Person, ...] = ()
        self._unknown: tuple[Person, ...] = ()
        self._counts = ""
        self._line: FigureLine | None = None
        self._on = date.min
        self.stages = Tabs()
        self.stages.chosen.connect(self._show_stage)
        self._missing = QVBoxLayout()
        self._missing.setSpacing(6)
        self.tabs = Tabs(["计入", "口径", "趋势", "试算"])
        self.panes = QStackedWidget()
        self.tabs.chosen.connect(self.panes.setCurrentIndex)
        self._build_people()
        self._build_how()
        self._build_course()
        self.trial = TryPane(sources)
        self.panes.addWidget(self.trial)
        self.body.addWidget(self.stages)
        self.body.addLayout(self._missing)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.panes, 1)

    def _build_people(self) -> None:
        pane, column = _pane()
        self.parts = KeyValues(150)
        self.people = DatedList("计入的人员")
        self.people.opened.connect(lambda number: self._open(self._people[number]))
        self._without, self.unknown = label("缺资料，没有计入", "heading"), DatedList("缺资料的人员")
        self.unknown.opened.connect(lambda number: self._open(self._unknown[number]))
        self._notes = label("", "muted", wraps=True)
        for one in (self.parts, self.people, self._notes, self._without, self.unknown):
            column.addWidget(one)
        column.addStretch(1)
        self.panes.addWidget(pane)

    def _build_how(self) -> None:
        pane, column = _pane()
        self.how = KeyValues(64)
        column.addWidget(self.how)
        column.addStretch(1)
        self.panes.addWidget(pane)

    def _build_course(self) -> None:
        pane, column = _pane()
        self.chart = ChartView()
        self.chart.setMinimumHeight(200)
        self.course = DatedList("快照")
        self._no_course = label("还没有快照。存一次快照，以后就能看到变化。", "muted", wraps=True)
        for one in (self.chart, self._no_course, self.course):
            column.addWidget(one)
        column.addStretch(1)
        self.panes.addWidget(pane)

    def show_line(self, line: FigureLine, on: date) -> None:
        """Fill with an indicator of a day; of several 学段 the one that was looked at before, else the first."""
        self._line, self._on = line, on
        words = [one.stage for one in line.results]
        self.stages.setVisible(len(words) > 1)
        if len(words) > 1:
            self.stages.set_tabs(words)
        self._show_stage(max(self.stages.current, 0) if len(words) > 1 else 0)

    def _show_stage(self, number: int) -> None:
        """The figure of one 学段."""
        if self._line is None:
            return
        result, told, on = self._line.results[number], self._line.told[number], self._on
        indicator, figure = result.indicator, result.figure
        stage = f"（{result.stage}）" if len(self._line.results) > 1 else ""
        self.show_head(f"{indicator.id} {indicator.name}{stage}", sum_words(result))
        clear_layout(self._missing)
        for lack in figure.missing:
            self._missing.addWidget(label(f"缺：{lack.what}", "problem", wraps=True))
            self._missing.addWidget(button("去填写", partial(self._show_page, lack.page), "link"))
        self._people, self._unknown, self._counts = figure.counted, figure.unknown, indicator.counts
        self.tabs.set_tabs(
            [f"计入 {len(figure.counted)}" if figure.counted else "构成", "口径", "趋势", "试算"]
        )
        self._fill_people(result)
        settings = self._sources.indicators.settings()
        self.how.show_rows(
            [
                ("公式", settings.told(indicator, indicator.formula)),
                ("计入", settings.told(indicator, indicator.counted)),
                ("算式", sum_words(result)),
                ("标准", _target(result)),
                ("校定目标", *self._own_target(result)),
                ("统计时点", on.isoformat()),
                ("依据", indicator.source),
            ]
        )
        self._fill_course(result, told, on)
        self.trial.show_result(result, on)

    def _own_target(self, result: Result) -> tuple[str, QWidget] | tuple[str]:
        """What the school wants of it itself, and where it is set."""
        if not has_direction(result.indicator):
            return ("",)
        words = own_target_words(result)
        if result.own_target is not None:
            gap = own_gap_told(result)
            words = "，".join((words, str(result.own_verdict), *(() if gap == "—" else (gap,))))
        return words, button("设定…", partial(ask_target, self, self._sources, result, self._on), "link")

    def _fill_people(self, result: Result) -> None:
        figure = result.figure
        self.parts.setVisible(bool(figure.parts))
        self.parts.show_rows(
            [
                (part.word, f"{float(part.number):.1f}".removesuffix(".0") + f" {part.unit}")
                for part in figure.parts
            ]
        )
        self.people.show_lines([_person(one) for one in figure.counted])
        self.people.setVisible(bool(figure.counted))
        self.unknown.show_lines([_person(one) for one in figure.unknown])
        for one in (self._without, self.unknown):
            one.setVisible(bool(figure.unknown))
        self._notes.setText("\n".join(figure.notes))
        self._notes.setVisible(bool(figure.notes))

    def _fill_course(self, result: Result, told: Sequence[Told], on: date) -> None:
        indicator = result.indicator
        points = [(one.on, one.result.value if one.result is not None else None) for one in told]
        points.append((on.isoformat(), result.value))
        scale = 100 if indicator.shape is Shape.SHARE else 1
        self.chart.setVisible(len(points) > 1)
        self._no_course.setVisible(len(points) == 1)
        if len(points) > 1:
            self.chart.show_chart(
                Chart(
                    f"indicator_{indicator.id}",
                    ChartKind.LINE,
                    indicator.name,
                    _days([day for day, _ in points]),
                    (
                        Series(
                            indicator.name,
                            tuple(
                                Point(None if value is None else float(value) * scale) for _, value in points
                            ),
                        ),
                    ),
                    unit="%" if scale == 100 else indicator.unit,
                    decimals=_DECIMALS.get(indicator.shape, indicator.decimals),
                    target=None if (limit := limit_of(result)) is None else float(limit) * scale,
                )
            )
        self.course.show_lines(
            [
                DatedLine(
                    one.on,
                    value_words(one.result) if one.result is not None else "没有这项",
                    f"{one.title} · {one.result.verdict}" if one.result is not None else one.title,
                )
                for one in reversed(told)
            ]
        )

    def _open(self, one: Person) -> None:
        """Who or what was counted, where it is kept."""
        if not one.id:
            return
        if self._counts == "teachers":
            self._show_teacher(one.id)
            return
        page = self._show_page(_PAGES[self._counts])
        if isinstance(page, ListPage):
            page.go_to(one.id)


def _days(days: Sequence[str]) -> tuple[str, ...]:
    """Under the axis: months, where they tell the days apart."""
    months = [day[:7] for day in days]
    return tuple(months if len(set(months)) == len(months) else days)


def _person(one: Person) -> DatedLine:
    share = "" if one.share == 1 else f"按 {float(one.share):.2f} 人计"
    return DatedLine(one.name, one.words or "—", share)


def _target(result: Result) -> str:
    """≥ 0.9（2025 年起）."""
    text = target_words(result)
    since = result.indicator.since.get(result.stage)
    if since and result.target is not None:
        return f"{text}（{since} 年）"
    need = number_words(result.indicator, result.target) if result.target is not None else ""
    return text if need else "没有规定，仅列数"

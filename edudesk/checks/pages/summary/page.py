"""检查汇总: teachers × checks as a heat map, groups, items, inspectors, who is missing, terms; all down to the sheets."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.jobs import Step
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.pages import ALLOWANCES, SUMMARY
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.pages.summary.cards import TermCards
from edudesk.checks.pages.summary.deeper import OF_UNITS, Deeper
from edudesk.checks.pages.summary.filters import TermFilters
from edudesk.checks.pages.summary.loading import Loaded, load
from edudesk.checks.pages.summary.result_dialog import ResultDialog
from edudesk.checks.pages.summary.scheme_dialog import ask_scheme
from edudesk.checks.pages.summary.sheets_dialog import SheetsDialog
from edudesk.checks.pages.summary.sights import SIGHTS, Sight, shade
from edudesk.checks.pages.summary.teacher_dialog import TeacherDialog
from edudesk.checks.pages.summary.years import YearsView
from edudesk.checks.pages.tabs import put_tabs
from edudesk.checks.reports.columns import kind_name
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rules.group_figures import GRADES, GROUPS, GroupLine
from edudesk.checks.rules.inspectors import InspectorLine
from edudesk.checks.rules.item_figures import ItemLine
from edudesk.checks.rules.missing import MissingLine
from edudesk.checks.rules.remarks import term_remarks
from edudesk.checks.rules.scheme import left_out_words, scheme_words, weighing_words
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.rules.term_facts import TeacherTerm
from edudesk.checks.rules.trends import TrendLine
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.chart_card import ChartCard
from edudesk.kit.one_of import OneOf
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import ROW_COMPACT, Tone
from edudesk.school.rules.terms import term_nearest
from edudesk.school.rules.years import term_and_year

YEARS = "历年"
_HEAD, _ANY_HEIGHT = 56, 16_777_215  # px of a table's head and scroll bar; QWIDGETSIZE_MAX
_TOTAL_TIP = "学期总分怎样算：权重、巡课扣分、加分"


class SummaryPage(Page):
    """entry_wanted(check id, unit id): a unit in its queue."""

    name, title, icon_name = SUMMARY
    concerns = frozenset(
        {
            "checks",
            "sheets",
            "problems",
            "patrols",
            "listening",
            "check_terms",
            "check_forms",
            "teachers",
            "histories",
        }
    )
    entry_wanted = Signal(str, str)

    def __init__(
        self,
        sources: CheckSources,
        undo: Callable[[], object],
        show_page: ShowPage,
        offer: Callable[["SummaryPage"], QWidget],
        parent: QWidget | None = None,
    ) -> None:
        """show_page: for the tabs; offer(page): the button that exports."""
        super().__init__(parent)
        self._sources, self._undo, self._show_page = sources, undo, show_page
        self.loaded: Loaded | None = None
        self.chosen_term: tuple[str, str] | None = None
        self._sight: Sight = SIGHTS[0]
        self.table: TableView | None = None
        self.deeper = Deeper(self, self.entry_wanted.emit)
        self.model: RowModel | None = None
        self.head = PageHead(self.title, buttons=(button("学期结果…", self.show_result), offer(self)))
        self.sights = OneOf([*(sight.word for sight in SIGHTS), YEARS])
        self.sights.chosen.connect(self._choose_sight)
        self.weights = button("", self.change_scheme, "chip")
        self.filters = TermFilters()
        self.filters.search.textChanged.connect(self._search)
        self.filters.term_wanted.connect(self._choose_term)
        self.filters.checks_changed.connect(self._show_sight)
        self.filters.teachers_changed.connect(self._filter)
        self._build(show_page)
        QShortcut(QKeySequence.StandardKey.Find, self, self._to_search)

    def _build(self, show_page: ShowPage) -> None:
        column = column_layout(self)
        column.addWidget(self.head)
        put_tabs(self.head, self.name, show_page)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.sights, 1)
        line.addWidget(self.weights)
        column.addLayout(line)
        self.note = Card(role="doubt")
        self.note.body.setContentsMargins(12, 6, 12, 6)
        self.note.hide()
        self._of_term = QWidget()
        inside = QVBoxLayout(self._of_term)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(column.spacing())
        inside.addWidget(self.filters)
        inside.addWidget(self.note)
        self._place = QVBoxLayout()
        inside.addLayout(self._place, 1)
        self.cards = TermCards()
        self.cards.item_wanted.connect(self._open)
        self.cards.group_wanted.connect(self.show_group)
        inside.addWidget(self.cards)
        self.chart_card = ChartCard("　", scrolls=True)
        self.chart_card.opened.connect(self._open_point)
        self.chart_card.hide()
        inside.addWidget(self.chart_card, 1)
        column.addWidget(self._of_term, 1)
        self.years = YearsView(self._sources)
        self.years.teacher_wanted.connect(self.show_teacher_of)
        self.years.hide()
        column.addWidget(self.years, 1)

    # reading

    def reload(self) -> None:
        sources, chosen = self._sources, self.chosen_term or self._latest_term()

        def job(step: Step) -> Loaded:
            step(0, 0, "正在汇总检查")
            return load(sources, *chosen)

        run_task(self, "正在汇总检查", job, self._show)
        self.years.forget()

    def _latest_term(self) -> tuple[str, str]:
        """The term that holds today, else the nearest of the calendar, else that of the half year."""
        today: date = clock.today()
        term = term_nearest(today, self._sources.terms.rows())
        return (term.school_year, term.term) if term else term_and_year(today.isoformat())

    def _show(self, loaded: Loaded) -> None:
        self.loaded = loaded
        facts = loaded.summary.facts
        frozen = (
            f"　已归档 {loaded.editions[-1].made_on}（第 {loaded.editions[-1].number} 版）"
            if loaded.is_frozen
            else ""
        )
        self.head.note.setText(loaded.term_words + frozen)
        self.weights.setText(f"权重：{scheme_words(facts.scheme)}")
        joined = weighing_words(facts.scheme, loaded.summary.checks)
        self.weights.setToolTip("\n".join(filter(None, (_TOTAL_TIP, joined, left_out_words(facts.scheme)))))
        terms = sorted({(row.school_year, row.term) for row in self._sources.campaigns.rows()}, reverse=True)
        self.filters.offer(terms, loaded.summary)
        self._say_notes()
        self._show_sight()
        self.cards.show_lines(loaded.items, loaded.groups, loaded.summary.levels)

    def _say_notes(self) -> None:
        assert self.loaded is not None
        notes = [*self.loaded.summary.notes, *term_remarks(self.loaded.summary)]
        if self.loaded.is_frozen and (changed := self.loaded.changed):
            names = "；".join(f"{one.name} {one.before} → {one.now}" for one in changed[:3])
            notes.insert(
                0, f"归档以后有改动：{names}{f' 等 {len(changed)} 人' if len(changed) > 3 else ''}。"
            )
        self.note.heading.setText("　".join(notes))
        self.note.heading.setWordWrap(True)
        self.note.setVisible(bool(notes))

    # what is shown

    @property
    def checks(self) -> list[CampaignRow]:
        """The checks that the chips leave."""
        return self.filters.checks(self.loaded.summary) if self.loaded is not None else []

    @property
    def sight(self) -> Sight:
        """How the term is looked at now."""
        return self._sight

    def show_kind(self, kind: str) -> None:
        """The latest term with the checks of one type, by its code."""
        self.filters.clear()
        self.look_at("teachers")
        self.filters.kind.choose([kind_name(kind)])

    def look_at(self, key: str) -> None:
        """Another sight, or YEARS."""
        self.sights.choose([*(sight.key for sight in SIGHTS), YEARS].index(key))

    def _choose_sight(self, number: int) -> None:
        is_of_term = number < len(SIGHTS)
        self._of_term.setVisible(is_of_term)
        self.weights.setVisible(is_of_term)
        self.years.setVisible(not is_of_term)
        if is_of_term:
            self._sight = SIGHTS[number]
            self.filters.search.clear()
            self._show_sight()
        else:
            self.years.read()

    def _show_sight(self) -> None:
        if self.loaded is None:
            return
        sight = self._sight
        columns = sight.columns(self.loaded, self.checks)
        rows = self.filters.kept(sight, sight.rows(self.loaded))
        keys = [column.key for column in columns]
        if self.model is None or self.table is None or [one.key for one in self.model.columns] != keys:
            self._build_table(columns)
        assert self.model is not None
        assert self.table is not None
        self.filters.show_for(sight)
        self.model.set_rows(rows)
        self._filter()
        if rows:
            self.table.empty.say("没有符合条件的。", "", (("清除筛选", self.filters.clear),))
        else:
            self.table.empty.say(sight.empty)
        self.cards.setVisible(sight.key == "teachers")
        has_chart = sight.chart is not None and bool(rows)
        self.chart_card.setVisible(has_chart)
        # a short table leaves its room to the chart below it
        self.table.setMaximumHeight(_HEAD + ROW_COMPACT * len(rows) if has_chart else _ANY_HEIGHT)
        if sight.chart is not None:
            chart = sight.chart(self.loaded, rows)
            self.chart_card.heading.setText(chart.title)
            self.chart_card.show_chart(chart)

    def _build_table(self, columns: tuple[Column, ...]) -> None:
        if self.table is not None:
            self._place.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self.model = RowModel(columns, shade=self._shade, parent=self)
        self.model.counted.connect(self._count)
        self.table = TableView(self.model, f"{self.name}.{self._sight.key}", is_compact=True)
        self.table.cell_opened.connect(self._open_cell)
        self._place.addWidget(self.table)
        self.model.set_search(self.filters.search.text())

    def _shade(self, row: Any, column: Column) -> Tone | None:
        return shade(row, column, self.loaded.summary.levels if self.loaded is not None else ())

    def _count(self, shown: int, total: int) -> None:
        self.sights.setToolTip(f"{shown} / {total} {self._sight.unit}")

    def _to_search(self) -> None:
        (self.years.search if self.years.isVisible() else self.filters.search).setFocus()

    def _search(self, typed: str) -> None:
        if self.model is not None:
            self.model.set_search(typed)

    def _filter(self) -> None:
        if self.model is not None:
            self.model.set_chips(self.filters.teachers(self._sight))

    def _choose_term(self, school_year: str, term: str) -> None:
        self.chosen_term = (school_year, term) if school_year else None
        self.reload()

    # one step deeper

    def _open_cell(self, row: Any, column: Column) -> None:
        """A cell leads to what is in it: the record of a teacher in a check, who of a group was or was not looked at."""
        assert self.loaded is not None
        summary, (key, _, check_id) = self.loaded.summary, column.key.partition(":")
        if isinstance(row, TeacherTerm) and key == "check" and (check := row.check(check_id)) is not None:
            self.deeper.check(summary, row, check)
        elif isinstance(row, GroupLine) and key in OF_UNITS:
            self.deeper.units(summary, row, key)
        else:
            self._open(row)

    def _open(self, row: Any) -> None:
        if isinstance(row, TeacherTerm):
            self.show_teacher(row.id)
        elif isinstance(row, GroupLine):
            self.show_group(row)
        elif isinstance(row, MissingLine):
            self.entry_wanted.emit(row.campaign.id, row.unit.id)
        elif isinstance(row, ItemLine):
            self.show_sheets(f"{row.section or row.text}：失分多的记录", row.sheets)
        elif isinstance(row, InspectorLine):
            self.show_sheets(f"{row.inspector}的{kind_name(row.kind)}检查记录", row.sheets)
        elif isinstance(row, TrendLine) and row.part and self.loaded is not None:
            codes = [code for code, kind in kinds().items() if kind.part == row.part]
            of_part = [one.id for one in self.loaded.summary.facts.sheets if one.kind in codes]
            self.show_sheets(f"{row.part}：本学期的检查记录", of_part)
        elif isinstance(row, TrendLine):
            self.look_at("teachers")

    def show_sheets(self, title: str, ids: Sequence[str]) -> SheetsDialog | None:
        """The records behind a figure."""
        return self.deeper.records(self.loaded.summary, title, ids) if self.loaded is not None else None

    def _open_point(self, series: int, _category: int) -> None:
        rows = self.model.all_rows if self.model is not None else []
        if series < len(rows) and isinstance(rows[series], GroupLine):
            self.show_group(rows[series])

    def show_group(self, line: GroupLine) -> None:
        """The teachers of a group, grade or subject."""
        by = self._sight.word if self._sight.key.startswith("by_") else GROUPS
        self.look_at("teachers")
        self.filters.clear_teachers()
        if by == GROUPS:
            self.filters.group.choose([line.name])
        elif by == GRADES:
            self.filters.grade.choose([line.name])
        else:
            self.filters.search.setText(line.name)

    def show_teacher(self, teacher_id: str) -> TeacherDialog:
        """How the total of a teacher came about."""
        assert self.loaded is not None
        return self.deeper.steps(self.loaded.summary, self.loaded.summary.by_id[teacher_id])

    def show_teacher_of(self, school_year: str, term: str, teacher_id: str) -> None:
        """The same of another term, read beside the window."""
        summaries = self._sources.check_summaries

        def show(summary: TermSummary) -> None:
            line = summary.by_id.get(teacher_id)
            if line is None:
                messages.notice(self, "这位教师已不在这个学期的名单里，得分是归档时的。")
            else:
                self.deeper.steps(summary, line)

        run_task(self, "正在读取那个学期", lambda _step: summaries.of(school_year, term), show)

    def show_result(self) -> ResultDialog | None:
        """学期结果: looked through, frozen, made again."""
        if self.loaded is None:
            return None
        dialog = ResultDialog(self, self._sources, self.loaded, self._undo)
        dialog.teacher_wanted.connect(self.show_teacher)
        dialog.allowances_wanted.connect(partial(self._show_page, ALLOWANCES.name))
        dialog.open()
        return dialog

    def change_scheme(self) -> None:
        """How the total of the term is made."""
        if self.loaded is not None:
            ask_scheme(self, self._sources, self.loaded.summary.facts.scheme)

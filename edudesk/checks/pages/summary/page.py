"""检查汇总: teachers × checks as a heat map, groups, items, inspectors, who is missing, terms; all down to the sheets."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.jobs import Step
from edudesk.checks.pages import SUMMARY
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.pages.summary.loading import Loaded, load
from edudesk.checks.pages.summary.result_dialog import ResultDialog
from edudesk.checks.pages.summary.scheme_dialog import ask_scheme
from edudesk.checks.pages.summary.sight_chips import SightChips
from edudesk.checks.pages.summary.sights import SIGHTS, TONES, Sight, shade, tone_of
from edudesk.checks.pages.summary.teacher_dialog import TeacherDialog
from edudesk.checks.pages.tabs import put_tabs
from edudesk.checks.reports.columns import kind_name
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rows.terms import SchemeRow
from edudesk.checks.rules.group_figures import GRADES, GROUPS, GroupLine, group_lines
from edudesk.checks.rules.item_figures import ItemLine, item_lines
from edudesk.checks.rules.missing import MissingLine
from edudesk.checks.rules.scheme import scheme_words, term_levels
from edudesk.checks.rules.summary import TeacherTerm
from edudesk.kit.bars import BarLine, Bars
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.chart_view import ChartView
from edudesk.kit.chips import ChipRow, ChoiceChip
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.row_model import RowModel
from edudesk.kit.scrolled import scrolled
from edudesk.kit.search_line import SearchLine
from edudesk.kit.table_view import TableView
from edudesk.kit.tag import Tag
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import ROW_COMPACT
from edudesk.school.rules.terms import term_nearest
from edudesk.school.rules.years import printed_year, term_and_year

_BARS, _BELOW = 4, 190  # lines of a card, px
_HEAD, _ANY_HEIGHT = 56, 16_777_215  # px of a table's head and scroll bar; QWIDGETSIZE_MAX


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
        self._sources, self._undo = sources, undo
        self.loaded: Loaded | None = None
        self.chosen_term: tuple[str, str] | None = None
        self._sight: Sight = SIGHTS[0]
        self.table: TableView | None = None
        self.model: RowModel | None = None
        self.head = PageHead(self.title, buttons=(button("学期结果…", self.show_result), offer(self)))
        self.sights = SightChips()
        self.sights.chosen.connect(self._choose_sight)
        self.weights = button("", self.change_scheme, "chip")
        self.weights.setToolTip("学期总分怎样算：权重、巡课扣分、加分")
        self.search = SearchLine("教师 / 学科 / 教研组…")
        self.search.setFixedWidth(184)
        self.search.textChanged.connect(self._search)
        self.term_chip = ChoiceChip("term", "学期", lambda pair: f"{printed_year(pair[0])} {pair[1]}")
        self.term_chip.changed.connect(self._choose_term)
        self.kind_chip = ChoiceChip("kind", "检查类型", lambda check: kind_name(check.kind))
        self.check_chip = ChoiceChip("check", "检查", lambda check: check.title)
        for chip in (self.kind_chip, self.check_chip):
            chip.changed.connect(self._show_sight)
        self.group_chip = ChoiceChip("group", "教研组", lambda line: line.person.group)
        self.grade_chip = ChoiceChip("grades", "年级", lambda line: line.person.grades)
        self.level_chip = ChoiceChip(
            "level", "等级", lambda line: line.grade, [level.name for level in term_levels()]
        )
        for chip in (self.group_chip, self.grade_chip, self.level_chip):
            chip.changed.connect(self._filter)
        self.chips = ChipRow(
            (
                self.term_chip,
                self.kind_chip,
                self.check_chip,
                self.group_chip,
                self.grade_chip,
                self.level_chip,
            )
        )
        self._build(show_page)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)

    def _build(self, show_page: ShowPage) -> None:
        column = column_layout(self)
        column.addWidget(self.head)
        put_tabs(self.head, self.name, show_page)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.sights, 1)
        line.addWidget(self.weights)
        column.addLayout(line)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.search)
        filters.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        for level, tone in zip(term_levels(), TONES, strict=False):
            filters.addWidget(Tag(level.name, tone))
        column.addLayout(filters)
        self.note = Card(role="doubt")
        self.note.body.setContentsMargins(12, 6, 12, 6)
        self.note.hide()
        column.addWidget(self.note)
        self._place = QVBoxLayout()
        column.addLayout(self._place, 1)
        self.items, self.groups = Bars(), Bars()
        self.items.asked.connect(lambda number: self._open(self._most_lost()[number]))
        self.groups.asked.connect(lambda number: self.show_group(self._group_lines()[number]))
        self.cards = QWidget()
        cards = QHBoxLayout(self.cards)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(12)
        for heading, bars in (("失分最多的检查项", self.items), ("教研组均分", self.groups)):
            card = Card(heading)
            card.add(scrolled(bars))
            cards.addWidget(card, 1)
        self.cards.setFixedHeight(_BELOW)
        column.addWidget(self.cards)
        self.chart = ChartView()
        self.chart.opened.connect(self._open_point)
        self.chart_card = Card("　")
        self.chart_card.add(scrolled(self.chart), 1)
        self.chart_card.hide()
        column.addWidget(self.chart_card, 1)

    # reading

    def reload(self) -> None:
        sources, chosen = self._sources, self.chosen_term or self._latest_term()

        def job(step: Step) -> Loaded:
            step(0, 0, "正在汇总检查")
            return load(sources, *chosen)

        run_task(self, "正在汇总检查", job, self._show)

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
        terms = sorted({(row.school_year, row.term) for row in self._sources.campaigns.rows()}, reverse=True)
        self.term_chip.offer(terms)
        self.kind_chip.offer(loaded.summary.checks)
        self.check_chip.offer(loaded.summary.checks)
        for chip in (self.group_chip, self.grade_chip, self.level_chip):
            chip.offer(loaded.summary.lines)
        self._say_notes()
        self._show_sight()
        self._show_cards()

    def _say_notes(self) -> None:
        assert self.loaded is not None
        notes = list(self.loaded.summary.notes)
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
        if self.loaded is None:
            return []
        fits = [chip.fits for chip in (self.kind_chip, self.check_chip) if chip.fits is not None]
        return [check for check in self.loaded.summary.checks if all(fit(check) for fit in fits)]

    @property
    def sight(self) -> Sight:
        """How it is looked at now."""
        return self._sight

    def look_at(self, key: str) -> None:
        """Another sight."""
        self.sights.choose([sight.key for sight in SIGHTS].index(key))

    def _choose_sight(self, number: int) -> None:
        self._sight = SIGHTS[number]
        self.search.clear()
        self._show_sight()

    def _show_sight(self) -> None:
        if self.loaded is None:
            return
        sight = self._sight
        columns = sight.columns(self.loaded, self.checks)
        rows = self._kept(sight.rows(self.loaded))
        keys = [column.key for column in columns]
        if self.model is None or self.table is None or [one.key for one in self.model.columns] != keys:
            self._build_table(columns)
        assert self.model is not None
        assert self.table is not None
        is_teachers = sight.key == "teachers"
        for chip in (self.group_chip, self.grade_chip, self.level_chip):
            chip.setVisible(is_teachers)
        self.model.set_rows(rows)
        self._filter()
        if rows:
            self.table.empty.say("没有符合条件的。", "", (("清除筛选", self._clear),))
        else:
            self.table.empty.say(sight.empty)
        self.cards.setVisible(is_teachers)
        self.chart_card.setVisible(sight.chart is not None and bool(rows))
        lines = len(rows) if self.chart_card.isVisibleTo(self) else 0
        # a short table leaves its room to the chart below it
        self.table.setMaximumHeight(_HEAD + ROW_COMPACT * lines if lines else _ANY_HEIGHT)
        if sight.chart is not None:
            chart = sight.chart(self.loaded, rows)
            self.chart_card.heading.setText(chart.title)
            self.chart.show_chart(chart)

    def _kept(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Lines of items, inspectors and missing ones are those of the kinds and checks wanted."""
        wanted_kinds, titles = self.kind_chip.chosen, self.check_chip.chosen
        if wanted_kinds and self._sight.key in ("items", "inspectors"):
            rows = [row for row in rows if kind_name(row.kind) in wanted_kinds]
        if self._sight.key == "missing":
            rows = [
                row
                for row in rows
                if (not wanted_kinds or kind_name(row.campaign.kind) in wanted_kinds)
                and (not titles or row.campaign.title in titles)
            ]
        return rows

    def _build_table(self, columns: tuple[Column, ...]) -> None:
        if self.table is not None:
            self._place.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self.model = RowModel(columns, shade=shade, parent=self)
        self.model.counted.connect(self._count)
        self.table = TableView(self.model, f"{self.name}.{self._sight.key}", is_compact=True)
        self.table.opened.connect(self._open)
        self._place.addWidget(self.table)
        self.model.set_search(self.search.text())

    def _count(self, shown: int, total: int) -> None:
        self.sights.setToolTip(f"{shown} / {total} {self._sight.unit}")

    def _search(self, typed: str) -> None:
        if self.model is not None:
            self.model.set_search(typed)

    def _filter(self) -> None:
        if self.model is None:
            return
        chips = (self.group_chip, self.grade_chip, self.level_chip) if self._sight.key == "teachers" else ()
        self.model.set_chips({chip.key: chip.fits for chip in chips if chip.fits is not None})

    def _clear(self) -> None:
        self.search.clear()
        for chip in (self.kind_chip, self.check_chip, self.group_chip, self.grade_chip, self.level_chip):
            chip.clear()

    def _choose_term(self) -> None:
        chosen = self.term_chip.chosen[-1:]
        if len(self.term_chip.chosen) > 1:
            self.term_chip.choose(chosen)
            return
        terms = {
            f"{printed_year(row.school_year)} {row.term}": (row.school_year, row.term)
            for row in self._sources.campaigns.rows()
        }
        self.chosen_term = terms.get(chosen[0]) if chosen else None
        self.reload()

    # cards

    def _most_lost(self) -> list[ItemLine]:
        return item_lines(self.loaded.summary)[:_BARS] if self.loaded else []

    def _group_lines(self) -> list[GroupLine]:
        lines = group_lines(self.loaded.summary, GROUPS) if self.loaded else []
        return sorted([line for line in lines if line.mean is not None], key=lambda line: -(line.mean or 0))

    def _show_cards(self) -> None:
        lost, groups = self._most_lost(), self._group_lines()
        most = max((line.lost for line in lost), default=1) or 1
        self.items.show_lines(
            [
                BarLine(
                    f"{kind_name(line.kind)} · {line.section}", float(line.lost / max(most, 30)), f"失 {line.lost}%",
                    TONES[2] if line.lost < 20 else TONES[3],
                )
                for line in lost
            ]
        )  # fmt: skip
        self.groups.show_lines(
            [
                BarLine(line.name, float(line.mean or 0) / 100, f"{line.mean}", tone_of(line.mean))
                for line in groups
                if line.mean is not None
            ]
        )

    # one step deeper

    def _open(self, row: Any) -> None:
        if isinstance(row, TeacherTerm):
            self.show_teacher(row.id)
        elif isinstance(row, GroupLine):
            self.show_group(row)
        elif isinstance(row, MissingLine):
            self.entry_wanted.emit(row.campaign.id, row.unit.id)
        elif isinstance(row, ItemLine) and row.sheets:
            self._to_sheet(row.sheets[0])

    def _open_point(self, series: int, _category: int, _ids: object) -> None:
        rows = self.model.all_rows if self.model is not None else []
        if series < len(rows) and isinstance(rows[series], GroupLine):
            self.show_group(rows[series])

    def show_group(self, line: GroupLine) -> None:
        """The teachers of a group, grade or subject."""
        by = self._sight.word if self._sight.key.startswith("by_") else GROUPS
        self.look_at("teachers")
        for chip in (self.group_chip, self.grade_chip, self.level_chip):
            chip.clear()
        if by == GROUPS:
            self.group_chip.choose([line.name])
        elif by == GRADES:
            self.grade_chip.choose([line.name])
        else:
            self.search.setText(line.name)

    def show_teacher(self, teacher_id: str) -> TeacherDialog:
        """How the total of a teacher came about."""
        assert self.loaded is not None
        dialog = TeacherDialog(self, self.loaded.summary, self.loaded.summary.by_id[teacher_id])
        dialog.sheet_wanted.connect(self._to_sheet)
        dialog.open()
        return dialog

    def _to_sheet(self, sheet_id: str) -> None:
        sheet = (
            next((one for one in self.loaded.summary.facts.sheets if one.id == sheet_id), None)
            if self.loaded
            else None
        )
        if sheet is not None:
            self.entry_wanted.emit(sheet.campaign_id, sheet.unit_id)

    def show_result(self) -> ResultDialog | None:
        """学期结果: looked through, frozen, made again."""
        if self.loaded is None:
            return None
        dialog = ResultDialog(self, self._sources, self.loaded, self._undo)
        dialog.teacher_wanted.connect(self.show_teacher)
        dialog.open()
        return dialog

    def change_scheme(self) -> None:
        """How the total of the term is made."""
        if self.loaded is not None:
            scheme = self.loaded.summary.facts.scheme
            row = scheme if isinstance(scheme, SchemeRow) else None
            ask_scheme(self, self._sources.schemes, scheme, row)

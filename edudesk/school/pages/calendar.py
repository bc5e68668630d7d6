"""学年与校历: terms with their weeks, every day of them, the public holidays, and the printed calendar."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.errors import FieldProblem
from edudesk.base.report import Report
from edudesk.kit import messages
from edudesk.kit.buttons import button, link, menu_button
from edudesk.kit.cards import Card
from edudesk.kit.empty_state import EmptyState
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.tasks import run_task
from edudesk.school.pages import CALENDAR
from edudesk.school.pages.calendar_days import DaysCard, words_of
from edudesk.school.pages.calendar_grid import CalendarGrid, told
from edudesk.school.pages.calendar_terms import TermForms, term_name
from edudesk.school.pages.holidays import HolidayDialog
from edudesk.school.pages.rollover import open_rollover
from edudesk.school.pages.tabs import PickBox, put_tabs
from edudesk.school.reports import calendar_report
from edudesk.school.rows.terms import DAY_COLUMN, EVENT, WORKDAY, DayDraft, DayRow, TermRow
from edudesk.school.rules.calendar import calendar_weeks, lesson_days, teaching_weeks
from edudesk.school.rules.holidays import ProposedDays, proposed_days, unsettled_words
from edudesk.school.rules.terms import term_nearest, week_in
from edudesk.school.service import SchoolService
from edudesk.school.service.calendar import DayService, TermService
from edudesk.store.exports import Exports

_SIDE = 300


class CalendarPage(Page):
    """One term at a time. footer(): the small line of a paper; undo: takes the last change back."""

    name, title, icon_name = CALENDAR
    concerns = frozenset({"calendar", "school"})

    def __init__(
        self,
        terms: TermService,
        days: DayService,
        school: SchoolService,
        exports: Exports,
        footer: Callable[[], str],
        undo: Callable[[], object],
        show_page: ShowPage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._terms, self._days, self._school, self._exports = terms, days, school, exports
        self._footer, self._undo = footer, undo
        self._forms = TermForms(self, terms, school, undo, self._show_term)
        self._term: TermRow | None = None
        self._rows: list[DayRow] = []
        self.term_box = PickBox("学期")
        self.term_box.picked.connect(lambda _key: self.reload())
        column = column_layout(self)
        self.head = PageHead(self.title, buttons=self._buttons())
        column.addWidget(self.head)
        put_tabs(self.head, self.name, show_page, (self.term_box,))
        self.stack = QStackedWidget()
        empty = EmptyState()
        empty.say(
            "还没有填写学期。",
            "填写开学和结束的日期，就有周次和校历；状态栏也会显示第几周。",
            (("新增学期", self.add_term),),
        )
        self.stack.addWidget(empty)
        self.stack.addWidget(self._build_calendar())
        column.addWidget(self.stack, 1)
        remove = QShortcut(QKeySequence("Delete"), self.grid)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.setWhatsThis("删除所选日子的安排（可撤销）")
        remove.activated.connect(lambda: self.remove(self._held()))

    def _buttons(self) -> Sequence[QWidget]:
        more = menu_button(
            "学期",
            (("新增学期…", self.add_term), ("编辑学期…", self.edit_term), ("删除学期", self.remove_term)),
        )
        self._ask_holidays = button("填入国家放假安排…", self.propose_holidays)
        self._export_button = button("导出校历", self.export, "primary", icon_name="export", keys="Ctrl+E")
        year = button("新学年…", self._roll_over)
        return more, year, self._ask_holidays, self._export_button

    def _build_calendar(self) -> QWidget:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        self.grid = CalendarGrid()
        self.grid.chosen.connect(self._show_days)
        self.grid.opened.connect(self._open)
        row.addWidget(self.grid, 1)
        side = QVBoxLayout()
        side.setSpacing(14)
        card = Card("学期", right=link("编辑", self.edit_term))
        self._facts = KeyValues(84)
        card.add(self._facts)
        self._unsettled = label("", "remark", wraps=True)
        card.add(self._unsettled)
        self.card = DaysCard()
        self.card.add_wanted.connect(self.add)
        self.card.edit_wanted.connect(self.edit)
        self.card.remove_wanted.connect(self.remove)
        for one in (card, self.card):
            one.setFixedWidth(_SIDE)
            side.addWidget(one)
        side.addStretch(1)
        row.addLayout(side)
        return place

    def reload(self) -> None:
        terms, today = self._terms.rows(), clock.today()
        near = term_nearest(today, terms)
        choices = [(one.id, term_name(one)) for one in reversed(terms)]
        self.term_box.offer(choices, near.id if near is not None else "")
        self._term = next((one for one in terms if one.id == self.term_box.key), None)
        self.stack.setCurrentIndex(0 if self._term is None else 1)
        self.term_box.setVisible(self._term is not None)
        for made in (self._ask_holidays, self._export_button):
            made.setEnabled(self._term is not None)
        if self._term is None:
            self.head.note.setText("")
            return
        self._rows = self._days.rows()
        weeks = calendar_weeks(self._term, self._rows)
        week = week_in(self._term, today)
        self.head.note.setText(f"今天 {told(today)}" + (f"，第 {week} 周" if week is not None else ""))
        self._facts.show_rows(
            [
                ("开学", self._term.start),
                ("结束", self._term.end),
                ("教学周", f"{teaching_weeks(weeks)} 周"),
                ("上课", f"{lesson_days(weeks)} 天"),
            ]
        )
        unsettled = unsettled_words(self._term, self._rows)
        self._unsettled.setText(unsettled)
        self._unsettled.setVisible(bool(unsettled))
        self.grid.show_weeks(weeks, today)

    # days

    def _held(self) -> list[DayRow]:
        """What the selected days hold."""
        days = {day.isoformat() for day in self.grid.days()}
        return [row for row in self._rows if row.day in days]

    def _show_days(self, days: list[date]) -> None:
        self.card.show_days(days, self._held())

    def _open(self) -> None:
        """Enter on a day: what it holds, else a holiday."""
        held = self._held()
        if len(held) == 1:
            self.edit(held[0])
        elif days := self.grid.days():
            self.add(WORKDAY if all(day.weekday() >= 5 for day in days) else EVENT)

    def add(self, kind: str) -> None:
        """A form that makes the selected days something; a day that is another kind of day is changed."""
        days = self.grid.days()
        there = [row for row in self._held() if row.kind != EVENT]
        if not days:
            return
        if kind != EVENT and len(days) == 1 and there:
            self.edit(there[0], kind)
            return
        keys = ("name", "follows", "remark") if kind == WORKDAY else ("name", "remark")

        def drafts(typed: Mapping[str, object]) -> list[DayDraft]:
            return [
                DayDraft(day=day.isoformat(), kind=kind, **{key: str(typed[key] or "") for key in keys})
                for day in days
            ]

        def check(typed: Mapping[str, object]) -> tuple[FieldProblem, ...]:
            return tuple(dict.fromkeys(one for day in drafts(typed) for one in self._days.problems(day)))

        def save(typed: Mapping[str, object]) -> object:
            made = drafts(typed)
            if len(made) == 1:
                return self._days.add(made[0])
            return self._days.add_many(f"校历：{words_of(days)} {made[0].name}（{kind}）", made)

        columns = [DAY_COLUMN[key] for key in keys]
        FormDialog.edit(self, f"{kind}：{words_of(days)}", (("", columns),), {}, save, check=check)

    def edit(self, row: DayRow, kind: str = "") -> None:
        """What a day holds in a form. kind: what it shall be instead."""
        values = {key: getattr(row, key) for key in DAY_COLUMN}
        if kind and kind != row.kind:
            values |= {"kind": kind, "name": "", "follows": ""}
        FormDialog.edit(
            self,
            f"{row.kind}：{words_of([date.fromisoformat(row.day)])}",
            (("", tuple(DAY_COLUMN.values())),),
            values,
            lambda typed: self._days.change(row.id, typed, row.version),
            check=lambda typed: self._days.problems(DayDraft(**texts(typed)), row),
        )

    def remove(self, rows: Sequence[DayRow]) -> None:
        """Take what days hold away, without asking: it can be undone."""
        if rows:
            self._days.put_away([row.id for row in rows])
            messages.notice(self, f"已删除 {len(rows)} 天的安排。", ("撤销", self._undo))

    def propose_holidays(self) -> None:
        """The published holidays of the term, to be ticked."""
        term, rows = self._term, self._rows
        if term is None:
            return

        def save(days: list[DayDraft]) -> None:
            self._days.add_many(f"{term_name(term)}填入国家放假安排 {len(days)} 天", days)
            messages.notice(self, f"已填入 {len(days)} 天。", ("撤销", self._undo))

        def show(found: ProposedDays) -> None:
            if found.days:
                HolidayDialog(self, term_name(term), found, save).open()
            else:
                messages.notice(self, found.remark or "校历里已经有国家公布的全部放假安排。")

        run_task(self, "正在查放假安排", lambda step: proposed_days(term, rows), show)

    # terms

    def add_term(self) -> None:
        """A form for a new term."""
        self._forms.add()

    def edit_term(self) -> None:
        """The term that is shown in a form."""
        if self._term is not None:
            self._forms.edit(self._term)

    def remove_term(self) -> None:
        """To the recycle bin; its holidays and events stay in the calendar."""
        if self._term is not None:
            self._forms.remove(self._term)

    def _show_term(self, term: TermRow) -> None:
        self.settle()
        self.term_box.choose(term.id)

    def _roll_over(self) -> None:
        open_rollover(self, self._school, self._undo)

    # paper

    def export(self) -> None:
        """The calendar of the term that is shown, as Excel or PDF."""
        term, rows = self._term, self._rows
        if term is None:
            return

        def report(choice: Choice) -> Report:
            return calendar_report(
                term, rows, self._school.identity(),
                on=clock.today(), audience=choice.audience, footer=self._footer(),
            )  # fmt: skip

        ExportDialog(
            self,
            "导出校历",
            lambda choice: partial(report, choice),
            lambda choice: report(choice).file_name,
            self._exports.leaving,
        ).open()

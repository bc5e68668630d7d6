"""课程表: the week of a class or a teacher, who teaches at a moment, and what clashes."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.errors import UserError
from edudesk.kit import messages
from edudesk.kit.buttons import button, link, menu_button
from edudesk.kit.cards import Card
from edudesk.kit.empty_state import EmptyState
from edudesk.kit.labels import label
from edudesk.kit.one_of import OneOf
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.page_tabs import ShowPage
from edudesk.school.pages import TIMETABLE
from edudesk.school.pages.calendar_terms import term_name
from edudesk.school.pages.people import Choosing, People
from edudesk.school.pages.tabs import PickBox, put_tabs
from edudesk.school.rows.stages import stages_of
from edudesk.school.rows.terms import TermRow
from edudesk.school.rules.class_names import class_names
from edudesk.school.rules.terms import term_at, term_nearest
from edudesk.timetable.pages.bells_dialog import BellsDialog
from edudesk.timetable.pages.exporting import Facts, export_sheet
from edudesk.timetable.pages.lesson_form import LessonForms
from edudesk.timetable.pages.moment import MomentPanel
from edudesk.timetable.pages.sources import TimetableSources
from edudesk.timetable.pages.week_cells import clash_words, classes_of, lessons_of, week_cells, week_told
from edudesk.timetable.pages.week_grid import WeekGrid
from edudesk.timetable.pages.whose import WhoseSide
from edudesk.timetable.reports.catalogue import Sheet, sheets
from edudesk.timetable.rows import LessonDraft, LessonRow
from edudesk.timetable.rules.bells import default_bells
from edudesk.timetable.rules.clashes import Clash, clashes
from edudesk.timetable.rules.teaching import who_has
from edudesk.timetable.rules.week import (
    period_for,
    periods_for,
    periods_of,
    weekday_of,
    weekdays_of,
)
from edudesk.timetable.rules.words import number_of
from edudesk.timetable.service.reading import TermPlan, term_plan

_CLASS, _TEACHER, _MOMENT = range(3)
_WORDS = ("按班级", "按教师", "此刻在上课")
_SHOWN = {"class_pages": _CLASS, "classes": _CLASS, "teacher_pages": _TEACHER, "teachers": _TEACHER}
"""What the pages of a sheet are of, where they may be of the one that is shown only."""


class TimetablePage(Page):
    """import_wanted: the button; file_dropped(path): a workbook fell on the page.

    people: to choose teachers from; facts: for the papers; undo: takes the last change back; show_page: for the tabs.
    """

    name, title, icon_name = TIMETABLE
    concerns = frozenset({"timetable", "calendar", "classes", "teachers", "assignments", "histories"})
    import_wanted = Signal()
    file_dropped = Signal(object)

    def __init__(
        self,
        sources: TimetableSources,
        people: People,
        facts: Facts,
        undo: Callable[[], object],
        show_page: ShowPage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sources, self._people, self._facts, self._undo = sources, people, facts, undo
        self._choosing = Choosing()
        self._classes, self._periods = CodeList("班级", ()), CodeList("节次", ())
        self._term: TermRow | None = None
        self.plan: TermPlan | None = None
        self.clashes: list[Clash] = []
        self._clash_at = -1
        self._forms = LessonForms(
            self,
            sources.lessons,
            self._choosing,
            self._classes,
            self._periods,
            self._read_class,
            self._who_has,
        )
        self.term_box = PickBox("学期")
        self.term_box.picked.connect(lambda _key: self.reload())
        column = column_layout(self)
        self.head = PageHead(self.title, buttons=self._buttons())
        column.addWidget(self.head)
        put_tabs(self.head, self.name, show_page, (self.term_box,))
        self.ways = OneOf(_WORDS)
        self.ways.chosen.connect(lambda _number: self._show())
        self.clash_link = link("", self.next_clash)
        row = QHBoxLayout()
        row.addWidget(self.ways, 1)
        row.addWidget(self.clash_link)
        column.addLayout(row)
        self.stack = QStackedWidget()
        self.empty = EmptyState()
        self.moment = MomentPanel()
        self.moment.changed.connect(self._show_moment)
        self.moment.opened.connect(self._go_to_class)
        for place in (self.empty, self._build_week(), self.moment):
            self.stack.addWidget(place)
        column.addWidget(self.stack, 1)
        QShortcut(QKeySequence.StandardKey.Find, self, self._to_search)

    def _buttons(self) -> Sequence[QWidget]:
        self._bells_button = button("作息时间…", self.edit_bells, icon_name="calendar")
        self._import_button = button(
            "导入课程表…", self.import_wanted.emit, icon_name="import", keys="Ctrl+I"
        )
        exports = [(sheet.title, partial(self.export, sheet)) for sheet in sheets()]
        self._export_button = menu_button("导出", exports, icon_name="export")
        self._add_button = button("加一节课", self.add, "primary", icon_name="add", keys="Ctrl+N")
        return self._bells_button, self._import_button, self._export_button, self._add_button

    def _build_week(self) -> QWidget:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        self.grid = WeekGrid()
        self.side = WhoseSide(self._choosing)
        self.side.chosen.connect(lambda _key: self._show_week())
        self.side.taken.connect(self.grid.setFocus)
        self.search, self.whose = self.side.search, self.side.list
        row.addWidget(self.side)
        card = Card("课程表")
        self.card = card
        self.told = label("", "muted")
        card.add(self.told)
        self.grid.opened.connect(self.open_cell)
        self.grid.emptied.connect(self.empty_cell)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(self._ask)
        card.add(self.grid, 1)
        self.remark = label("", "remark", wraps=True)
        card.add(self.remark)
        row.addWidget(card, 1)
        self.grid.selectionModel().currentChanged.connect(lambda *_: self._tell_remark())
        return place

    # reading

    def reload(self) -> None:
        terms, today = self._sources.terms.rows(), clock.today()
        near = term_nearest(today, terms)
        choices = [(one.id, term_name(one)) for one in reversed(terms)]
        self.term_box.offer(choices, near.id if near is not None else "")
        self._term = next((one for one in terms if one.id == self.term_box.key), None)
        for made in (self._bells_button, self._import_button, self._export_button, self._add_button):
            made.setEnabled(self._term is not None)
        self.term_box.setVisible(self._term is not None)
        if self._term is None:
            self._say_empty("还没有填写学期。", "课程表按学期登记；请先到“学年与校历”新增学期。", ())
            return
        self._choosing.offer(self._people())
        self.plan = plan = term_plan(self._sources.context, self._term.school_year, self._term.term)
        self._classes.take_own(Code(name) for name in classes_of(plan))
        self.clashes = clashes(plan.lessons)
        self._bells = plan.bells or default_bells(plan.kind, plan.school_year, plan.term)
        self._periods.take_own(Code(row.period) for row in periods_of(plan.lessons, self._bells))
        self._show()

    def _show(self) -> None:
        plan = self.plan
        if plan is None or self._term is None:
            return
        self.ways.setVisible(bool(plan.lessons))
        count, held = len(plan.lessons), len({lesson.class_name for lesson in plan.lessons})
        self.head.note.setText(f"{held} 个班，{count} 节课" if count else "")
        self.clash_link.setVisible(bool(self.clashes))
        self.clash_link.setText(f"{len(self.clashes)} 处冲突，看下一处")
        if not count:
            self._say_empty(
                f"{term_name(self._term)}还没有课程表。",
                "导入学校排好的总课表或各班课表，先预览再写入；也可以一节一节地填。巡课登记会按课程表找到教师。",
                (("导入课程表…", self.import_wanted.emit), ("加一节课", self.add)),
            )
        elif self.ways.current == _MOMENT:
            self.stack.setCurrentWidget(self.moment)
            self._show_moment()
        else:
            self.stack.setCurrentIndex(1)
            self._show_whose()
            self._show_week()

    def _say_empty(self, text: str, hint: str, actions: Sequence[tuple[str, Callable[[], object]]]) -> None:
        self.head.note.setText("")
        self.clash_link.hide()
        self.ways.hide()
        self.empty.say(text, hint, actions)
        self.stack.setCurrentWidget(self.empty)

    def _show_whose(self) -> None:
        assert self.plan is not None
        if self.ways.current == _CLASS:
            self.side.show_classes(self.plan.lessons, classes_of(self.plan))
        else:
            self.side.show_teachers(self.plan.lessons)

    def _show_week(self) -> None:
        plan, term = self.plan, self._term
        if plan is None or term is None:
            return
        key, is_class = self.whose.key, self.ways.current == _CLASS
        word = self._choosing.word
        lessons = lessons_of(plan, key, is_class=is_class)
        cells = week_cells(lessons, self.clashes, word, is_class=is_class)
        self.card.heading.setText(f"{key if is_class else word(key) or key}课程表")
        self.told.setText(week_told(plan, key, lessons, word, is_class=is_class))
        classes = {key} if is_class else {one.class_name for one in lessons}
        self.grid.show_week(
            periods_for(plan.lessons, self._bells, classes),
            weekdays_of(plan.lessons),
            cells,
            self._now(classes),
        )
        self._tell_remark()

    def _now(self, classes: Collection[str]) -> tuple[str, str]:
        """Period and weekday it is now for some classes; ("", "") when the term shown is not the present one."""
        moment = clock.now()
        if self._term is None or term_at(moment.date(), [self._term]) is None:
            return "", ""
        period = period_for(self._bells, f"{moment:%H:%M}", classes)
        return period, weekday_of(moment.date(), self._sources.days.rows())

    def _show_moment(self) -> None:
        if self.plan is not None and self._term is not None:
            self.moment.show_plan(
                self.plan, self._term, self._bells, self._sources.days.rows(), self._choosing.word
            )

    def _read_class(self, text: str) -> str:
        assert self.plan is not None
        names = class_names(text, self.plan.school_year, self.plan.kind) or ()
        return names[0] if len(names) == 1 and names[0].endswith("班") else text

    def _who_has(self, class_name: str, subject: str) -> list[str]:
        assert self.plan is not None
        return who_has(self.plan.taught, self.plan.heads, class_name, subject)

    # whose

    def show_class(self, name: str) -> None:
        """The week of a class."""
        self.ways.choose(_CLASS)
        self.side.choose(name)

    def _go_to_class(self, name: str) -> None:
        self.show_class(name)
        self.grid.setFocus()

    def _to_search(self) -> None:
        if self.stack.currentIndex() == 1:
            self.search.setFocus()
            self.search.selectAll()

    # cells

    def open_cell(self) -> None:
        """Enter: the lesson of the cell, a new one in an empty one; of several the one that is chosen."""
        rows = self.grid.cell.lessons
        if not rows:
            self.add()
        elif len(rows) == 1:
            self._forms.edit(rows[0], self._saved)
        else:
            self._menu(rows).popup(
                self.grid.viewport().mapToGlobal(self.grid.visualRect(self.grid.currentIndex()).center())
            )

    def add(self) -> None:
        """A lesson where the keyboard stands."""
        if self._term is None or self.plan is None:
            return
        rows, days = periods_of(self.plan.lessons, self._bells), weekdays_of(self.plan.lessons)
        is_week = self.stack.currentIndex() == 1
        first = next((row.period for row in rows if number_of(row.period)), rows[0].period)
        is_placed = is_week and self.grid.place != ("", "")
        period, weekday = self.grid.place if is_placed else (first, days[0])
        is_class = is_week and self.ways.current == _CLASS
        draft = LessonDraft(
            school_year=self._term.school_year,
            term=self._term.term,
            weekday=weekday,
            period=period,
            class_name=self.whose.key if is_class else "",
            teacher_id=self.whose.key
            if is_week and not is_class and self._choosing.word(self.whose.key)
            else "",
        )
        self._forms.add(draft, self._saved)

    def empty_cell(self) -> None:
        """Delete: the lessons of the cell to the recycle bin, without asking."""
        self._remove(self.grid.cell.lessons)

    def _remove(self, rows: Sequence[LessonRow]) -> None:
        if not rows:
            return
        try:
            self._sources.lessons.put_away([row.id for row in rows])
        except UserError as error:
            messages.fail(self, error)
            return
        names = "、".join(f"{row.weekday}{row.period} {row.subject}" for row in rows)
        messages.notice(self, f"已删除 {rows[0].class_name} {names}。", ("撤销", self._undo))

    def _menu(self, rows: Sequence[LessonRow]) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in rows:
            word = f"编辑 {row.subject}{row.weeks and f'（{row.weeks}）'}…"
            menu.addAction(word).triggered.connect(partial(self._edit_one, row))
        menu.addAction("再加一节…" if rows else "加一节课…").triggered.connect(lambda _on=False: self.add())
        if rows:
            menu.addSeparator()
            for row in rows:
                word = f"删除 {row.subject}{row.weeks and f'（{row.weeks}）'}"
                menu.addAction(word).triggered.connect(partial(self._remove_one, row))
        return menu

    def _edit_one(self, row: LessonRow, _checked: bool = False) -> None:
        self._forms.edit(row, self._saved)

    def _remove_one(self, row: LessonRow, _checked: bool = False) -> None:
        self._remove([row])

    def _ask(self, point: object) -> None:
        self._menu(self.grid.cell.lessons).popup(self.grid.viewport().mapToGlobal(point))  # type: ignore[call-overload]

    def _saved(self, row: LessonRow) -> None:
        self.settle()
        clash = next((one for one in self.clashes if row.id in one.ids), None)
        if clash is not None:
            messages.notice(
                self, f"已保存。请核对：{clash_words(clash, self._choosing.word)}", ("撤销", self._undo)
            )
        self.grid.setFocus()

    def _tell_remark(self) -> None:
        self.remark.setText(self.grid.cell.remark)
        self.remark.setVisible(bool(self.grid.cell.remark))

    # clashes

    def next_clash(self) -> None:
        """To the cell of the next one, in the week of its teacher or class."""
        if not self.clashes:
            return
        self._clash_at = (self._clash_at + 1) % len(self.clashes)
        clash = self.clashes[self._clash_at]
        self.ways.choose(_TEACHER if clash.teacher else _CLASS)
        self.side.choose(clash.teacher or clash.class_name)
        self.grid.go_to(clash.period, clash.weekday)
        self.grid.setFocus()

    # bells and papers

    def edit_bells(self) -> None:
        """The periods of the day of the term that is shown."""
        if self._term is None or self.plan is None:
            return
        term = (self._term.school_year, self._term.term)
        remark = "" if self.plan.bells else "本学期还没有设置，下面是参考时间；改好后保存才生效。"
        BellsDialog(
            self,
            f"作息时间：{term_name(self._term)}",
            [replace(bell) for bell in self._bells],
            term,
            lambda bells: self._sources.bells.put(*term, bells),
            remark,
            has_stages=len(stages_of(self.plan.kind)) > 1,
        ).open()

    def take(self, file: Path) -> bool:
        self.file_dropped.emit(file)
        return True

    def export(self, sheet: Sheet) -> None:
        """One kind of paper; pages also of the one class or teacher that is shown."""
        if self._term is not None:
            key = self.whose.key if _SHOWN.get(sheet.key) == self.ways.current else ""
            word = self._choosing.word(key) or key
            export_sheet(self, self._sources, self._facts, self._term, sheet, key, word)

"""年度数据: the figures of one 学段 in one school year, beside those of the year before and of the classes."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.readings import Level
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card, clear_layout
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.scrolled import scrolled
from edudesk.school.pages import STATS
from edudesk.school.pages.stats_field import FigureField
from edudesk.school.pages.tabs import PickBox, put_tabs, year_choices
from edudesk.school.rows.classes import ClassRow
from edudesk.school.rows.stages import STAGE_WORDS, stages_of
from edudesk.school.rows.stats import STATS_GROUPS, StatsDraft, StatsRow, stats_columns
from edudesk.school.rules.stats import (
    class_figures,
    settled_stats,
    stats_doubts,
    stats_problems,
    with_figures,
)
from edudesk.school.rules.years import first_of, year_from
from edudesk.school.service import SchoolService
from edudesk.school.service.classes import ClassService, StatsService
from edudesk.store.row_service import fact

_OF_CLASSES = (
    "students",
    "classes",
    "boarders",
    "grade",
)  # come from the classes, and are not copied from last year
_WHOLE = ("school_year", "stage")
_OWN = ("as_of", "remark")  # of each year alone
_ACROSS = 4


class StatsPage(Page):
    """A form that lies open. Nothing is stored before 保存; another page is not reached before it was asked about."""

    name, title, icon_name = STATS
    concerns = frozenset({"stats", "classes", "school"})

    def __init__(
        self,
        stats: StatsService,
        classes: ClassService,
        school: SchoolService,
        undo: Callable[[], object],
        show_page: ShowPage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stats, self._classes, self._school, self._undo = stats, classes, school, undo
        self._row: StatsRow | None = None
        self._last: StatsRow | None = None
        self._of_year: Sequence[ClassRow] = ()
        self._shown = ("", "")  # school year and 学段
        self._asked_for = ""  # a school year somebody was led to
        self._is_changed = False
        self.fields: dict[str, FigureField] = {}
        self.year_box, self.stage_box = PickBox("学年"), PickBox("学段")
        self.stage_box.setMinimumWidth(100)
        for box in (self.year_box, self.stage_box):
            box.picked.connect(lambda _key: self._switch())
        column = column_layout(self)
        self._copy_button = button("照抄上年", self.copy_last_year)
        self._count_button = button("按班级填入", self.fill_from_classes)
        self.save_button = button("保存", self.save, "primary", keys="Ctrl+S")
        self.head = PageHead(self.title, buttons=(self._copy_button, self._count_button, self.save_button))
        column.addWidget(self.head)
        put_tabs(self.head, self.name, show_page, (self.stage_box, self.year_box))
        inside = QWidget()
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(14)
        self._area = scrolled(inside)
        column.addWidget(self._area, 1)

    # what is shown

    def is_busy(self) -> bool:
        return self._is_changed

    def may_leave(self) -> bool:
        if self._is_changed:
            if not messages.ask(
                self, "年度数据有没有保存的修改。", "放弃后不能找回。", yes="放弃修改", no="继续填写"
            ):
                return False
            self._set_changed(False)
            self._is_stale = True
        return True

    def reload(self) -> None:
        every, identity = self._stats.rows(), self._school.identity()
        years = {identity.school_year, *(row.school_year for row in every)} | {self._asked_for} - {""}
        self.year_box.offer(year_choices(years), identity.school_year)
        kinds = {stage.word for stage in stages_of(identity.stage)} | {row.stage for row in every}
        stages = [word for word in STAGE_WORDS.words if word in kinds or not kinds]
        self.stage_box.offer([(word, word) for word in stages], stages[0])
        self.stage_box.setVisible(len(stages) > 1)
        year, stage = self.year_box.key, self.stage_box.key
        before = year_from(first_of(year) - 1)
        by_place = {(row.school_year, row.stage): row for row in every}
        self._row, self._last = by_place.get((year, stage)), by_place.get((before, stage))
        self._of_year = [row for row in self._classes.rows() if (row.school_year, row.stage) == (year, stage)]
        if self._shown[1] != stage:
            self._build(stage)
        self._shown = (year, stage)
        draft = self._row or settled_stats(StatsDraft(school_year=year, stage=stage))
        for key, field in self.fields.items():
            field.show_value(getattr(draft, key), self._before(key))
        self._set_changed(False)
        self._judge()
        self._copy_button.setEnabled(self._last is not None)
        self._count_button.setEnabled(bool(self._of_year))

    def _before(self, key: str) -> object:
        return None if key in _OWN else getattr(self._last, key, None)

    def _build(self, stage: str) -> None:
        """The fields of a 学段: its grades have names of their own."""
        clear_layout(self._cards)
        columns = {column.key: column for column in stats_columns(stage)}
        self.fields = {}
        for title, keys in STATS_GROUPS:
            card, grid = Card(title), QGridLayout()
            grid.setHorizontalSpacing(16)
            grid.setVerticalSpacing(10)
            shown = [key for key in keys if key in columns and key not in _WHOLE]
            for number, key in enumerate(shown):
                field = self.fields[key] = FigureField(columns[key], card)
                field.edited.connect(self._edited)
                field.left.connect(self._judge)
                wide = _ACROSS if len(shown) == 1 else 1
                grid.addWidget(field, number // _ACROSS, number % _ACROSS, 1, wide)
            for number in range(_ACROSS):
                grid.setColumnStretch(number, 1)
            card.add(grid)
            self._cards.addWidget(card)
        self._cards.addStretch(1)

    def _switch(self) -> None:
        """Another year or 学段, when nothing typed is lost."""
        if self.may_leave():
            self.reload()
        else:
            self.year_box.setCurrentIndex(self.year_box.findData(self._shown[0]))
            self.stage_box.setCurrentIndex(self.stage_box.findData(self._shown[1]))

    # what can be done

    def go_to(self, school_year: str, stage: str, field: str) -> bool:
        """Put the keyboard into the field of a year and 学段; False when what was typed elsewhere keeps the user here."""
        self.settle()
        if (school_year, stage) != self._shown:
            if not self.may_leave():
                return False
            self._asked_for = school_year
            self.reload()  # offers that year
            self.year_box.setCurrentIndex(max(self.year_box.findData(school_year), 0))
            self.stage_box.setCurrentIndex(max(self.stage_box.findData(stage), 0))
            self.reload()
        if field not in self.fields:
            return False
        self.fields[field].editor.setFocus()
        self._area.ensureWidgetVisible(self.fields[field])
        return True

    def save(self) -> None:
        """Store what stands there; problems stand beside their fields and nothing is stored."""
        unread = [FieldProblem(key, field.problem) for key, field in self.fields.items() if field.problem]
        if unread:
            self._refuse(unread)
            return
        draft = self._draft()
        try:
            if self._row is None:
                self._stats.add(draft)
            else:
                values = {key: getattr(draft, key) for key in self.fields}
                self._stats.change(self._row.id, values, self._row.version)
        except UserError as error:
            if error.problems:
                self._refuse(error.problems)
            else:  # somebody else changed it meanwhile
                messages.fail(self, error)
            return
        self._set_changed(False)
        messages.notice(self, "已保存。", ("撤销", self._undo))

    def copy_last_year(self) -> None:
        """Areas, equipment and posts of last year into the fields that are empty; nothing is stored yet."""
        if self._last is None:
            return
        taken = 0
        for key, field in self.fields.items():
            old = getattr(self._last, key)
            is_standing = not key.startswith(_OF_CLASSES) and key not in _OWN
            if is_standing and old not in (None, "") and not field.editor.typed():
                field.show_value(old, old)
                taken += 1
        self._told(taken, f"已照抄上年 {taken} 项，请核对后保存。", "没有空着的项目；已填的内容没有改动。")

    def fill_from_classes(self) -> None:
        """Pupils, grades and classes as the classes say them, where they say it; nothing is stored yet."""
        draft, taken = self._draft(), 0
        counted = with_figures(draft, class_figures(self._of_year, draft.school_year, draft.stage))
        for key, field in self.fields.items():
            count = getattr(counted, key)
            if count is not None and count != getattr(draft, key):
                field.show_value(count, self._before(key))
                taken += 1
        self._told(taken, f"已按班级填入 {taken} 项，请核对后保存。", "与班级一致，没有要改的。")

    def _told(self, taken: int, done: str, nothing: str) -> None:
        if taken:
            self._set_changed(True)
            self._judge()
        messages.notice(self, done if taken else nothing)

    def _draft(self) -> StatsDraft:
        year, stage = self._shown
        facts = {key: fact(field.column, field.value) for key, field in self.fields.items()}
        kept = {
            one.name: getattr(self._row, one.name)
            for one in fields(StatsDraft)
            if self._row is not None and one.name not in facts
        }
        return replace(StatsDraft(school_year=year, stage=stage), **kept, **facts)  # type: ignore[arg-type]

    # what is said

    def _edited(self) -> None:
        self._set_changed(True)

    def _set_changed(self, is_changed: bool) -> None:
        self._is_changed = is_changed
        self.save_button.setEnabled(is_changed)
        stored = "" if self._row is not None else "这个学年还没有填写"
        self.head.note.setText("有修改还没有保存" if is_changed else stored)

    def _judge(self) -> None:
        """What is wrong beside its field, else what is doubtful there, which never blocks."""
        draft = self._draft()
        problems = {one.key: one.text for one in reversed(stats_problems(draft))}
        doubts = {one.key: one.text for one in reversed(stats_doubts(draft, self._of_year))}
        for key, field in self.fields.items():
            if problem := field.problem or problems.get(key, ""):
                field.say(problem, Level.ERROR)
            else:
                field.say(doubts.get(key, ""))

    def _refuse(self, problems: Sequence[FieldProblem]) -> None:
        self.fields[problems[0].key].editor.setFocus()
        self._judge()
        messages.notice(self, "还没有保存：请改好标红的项目。")

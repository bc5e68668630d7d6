"""此刻在上课: every class at one period of one day, with who teaches it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.kit.day_chip import DayChip
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.school.pages.calendar_grid import told
from edudesk.school.pages.tabs import PickBox
from edudesk.school.rows.terms import DayRow, TermRow
from edudesk.school.rules.terms import week_in
from edudesk.timetable.rows import BellDraft, LessonRow
from edudesk.timetable.rules.week import (
    lessons_at,
    lessons_now,
    period_for,
    periods_of,
    stages_apart,
    weekday_of,
)
from edudesk.timetable.service.reading import TermPlan

_COLUMNS = (
    Column("class_name", "班级", width=24, is_shown=True),
    Column("period", "节次", width=20, is_shown=True),
    Column("subject", "学科", width=28, is_shown=True),
    Column("teacher", "教师", Kind.NAME, 26, is_shown=True),
    Column("place", "上课地点", width=30, is_shown=True),
    Column("weeks", "单双周", width=16, is_shown=True),
    Column("remark", "备注", width=40, is_shown=True),
)
_NOW = "now"  # in the place of a period, where the 学段 have bells of their own
_PERIOD = 1  # the column


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    class_name: str
    period: str = ""
    subject: str = "没有课"
    teacher: str = ""
    place: str = ""
    weeks: str = ""
    remark: str = ""


class MomentPanel(QWidget):
    """changed: another day or period is wanted; opened(class): Enter or a double click on a line."""

    changed = Signal()
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.day = DayChip("日期", tuple)
        self.day.chosen.connect(self._take_day)
        self.period = PickBox("节次")
        self.period.picked.connect(lambda _key: self.changed.emit())
        self.told = label("", "muted")
        row.addWidget(self.day)
        row.addWidget(self.period)
        row.addWidget(self.told, 1)
        column.addLayout(row)
        self.model = RowModel(_COLUMNS, parent=self)
        self.table = TableView(self.model, "timetable_moment")
        self.table.opened.connect(lambda line: self.opened.emit(line.class_name))
        column.addWidget(self.table, 1)

    def show_plan(
        self,
        plan: TermPlan,
        term: TermRow,
        bells: Sequence[BellDraft],
        days: Sequence[DayRow],
        name_of: Callable[[str], str],
    ) -> None:
        """The lessons of the day and period chosen; before anything is chosen, of now."""
        day = self.day.day or clock.today()
        taken = {lesson.period for lesson in plan.lessons}
        rows = [row for row in periods_of(plan.lessons, bells) if row.period in taken]
        moment = f"{clock.now():%H:%M}"
        now = period_for(bells, moment)
        choices = [(row.period, f"{row.period}　{row.times}" if row.times else row.period) for row in rows]
        if is_apart := len(stages_apart(bells, plan.classes)) > 1:
            choices.insert(0, (_NOW, f"现在 {moment}　各学段按自己的作息"))
        self.period.offer(choices, _NOW if is_apart else now if now in taken else rows[0].period)
        weekday, week = weekday_of(day, days), week_in(term, day)
        is_now = self.period.key == _NOW
        self.table.setColumnHidden(_PERIOD, not is_now)
        held = (
            lessons_now(plan.lessons, day, term, days, bells, moment)
            if is_now
            else lessons_at(plan.lessons, day, term, days, self.period.key)
        )
        words = [told(day), f"第 {week} 周" if week is not None else "不在本学期"]
        if not weekday:
            words.append("放假")
        elif weekday != f"周{'一二三四五六日'[day.weekday()]}":
            words.append(f"调休，上{weekday}的课")
        words.append(f"{len({one.class_name for one in held})} 个班在上课" if held else "没有课")
        self.told.setText("，".join(words))
        self.table.empty.say("这时候没有班级上课。", "换一个日期或节次看看。")
        self.model.set_rows(list(_lines(plan, held, name_of)) if held else [])

    def _take_day(self, day: date | None) -> None:
        self.day.show_day(day)
        self.changed.emit()


def _lines(plan: TermPlan, held: Sequence[LessonRow], name_of: Callable[[str], str]) -> Sequence[_Line]:
    """Every class, those without a lesson too."""
    by_class: dict[str, list[LessonRow]] = {name: [] for name in plan.classes}
    for row in held:
        by_class.setdefault(row.class_name, []).append(row)
    return [
        _Line(
            row.id,
            name,
            row.period,
            row.subject,
            name_of(row.teacher_id) or row.teacher,
            row.place,
            row.weeks,
            row.remark,
        )
        if row is not None
        else _Line(name, name)
        for name, rows in by_class.items()
        for row in (rows or [None])  # type: ignore[list-item]
    ]

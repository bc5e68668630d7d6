"""统计时点 ▾: the day a list stands for, typed or picked."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QMenu, QVBoxLayout, QWidget, QWidgetAction

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.dates import FIRST_YEAR, LAST_YEAR
from edudesk.base.readings import Level
from edudesk.kit.chips import Chip
from edudesk.kit.fields import LineField, mark, read_editor
from edudesk.kit.labels import label

_DAY = Column("day", "日期", Kind.DATE, help="如 2025-09-01、去年9月1日")

Choices = Callable[[], Sequence[tuple[str, date]]]
"""Days offered by name: 本学年 9 月 1 日."""


class DayChip(Chip):
    """chosen(day): another day is wanted, None for today. What is shown is told by show_day().

    It filters nothing, and no named view keeps it. choices: days offered beside 今天.
    """

    chosen = Signal(object)

    def __init__(self, word: str, choices: Choices, is_optional: bool = False) -> None:
        super().__init__("day", word, is_optional)
        self._choices = choices
        self.day: date | None = None
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.line: LineField | None = None  # of the menu that was opened last
        self.calendar: QCalendarWidget | None = None
        self.show_day(None)

    def show_day(self, day: date | None) -> None:
        """Say which day is shown; None = today."""
        self.day = day
        self._look(day is not None, f"{self.word} {day.isoformat() if day is not None else '今天'} ▾")

    def take_typed(self) -> None:
        """The day typed in the menu; one that cannot be read is marked and stays. A month is its first day."""
        assert self.line is not None
        reading = read_editor(self.line)
        text = str(reading.value or "")
        if text:
            self._choose(date.fromisoformat(text if len(text) > 7 else f"{text}-01"))
            return
        mark(self.line, Level.ERROR)
        self._told.setText(f"{reading.refusal or '请输入日期'}。")
        self._told.show()

    def _fill(self) -> None:
        """The menu is made when it is wanted: a calendar takes longer to make than all chips."""
        self._menu.clear()
        entry = QWidgetAction(self._menu)
        entry.setDefaultWidget(self._build_line())
        self._menu.addAction(entry)
        today = clock.today()
        for word, day in (("今天", today), *self._choices()):
            self._menu.addAction(word).triggered.connect(partial(self._picked, day))
        calendar = self._menu.addMenu("选择日期…")
        place = QWidgetAction(calendar)
        place.setDefaultWidget(self._build_calendar())
        calendar.addAction(place)
        assert self.line is not None
        self.line.setFocus()

    def _build_line(self) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(10, 8, 10, 4)
        column.setSpacing(4)
        self.line, self._told = LineField(_DAY), label("", "small", wraps=True)
        self.line.setAccessibleName(self.word)
        self.line.setMinimumWidth(220)
        self.line.returnPressed.connect(self.take_typed)
        self._told.hide()
        column.addWidget(self.line)
        column.addWidget(self._told)
        return place

    def _build_calendar(self) -> QCalendarWidget:
        made = self.calendar = QCalendarWidget()
        made.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        made.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        made.setDateRange(QDate(FIRST_YEAR, 1, 1), QDate(LAST_YEAR, 12, 31))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # Qt's red is too dark on a dark ground
            made.setWeekdayTextFormat(day, made.weekdayTextFormat(Qt.DayOfWeek.Monday))
        made.setMinimumSize(280, 240)
        shown = self.day or clock.today()
        made.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        made.clicked.connect(lambda day: self._choose(date(day.year(), day.month(), day.day())))
        return made

    def _picked(self, day: date, _checked: bool = False) -> None:
        self._choose(day)

    def _choose(self, day: date) -> None:
        self._menu.close()
        wanted = None if day == clock.today() else day
        if wanted != self.day:
            self.chosen.emit(wanted)

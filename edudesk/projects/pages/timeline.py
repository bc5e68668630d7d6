"""Projects along the school years: a bar for each from its beginning to its end, stages as marks, what is late in red."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QWheelEvent

from edudesk.base import clock
from edudesk.kit.rows_along import NAMES, TOP, Field, RowsAlong
from edudesk.projects.pages.timeline_paint import STATES, paint_days, paint_head, paint_row
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rules.stages import Dot
from edudesk.projects.rules.timeline import Bar, Mark, bar_of, marks_of, span_of

_YEARS = 6  # school years that a window shows at first; of fewer all
_MOST_YEARS, _LEAST_YEARS = 30, 1
_A_YEAR = 365.25
_KEYS = "上下键逐个看项目，回车打开；左右键前后移动；加减号或按住 Ctrl 滚动，看得近些远些。"

DotsOf = Callable[[Sequence[str]], Mapping[str, tuple[Dot, ...]]]


class Timeline(RowsAlong):
    """dots_of: the dated lines of some projects, asked of those in sight only."""

    nothing = "没有符合条件的项目。"
    keys = _KEYS

    def __init__(self, dots_of: DotsOf) -> None:
        super().__init__("项目时间轴")
        self._dots_of = dots_of
        self._bars: list[Bar] = []
        self._known: dict[str, tuple[ProjectLine, Bar]] = {}
        self._marks: dict[str, tuple[Mark, ...]] = {}
        self._first, self._last = span_of((), self._today)
        self._years = 0.0  # shown at once; 0 = as many as fit well

    def show_lines(self, lines: Sequence[ProjectLine]) -> None:
        """Other projects, in their order; the chosen one stays chosen."""
        is_first = not self._lines
        if self._today != clock.today():
            self._today, self._known = clock.today(), {}
        self.keep_chosen(lines)
        self._bars = [self._bar(line) for line in lines]
        before = self._first, self._last
        self._first, self._last = span_of(self._bars, self._today)
        self.measure()
        if is_first or before != (self._first, self._last):
            self.show_day(self._today)
        self.viewport().update()

    def _bar(self, line: ProjectLine) -> Bar:
        """Of a line that was shown before as it was then: a key in the search shows others of the same thousands."""
        known = self._known.get(line.id)
        if known is None or known[0] is not line:
            known = self._known[line.id] = line, bar_of(line, self._today)
            self._marks.pop(line.id, None)
        return known[1]

    def reveal(self, place: int) -> None:
        start, end = self._bars[place].start, self._bars[place].end
        if start is not None and not self.field.shows(start, end or start):
            self.show_day(start, 0.2)

    def zoom(self, step: int) -> None:
        """Fewer school years at once (1) or more (-1); what stands in the middle stays there."""
        middle = self.field.day(NAMES + self.wide() / 2)
        self._years = min(max(self._shown_years() / 1.5**step, _LEAST_YEARS), _MOST_YEARS)
        self.measure()
        self.show_day(middle, 0.5)
        self.viewport().update()

    def marks(self, place: int) -> tuple[Mark, ...]:
        """The stages of a project; those in sight are asked for together."""
        line = self._lines[place]
        if line.id not in self._marks:
            first = max(self.place_at(TOP), 0)
            seen = range(
                first, min(first + self.viewport().height() // self.row_height + 2, len(self._lines))
            )
            ids = {self._lines[one].id for one in (*seen, place)} - self._marks.keys()
            found = self._dots_of(sorted(ids))
            self._marks |= {one: marks_of(found.get(one, ())) for one in ids}
        return self._marks[line.id]

    def words(self, place: int) -> str:
        """A project in words, for the tooltip and for whoever does not see the picture."""
        line, bar = self._lines[place], self._bars[place]
        period = f"{line.project.start or '？'} 至 {line.project.end or '？'}"
        stages = [f"{one.label} {one.on}（{STATES[one.state]}）" for one in self.marks(place)]
        about = "，".join(filter(None, (line.label, line.leaders, line.stage_label, line.alert)))
        return "\n".join(filter(None, (line.title, about, bar.words or period, "；".join(stages))))

    def _shown_years(self) -> float:
        return self._years or min(_YEARS, (self._last - self._first).days / _A_YEAR)

    def a_day(self, width: int = 0) -> float:
        return self.wide(width) / (self._shown_years() * _A_YEAR)

    def paint_days(self, painter: QPainter, field: Field) -> None:
        paint_days(painter, field)

    def paint_head(self, painter: QPainter, field: Field) -> None:
        paint_head(painter, field)

    def paint_row(self, painter: QPainter, field: Field, row: QRectF, place: int, *, is_chosen: bool) -> None:
        line, bar = self._lines[place], self._bars[place]
        paint_row(painter, field, row, line, bar, self.marks(place), is_chosen=is_chosen)

    # Qt asks

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(-1 if event.key() == Qt.Key.Key_Minus else 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        before, gone = event.oldSize().width(), self.horizontalScrollBar().value()
        days = gone / self.a_day(before)
        super().resizeEvent(event)
        if before > 0:
            self.show_day(self._first + timedelta(days=days), 0)
        else:
            self.show_day(self._today)

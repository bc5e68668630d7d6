"""Projects along the school years: a bar for each from its beginning to its end, stages as marks, what is late in red."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from edudesk.base import clock
from edudesk.kit.theme import tokens
from edudesk.projects.pages.timeline_paint import (
    NAMES,
    ROW,
    STATES,
    TOP,
    Field,
    paint_days,
    paint_head,
    paint_row,
)
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rules.stages import Dot
from edudesk.projects.rules.timeline import Bar, Mark, bar_of, marks_of, span_of

_YEARS = 6  # school years that a window shows at first; of fewer all
_MOST_YEARS, _LEAST_YEARS = 30, 1
_A_YEAR = 365.25
_KEYS = "上下键逐个看项目，回车打开；左右键前后移动；加减号或按住 Ctrl 滚动，看得近些远些。"

DotsOf = Callable[[Sequence[str]], Mapping[str, tuple[Dot, ...]]]


class Timeline(QAbstractScrollArea):
    """chosen(id): a bar was clicked or reached by the keyboard; opened(id): Enter or double click; asked(id, place on
    screen): its menu is wanted. dots_of: the dated lines of some projects, asked of those in sight only."""

    chosen = Signal(str)
    opened = Signal(str)
    asked = Signal(str, QPoint)

    def __init__(self, dots_of: DotsOf) -> None:
        super().__init__()
        self._dots_of = dots_of
        self._lines: Sequence[ProjectLine] = ()
        self._bars: list[Bar] = []
        self._known: dict[str, tuple[ProjectLine, Bar]] = {}
        self._marks: dict[str, tuple[Mark, ...]] = {}
        self._now, self._today = -1, clock.today()
        self._first, self._last = span_of((), self._today)
        self._years = 0.0  # shown at once; 0 = as many as fit well
        self.setProperty("role", "card")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("项目时间轴")
        self.setWhatsThis(_KEYS)
        self.verticalScrollBar().setSingleStep(ROW // 2)
        self.horizontalScrollBar().setSingleStep(40)

    def show_lines(self, lines: Sequence[ProjectLine]) -> None:
        """Other projects, in their order; the chosen one stays chosen."""
        kept = self._lines[self._now].id if self._now >= 0 else ""
        is_first = not self._lines
        if self._today != clock.today():
            self._today, self._known = clock.today(), {}
        self._lines, self._bars = lines, [self._bar(line) for line in lines]
        self._now = next((place for place, line in enumerate(lines) if line.id == kept), -1) if kept else -1
        before = self._first, self._last
        self._first, self._last = span_of(self._bars, self._today)
        self._measure()
        if is_first or before != (self._first, self._last):
            self._show_day(self._today)
        self.viewport().update()

    def _bar(self, line: ProjectLine) -> Bar:
        """Of a line that was shown before as it was then: a key in the search shows others of the same thousands."""
        known = self._known.get(line.id)
        if known is None or known[0] is not line:
            known = self._known[line.id] = line, bar_of(line, self._today)
            self._marks.pop(line.id, None)
        return known[1]

    @property
    def current(self) -> ProjectLine | None:
        """The chosen project."""
        return self._lines[self._now] if 0 <= self._now < len(self._lines) else None

    @property
    def field(self) -> Field:
        """What is seen of the days."""
        size, gone = self.viewport().size(), self.horizontalScrollBar().value()
        return Field(self._first, self._last, self._today, self._a_day(), gone, size.width(), size.height())

    def choose(self, place: int) -> None:
        """A project by its place, brought into sight."""
        self._now = place
        bar, height = self.verticalScrollBar(), self.viewport().height() - TOP
        bar.setValue(min(max(bar.value(), (place + 1) * ROW - height), place * ROW))
        start, end = self._bars[place].start, self._bars[place].end
        if start is not None and not self.field.shows(start, end or start):
            self._show_day(start, 0.2)
        self.setAccessibleDescription(self.words(place))
        self.viewport().update()
        self.chosen.emit(self._lines[place].id)

    def zoom(self, step: int) -> None:
        """Fewer school years at once (1) or more (-1); what stands in the middle stays there."""
        middle = self.field.day(NAMES + self._wide() / 2)
        self._years = min(max(self._shown_years() / 1.5**step, _LEAST_YEARS), _MOST_YEARS)
        self._measure()
        self._show_day(middle, 0.5)
        self.viewport().update()

    def marks(self, place: int) -> tuple[Mark, ...]:
        """The stages of a project; those in sight are asked for together."""
        line = self._lines[place]
        if line.id not in self._marks:
            first = max(self._place_at(TOP), 0)
            seen = range(first, min(first + self.viewport().height() // ROW + 2, len(self._lines)))
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

    # days and rows

    def _wide(self, width: int = 0) -> int:
        """How wide the field of the bars is. width: of the viewport, 0 = as it is now."""
        return max((width or self.viewport().width()) - NAMES, 1)

    def _shown_years(self) -> float:
        return self._years or min(_YEARS, (self._last - self._first).days / _A_YEAR)

    def _a_day(self, width: int = 0) -> float:
        return self._wide(width) / (self._shown_years() * _A_YEAR)

    def _show_day(self, day: date, share: float = 0.6) -> None:
        """Scroll so that a day stands at a share of the field."""
        place = (day - self._first).days * self._a_day()
        self.horizontalScrollBar().setValue(int(place - self._wide() * share))

    def _measure(self) -> None:
        height = self.viewport().height() - TOP
        down, along = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, len(self._lines) * ROW - height))
        down.setPageStep(max(height, ROW))
        along.setRange(0, max(0, int((self._last - self._first).days * self._a_day()) - self._wide()))
        along.setPageStep(self._wide())

    def _place_at(self, y: float) -> int:
        """The place of the project at a height; -1 for none."""
        place = int((y - TOP + self.verticalScrollBar().value()) // ROW) if y >= TOP else -1
        return place if 0 <= place < len(self._lines) else -1

    def row(self, place: int) -> QRectF:
        """Where a project stands in the viewport."""
        top = TOP + place * ROW - self.verticalScrollBar().value()
        return QRectF(0, top, self.viewport().width(), ROW)

    # Qt asks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, field, whole = tokens(), self.field, self.viewport().rect()
        painter.fillRect(whole, QColor(theme.surface))
        paint_days(painter, field)
        for place in range(max(self._place_at(TOP), 0), len(self._lines)):
            row = self.row(place)
            if row.top() > whole.height():
                break
            line, bar = self._lines[place], self._bars[place]
            paint_row(painter, field, row, line, bar, self.marks(place), is_chosen=place == self._now)
        paint_head(painter, field)
        if not self._lines:
            painter.setPen(QColor(theme.muted))
            below = whole.adjusted(0, TOP, 0, 0)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, "没有符合条件的项目。")
        if self.hasFocus() and self._now < 0:
            painter.setPen(QPen(QColor(theme.brand), 1))
            painter.drawRect(whole.adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self.choose(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().y())
        if place >= 0:
            self.opened.emit(self._lines[place].id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self._now if is_key else self._place_at(event.pos().y())
        if place >= 0:
            at = self.row(place).center().toPoint() if is_key else event.pos()
            self.asked.emit(self._lines[place].id, self.viewport().mapToGlobal(at))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), len(self._lines) - 1
        page = max(1, (self.viewport().height() - TOP) // ROW)
        steps = {
            Qt.Key.Key_Up: self._now - 1,
            Qt.Key.Key_Down: self._now + 1,
            Qt.Key.Key_PageUp: self._now - page,
            Qt.Key.Key_PageDown: self._now + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in steps and last >= 0:
            self.choose(min(max(steps[Qt.Key(key)], 0), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current.id)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            along = self.horizontalScrollBar()
            along.setValue(along.value() + (1 if key == Qt.Key.Key_Right else -1) * self._wide() // 6)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(-1 if key == Qt.Key.Key_Minus else 1)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        place = self._place_at(event.pos().y())
        text = self.words(place) if place >= 0 else _KEYS if event.pos().y() < TOP else ""
        QToolTip.showText(event.globalPos(), text, self)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        before, gone = event.oldSize().width(), self.horizontalScrollBar().value()
        days = gone / self._a_day(before)
        self._measure()
        if before > 0:
            self._show_day(self._first + timedelta(days=days), 0)
        else:
            self._show_day(self._today)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(NAMES * 3, TOP + 8 * ROW)

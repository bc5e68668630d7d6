"""Tasks along the months of their years: a bar for each from its first day to its last, filled as far as it is done."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from edudesk.base import clock
from edudesk.kit.labels import bold
from edudesk.kit.tag import paint_tag, tag_width
from edudesk.kit.theme import HEAD, Tone, tokens, ui_font
from edudesk.plan.pages.tables import TONES, bar_tone
from edudesk.plan.rules.lines import TaskLine
from edudesk.projects.pages.timeline_paint import NAMES, TOP, Field
from edudesk.projects.rules.timeline import halves
from edudesk.school.rules.years import is_day

_ROW, _BAR, _PAD = 40, 14, 10
_MONTH = 52  # px at least
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class TaskTimeline(QAbstractScrollArea):
    """chosen(id): a task was clicked or reached by the keyboard; opened(id): Enter or double click; asked(id, place on
    screen): its menu is wanted."""

    chosen = Signal(str)
    opened = Signal(str)
    asked = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[TaskLine] = ()
        self._now = -1
        self._today = clock.today()
        self._first, self._last = self._today, self._today + timedelta(days=365)
        self.setProperty("role", "card")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("任务进程")
        self.verticalScrollBar().setSingleStep(_ROW // 2)
        self.horizontalScrollBar().setSingleStep(40)

    def show_lines(self, lines: Sequence[TaskLine]) -> None:
        """Other tasks, in their order; the chosen one stays chosen."""
        kept = self.current
        self._lines, self._today = lines, clock.today()
        self._now = next((n for n, one in enumerate(lines) if kept is not None and one.id == kept.id), -1)
        days = [
            one for line in lines for one in (line.standing.first, line.standing.last) if is_day(one)
        ] or [self._today.isoformat()]
        first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
        before = self._first, self._last
        self._first, self._last = first.replace(day=1), max(last, first + timedelta(days=180))
        self._measure()
        if before != (self._first, self._last):
            gone = (self._today - self._first).days * self.field.a_day - self._wide() * 0.4
            self.horizontalScrollBar().setValue(int(gone))
        self.viewport().update()

    @property
    def current(self) -> TaskLine | None:
        """The chosen task."""
        return self._lines[self._now] if 0 <= self._now < len(self._lines) else None

    @property
    def field(self) -> Field:
        """What is seen of the days."""
        size, gone = self.viewport().size(), self.horizontalScrollBar().value()
        return Field(self._first, self._last, self._today, self._a_day(), gone, size.width(), size.height())

    def choose(self, place: int) -> None:
        """A task by its place, brought into sight."""
        self._now = place
        bar, height = self.verticalScrollBar(), self.viewport().height() - TOP
        bar.setValue(min(max(bar.value(), (place + 1) * _ROW - height), place * _ROW))
        self.setAccessibleDescription(self.words(place))
        self.viewport().update()
        self.chosen.emit(self._lines[place].id)

    def words(self, place: int) -> str:
        """A task in words, for the tooltip and for whoever does not see the picture."""
        line = self._lines[place]
        task, standing = line.task, line.standing
        who = "，".join(filter(None, (line.goal, task.department, task.owner)))
        pace = f"进度 {task.percent}%，计划 {standing.planned}%，{standing.word}"
        return "\n".join((task.title, who, f"{standing.first} 至 {standing.last}", pace))

    def row(self, place: int) -> QRectF:
        """Where a task stands in the viewport."""
        top = TOP + place * _ROW - self.verticalScrollBar().value()
        return QRectF(0, top, self.viewport().width(), _ROW)

    # days and rows

    def _wide(self) -> int:
        return max(self.viewport().width() - NAMES, 1)

    def _days(self) -> int:
        return (self._last - self._first).days + 1

    def _a_day(self) -> float:
        return max(self._wide() / self._days(), _MONTH / 30)

    def _measure(self) -> None:
        height = self.viewport().height() - TOP
        down, along = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, len(self._lines) * _ROW - height))
        down.setPageStep(max(height, _ROW))
        along.setRange(0, max(0, int(self._days() * self._a_day()) - self._wide()))
        along.setPageStep(self._wide())

    def _place_at(self, y: float) -> int:
        place = int((y - TOP + self.verticalScrollBar().value()) // _ROW) if y >= TOP else -1
        return place if 0 <= place < len(self._lines) else -1

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, field, whole = tokens(), self.field, self.viewport().rect()
        painter.fillRect(whole, QColor(theme.surface))
        self._paint_months(painter, field)
        for place in range(max(self._place_at(TOP), 0), len(self._lines)):
            row = self.row(place)
            if row.top() > whole.height():
                break
            self._paint_row(painter, field, row, self._lines[place], is_chosen=place == self._now)
        self._paint_head(painter, field)
        if not self._lines:
            painter.setPen(QColor(theme.muted))
            painter.drawText(whole.adjusted(0, TOP, 0, 0), _CENTRE, "没有符合条件的任务。")
        if self.hasFocus() and self._now < 0:
            painter.setPen(QPen(QColor(theme.brand), 1))
            painter.drawRect(whole.adjusted(0, 0, -1, -1))

    def _months(self) -> list[date]:
        found, day = [], self._first
        while day <= self._last:
            found.append(day)
            day = (day + timedelta(days=32)).replace(day=1)
        return found

    def _paint_months(self, painter: QPainter, field: Field) -> None:
        theme = tokens()
        for day in self._months():
            x = field.x(day)
            if x >= NAMES:
                painter.setPen(QPen(QColor(theme.edge if day.month in (2, 8) else theme.line), 1))
                painter.drawLine(QPointF(x, TOP), QPointF(x, field.height))
        x = field.x(field.today)
        if NAMES <= x <= field.width:
            painter.setPen(QPen(QColor(theme.brand), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, TOP), QPointF(x, field.height))

    def _paint_head(self, painter: QPainter, field: Field) -> None:
        """Terms over their months."""
        theme, half = tokens(), TOP / 2
        painter.fillRect(QRectF(0, 0, field.width, TOP), QColor(theme.canvas))
        painter.setFont(ui_font(HEAD))
        painter.setClipRect(QRectF(NAMES, 0, field.width - NAMES, TOP))
        every = halves(self._first, self._last)
        for number, (day, year, word) in enumerate(every):
            left = max(field.x(day), NAMES)
            right = field.x(every[number + 1][0]) if number + 1 < len(every) else field.width
            if right <= left:
                continue
            painter.setPen(QColor(theme.ink))
            if right - left > _MONTH * 2:
                painter.drawText(QRectF(left, 0, right - left, half), _CENTRE, f"{year}学年{word}学期")
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(right, 0), QPointF(right, TOP))
        painter.setPen(QColor(theme.muted))
        for day in self._months():
            x = field.x(day)
            painter.drawText(QRectF(x, half, 31 * field.a_day, half), _CENTRE, f"{day.month}月")
        today = field.x(field.today)
        paint_tag(painter, QRectF(today - tag_width("今天") / 2, half, 60, half), "今天", Tone.BRAND)
        painter.setClipping(False)
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(_PAD, 0, NAMES - 2 * _PAD, TOP), _LEFT, "任务　责任部门 · 责任人")
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(QPointF(0, TOP), QPointF(field.width, TOP))
        painter.drawLine(QPointF(NAMES, 0), QPointF(NAMES, field.height))

    def _paint_row(
        self, painter: QPainter, field: Field, row: QRectF, line: TaskLine, *, is_chosen: bool
    ) -> None:
        theme, standing = tokens(), line.standing
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        if is_day(standing.first) and is_day(standing.last):
            painter.save()
            painter.setClipRect(QRectF(NAMES, max(row.top(), TOP), field.width - NAMES, row.height()))
            left = field.x(date.fromisoformat(standing.first))
            right = max(field.x(date.fromisoformat(standing.last) + timedelta(days=1)), left + 6)
            box = QRectF(left, row.center().y() - _BAR / 2, right - left, _BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.track))
            painter.drawRoundedRect(box, 4, 4)
            if line.task.percent > 0:
                done = QRectF(box)
                done.setWidth(max(box.width() * line.task.percent / 100, 4))
                painter.setBrush(QColor(theme.bar(bar_tone(line))))
                painter.drawRoundedRect(done, 4, 4)
            word = f"{line.task.percent}% {standing.word}"
            width = tag_width(word)
            at = box.right() + 6 if box.right() + width + 12 < field.width else box.left() - width - 6
            place = QRectF(max(at, NAMES + 4.0), row.top(), width, row.height())
            paint_tag(painter, place, word, TONES[standing.tone])
            painter.restore()
        names = QRectF(0, row.top(), NAMES, row.height() - 1)
        painter.fillRect(names, QColor(theme.brand_soft if is_chosen else theme.surface))
        inner = names.adjusted(_PAD, 3, -_PAD, -3)
        about = " · ".join(filter(None, (line.number, line.task.department, line.task.owner)))
        for text, font, ink, top in (
            (line.task.title, bold(ui_font()), theme.ink, inner.top()),
            (about, ui_font(HEAD), theme.muted, inner.center().y()),
        ):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
            painter.drawText(QRectF(inner.left(), top, inner.width(), inner.height() / 2), _LEFT, shown)

    # Qt asks

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), len(self._lines) - 1
        steps = {
            Qt.Key.Key_Up: self._now - 1,
            Qt.Key.Key_Down: self._now + 1,
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
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        place = self._place_at(event.pos().y())
        QToolTip.showText(event.globalPos(), self.words(place) if place >= 0 else "", self)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(NAMES * 3, TOP + 8 * _ROW)

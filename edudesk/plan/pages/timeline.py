"""Tasks along the months of their years: a bar for each from its first day to its last, filled as far as it is done."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from edudesk.base import clock
from edudesk.kit.rows_along import (
    NAMES,
    PAD,
    TOP,
    Field,
    RowsAlong,
    paint_edges,
    paint_names,
    paint_today,
)
from edudesk.kit.tag import paint_tag, tag_width
from edudesk.kit.theme import HEAD, Tone, tokens, ui_font
from edudesk.plan.pages.tables import TONES, bar_tone
from edudesk.plan.rules.lines import TaskLine
from edudesk.projects.rules.timeline import halves
from edudesk.school.rules.years import is_day

_BAR = 14
_MONTH = 52  # px at least
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class TaskTimeline(RowsAlong):
    """The tasks of a plan."""

    row_height = 40
    nothing = "没有符合条件的任务。"

    def __init__(self) -> None:
        super().__init__("任务进程")

    def show_lines(self, lines: Sequence[TaskLine]) -> None:
        """Other tasks, in their order; the chosen one stays chosen."""
        self.keep_chosen(lines)
        self._today = clock.today()
        days = [
            one for line in lines for one in (line.standing.first, line.standing.last) if is_day(one)
        ] or [self._today.isoformat()]
        first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
        before = self._first, self._last
        self._first, self._last = first.replace(day=1), max(last, first + timedelta(days=180))
        self.measure()
        if before != (self._first, self._last):
            self.show_day(self._today, 0.4)
        self.viewport().update()

    def words(self, place: int) -> str:
        """A task in words, for the tooltip and for whoever does not see the picture."""
        line = self._lines[place]
        task, standing = line.task, line.standing
        who = "，".join(filter(None, (line.goal, task.department, task.owner)))
        pace = f"进度 {task.percent}%，计划 {standing.planned}%，{standing.word}"
        return "\n".join((task.title, who, f"{standing.first} 至 {standing.last}", pace))

    def days(self) -> int:
        return super().days() + 1  # the last one too

    def a_day(self, width: int = 0) -> float:
        return max(self.wide(width) / self.days(), _MONTH / 30)

    # painting

    def _months(self) -> list[date]:
        found, day = [], self._first
        while day <= self._last:
            found.append(day)
            day = (day + timedelta(days=32)).replace(day=1)
        return found

    def paint_days(self, painter: QPainter, field: Field) -> None:
        theme = tokens()
        for day in self._months():
            x = field.x(day)
            if x >= NAMES:
                painter.setPen(QPen(QColor(theme.edge if day.month in (2, 8) else theme.line), 1))
                painter.drawLine(QPointF(x, TOP), QPointF(x, field.height))
        paint_today(painter, field)

    def paint_head(self, painter: QPainter, field: Field) -> None:
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
        today = field.x(field.today)
        first, last = today - tag_width("今天") / 2, today + tag_width("今天") / 2
        for day in self._months():
            left, right = field.x(day), field.x(day) + 31 * field.a_day
            if first < right and last > left:  # beside the mark, where there is more room
                left, right = (left, first) if first - left > right - last else (last, right)
            painter.drawText(QRectF(left, half, right - left, half), _CENTRE, f"{day.month}月")
        paint_tag(painter, QRectF(today - tag_width("今天") / 2, half, 60, half), "今天", Tone.BRAND)
        painter.setClipping(False)
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(PAD, 0, NAMES - 2 * PAD, TOP), _LEFT, "任务　责任部门 · 责任人")
        paint_edges(painter, field)

    def paint_row(self, painter: QPainter, field: Field, row: QRectF, place: int, *, is_chosen: bool) -> None:
        line: TaskLine = self._lines[place]
        theme, standing = tokens(), line.standing
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
            beside = QRectF(max(at, NAMES + 4.0), row.top(), width, row.height())
            paint_tag(painter, beside, word, TONES[standing.tone])
            painter.restore()
        about = " · ".join(filter(None, (line.number, line.task.department, line.task.owner)))
        paint_names(painter, row, line.task.title, about, is_chosen=is_chosen, above=3)

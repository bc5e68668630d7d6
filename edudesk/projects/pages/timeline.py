"""Projects along the school years: a bar for each from its beginning to its end, stages as marks, what is late in red."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
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
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from edudesk.base import clock
from edudesk.kit.labels import bold
from edudesk.kit.tag import paint_tag, tag_width
from edudesk.kit.theme import HEAD, Tone, tokens, ui_font
from edudesk.projects.forms.value import ENDED, STOPPED
from edudesk.projects.pages.board import TONES
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rules.stages import Dot
from edudesk.projects.rules.timeline import Bar, Mark, bar_of, halves, marks_of, span_of

_NAMES, _ROW, _HEAD, _BAR, _DOT = 292, 44, 46, 12, 5
_YEARS = 6  # school years that a window shows at first; of fewer all
_MOST_YEARS, _LEAST_YEARS = 30, 1
_PAD = 10
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_STATES = {"done": "已到", "next": "下一阶段", "later": "待到", "late": "逾期"}

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
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(_ROW // 2)
        self.horizontalScrollBar().setSingleStep(40)

    def show_lines(self, lines: Sequence[ProjectLine]) -> None:
        """Other projects, in their order; the chosen one stays chosen."""
        kept = self._lines[self._now].id if self._now >= 0 else ""
        is_first = not self._lines
        if self._today != clock.today():
            self._today, self._known = clock.today(), {}
        self._lines, self._bars = lines, [self._bar(line) for line in lines]
        self._now = next((place for place, line in enumerate(lines) if line.id == kept), -1)
        span = span_of(self._bars, self._today)
        is_other = span != (self._first, self._last)
        self._first, self._last = span
        self._measure()
        if is_first or is_other:
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

    def zoom(self, step: int) -> None:
        """Fewer school years at once (1) or more (-1); what stands in the middle stays there."""
        middle = self._day_at(_NAMES + self._field() / 2)
        self._years = min(max(self._shown_years() / 1.5**step, _LEAST_YEARS), _MOST_YEARS)
        self._measure()
        self._show_day(middle, 0.5)
        self.viewport().update()

    # days and points

    def _field(self) -> int:
        """How wide the field of the bars is."""
        return max(self.viewport().width() - _NAMES, 1)

    def _shown_years(self) -> float:
        return self._years or min(_YEARS, (self._last - self._first).days / 365.25)

    def _a_day(self) -> float:
        """How wide a day is."""
        return self._field() / (self._shown_years() * 365.25)

    def _x(self, day: date) -> float:
        return _NAMES + (day - self._first).days * self._a_day() - self.horizontalScrollBar().value()

    def _day_at(self, x: float) -> date:
        gone = (x - _NAMES + self.horizontalScrollBar().value()) / self._a_day()
        return self._first + timedelta(days=int(gone))

    def _show_day(self, day: date, share: float = 0.6) -> None:
        """Scroll so that a day stands at a share of the field."""
        place = (day - self._first).days * self._a_day()
        self.horizontalScrollBar().setValue(int(place - self._field() * share))

    def _measure(self) -> None:
        height = self.viewport().height() - _HEAD
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, len(self._lines) * _ROW - height))
        bar.setPageStep(max(height, _ROW))
        along = self.horizontalScrollBar()
        along.setRange(0, max(0, int((self._last - self._first).days * self._a_day()) - self._field()))
        along.setPageStep(self._field())

    def _place_at(self, y: float) -> int:
        """The place of the project at a height; -1 for none."""
        place = int((y - _HEAD + self.verticalScrollBar().value()) // _ROW) if y >= _HEAD else -1
        return place if 0 <= place < len(self._lines) else -1

    def _row(self, place: int) -> QRectF:
        top = _HEAD + place * _ROW - self.verticalScrollBar().value()
        return QRectF(0, top, self.viewport().width(), _ROW)

    def marks(self, place: int) -> tuple[Mark, ...]:
        """The stages of a project; those in sight are asked for together."""
        line = self._lines[place]
        if line.id not in self._marks:
            first = max(self._place_at(_HEAD), 0)
            seen = range(first, min(first + self.viewport().height() // _ROW + 2, len(self._lines)))
            ids = {self._lines[one].id for one in (*seen, place)} - self._marks.keys()
            found = self._dots_of(sorted(ids))
            self._marks |= {one: marks_of(found.get(one, ())) for one in ids}
        return self._marks[line.id]

    def words(self, place: int) -> str:
        """A project in words, for the tooltip and for whoever does not see the picture."""
        line, bar = self._lines[place], self._bars[place]
        period = f"{line.project.start or '？'} 至 {line.project.end or '？'}"
        stages = [f"{one.label} {one.on}（{_STATES[one.state]}）" for one in self.marks(place)]
        about = "，".join(filter(None, (line.label, line.leaders, line.stage_label, line.alert)))
        return "\n".join(filter(None, (line.title, about, bar.words or period, "；".join(stages))))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = tokens()
        painter.fillRect(self.viewport().rect(), QColor(theme.surface))
        self._paint_field(painter)
        first = max(self._place_at(_HEAD), 0)
        for place in range(first, len(self._lines)):
            row = self._row(place)
            if row.top() > self.viewport().height():
                break
            self._paint_row(painter, place, row)
        self._paint_head(painter)
        if not self._lines:
            painter.setPen(QColor(theme.muted))
            below = self.viewport().rect().adjusted(0, _HEAD, 0, 0)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, "没有符合条件的项目。")
        if self.hasFocus() and self._now < 0:
            painter.setPen(QPen(QColor(theme.brand), 1))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def _paint_field(self, painter: QPainter) -> None:
        """The lines of the half years, and today."""
        theme, height = tokens(), self.viewport().height()
        for day, _, word in halves(self._first, self._last):
            x = self._x(day)
            if x >= _NAMES:
                painter.setPen(QPen(QColor(theme.edge if word == "上" else theme.line), 1))
                painter.drawLine(QPointF(x, _HEAD), QPointF(x, height))
        x = self._x(self._today)
        if x >= _NAMES:
            painter.setPen(QPen(QColor(theme.brand), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, _HEAD), QPointF(x, height))

    def _paint_row(self, painter: QPainter, place: int, row: QRectF) -> None:
        theme, line = tokens(), self._lines[place]
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        painter.save()
        painter.setClipRect(QRectF(_NAMES, max(row.top(), _HEAD), self._field(), row.height()))
        self._paint_bar(painter, place, row)
        painter.restore()
        names = QRectF(0, row.top(), _NAMES, row.height() - 1)
        painter.fillRect(names, QColor(theme.brand_soft if place == self._now else theme.surface))
        if place == self._now:
            painter.fillRect(QRectF(0, row.top(), 3, row.height() - 1), QColor(theme.brand))
        inner = names.adjusted(_PAD, 4, -_PAD, -4)
        for text, font, ink, top in (
            (line.title, bold(ui_font()), theme.ink, inner.top()),
            (" · ".join(filter(None, (line.label, line.leaders, line.stage_label))), ui_font(HEAD), theme.muted, inner.center().y()),
        ):  # fmt: skip
            painter.setFont(font)
            painter.setPen(QColor(ink))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
            painter.drawText(QRectF(inner.left(), top, inner.width(), inner.height() / 2), _LEFT, shown)

    def _paint_bar(self, painter: QPainter, place: int, row: QRectF) -> None:
        theme, line, bar = tokens(), self._lines[place], self._bars[place]
        middle = row.center().y()
        start, end = bar.start or bar.end, bar.end or bar.start
        right = _NAMES + float(_PAD)
        if start is not None and end is not None:
            if bar.end is None and line.is_live:
                end = max(self._today, start)
            box = QRectF(self._x(start), middle - _BAR / 2, 0, _BAR)
            box.setRight(max(self._x(end), box.left() + 4))
            is_over = line.phase in (ENDED, STOPPED)
            edge, ground = (
                (theme.edge, theme.plain_soft) if is_over
                else (theme.brand, theme.brand_soft) if line.is_live
                else (theme.edge, theme.surface)
            )  # fmt: skip
            style = Qt.PenStyle.SolidLine if line.is_live or is_over else Qt.PenStyle.DashLine
            painter.setPen(QPen(QColor(edge), 1, style))
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, 4, 4)
            right = box.right() + _DOT
        if bar.late is not None:
            late = QRectF(self._x(bar.late[0]), middle - _BAR / 2 + 3, 0, _BAR - 6)
            late.setRight(self._x(bar.late[1]))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.bad_bar))
            painter.drawRect(late)
            right = max(right, late.right())
        for mark in self.marks(place):
            self._paint_mark(painter, mark, QPointF(self._x(mark.on), middle))
            right = max(right, self._x(mark.on) + _DOT)
        if not self._paint_way(painter, start, end, row):
            self._paint_words(painter, line, bar, row, right)

    def _paint_way(self, painter: QPainter, start: date | None, end: date | None, row: QRectF) -> bool:
        """Where a bar lies that is out of sight, with the month it begins in: ◀ 2019-03; False while it is in sight."""
        if start is None or end is None or self._is_seen(start, end):
            return False
        is_before = self._x(end) < _NAMES
        painter.setFont(ui_font(HEAD))
        painter.setPen(QColor(tokens().muted))
        month = start.isoformat()[:7]
        field = QRectF(_NAMES, row.top(), self._field(), row.height()).adjusted(_PAD, 0, -_PAD, 0)
        side = Qt.AlignmentFlag.AlignLeft if is_before else Qt.AlignmentFlag.AlignRight
        said = f"◀ {month}" if is_before else f"{month} ▶"
        painter.drawText(field, side | Qt.AlignmentFlag.AlignVCenter, said)
        return True

    def _is_seen(self, start: date, end: date) -> bool:
        return self._x(end) >= _NAMES and self._x(start) <= self.viewport().width()

    @staticmethod
    def _paint_mark(painter: QPainter, mark: Mark, at: QPointF) -> None:
        """Done is full, what comes is hollow, what is late is a red square on its corner."""
        theme = tokens()
        painter.setPen(QPen(QColor(theme.bad if mark.state == "late" else theme.brand), 1.5))
        painter.setBrush(QColor({"done": theme.brand, "late": theme.bad}.get(mark.state, theme.surface)))
        if mark.state == "late":
            far = _DOT + 1
            corners = (QPointF(0, -far), QPointF(far, 0), QPointF(0, far), QPointF(-far, 0))
            painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
        else:
            size = _DOT if mark.state != "later" else _DOT - 1.5
            painter.drawEllipse(at, size, size)

    def _paint_words(self, painter: QPainter, line: ProjectLine, bar: Bar, row: QRectF, right: float) -> None:
        """What the list warns of, or what is not written down, behind the bar; before it where there is no room."""
        text, tone = (
            (line.alert, TONES[line.tone]) if line.is_live and line.alert else (bar.words, Tone.PLAIN)
        )
        if not text or (tone is Tone.GOOD and bar.end is not None):
            return
        width = tag_width(text)
        x = min(max(right + 6, _NAMES + 6), self.viewport().width() - width - 6)
        box = QRectF(x, row.top(), width, row.height())
        days = [day for day in (bar.start, bar.end) if day is not None]
        if days and x < right + 6:  # no room behind it
            left = self._x(min(days)) - width - 8
            if left >= _NAMES + 6:
                box.moveLeft(left)
        paint_tag(painter, box, text, tone)

    def _paint_head(self, painter: QPainter) -> None:
        """School years over their halves, and what the marks mean."""
        theme, width = tokens(), self.viewport().width()
        painter.fillRect(QRectF(0, 0, width, _HEAD), QColor(theme.canvas))
        painter.setFont(ui_font(HEAD))
        painter.setClipRect(QRectF(_NAMES, 0, self._field(), _HEAD))
        half, today = _HEAD / 2, self._x(self._today)
        every = halves(self._first, self._last)
        for number, (day, year, word) in enumerate(every):
            x = self._x(day)
            until = self._x(every[number + 1][0] if number + 1 < len(every) else self._last)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(x, half if word == "下" else 0), QPointF(x, _HEAD))
            painter.setPen(QColor(theme.muted))
            room = QRectF(x, half, until - x, half)
            term = f"{word}学期" if room.width() > 52 else word if room.width() > 16 else ""
            if abs(room.center().x() - today) > tag_width(term) / 2 + tag_width("今天") / 2 - 8:
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, term)
            if word == "上" or number == 0:
                end = self._x(date(int(year[5:]), 8, 1))
                painter.setPen(QColor(theme.ink))
                seen = QRectF(max(x, _NAMES), 0, min(end, width) - max(x, _NAMES), half)
                said = next((one for one in (f"{year} 学年", year[:4]) if tag_width(one) <= seen.width()), "")
                painter.drawText(seen, Qt.AlignmentFlag.AlignCenter, said)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(QPointF(_NAMES, half), QPointF(width, half))
        paint_tag(painter, QRectF(today - tag_width("今天") / 2, half, 60, half), "今天", Tone.BRAND)
        painter.setClipping(False)
        self._paint_legend(painter, QRectF(_PAD, 0, _NAMES - _PAD, _HEAD))
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(QPointF(0, _HEAD), QPointF(width, _HEAD))
        painter.drawLine(QPointF(_NAMES, 0), QPointF(_NAMES, self.viewport().height()))

    def _paint_legend(self, painter: QPainter, box: QRectF) -> None:
        x = box.left() + _DOT
        for state, word in _STATES.items():
            if state == "later":
                continue  # as the next one, but smaller
            self._paint_mark(painter, Mark("", self._today, state), QPointF(x + 2, box.center().y()))
            painter.setPen(QColor(tokens().muted))
            width = painter.fontMetrics().horizontalAdvance(word)
            painter.drawText(QRectF(x + 12, box.top(), width + 4, box.height()), _LEFT, word)
            x += width + 30

    # mouse and keyboard

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
            at = self._row(place).center().toPoint() if is_key else event.pos()
            self.asked.emit(self._lines[place].id, self.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), len(self._lines) - 1
        page = max(1, (self.viewport().height() - _HEAD) // _ROW)
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
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (1 if key == Qt.Key.Key_Right else -1) * self._field() // 6)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom(-1)
        else:
            super().keyPressEvent(event)

    def choose(self, place: int) -> None:
        """A project by its place, brought into sight."""
        self._now = place
        bar, height = self.verticalScrollBar(), self.viewport().height() - _HEAD
        bar.setValue(min(max(bar.value(), (place + 1) * _ROW - height), place * _ROW))
        start, end = self._bars[place].start, self._bars[place].end
        if start is not None and not self._is_seen(start, end or start):
            self._show_day(start, 0.2)
        self.setAccessibleDescription(self.words(place))
        self.viewport().update()
        self.chosen.emit(self._lines[place].id)

    def viewportEvent(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            place = self._place_at(event.pos().y())
            QToolTip.showText(event.globalPos(), self.words(place) if place >= 0 else "", self)
            return True
        return bool(super().viewportEvent(event))  # type: ignore[arg-type]

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        day = self._day_at(_NAMES) if event.oldSize().width() > 0 else None
        self._measure()
        if day is None:
            self._show_day(self._today)
        else:
            self._show_day(day, 0)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(_NAMES * 3, _HEAD + 8 * _ROW)

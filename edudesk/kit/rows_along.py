"""Rows along the days: what each is at the left, its bar in a field that scrolls over rows and days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
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
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from edudesk.base import clock
from edudesk.kit.labels import bold
from edudesk.kit.theme import HEAD, tokens, ui_font

NAMES, TOP = 292, 46  # px: width of the names, height of the head
PAD = 10
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Field:
    """What is seen of the days, in logical pixels. a_day: width of a day; gone: how far it is scrolled; width, height: with
    the names at the left and the head."""

    first: date
    last: date
    today: date
    a_day: float
    gone: int
    width: int
    height: int

    def x(self, day: date) -> float:
        """Where a day stands."""
        return NAMES + (day - self.first).days * self.a_day - self.gone

    def day(self, x: float) -> date:
        """The day at a place."""
        return self.first + timedelta(days=int((x - NAMES + self.gone) / self.a_day))

    def shows(self, start: date, end: date) -> bool:
        """Whether anything from one day to another is in sight."""
        return self.x(end) >= NAMES and self.x(start) <= self.width


class RowsAlong(QAbstractScrollArea):
    """chosen(id): a row was clicked or reached by the keyboard; opened(id): Enter or double click; asked(id, place on
    screen): its menu is wanted.

    A view writes words(), a_day() and what is painted, and shows its lines (which have an id) with show_days(). nothing:
    what stands there without lines; keys: what the keyboard does, told over the head.
    """

    chosen = Signal(str)
    opened = Signal(str)
    asked = Signal(str, QPoint)
    row_height: ClassVar[int] = 44
    nothing: ClassVar[str] = ""
    keys: ClassVar[str] = ""

    def __init__(self, called: str) -> None:
        super().__init__()
        self._lines: Sequence[Any] = ()
        self._now, self._today = -1, clock.today()
        self._first, self._last = self._today, self._today + timedelta(days=365)
        self.setProperty("role", "card")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(called)
        self.setWhatsThis(self.keys)
        self.verticalScrollBar().setSingleStep(self.row_height // 2)
        self.horizontalScrollBar().setSingleStep(40)

    # a view writes these

    def words(self, place: int) -> str:
        """A row in words, for the tooltip and for whoever does not see the picture."""
        raise NotImplementedError

    def a_day(self, width: int = 0) -> float:
        """How wide a day is. width: of the viewport, 0 = as it is now."""
        raise NotImplementedError

    def paint_days(self, painter: QPainter, field: Field) -> None:
        """What stands behind the rows."""
        raise NotImplementedError

    def paint_head(self, painter: QPainter, field: Field) -> None:
        """What stands over them."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, field: Field, row: QRectF, place: int, *, is_chosen: bool) -> None:
        """One of them."""
        raise NotImplementedError

    # what is shown

    def keep_chosen(self, lines: Sequence[Any]) -> None:
        """Other lines, in their order; the chosen one stays chosen."""
        kept = self._lines[self._now].id if self._now >= 0 else ""
        self._lines = lines
        self._now = next((place for place, line in enumerate(lines) if line.id == kept), -1) if kept else -1

    @property
    def current(self) -> Any:
        """The chosen line; None when there is none."""
        return self._lines[self._now] if 0 <= self._now < len(self._lines) else None

    @property
    def field(self) -> Field:
        """What is seen of the days."""
        size, gone = self.viewport().size(), self.horizontalScrollBar().value()
        return Field(self._first, self._last, self._today, self.a_day(), gone, size.width(), size.height())

    def choose(self, place: int) -> None:
        """A line by its place, brought into sight."""
        self._now = place
        bar, height = self.verticalScrollBar(), self.viewport().height() - TOP
        bar.setValue(min(max(bar.value(), (place + 1) * self.row_height - height), place * self.row_height))
        self.reveal(place)
        self.setAccessibleDescription(self.words(place))
        self.viewport().update()
        self.chosen.emit(self._lines[place].id)

    def reveal(self, place: int) -> None:
        """Scroll along the days until a row has something to see."""

    def show_day(self, day: date, share: float = 0.6) -> None:
        """Scroll so that a day stands at a share of the field."""
        place = (day - self._first).days * self.a_day()
        self.horizontalScrollBar().setValue(int(place - self.wide() * share))

    def row(self, place: int) -> QRectF:
        """Where a row stands in the viewport."""
        top = TOP + place * self.row_height - self.verticalScrollBar().value()
        return QRectF(0, top, self.viewport().width(), self.row_height)

    def wide(self, width: int = 0) -> int:
        """How wide the field of the bars is. width: of the viewport, 0 = as it is now."""
        return max((width or self.viewport().width()) - NAMES, 1)

    def days(self) -> int:
        """How many there are to scroll over."""
        return (self._last - self._first).days

    def measure(self) -> None:
        """Scroll bars for the lines and days there are now."""
        height = self.viewport().height() - TOP
        down, along = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, len(self._lines) * self.row_height - height))
        down.setPageStep(max(height, self.row_height))
        along.setRange(0, max(0, int(self.days() * self.a_day()) - self.wide()))
        along.setPageStep(self.wide())

    def place_at(self, y: float) -> int:
        """The place of the row at a height; -1 for none."""
        place = int((y - TOP + self.verticalScrollBar().value()) // self.row_height) if y >= TOP else -1
        return place if 0 <= place < len(self._lines) else -1

    # Qt asks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, field, whole = tokens(), self.field, self.viewport().rect()
        painter.fillRect(whole, QColor(theme.surface))
        self.paint_days(painter, field)
        for place in range(max(self.place_at(TOP), 0), len(self._lines)):
            row = self.row(place)
            if row.top() > whole.height():
                break
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(row.bottomLeft(), row.bottomRight())
            self.paint_row(painter, field, row, place, is_chosen=place == self._now)
        self.paint_head(painter, field)
        if not self._lines:
            painter.setPen(QColor(theme.muted))
            painter.drawText(whole.adjusted(0, TOP, 0, 0), Qt.AlignmentFlag.AlignCenter, self.nothing)
        if self.hasFocus() and self._now < 0:
            painter.setPen(QPen(QColor(theme.brand), 1))
            painter.drawRect(whole.adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self.choose(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().y())
        if place >= 0:
            self.opened.emit(self._lines[place].id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self._now if is_key else self.place_at(event.pos().y())
        if place >= 0:
            at = self.row(place).center().toPoint() if is_key else event.pos()
            self.asked.emit(self._lines[place].id, self.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), len(self._lines) - 1
        page = max(1, (self.viewport().height() - TOP) // self.row_height)
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
            along.setValue(along.value() + (1 if key == Qt.Key.Key_Right else -1) * self.wide() // 6)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        place = self.place_at(event.pos().y())
        text = self.words(place) if place >= 0 else self.keys if event.pos().y() < TOP else ""
        QToolTip.showText(event.globalPos(), text, self)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(NAMES * 3, TOP + 8 * self.row_height)


def paint_today(painter: QPainter, field: Field) -> None:
    """Its line through all rows."""
    x = field.x(field.today)
    if x >= NAMES:
        painter.setPen(QPen(QColor(tokens().brand), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, TOP), QPointF(x, field.height))


def paint_edges(painter: QPainter, field: Field) -> None:
    """The lines below the head and beside the names."""
    painter.setPen(QPen(QColor(tokens().line), 1))
    painter.drawLine(QPointF(0, TOP), QPointF(field.width, TOP))
    painter.drawLine(QPointF(NAMES, 0), QPointF(NAMES, field.height))


def paint_names(
    painter: QPainter, row: QRectF, title: str, about: str, *, is_chosen: bool, above: int = 4
) -> None:
    """What a row is, at its left: title over what it is about. above: room over the words."""
    theme = tokens()
    names = QRectF(0, row.top(), NAMES, row.height() - 1)
    painter.fillRect(names, QColor(theme.brand_soft if is_chosen else theme.surface))
    if is_chosen:
        painter.fillRect(QRectF(0, row.top(), 3, row.height() - 1), QColor(theme.brand))
    inner = names.adjusted(PAD, above, -PAD, -above)
    for text, font, ink, top in (
        (title, bold(ui_font()), theme.ink, inner.top()),
        (about, ui_font(HEAD), theme.muted, inner.center().y()),
    ):
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(QRectF(inner.left(), top, inner.width(), inner.height() / 2), _LEFT, shown)

"""A chart on screen: its figures under the mouse and the arrow keys, its records one click away, copied in two ways."""

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
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from edudesk.base.chart import Chart, ChartKind
from edudesk.base.charting.marks import Hit, Picture
from edudesk.kit.chart_copy import add_copying, copies_by_key
from edudesk.kit.chart_paint import height_for, laid_out, paint, rectangle
from edudesk.kit.chart_rows import OpenOne, RowsOf, show_rows
from edudesk.kit.theme import tokens

_NARROWEST = 240
_RING = 4  # around the chart, for the focus


class ChartView(QWidget):
    """Paints one chart. has_title: False where a card says it.

    opened(series, category, ids): a point with records was clicked, or Enter pressed on it; rows_of: shows
    them in a window then, from which open_one goes to a single one.
    """

    opened = Signal(int, int, object)

    def __init__(
        self,
        chart: Chart | None = None,
        *,
        has_title: bool = False,
        rows_of: RowsOf | None = None,
        open_one: OpenOne | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._has_title, self._rows_of, self._open_one = has_title, rows_of, open_one
        self._chart = Chart("", ChartKind.BARS, "", (), ())
        self._picture: Picture | None = None
        self._painted: tuple[tuple[int, str, float], QPixmap] | None = None
        self._heights: dict[int, int] = {}  # by width: a page that is laid out asks many times
        self._point: tuple[int, int] | None = None
        self._hovered: Hit | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if chart is not None:
            self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Another chart, or the same with other figures: then the chosen point stays."""
        if self._point is not None and not self._has_point(chart, *self._point):
            self._point = None
        self._chart, self._picture, self._hovered = chart, None, None
        self._painted = None
        self._heights.clear()
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.description)
        self.updateGeometry()
        self.update()

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return self._chart

    @property
    def picture(self) -> Picture:
        """The chart laid out for the widget but for the room of the focus ring."""
        if self._picture is None:
            width, height = self.width() - 2 * _RING, self.height() - 2 * _RING
            self._picture = laid_out(self._chart, max(width, 1), max(height, 1), self._has_title)
        return self._picture

    # points

    def open_point(self, series: int, category: int) -> None:
        """Show the records of a point; nothing happens where it has none."""
        ids = self._chart.series[series].points[category].ids
        if ids:
            self.opened.emit(series, category, ids)
            if self._rows_of is not None:
                show_rows(self, self._chart, series, category, self._rows_of, self._open_one)

    def _has_point(self, chart: Chart, series: int, category: int) -> bool:
        return series < len(chart.series) and category < len(chart.categories)

    def _choose(self, series: int, category: int) -> None:
        if not self._has_point(self._chart, series, category) or series < 0 or category < 0:
            return
        self._point = (series, category)
        told = self._chart.told(series, category)
        self.setAccessibleName(f"{self._chart.title}，{told}")
        hit = self._hit_of(series, category)
        if hit is not None and self.isVisible():
            spot = self._place(hit).center().toPoint()
            QToolTip.showText(self.mapToGlobal(spot), self._tip(hit), self)
        self.update()

    def _hit_of(self, series: int, category: int) -> Hit | None:
        wanted = (series, category)
        return next((hit for hit in self.picture.hits if (hit.series, hit.category) == wanted), None)

    def _pixmap(self) -> QPixmap:
        """The chart, painted once for its size and theme; the mouse only moves a frame over it."""
        key = (id(self.picture), tokens().name, self.devicePixelRatioF())
        if self._painted is None or self._painted[0] != key:
            size = self.size() - QSize(2 * _RING, 2 * _RING)
            pixmap = QPixmap(size.expandedTo(QSize(1, 1)) * self.devicePixelRatioF())
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            paint(painter, self.picture, tokens())
            painter.end()
            self._painted = (key, pixmap)
        return self._painted[1]

    def _met(self, spot: QPoint) -> Hit | None:
        return self.picture.hit(spot.x() - _RING, spot.y() - _RING)

    def _place(self, hit: Hit) -> QRectF:
        return rectangle(hit.shape).translated(_RING, _RING)

    def _tip(self, hit: Hit) -> str:
        told = self._chart.told(hit.series, hit.category)
        count = len(self._chart.series[hit.series].points[hit.category].ids)
        return f"{told}\n单击查看 {count} 条记录" if count else told

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(420, self.heightForWidth(420))

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, 120)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            inside = max(width, _NARROWEST) - 2 * _RING
            self._heights[width] = 2 * _RING + round(height_for(self._chart, inside, self._has_title))
        return self._heights[width]

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._picture = self._painted = None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.drawPixmap(_RING, _RING, self._pixmap())
        chosen = self._hit_of(*self._point) if self._point and self.hasFocus() else None
        for hit in filter(None, (self._hovered, chosen)):
            painter.setPen(
                QPen(QColor(theme.ink if hit is chosen else theme.muted), 2 if hit is chosen else 1)
            )
            painter.drawRect(self._place(hit).adjusted(-1.5, -1.5, 1.5, 1.5))
        if self.hasFocus() and chosen is None:
            painter.setPen(QColor(theme.brand))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self._met(event.pos())
            if hit is None:
                QToolTip.hideText()
            else:
                area = rectangle(hit.area).translated(_RING, _RING).toAlignedRect()
                QToolTip.showText(event.globalPos(), self._tip(hit), self, area)
            return True
        return bool(super().event(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hit = self._met(event.position().toPoint())
        if hit != self._hovered:
            self._hovered = hit
            has_records = hit is not None and self._chart.series[hit.series].points[hit.category].ids
            shape = Qt.CursorShape.PointingHandCursor if has_records else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        hit = self._met(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and hit is not None:
            self._point = (hit.series, hit.category)
            self.open_point(hit.series, hit.category)
            self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.setAccessibleName(self._chart.title)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), Qt.Key
        steps = {
            keys.Key_Left: (0, -1),
            keys.Key_Right: (0, 1),
            keys.Key_Up: (-1, 0),
            keys.Key_Down: (1, 0),
        }
        if copies_by_key(event, self._chart):
            return
        if key in steps:
            series, category = steps[keys(key)]
            at = self._point
            self._choose(*((at[0] + series, at[1] + category) if at is not None else (0, 0)))
        elif key == keys.Key_Home:
            self._choose(self._point[0] if self._point else 0, 0)
        elif key == keys.Key_End:
            self._choose(self._point[0] if self._point else 0, len(self._chart.categories) - 1)
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_Space) and self._point is not None:
            self.open_point(*self._point)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        spot = event.pos()
        hit = self._met(spot)
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self._point is not None:
            hit = self._hit_of(*self._point)
            spot = self._place(hit).center().toPoint() if hit is not None else QPoint()
        menu = self.menu(hit)
        menu.popup(self.mapToGlobal(spot))

    def menu(self, hit: Hit | None = None) -> QMenu:
        """What can be done with the chart, and with the point met."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if hit is not None:
            count = len(self._chart.series[hit.series].points[hit.category].ids)
            look = menu.addAction(f"查看 {count} 条记录", lambda: self.open_point(hit.series, hit.category))
            look.setEnabled(bool(count))
            menu.addSeparator()
        add_copying(menu, self._chart)
        return menu

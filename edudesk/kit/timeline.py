"""Dated events beside a line."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from edudesk.kit.theme import tokens

_LINE = 28


class Timeline(QWidget):
    """Events as given (the newest first)."""

    def __init__(self, events: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._events: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_events(events)

    def show_events(self, events: Sequence[tuple[str, str]]) -> None:
        """(date as printed, what happened)."""
        self._events = tuple(events)
        self.setAccessibleName("；".join(f"{on} {text}" for on, text in events))
        self.setFixedHeight(max(len(self._events), 1) * _LINE)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme.edge), 2))
        painter.drawLine(7, 0, 7, self.height())
        metrics = self.fontMetrics()
        dates = max((metrics.horizontalAdvance(on) for on, _ in self._events), default=0)
        for number, (on, text) in enumerate(self._events):
            box = QRectF(22, number * _LINE, self.width() - 22, _LINE)
            painter.setPen(QColor(theme.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, on)
            box.setLeft(box.left() + dates + 14)
            painter.setPen(QColor(theme.ink))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        if not self._events:
            painter.setPen(QColor(theme.muted))
            painter.drawText(
                QRectF(22, 0, self.width() - 22, _LINE), Qt.AlignmentFlag.AlignVCenter, "暂无记录"
            )
        painter.end()

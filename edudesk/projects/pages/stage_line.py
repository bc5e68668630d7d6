"""The stages of a project as dots on a line, each with its day."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from edudesk.kit.theme import Tone, tokens
from edudesk.projects.rules.stages import Dot

_HEIGHT, _RADIUS = 64, 5


class StageLine(QWidget):
    """asked(stage): a dot was clicked."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._dots: tuple[Dot, ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_dots(self, dots: Sequence[Dot]) -> None:
        """Other dots."""
        self._dots = tuple(dots)
        self.setAccessibleName("；".join(f"{one.label} {one.on or one.due}".strip() for one in dots))
        self.setToolTip("　".join(f"{one.label} {_said(one)}".strip() for one in dots))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._dots:
            place = int(event.position().x() * len(self._dots) / max(self.width(), 1))
            self.asked.emit(self._dots[min(place, len(self._dots) - 1)].stage)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._dots:
            return
        theme, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step, middle = self.width() / len(self._dots), 10.0
        painter.setPen(QPen(QColor(theme.line), 2))
        painter.drawLine(QPointF(step / 2, middle), QPointF(self.width() - step / 2, middle))
        metrics = painter.fontMetrics()
        for number, dot in enumerate(self._dots):
            tone = _tone(dot)
            centre = step * (number + 0.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.edge if tone is Tone.PLAIN else theme.bar(tone)))
            painter.drawEllipse(QPointF(centre, middle), _RADIUS, _RADIUS)
            for text, top, colour in (
                (dot.label, 22, theme.of(tone)[0]),
                (_said(dot), 42, theme.bad if dot.is_late else theme.muted),
            ):
                painter.setPen(QColor(colour))
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(step))
                painter.drawText(
                    QRectF(centre - step / 2, top, step, 20), Qt.AlignmentFlag.AlignHCenter, shown
                )
        painter.end()


def _tone(dot: Dot) -> Tone:
    if dot.state == "done":
        return Tone.GOOD
    if dot.state == "next":
        return Tone.BAD if dot.is_late else Tone.WARN
    return Tone.PLAIN


def _said(dot: Dot) -> str:
    """2025-03 when it was reached, the day it is due when it is next."""
    return dot.on[:7] if dot.on else dot.due[:7]

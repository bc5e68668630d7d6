"""A line of a few figures inside a table cell: how it went, beside the figure that says what it is."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from edudesk.kit.theme import Tone, tokens

_HIGHEST = 16  # px, whatever the height of the row
_DOT = 2.5


def paint_spark(painter: QPainter, rect: QRectF, values: Sequence[float | None], tone: Tone) -> None:
    """The values from left to right, the last with a dot. None leaves a gap; the same all along is a level line."""
    known = [value for value in values if value is not None]
    if not known:
        return
    low, high = min(known), max(known)
    box = QRectF(rect.left() + _DOT, rect.center().y() - _HIGHEST / 2, rect.width() - 2 * _DOT, _HIGHEST)
    step = box.width() / max(len(values) - 1, 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(tokens().bar(tone))
    painter.setPen(QPen(colour, 1.5))
    run = QPolygonF()
    last = QPointF()
    for place, value in enumerate(values):
        if value is None:
            painter.drawPolyline(run)
            run = QPolygonF()
            continue
        share = (value - low) / (high - low) if high > low else 0.5
        last = QPointF(box.left() + place * step, box.bottom() - share * box.height())
        run.append(last)
    painter.drawPolyline(run)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(last, _DOT, _DOT)
    painter.restore()

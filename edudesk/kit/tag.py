"""The small coloured tag with a word: as a label, and painted into a table cell."""

from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from edudesk.kit.theme import HEAD, Tone, tokens, ui_font


class Tag(QLabel):
    """A word on a coloured ground."""

    def __init__(self, text: str, tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("tone", tone.value)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_tag(self, text: str, tone: Tone) -> None:
        """Another word, another colour."""
        self.setText(text)
        if self.property("tone") != tone.value:
            self.setProperty("tone", tone.value)
            self.style().unpolish(self)
            self.style().polish(self)


@cache
def _small() -> tuple[QFont, QFontMetricsF]:
    font = ui_font(HEAD)
    return font, QFontMetricsF(font)


def tag_width(text: str) -> float:
    """How wide a tag with a word is painted."""
    return _small()[1].horizontalAdvance(text) + 14


def paint_tag(painter: QPainter, cell: QRectF, text: str, tone: Tone) -> None:
    """Paint a tag at the left of cell, centred in height, cut with … where the cell ends."""
    font, metrics = _small()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(cell.width() - 14, 0))
    box = QRectF(cell.left(), cell.center().y() - 10, metrics.horizontalAdvance(shown) + 14, 20)
    ink, ground = tokens().of(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(ink))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()

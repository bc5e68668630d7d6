"""Shares as bars: rows that can be asked for their records, and a bar alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QMenu, QSizePolicy, QVBoxLayout, QWidget

from edudesk.kit.cards import clear_layout
from edudesk.kit.row_button import RowButton
from edudesk.kit.theme import Tone, tokens

if TYPE_CHECKING:
    from edudesk.base.chart import Chart

_LINE = 28
_USUAL_TEXT = 240
_LEAST_TEXT, _MOST_TEXT = 84, 0.55  # pixels, and the share of the line that long names leave to the bars


def paint_bar(painter: QPainter, rect: QRectF, share: float, tone: Tone) -> None:
    """A round bar 8 px high, centred in rect; share 0.0–1.0 of it is filled."""
    theme = tokens()
    track = QRectF(rect.left(), rect.center().y() - 4, rect.width(), 8)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.track))
    painter.drawRoundedRect(track, 4, 4)
    share = min(max(share, 0.0), 1.0)
    if share > 0:
        filled = QRectF(track)
        filled.setWidth(max(track.width() * share, 6))
        painter.setBrush(QColor(theme.bar(tone)))
        painter.drawRoundedRect(filled, 4, 4)
    painter.restore()


@dataclass(frozen=True, slots=True)
class BarLine:
    """One bar: label, share 0.0–1.0, the figure as printed ("37 人")."""

    text: str
    share: float
    figure: str
    tone: Tone = Tone.BRAND


class BarRow(RowButton):
    """Label, bar, figure in one line; a button, because a figure can be asked for its records."""

    def __init__(self, line: BarLine, text_width: int, figure_width: int) -> None:
        super().__init__(f"{line.text} {line.figure}")
        self.line = line
        self._text_width, self._figure_width = text_width, figure_width

    def sizeHint(self) -> QSize:
        return QSize(min(self._text_width, _USUAL_TEXT) + self._figure_width + 120, _LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        middle = Qt.AlignmentFlag.AlignVCenter
        box = QRectF(self.rect())
        painter.setPen(QColor(theme.ink))
        text_width = min(self._text_width, max(int(box.width() * _MOST_TEXT), _LEAST_TEXT))
        text = self.fontMetrics().elidedText(self.line.text, Qt.TextElideMode.ElideRight, text_width - 8)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | middle, text)
        bar = box.adjusted(text_width, 0, -self._figure_width, 0)
        paint_bar(painter, bar, self.line.share, self.line.tone)
        painter.setPen(QColor(theme.brand if self.underMouse() and self.isEnabled() else theme.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | middle, self.line.figure)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.brand), 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()


class Bars(QWidget):
    """Bars below each other. asked(number): the user wants to see what is behind the bar.

    chart: makes the same figures to be copied as picture or table; None where nothing can be copied. Charts are
    imported when somebody copies: the start page has bars too.
    """

    asked = Signal(int)

    def __init__(self, lines: Sequence[BarLine] = (), is_clickable: bool = True) -> None:
        super().__init__()
        self.chart: Callable[[], Chart] | None = None
        self._is_clickable = is_clickable
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.asked)
        self.show_lines(lines)

    def show_lines(self, lines: Sequence[BarLine]) -> None:
        """Other bars."""
        for old in self._group.buttons():
            self._group.removeButton(old)
        clear_layout(self._column)
        metrics = self.fontMetrics()
        text_width = max([_LEAST_TEXT, *(metrics.horizontalAdvance(line.text) + 12 for line in lines)])
        figure_width = max([48, *(metrics.horizontalAdvance(line.figure) + 12 for line in lines)])
        for number, line in enumerate(lines):
            row = BarRow(line, text_width, figure_width)
            row.setEnabled(self._is_clickable)
            if self._is_clickable:
                row.lead()
            self._group.addButton(row, number)
            self._column.addWidget(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.chart is not None:
            from edudesk.kit.chart_copy import add_copying

            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            add_copying(menu, self.chart())
            menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.chart is not None:
            from edudesk.kit.chart_copy import copies_by_key

            if copies_by_key(event, self.chart()):
                return
        super().keyPressEvent(event)


class Meter(QWidget):
    """A bar alone, as wide as its place."""

    def __init__(self, share: float = 0.0, tone: Tone = Tone.BRAND) -> None:
        super().__init__()
        self._share, self._tone = share, tone
        self.setFixedHeight(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, tone: Tone = Tone.BRAND) -> None:
        """share: 0.0–1.0."""
        self._share, self._tone = share, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_bar(painter, QRectF(self.rect()), self._share, self._tone)
        painter.end()

"""A figure with its word, small, in a line of them: 平均分 91.2. It can be asked for what is behind it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from edudesk.kit.labels import bold
from edudesk.kit.row_button import RowButton
from edudesk.kit.theme import Tone, tokens

_GAP, _HIGH = 4, 24


class Fact(RowButton):
    """tone: of the figure, PLAIN = as text."""

    def __init__(self, word: str, tone: Tone = Tone.PLAIN) -> None:
        super().__init__(word)
        self._word, self._figure, self._tone = word, "", tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.lead()

    def show_figure(self, figure: str) -> None:
        """Another figure; without one the whole is hidden."""
        self._figure = figure
        self.setText(f"{self._word} {figure}")
        self.setVisible(bool(figure))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        word = self.fontMetrics().horizontalAdvance(self._word)
        figure = QFontMetrics(bold(self.font())).horizontalAdvance(self._figure)
        return QSize(word + figure + _GAP + 8, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 0, -4, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(theme.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | middle, self._word)
        ink = theme.ink if self._tone is Tone.PLAIN else theme.of(self._tone)[0]
        painter.setPen(QColor(theme.brand if self.underMouse() else ink))
        painter.setFont(bold(self.font()))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | middle, self._figure)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.brand), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

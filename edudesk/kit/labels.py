"""Words on a page: labels by their role, and the bold of a font."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

_LEAST = 120  # px that stay of a line that is cut


def label(text: str, role: str = "", *, wraps: bool = False, parent: QWidget | None = None) -> QLabel:
    """Plain text, never markup. role: title, heading, name, figure, strong, muted, small, problem, remark."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wraps)
    return made


class ElidedLabel(QLabel):
    """A name in one line that ends in … where its place is narrower, and is told whole by its tooltip: a plain label would
    push what stands beside it out of the page. text() is the whole name; mode: where it is cut."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        role: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self._whole, self.mode = "", mode
        self._is_placed = False  # else its width says nothing yet
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def text(self) -> str:
        return self._whole

    def setText(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def setWordWrap(self, on: bool) -> None:
        super().setWordWrap(on)
        self._fit()

    def sizeHint(self) -> QSize:
        if self.wordWrap():
            return super().sizeHint()
        self.ensurePolished()
        wide = self.fontMetrics().horizontalAdvance(self._whole.replace("\n", " ")) + 2
        margins = self.contentsMargins()
        return QSize(wide + margins.left() + margins.right(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        if self.wordWrap():
            return super().minimumSizeHint()
        usual = self.sizeHint()
        return QSize(min(usual.width(), _LEAST), usual.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._is_placed = True
        self._fit()

    def _fit(self) -> None:
        shown = line = self._whole if self.wordWrap() else self._whole.replace("\n", " ")
        if self._is_placed and not self.wordWrap():
            shown = self.fontMetrics().elidedText(line, self.mode, self.contentsRect().width())
        if shown != super().text():
            super().setText(shown)
            self.setToolTip(self._whole if shown != line else "")


def bold(font: QFont) -> QFont:
    """The same font, bold."""
    made = QFont(font)
    made.setBold(True)
    return made

"""A small panel over the foot of a window: it lies inside the window and takes nothing of its life away."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QWidget

_ABOVE_FOOT = 44  # clear of the status line


class Floating(QFrame):
    """Centred at the foot of window, follows its size, deleted when closed."""

    def __init__(self, window: QWidget, role: str, width: int = 0) -> None:
        super().__init__(window)
        self._window, self._width = window, width
        self.setProperty("role", role)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.installEventFilter(self)

    def appear(self) -> None:
        """Call when its parts are in place."""
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Where it belongs, after its text or the window became larger or smaller."""
        self.ensurePolished()
        hint, window = self.sizeHint(), self._window
        self.resize(min(self._width or hint.width(), window.width() - 40), hint.height())
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - _ABOVE_FOOT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

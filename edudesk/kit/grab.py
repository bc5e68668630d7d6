"""A widget as a picture: the same bytes for the same state, for reviews and for the manual."""

import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from edudesk.base.files import replacing
from edudesk.kit.theme import start_theme

_REST = 0.002  # seconds


def start_grabbing(app: QApplication, theme: str = "light") -> None:
    """No blinking caret, no animation, one theme. Call before the widgets are made."""
    start_theme(app, theme)
    app.setCursorFlashTime(0)
    effect = Qt.UIEffect
    for name in (effect.UI_AnimateMenu, effect.UI_FadeMenu, effect.UI_AnimateCombo, effect.UI_AnimateTooltip):
        app.setEffectEnabled(name, False)


def settle(seconds: float = 0.0) -> None:
    """Let layouts, queued signals and timers of zero length run; then up to seconds for the rest."""
    until = time.monotonic() + seconds
    while True:
        for _ in range(5):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            QCoreApplication.sendPostedEvents()
            QCoreApplication.processEvents()
        if time.monotonic() >= until:
            return
        time.sleep(_REST)  # else the job that is waited for shares its processor with this loop


def grab(widget: QWidget, size: tuple[int, int] | None = None) -> QImage:
    """The widget at size (logical pixels), shown and settled. Dialogs keep their own size with None."""
    if size is not None:
        widget.resize(QSize(*size))
    widget.show()
    settle()
    return widget.grab().toImage()


def grab_to(path: Path, widget: QWidget, size: tuple[int, int] | None = None) -> Path:
    """Write the picture as PNG; raises UserError when it cannot be written."""
    image = grab(widget, size)
    with replacing(path) as part:
        image.save(str(part), "PNG")  # type: ignore[call-overload]
    return path

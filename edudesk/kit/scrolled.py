"""What may be higher than its place and scrolls up and down in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(
    inside: QWidget, parent: QWidget | None = None, *, by_keys: bool = False, sideways: bool = False
) -> QScrollArea:
    """An area around a widget, as wide as its place and without a frame or ground of its own.

    by_keys: it takes the focus and the arrow keys scroll it, where nothing inside is typed into; sideways:
    what is wider than its place can be scrolled to as well, else it is cut.
    """
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if not by_keys:
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside.setProperty("role", "plain")
    area.setWidget(inside)
    return area

"""Buttons: ordinary, primary, link, tab; one line each in a page."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from edudesk.kit.icons import icon


def button(
    text: str,
    does: Callable[[], object] | None = None,
    role: str = "",
    *,
    icon_name: str = "",
    keys: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """A push button. role: "" (quiet), primary, danger, link; keys: a shortcut such as "Ctrl+N"."""
    made = QPushButton(text, parent)
    if role:
        made.setProperty("role", role)
    if icon_name:
        token = {"primary": "on_brand", "link": "brand", "danger": "bad"}.get(role, "ink")
        made.setIcon(icon(icon_name, token))
        made.setIconSize(QSize(16, 16))
    if keys:
        made.setShortcut(QKeySequence(keys))
        made.setToolTip(f"{text}（{keys.replace('Return', 'Enter')}）")
    if role == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)  # in a dialog Enter must not press whatever has the focus order's first place
    if does is not None:
        made.clicked.connect(_without_state(does))
    return made


def link(text: str, does: Callable[[], object], parent: QWidget | None = None) -> QPushButton:
    """Looks like a link, is a button: the keyboard reaches it."""
    return button(text, does, "link", parent=parent)


def menu_button(
    text: str,
    entries: Sequence[tuple[str, Callable[[], object]] | None],
    *,
    role: str = "",
    icon_name: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """A button with a drop menu ("导出 ▾"). None in entries draws a line; role: as of a button."""
    made = button(f"{text} ▾", role=role, icon_name=icon_name, parent=parent)
    menu = QMenu(made)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        else:
            word, does = entry
            menu.addAction(word).triggered.connect(_without_state(does))
    made.setMenu(menu)
    return made


def _without_state(does: Callable[[], object]) -> Callable[..., object]:
    """clicked(bool) and triggered(bool) carry a state that our verbs do not take."""

    def press(_checked: bool = False) -> None:
        does()

    return press

"""What is seen while a school is opened: the empty window at its place, with what is going on.

It imports no database: that alone takes longer than Qt. The window of the school comes over it.
"""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.kit.labels import label
from edudesk.kit.settings import remembered


class Opening(QWidget):
    """text: what is going on (正在打开 龙城实验小学……)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setWindowTitle("校务通")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        place_window(self)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for words, role in (("校务通 EduDesk", "brand"), (text, "muted")):
            line = label(words, role)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(line)
        column.addStretch(1)


def place_window(window: QWidget) -> None:
    """Size and place of the program's window as they were the last time."""
    window.resize(1440, 900)
    kept = remembered("window")
    if kept:
        window.restoreGeometry(QByteArray.fromBase64(kept.encode()))

"""Icons by the name of what they do, painted in a token's colour from one font of qtawesome.

qtawesome itself is never imported: that costs 0.3–0.5 s and loads eleven fonts. We read its Remix Icon
file (Apache-2.0) when the first icon is painted, and paint outlines: sharp at every scale, and right
again after a change of theme because the colour is looked up at paint time.
"""

import json
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPixmap, QRawFont

from edudesk.base import paths
from edudesk.kit.theme import tokens

_FONT, _CHARS = "remixicon-2.5.0.ttf", "remixicon-charmap-2.5.0.json"
_EM = 960  # pixels the outlines are read at; only ratios count

NAMES = {
    "home": "dashboard-line",
    "plan": "compass-3-line",
    "roster": "team-line",
    "ledgers": "book-2-line",
    "checks": "clipboard-line",
    "projects": "folder-chart-line",
    "governance": "government-line",
    "appraisal": "award-line",
    "indicators": "line-chart-line",
    "charts": "bar-chart-2-line",
    "submissions": "send-plane-line",
    "school": "building-4-line",
    "forms": "file-list-3-line",
    "users": "shield-user-line",
    "backup": "database-2-line",
    "settings": "settings-3-line",
    "search": "search-line",
    "add": "add-line",
    "edit": "edit-line",
    "delete": "delete-bin-line",
    "restore": "arrow-go-back-line",
    "undo": "arrow-go-back-line",
    "redo": "arrow-go-forward-line",
    "history": "history-line",
    "import": "upload-2-line",
    "export": "download-2-line",
    "excel": "file-excel-2-line",
    "pdf": "file-pdf-line",
    "word": "file-word-2-line",
    "file": "file-line",
    "folder": "folder-open-line",
    "copy": "file-copy-line",
    "print": "printer-line",
    "close": "close-line",
    "check": "check-line",
    "down": "arrow-down-s-line",
    "up": "arrow-up-s-line",
    "left": "arrow-left-s-line",
    "right": "arrow-right-s-line",
    "back": "arrow-left-line",
    "more": "more-line",
    "filter": "filter-3-line",
    "columns": "layout-column-line",
    "show": "eye-line",
    "hide": "eye-off-line",
    "lock": "lock-line",
    "unlock": "lock-unlock-line",
    "info": "information-line",
    "warn": "alert-line",
    "bad": "error-warning-line",
    "good": "checkbox-circle-line",
    "calendar": "calendar-line",
    "person": "user-line",
    "empty": "inbox-line",
    "keys": "keyboard-line",
    "help": "question-line",
    "refresh": "refresh-line",
    "light": "sun-line",
    "dark": "moon-line",
}


def icon(name: str, token: str = "muted") -> QIcon:
    """The icon of a name above, in the colour of a token ("ink", "brand", "bad" …) as it is when painted."""
    return QIcon(_Engine(NAMES[name], token))


def icon_pixmap(name: str, size: int, token: str = "muted", ratio: float = 1.0) -> QPixmap:
    """The icon once, size × size logical pixels, for labels."""
    return _painted(NAMES[name], QSize(size, size) * ratio, QColor(getattr(tokens(), token)), ratio)


def icon_folder() -> Path:
    """Where the icon font lies: in the installed package, or in the bundle of the built program."""
    if getattr(sys, "frozen", False):
        return paths.shipped("qtawesome", "fonts")
    found = find_spec("qtawesome")  # finds without importing
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "fonts"


@cache
def _face() -> tuple[QRawFont, dict[str, str]]:
    folder = icon_folder()
    chars: dict[str, str] = json.loads((folder / _CHARS).read_text("utf-8"))
    return QRawFont(str(folder / _FONT), _EM), chars


@cache
def _outline(glyph: str) -> QPainterPath:
    """The glyph in a square of _EM × _EM, centred."""
    face, chars = _face()
    number = face.glyphIndexesForString(chr(int(chars[glyph], 16)))[0]
    path = face.pathForGlyph(number)
    box = path.boundingRect()
    return path.translated(_EM / 2 - box.center().x(), _EM / 2 - box.center().y())


def _paint(painter: QPainter, rect: QRectF, glyph: str, ink: QColor) -> None:
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / _EM, side / _EM)
    painter.fillPath(_outline(glyph), ink)
    painter.restore()


def _painted(glyph: str, size: QSize, ink: QColor, ratio: float) -> QPixmap:
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _paint(painter, QRectF(QPoint(0, 0), size), glyph, ink)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class _Engine(QIconEngine):
    def __init__(self, glyph: str, token: str) -> None:
        super().__init__()
        self._glyph, self._token = glyph, token

    def _ink(self, mode: QIcon.Mode) -> QColor:
        ink = QColor(getattr(tokens(), self._token))
        if mode == QIcon.Mode.Disabled:
            ink.setAlphaF(0.45)
        return ink

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        _paint(painter, QRectF(rect), self._glyph, self._ink(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _painted(self._glyph, size, self._ink(mode), 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return _painted(self._glyph, size * scale, self._ink(mode), scale)

    def clone(self) -> QIconEngine:
        return _Engine(self._glyph, self._token)

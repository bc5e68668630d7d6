"""Lines that lead somewhere: a tag, a text, a figure … side by side, the whole line pressed at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.kit.cards import clear_layout
from edudesk.kit.row_button import RowButton
from edudesk.kit.tag import paint_tag, tag_width
from edudesk.kit.theme import ROW, Tone, tokens

_GAP, _WIDEST = 14, 168


class Cell(StrEnum):
    """What stands in a column: TEXT and NOTE share the room the others leave."""

    TEXT = "text"
    NOTE = "note"  # second voice
    TAG = "tag"
    NUMBER = "number"  # at the right
    QUIET = "quiet"  # second voice, as wide as its words
    LINK = "link"  # where it leads


_WIDE = (Cell.TEXT, Cell.NOTE)


@dataclass(frozen=True, slots=True)
class LeadLine:
    """One line. cells: a word for each column; tone: of its tag; tip: the whole of it, "" = the cells."""

    cells: tuple[str, ...]
    tone: Tone = Tone.BRAND
    tip: str = ""


class LeadRows(QWidget):
    """Lines below each other. asked(number): one was pressed."""

    asked = Signal(int)

    def __init__(self, columns: Sequence[Cell]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.lines: tuple[LeadLine, ...] = ()
        self.rows: list[LeadRow] = []

    def show_lines(self, lines: Sequence[LeadLine]) -> None:
        """Other lines; those that are the same stay as they are."""
        if tuple(lines) == self.lines:
            return
        self.lines = tuple(lines)
        had_focus = next((number for number, row in enumerate(self.rows) if row.hasFocus()), None)
        clear_layout(self._column)
        widths = self._widths()
        self.rows = [LeadRow(line, self._columns, widths) for line in lines]
        for number, row in enumerate(self.rows):
            row.clicked.connect(lambda _checked=False, number=number: self.asked.emit(number))
            self._column.addWidget(row)
        if had_focus is not None and self.rows:
            row = self.rows[min(had_focus, len(self.rows) - 1)]
            row.show()  # what is not shown yet takes no focus
            row.setFocus()

    def _widths(self) -> tuple[int, ...]:
        """Of each column what its longest word needs; 0 = the rest of the line."""
        metrics = self.fontMetrics()

        def width(place: int, cell: Cell) -> int:
            if cell in _WIDE:
                return 0
            words = {line.cells[place] for line in self.lines} - {""}
            needs = [
                tag_width(word) if cell is Cell.TAG else metrics.horizontalAdvance(word) for word in words
            ]
            return min(ceil(max(needs, default=0)), _WIDEST)

        return tuple(width(place, cell) for place, cell in enumerate(self._columns))


class LeadRow(RowButton):
    """One line of LeadRows."""

    def __init__(self, line: LeadLine, columns: Sequence[Cell], widths: Sequence[int]) -> None:
        super().__init__("　".join(filter(None, line.cells)))
        self.line = line
        self._cells = tuple(zip(columns, line.cells, widths, strict=True))
        self.setToolTip(line.tip)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.lead()

    def sizeHint(self) -> QSize:
        return QSize(sum(width for _, _, width in self._cells) + 240, ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(box, QColor(theme.hover))
        painter.setPen(QColor(theme.line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        fixed = sum(width + _GAP for cell, _, width in self._cells if cell not in _WIDE)
        texts = sum(cell in _WIDE for cell, _, _ in self._cells)
        rest = (box.width() - 2 * 8 - fixed) / max(texts, 1)
        left = 8.0
        for cell, word, width in self._cells:
            room = QRectF(left, 0, rest - _GAP if cell in _WIDE else width, box.height() - 1)
            self._paint(painter, cell, word, room)
            left = room.right() + _GAP
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.brand), 1.5))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), 4, 4)
        painter.end()

    def _paint(self, painter: QPainter, cell: Cell, word: str, room: QRectF) -> None:
        if not word:
            return
        if cell is Cell.TAG:
            paint_tag(painter, room, word, self.line.tone)
            return
        theme = tokens()
        quiet = theme.muted
        colour = {Cell.NOTE: quiet, Cell.QUIET: quiet, Cell.LINK: theme.brand}.get(cell, theme.ink)
        painter.setPen(QColor(colour))
        font = QFont(self.font())
        font.setUnderline(cell is Cell.LINK and self.underMouse())
        painter.setFont(font)
        shown = QFontMetrics(font).elidedText(word, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        side = Qt.AlignmentFlag.AlignRight if cell is Cell.NUMBER else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)

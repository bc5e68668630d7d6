"""The goals as a list with their numbers, each with how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidgetItem, QWidget

from edudesk.kit.labels import bold
from edudesk.kit.line_list import LineList
from edudesk.kit.tag import paint_tag, tag_width
from edudesk.kit.theme import Tone, tokens, ui_font
from edudesk.plan.rules.amounts import whole_percent
from edudesk.plan.rules.codes import Numbered

_ROLE = int(Qt.ItemDataRole.UserRole)
_INDENT = 16
_GOOD, _FAIR = Fraction(80, 100), Fraction(60, 100)


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One line. share: 0–1, None = nothing to say yet."""

    goal: Numbered
    share: Fraction | None


class GoalTree(LineList):
    """chosen(id): a goal is looked at; asked(id, place on screen): its menu is wanted; opened(id): Enter, double click."""

    chosen = Signal(str)
    asked = Signal(str, QPoint)
    opened = Signal(str)
    keeps_choice = True
    margin = 10

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("目标", parent)
        self.currentRowChanged.connect(self._tell)
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(_ROLE).goal.id))

    def show_lines(self, lines: Sequence[GoalLine], chosen: str = "") -> None:
        """Other goals; the chosen one stays, else it is the first below a domain. Not told as chosen."""
        kept = chosen or self.current
        self.blockSignals(True)
        self.clear()
        for line in lines:
            item = QListWidgetItem(f"{line.goal.label} {percent_word(line.share)}".strip())
            item.setData(_ROLE, line)
            item.setToolTip(line.goal.goal.text or line.goal.label)
            self.addItem(item)
        places = {line.goal.id: place for place, line in enumerate(lines)}
        first = next((place for place, line in enumerate(lines) if line.goal.depth), 0)
        if lines:
            self.setCurrentRow(places.get(kept, first))
        self.blockSignals(False)

    @property
    def current(self) -> str:
        """The id of the chosen goal, "" when there is none."""
        item = self.currentItem()
        return str(item.data(_ROLE).goal.id) if item is not None else ""

    def choose(self, goal_id: str) -> bool:
        """A goal by its id; False when it is not there."""
        for place in range(self.count()):
            if self.item(place).data(_ROLE).goal.id == goal_id:
                self.setCurrentRow(place)
                return True
        return False

    def _tell(self, place: int) -> None:
        if place >= 0:
            self.chosen.emit(self.current)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.itemAt(event.pos()) or self.currentItem()
        if item is not None:
            self.setCurrentItem(item)
            self.asked.emit(item.data(_ROLE).goal.id, event.globalPos())

    def sizeHint(self) -> QSize:
        return QSize(230, 300)

    def write_line(
        self, painter: QPainter, box: QRectF, index: QModelIndex | QPersistentModelIndex, is_chosen: bool
    ) -> None:
        line: GoalLine = index.data(_ROLE)
        theme = tokens()
        word = percent_word(line.share)
        width = tag_width(word) if word else 0.0
        if word:
            paint_tag(
                painter,
                QRectF(box.right() - width, box.top(), width, box.height()),
                word,
                share_tone(line.share),
            )
        painter.setFont(bold(ui_font()) if line.goal.depth == 0 else ui_font())
        painter.setPen(QPen(QColor(theme.ink)))
        text = box.adjusted(_INDENT * line.goal.depth, 0, -width - 8, 0)
        shown = painter.fontMetrics().elidedText(
            line.goal.label, Qt.TextElideMode.ElideRight, int(text.width())
        )
        painter.drawText(text, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def percent_word(share: Fraction | None) -> str:
    """74%; "" when it cannot be said. 99.6 is not yet 100."""
    return "" if share is None else f"{whole_percent(share)}%"


def share_tone(share: Fraction | None) -> Tone:
    """Good from 基本达成 on, bad below 部分达成 (规划与项目调研 2.4)."""
    if share is None:
        return Tone.PLAIN
    return Tone.GOOD if share >= _GOOD else Tone.BRAND if share >= _FAIR else Tone.BAD

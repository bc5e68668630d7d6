"""Projects by phase: a column each, a card for every project."""

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from edudesk.kit.labels import bold, label
from edudesk.kit.scrolled import scrolled
from edudesk.kit.tag import paint_tag
from edudesk.kit.theme import Tone, tokens
from edudesk.projects.forms.value import HALTED, PHASES, STOPPED
from edudesk.projects.rows.lines import ProjectLine

_WIDTH, _CARD = 208, 116
_ROLE, _DISPLAY = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_NOWHERE = QModelIndex()
_RARE = (HALTED, STOPPED)  # stand there only when a project does

TONES = {"danger": Tone.BAD, "warning": Tone.WARN, "info": Tone.BRAND, "good": Tone.GOOD, "": Tone.PLAIN}


class Board(QWidget):
    """chosen(id): a card was clicked or reached by the keyboard; opened(id): Enter or double click; asked(id, place on
    screen): its menu is wanted."""

    chosen = Signal(str)
    opened = Signal(str)
    asked = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self.columns = {phase: _PhaseColumn(phase, self) for phase in PHASES}
        for column in self.columns.values():
            self._row.addWidget(column)
        self._row.addStretch(1)
        area = scrolled(inside, self)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        outer.addWidget(area)

    def show_lines(self, lines: Sequence[ProjectLine]) -> None:
        """Other projects, in their order."""
        by_phase: dict[str, list[ProjectLine]] = defaultdict(list)
        for line in lines:
            by_phase[line.phase].append(line)
        for phase, column in self.columns.items():
            column.setVisible(phase not in _RARE or bool(by_phase[phase]))
            column.show_lines(by_phase[phase])


class _PhaseColumn(QFrame):
    """One phase with its count."""

    def __init__(self, phase: str, board: Board) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self._phase = phase
        self._title = label(phase, "heading")
        column.addWidget(self._title)
        self.cards = _Cards()
        self.list = QListView()
        self.list.setModel(self.cards)
        self.list.setAccessibleName(phase)
        self.list.setProperty("role", "inner")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_CardPainter(self.list))
        self.list.setMouseTracking(True)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.clicked.connect(lambda index: board.chosen.emit(index.data(_ROLE).id))
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._reached(board, now))
        self.list.activated.connect(lambda index: board.opened.emit(index.data(_ROLE).id))
        self.list.customContextMenuRequested.connect(lambda place: self._ask(board, place))
        column.addWidget(self.list, 1)

    def show_lines(self, lines: Sequence[ProjectLine]) -> None:
        """Other cards."""
        self._title.setText(f"{self._phase} {len(lines)}" if lines else self._phase)
        self.cards.show_lines(lines)

    def _reached(self, board: Board, index: QModelIndex) -> None:
        if index.isValid() and self.list.hasFocus():  # by the arrow keys, not while the cards are filled in
            board.chosen.emit(index.data(_ROLE).id)

    def _ask(self, board: Board, place: QPoint) -> None:
        index = self.list.indexAt(place)
        if not index.isValid():
            index = self.list.currentIndex()
        if index.isValid():
            board.asked.emit(index.data(_ROLE).id, self.list.viewport().mapToGlobal(place))


class _Cards(QAbstractListModel):
    """The projects of one phase."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[ProjectLine] = ()

    def show_lines(self, lines: Sequence[ProjectLine]) -> None:
        """Other projects; nothing happens when they are the same."""
        if lines != self._lines:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> object:
        line = self._lines[index.row()]
        return line if role == _ROLE else line.title if role in (_DISPLAY, _TIP) else None


class _CardPainter(QStyledItemDelegate):
    """Title in two lines, what it is and who leads it, its stage and the next day, the one word of the list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(_WIDTH - 20, _CARD + 6)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: ProjectLine = index.data(_ROLE)
        theme, given = tokens(), option.rect
        box = QRectF(given).adjusted(1, 1, -1, -6)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.brand if is_chosen else theme.line), 1))
        painter.setBrush(QColor(theme.brand_soft if is_chosen else theme.surface))
        painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(8, 6, -8, -6)
        plain = painter.font()
        painter.setFont(bold(plain))
        painter.setPen(QColor(theme.ink))
        height = painter.fontMetrics().lineSpacing()
        top = QRectF(inner.left(), inner.top(), inner.width(), 2 * height)
        for number, text in enumerate(_two_lines(line.title, painter, top.width())):
            painter.drawText(
                QRectF(top.left(), top.top() + number * height, top.width(), height),
                Qt.AlignmentFlag.AlignVCenter,
                text,
            )
        painter.setFont(plain)
        painter.setPen(QColor(theme.muted))
        metrics = painter.fontMetrics()
        who = metrics.elidedText(
            " · ".join(filter(None, (line.label, line.leaders))),
            Qt.TextElideMode.ElideRight,
            int(inner.width()),
        )
        next_day = f"{line.next_title} {line.next_due}" if line.next_due else ""
        where = " · ".join(filter(None, (line.project.stage, next_day)))
        where = metrics.elidedText(where, Qt.TextElideMode.ElideRight, int(inner.width()))
        for number, text in enumerate((who, where)):
            below = QRectF(inner.left(), top.bottom() + 2 + number * height, inner.width(), height)
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, text)
        foot = QRectF(inner.left(), inner.bottom() - 20, inner.width(), 20)
        if line.alert:
            paint_tag(painter, foot, line.alert, TONES[line.tone])
        painter.restore()


def _two_lines(text: str, painter: QPainter, width: float) -> list[str]:
    """A title broken where the first line ends; the second ends with … when it is longer."""
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    cut = next(
        number for number in range(len(text), 0, -1) if metrics.horizontalAdvance(text[:number]) <= width
    )
    return [text[:cut], metrics.elidedText(text[cut:], Qt.TextElideMode.ElideRight, int(width))]

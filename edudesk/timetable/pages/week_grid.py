"""A week as a grid: periods below one another, days side by side, in each cell what is taught and by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from edudesk.kit.labels import bold
from edudesk.kit.theme import SMALL, Tone, tokens, ui_font
from edudesk.timetable.rows import LessonRow
from edudesk.timetable.rules.week import Row

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LOW, _HIGH = 50, 96  # pixels a period may have
_HEAD = 104
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus


@dataclass(frozen=True, slots=True)
class CellLine:
    """A lesson as a cell shows it: strong above, quiet below."""

    strong: str
    quiet: str = ""


@dataclass(frozen=True, slots=True)
class WeekCell:
    """lessons: those of the cell; lines: how they are shown; remark: what is doubtful about it, "" if nothing."""

    lessons: tuple[LessonRow, ...] = ()
    lines: tuple[CellLine, ...] = ()
    remark: str = ""


EMPTY = WeekCell()
Cells = Mapping[tuple[str, str], WeekCell]
"""(period, weekday) -> cell."""


class _Week(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.periods: Sequence[Row] = ()
        self.days: Sequence[str] = ()
        self.cells: Cells = {}

    def show(self, periods: Sequence[Row], days: Sequence[str], cells: Cells) -> None:
        self.beginResetModel()
        self.periods, self.days, self.cells = periods, days, cells
        self.endResetModel()

    def place(self, index: Index) -> tuple[str, str]:
        return self.periods[index.row()].period, self.days[index.column()]

    def cell(self, index: Index) -> WeekCell:
        return self.cells.get(self.place(index), EMPTY)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.periods)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.days)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.days[section]
        row = self.periods[section]
        return f"{row.period}\n{row.times}" if row.times else row.period

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cell = self.cell(index)
        told = "；".join(" ".join(filter(None, (line.strong, line.quiet))) for line in cell.lines)
        period, day = self.place(index)
        whole = "。".join(filter(None, (told or "空", cell.remark)))
        return f"{day}{period} {whole}" if role == Qt.ItemDataRole.AccessibleTextRole else cell.remark or None


class _Cells(QStyledItemDelegate):
    """Paints a cell: the lesson in bold, who or which class under it; what clashes on the ground of a warning."""

    now: tuple[str, str] = ("", "")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, theme, rect = index.model(), tokens(), option.rect
        assert isinstance(model, _Week)
        cell = model.cell(index)
        painter.save()
        ink, muted = theme.ink, theme.muted
        if cell.remark:
            ink, ground = theme.of(Tone.WARN)
            muted = ink
            painter.fillRect(rect, QColor(ground))
        if option.state & _SELECTED:
            painter.fillRect(rect, QColor(theme.brand_soft if not cell.remark else theme.of(Tone.WARN)[1]))
        inner = rect.adjusted(10, 5, -8, -5)
        if len(cell.lines) == 1:
            self._paint_one(painter, inner, cell.lines[0], ink, muted, bool(cell.remark))
        elif cell.lines:
            self._paint_several(painter, inner, cell.lines, ink, bool(cell.remark))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        is_now = model.place(index) == self.now
        if is_now or option.state & (_FOCUSED | _SELECTED):
            painter.setPen(QPen(QColor(theme.brand), 2 if option.state & _SELECTED else 1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    @staticmethod
    def _paint_one(
        painter: QPainter, box: QRect, line: CellLine, ink: str, muted: str, has_remark: bool
    ) -> None:
        font, small = bold(ui_font()), ui_font(SMALL)
        high = QFontMetrics(font).height()
        both = high + (QFontMetrics(small).height() + 3 if line.quiet else 0)
        top = box.top() + max((box.height() - both) // 2, 0)
        text = f"{line.strong}　冲突" if has_remark else line.strong
        _write(painter, QRect(box.left(), top, box.width(), high), text, font, ink)
        if line.quiet:
            below = QRect(box.left(), top + high + 3, box.width(), QFontMetrics(small).height())
            _write(painter, below, line.quiet, small, muted)

    @staticmethod
    def _paint_several(
        painter: QPainter, box: QRect, lines: Sequence[CellLine], ink: str, has_remark: bool
    ) -> None:
        font = ui_font(SMALL)
        high = QFontMetrics(font).height() + 2
        most = max(box.height() // high, 1)
        shown = list(lines[:most])
        top = box.top() + max((box.height() - high * len(shown)) // 2, 0)
        for number, line in enumerate(shown):
            mark = "冲突" if has_remark and number == 0 else ""
            text = " ".join(filter(None, (line.strong, line.quiet, mark)))
            if number == most - 1 and len(lines) > most:
                text = f"等 {len(lines)} 节"
            _write(painter, QRect(box.left(), top + number * high, box.width(), high), text, font, ink)


class WeekGrid(QTableView):
    """opened(): Enter or a double click on a cell; emptied(): Delete; asked(point): its menu."""

    opened = Signal()
    emptied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._week = _Week(self)
        self.setModel(self._week)
        self._cells = _Cells(self)
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("课程表")
        self.setMouseTracking(True)
        heads, rows = self.horizontalHeader(), self.verticalHeader()
        for head in (heads, rows):
            head.setHighlightSections(False)
            head.setSectionsClickable(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        heads.setFixedHeight(32)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        rows.setFixedWidth(_HEAD)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def show_week(
        self, periods: Sequence[Row], days: Sequence[str], cells: Cells, now: tuple[str, str]
    ) -> None:
        """Another week; the place the keyboard is at stays. now: the period and weekday it is."""
        before = self.place
        self._cells.now = now
        self._week.show(periods, days, cells)
        self._fit()
        if not self.go_to(*before) and not self.go_to(*now):
            self.setCurrentIndex(self._week.index(0, 0))

    @property
    def place(self) -> tuple[str, str]:
        """Period and weekday of the cell the keyboard is at; ("", "") when there is none."""
        index = self.currentIndex()
        return self._week.place(index) if index.isValid() else ("", "")

    @property
    def cell(self) -> WeekCell:
        """What stands there."""
        index = self.currentIndex()
        return self._week.cell(index) if index.isValid() else EMPTY

    def go_to(self, period: str, weekday: str) -> bool:
        """The keyboard to a cell; False when the week has none such."""
        names = [row.period for row in self._week.periods]
        if period not in names or weekday not in self._week.days:
            return False
        index = self._week.index(names.index(period), list(self._week.days).index(weekday))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.emptied.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The periods share the height, as far as they stay readable."""
        count = len(self._week.periods)
        if count:
            self.verticalHeader().setDefaultSectionSize(
                max(_LOW, min(_HIGH, self.viewport().height() // count))
            )


def _write(painter: QPainter, box: QRect, text: str, font: Any, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(box.width(), 0))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

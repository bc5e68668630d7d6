"""The weeks of a term as a grid: 第 N 周 by Monday to Sunday, what every day holds, and a column for remarks."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
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
from edudesk.kit.theme import HEAD, ROW_COMPACT, Tone, tokens, ui_font
from edudesk.school.rows.terms import WEEKDAYS
from edudesk.school.rules.calendar import CalendarDate, CalendarWeek

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_REMARKS = len(WEEKDAYS.words)
_MOST_HIGH = 40
_WEEK_WIDTH = 72
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus


class _Weeks(QAbstractTableModel):
    """One row per week; the last column holds its remarks."""

    weeks: Sequence[CalendarWeek] = ()

    def show(self, weeks: Sequence[CalendarWeek]) -> None:
        self.beginResetModel()
        self.weeks = weeks
        self.endResetModel()

    def day(self, index: Index) -> CalendarDate | None:
        return self.weeks[index.row()].days[index.column()] if index.column() < _REMARKS else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.weeks)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else _REMARKS + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        chosen = Qt.ItemFlag.ItemIsEnabled
        return chosen | Qt.ItemFlag.ItemIsSelectable if index.column() < _REMARKS else chosen

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return "备注" if section == _REMARKS else WEEKDAYS.words[section]
        number = self.weeks[section].number
        return f"第 {number} 周" if number is not None else "预备周"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day(index)
        remarks = "；".join(self.weeks[index.row()].remarks)
        if role == Qt.ItemDataRole.DisplayRole:
            return remarks if day is None else str(day.day.day)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return remarks if day is None else f"{told(day.day)} {'、'.join(day.names)}".strip()
        return None


class _Cells(QStyledItemDelegate):
    """Paints a day: its number, what it holds beside it, on the ground of its kind."""

    today = date.min

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, theme, rect = index.model(), tokens(), option.rect
        assert isinstance(model, _Weeks)
        day = model.day(index)
        painter.save()
        if day is None:
            self._write(painter, rect.adjusted(8, 0, -6, 0), str(index.data()), theme.muted)
        else:
            self._paint_day(painter, rect, day, option)
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _paint_day(
        self, painter: QPainter, rect: QRect, day: CalendarDate, option: QStyleOptionViewItem
    ) -> None:
        theme = tokens()
        ink, ground = self._colours(day)
        if ground:
            painter.fillRect(rect, QColor(ground))
        if option.state & _SELECTED:
            painter.fillRect(rect, QColor(theme.brand_line))
            ink = theme.ink
        is_today = day.day == self.today
        number = f"{day.day.month}.{day.day.day}" if day.day.day == 1 else str(day.day.day)
        painter.setFont(bold(option.font) if is_today or day.is_changed else option.font)
        painter.setPen(QColor(theme.brand if is_today else ink))
        inner = rect.adjusted(8, 0, -4, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, number)
        if day.names and (day.is_inside or day.is_changed):
            name = inner.adjusted(30, 0, 0, 0)
            text = "上课" if day.is_changed and not day.is_off else "、".join(day.names)
            self._write(painter, name, text, ink if day.is_changed else theme.brand)
        if is_today or option.state & _FOCUSED:
            painter.setPen(QPen(QColor(theme.brand), 2 if is_today else 1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    @staticmethod
    def _colours(day: CalendarDate) -> tuple[str, str]:
        theme = tokens()
        if day.is_changed:
            return theme.of(Tone.GOOD if day.is_off else Tone.WARN)
        if not day.is_inside:
            return theme.muted, theme.raised
        return (theme.muted if day.is_off else theme.ink), ""

    @staticmethod
    def _write(painter: QPainter, rect: QRect, text: str, colour: str) -> None:
        font = ui_font(HEAD)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(rect.width(), 0))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class CalendarGrid(QTableView):
    """chosen(days): other days are selected, in order; opened(): Enter or a double click on a day."""

    chosen = Signal(list)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weeks = _Weeks(self)
        self.setModel(self._weeks)
        self._cells = _Cells(self)
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("校历")
        heads, rows = self.horizontalHeader(), self.verticalHeader()
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setStretchLastSection(True)
        heads.setFixedHeight(30)
        rows.setHighlightSections(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW_COMPACT)
        rows.setFixedWidth(_WEEK_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit(self.days()))
        self.doubleClicked.connect(lambda index: self.opened.emit())

    def show_weeks(self, weeks: Sequence[CalendarWeek], today: date) -> None:
        """Other weeks; the days that are selected stay so."""
        before = self.days()
        self._cells.today = today
        self.blockSignals(True)
        self._weeks.show(weeks)
        self._fit()
        self.select(before)
        if not self.currentIndex().isValid():
            self._stand_on(today)
        self.blockSignals(False)
        self.chosen.emit(self.days())

    def days(self) -> list[date]:
        """The selected days, in their order."""
        found = [self._weeks.day(index) for index in self.selectionModel().selectedIndexes()]
        return sorted(day.day for day in found if day is not None)

    def select(self, days: Sequence[date]) -> None:
        """Select these days as far as they are shown; the first becomes current and visible."""
        selection, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        selection.clear()
        wanted = set(days)
        for down, week in enumerate(self._weeks.weeks):
            for right, day in enumerate(week.days):
                if day.day in wanted:
                    index = self._weeks.index(down, right)
                    if not self.selectionModel().hasSelection():
                        selection.setCurrentIndex(index, flag.NoUpdate)
                        self.scrollTo(index)
                    selection.select(index, flag.Select)

    def _stand_on(self, day: date) -> None:
        """The keyboard begins there; nothing is selected yet."""
        for down, week in enumerate(self._weeks.weeks):
            for right, one in enumerate(week.days):
                if one.day == day:
                    index = self._weeks.index(down, right)
                    self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                    self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Weeks share the height, as far as they stay readable; days share what the remarks leave."""
        room, weeks = self.viewport(), len(self._weeks.weeks)
        high = max(ROW_COMPACT, min(_MOST_HIGH, room.height() // weeks)) if weeks else ROW_COMPACT
        self.verticalHeader().setDefaultSectionSize(high)
        wide = max(44, room.width() * 4 // 5 // _REMARKS)
        for number in range(_REMARKS):
            self.setColumnWidth(number, wide)


def told(day: date) -> str:
    """10月1日 星期四."""
    return f"{day.month}月{day.day}日 星期{WEEKDAYS.words[day.weekday()].removeprefix('周')}"

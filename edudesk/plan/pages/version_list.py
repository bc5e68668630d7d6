"""The list of kept versions: number and day, why, and who at which meeting, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from edudesk.kit.labels import bold
from edudesk.kit.line_list import paint_ground
from edudesk.kit.theme import tokens
from edudesk.plan.rows.course import VersionRow

_ACROSS, _ABOVE = 10, 8  # of the text inside its line
_BETWEEN = 3
_ROLE = int(Qt.ItemDataRole.UserRole)
_CHOSEN = QStyle.StateFlag.State_Selected


class VersionList(QListWidget):
    """The newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("稿次")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(_Versions(self))

    def show_versions(self, rows: Sequence[VersionRow]) -> None:
        """Other versions; what they say is read out and shown whole beside the pointer."""
        self.clear()
        for row in rows:
            item = QListWidgetItem(called(row))
            item.setData(_ROLE, row)
            item.setToolTip(called(row))
            self.addItem(item)


class _Versions(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = 1 + sum(bool(text) for text in _below(index.data(_ROLE)))
        return QSize(0, 2 * _ABOVE + lines * option.fontMetrics.height() + (lines - 1) * _BETWEEN)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: VersionRow = index.data(_ROLE)
        theme, metrics = tokens(), option.fontMetrics
        painter.save()
        paint_ground(painter, QRectF(option.rect), option.state, 0)
        box = QRectF(option.rect).adjusted(_ACROSS, _ABOVE, -_ACROSS, -_ABOVE)
        box.setHeight(metrics.height())
        painter.setPen(QColor(theme.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, row.on)
        painter.setPen(QColor(theme.brand if option.state & _CHOSEN else theme.ink))
        painter.setFont(bold(option.font))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, f"第 {row.number} 稿")
        painter.setFont(option.font)
        for text, colour in zip(_below(row), (theme.ink, theme.muted), strict=True):
            if text:
                box.translate(0, metrics.height() + _BETWEEN)
                painter.setPen(QColor(colour))
                shown = metrics.elidedText(
                    text.replace("\n", " "), Qt.TextElideMode.ElideRight, int(box.width())
                )
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


def called(row: VersionRow) -> str:
    """第 3 稿 2024-06-12, why, and who at which meeting."""
    return "\n".join(filter(None, (f"第 {row.number} 稿　{row.on}", *_below(row))))


def _below(row: VersionRow) -> tuple[str, str]:
    return row.why, " · ".join(filter(None, (row.who, row.meeting)))

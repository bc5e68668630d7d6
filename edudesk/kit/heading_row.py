"""The lines above groups of rows: painted across all columns (▾ 语文　23 人), folded by click and by key."""

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QTableView

from edudesk.kit.labels import bold
from edudesk.kit.row_model import RowModel
from edudesk.kit.theme import tokens

_LEFT = 10
_GAP = 8
_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class HeadingRows:
    """The headings of one model. unit: of the rows (人)."""

    def __init__(self, model: RowModel) -> None:
        self._model = model
        self.unit = ""

    def toggle(self, index: QModelIndex) -> None:
        """Fold or unfold the heading at index; nothing where a row stands."""
        heading = self._model.heading(index) if index.isValid() else None
        if heading is not None:
            self._model.fold([heading.word], heading.is_open)

    def take_key(self, index: QModelIndex, event: QKeyEvent) -> bool:
        """Left folds, right unfolds, Enter and Space do the other; whether a heading took the key."""
        heading = self._model.heading(index) if index.isValid() else None
        if heading is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._model.fold([heading.word], event.key() == Qt.Key.Key_Left)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.toggle(index)
        else:
            return False
        return True

    def paint(self, view: QTableView, is_focused: bool) -> None:
        """Over the cells of every heading in sight, after the view has painted them."""
        model, viewport = self._model, view.viewport()
        first, last = view.rowAt(0), view.rowAt(viewport.height() - 1)
        if model.grouping is None or first < 0:
            return
        painter = QPainter(viewport)
        theme, plain, current = tokens(), view.font(), view.currentIndex().row()
        strong = bold(plain)
        for place in range(first, (model.rowCount() - 1 if last < 0 else last) + 1):
            heading = model.heading(place)
            if heading is None:
                continue
            line = QRect(0, view.rowViewportPosition(place), viewport.width(), view.rowHeight(place))
            inner = line.adjusted(_LEFT, 0, -_LEFT, -1)
            painter.setPen(QColor(theme.line))
            painter.drawLine(line.bottomLeft(), line.bottomRight())
            text = f"{'▾' if heading.is_open else '▸'}　{heading.title}"
            painter.setPen(QColor(theme.ink if heading.word else theme.muted))
            painter.setFont(strong)
            painter.drawText(inner, _FLAGS, text)
            inner.setLeft(inner.left() + painter.fontMetrics().horizontalAdvance(text) + _GAP)
            painter.setPen(QColor(theme.muted))
            painter.setFont(plain)
            painter.drawText(inner, _FLAGS, f"{heading.count} {self.unit}".rstrip())
            if is_focused and place == current:
                painter.setPen(QColor(theme.brand))
                painter.drawRect(line.adjusted(0, 0, -1, -2))
        painter.end()

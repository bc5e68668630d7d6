"""How one cell of a table is painted and edited."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from edudesk.base.columns import Kind
from edudesk.kit.bars import paint_bar
from edudesk.kit.cell_block import Selected
from edudesk.kit.fields import Spell, editor_for
from edudesk.kit.labels import bold
from edudesk.kit.row_model import EMPTY, RowModel
from edudesk.kit.spark import paint_spark
from edudesk.kit.tag import paint_tag
from edudesk.kit.theme import ROW, Tokens, Tone, tokens

PADDING = 10
_FIGURE = 44  # px behind a bar, for 100%
# plain numbers: an operation on a flag of Python's enum costs more than painting the cell
_LEFT = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
_RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value
_SELECTED = QStyle.StateFlag.State_Selected.value
_UNDER_MOUSE = QStyle.StateFlag.State_MouseOver.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value


class _Look:
    """Colours and text widths of one theme, kept: a paint of a full table asks for them hundreds of times."""

    def __init__(self, theme: Tokens, font: QFont) -> None:
        self.theme = theme
        self.ink, self.muted, self.line = QColor(theme.ink), QColor(theme.muted), QColor(theme.line)
        self.brand, self.selected, self.hover, self.block, self.raised = map(
            QColor, (theme.brand, theme.brand_soft, theme.hover, theme.brand_line, theme.raised)
        )
        self.shades = {tone: QColor(theme.of(tone)[1]) for tone in Tone}
        self.fonts = (QFont(font), bold(font))
        self._metrics = tuple(QFontMetricsF(made) for made in self.fonts)
        self._widths: dict[tuple[str, bool], float] = {}

    def fitted(self, text: str, is_bold: bool, width: float) -> str:
        """text, cut with … when it is wider than width."""
        wide = self._widths.get((text, is_bold))
        if wide is None:
            if len(self._widths) > 20_000:
                self._widths.clear()
            wide = self._widths[text, is_bold] = self._metrics[is_bold].horizontalAdvance(text)
        if wide <= width:
            return text
        return self._metrics[is_bold].elidedText(text, Qt.TextElideMode.ElideRight, width)


class CellDelegate(QStyledItemDelegate):
    """Paints cells of a RowModel, and edits them with the editor of their column.

    marked: what is selected; rows with a selected cell are washed, and the cells of a block stand out of them.
    entered(rows): Enter has saved a cell; the cursor moves down by 1, up (Shift) by -1.
    typed_before: what the next editor shows instead of the stored value, because it was refused.
    """

    entered = Signal(int)

    def __init__(
        self, parent: QObject | None = None, spell: Spell | None = None, marked: Selected | None = None
    ) -> None:
        super().__init__(parent)
        self._spell, self._marked = spell, marked
        self._look: _Look | None = None
        self.typed_before: str | None = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, RowModel)
        look = self._look
        if look is None or look.theme is not tokens():
            look = self._look = _Look(tokens(), option.font)
        place, number = index.row(), index.column()
        rect: QRect = option.rect
        if model.heading(place) is not None:
            painter.fillRect(rect, look.raised)  # its words run across the columns: heading_row paints them
            return
        column = model.columns[number]
        text = model.text(place, number)
        state, marked = option.state.value, self._marked
        shade = model.shade(place, number)
        if state & _SELECTED and marked is not None and marked.is_block:
            painter.fillRect(rect, look.block)
        elif state & _SELECTED or (marked is not None and place in marked.rows):
            painter.fillRect(rect, look.selected)
        elif shade is not None:
            painter.fillRect(rect, look.shades[shade])
        elif state & _UNDER_MOUSE:
            painter.fillRect(rect, look.hover)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.line)
        inner = rect.adjusted(PADDING, 0, -PADDING, -1)
        if text and column.kind is Kind.TAG:
            paint_tag(painter, QRectF(inner), text, model.tone(place, number))
        elif spark := model.spark(place, number):
            paint_spark(painter, QRectF(inner), spark, model.tone(place, number))
        else:
            if (share := model.bar(place, number)) is not None:
                paint_bar(
                    painter, QRectF(inner).adjusted(0, 0, -_FIGURE, 0), share, model.tone(place, number)
                )
                inner.setLeft(inner.right() - _FIGURE)
            is_bold = column.kind is Kind.NAME
            if "\n" in text:
                text = text.replace("\n", " ")
            painter.setPen(look.ink if text else look.muted)
            painter.setFont(look.fonts[is_bold])
            shown = look.fitted(text or EMPTY, is_bold, inner.width())
            painter.drawText(inner, _RIGHT if column.is_figure else _LEFT, shown)
        if state & _FOCUSED:
            painter.setPen(look.brand)
            painter.drawRect(rect.adjusted(0, 0, -1, -2))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """What a double click on a header border fits the column to."""
        metrics = option.fontMetrics
        return QSize(metrics.horizontalAdvance(str(index.data() or "")) + 2 * PADDING + 14, ROW)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        model = index.model()
        assert isinstance(model, RowModel)
        editor: QWidget = editor_for(model.columns[index.column()], self._spell, parent)
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Over its cell, and wide enough for the words of a list."""
        place: QRect = option.rect
        if isinstance(editor, QComboBox):
            place = place.adjusted(0, 0, max(0, 150 - place.width()), 0)
        editor.setGeometry(place)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        text, self.typed_before = self.typed_before, None
        editor.show_text(str(index.data(Qt.ItemDataRole.EditRole)) if text is None else text)  # type: ignore[attr-defined]

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model.setData(QModelIndex(index), editor.typed(), Qt.ItemDataRole.EditRole)  # type: ignore[arg-type, attr-defined]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and isinstance(watched, QWidget)
        ):
            self.commitData.emit(watched)
            self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.NoHint)
            self.entered.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        return super().eventFilter(watched, event)

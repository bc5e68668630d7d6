"""What cards and drawers are made of: headings, key-value rows, bars, tabs, time lines, links."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from edudesk.kit.buttons import button
from edudesk.kit.theme import Tone, tokens

_LINE = 28

Line: TypeAlias = tuple[str, str] | tuple[str, str, QWidget]
"""Label and value, and perhaps a widget behind the value."""


def label(text: str, role: str = "", *, wraps: bool = False, parent: QWidget | None = None) -> QLabel:
    """Plain text, never markup. role: title, heading, name, figure, strong, muted, small, problem, remark."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wraps)
    return made


def link(text: str, does: Callable[[], object], parent: QWidget | None = None) -> QPushButton:
    """Looks like a link, is a button: the keyboard reaches it."""
    return button(text, does, "link", parent=parent)


class Card(QFrame):
    """A white sheet with a heading. Fill `body`. role: card, inset (inside a drawer), warning."""

    def __init__(
        self, title: str = "", right: QWidget | None = None, role: str = "card", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(8)
        self.heading = label(title, "heading")
        self.heading.setMinimumHeight(24)  # as high as a link beside it, so that cards in a row agree
        if title or right is not None:
            head = QHBoxLayout()
            head.addWidget(self.heading, 1)
            if right is not None:
                head.addWidget(right)
            self.body.addLayout(head)

    def add(self, content: QWidget | QLayout, stretch: int = 0) -> None:
        """Another part at the foot."""
        if isinstance(content, QLayout):
            self.body.addLayout(content, stretch)
        else:
            self.body.addWidget(content, stretch)


class KeyValues(QWidget):
    """身份证号　320402********2126　显示: a quiet label, a value, and perhaps a link behind it.

    Lines are kept and refilled: making and styling forty labels takes longer than a person notices.
    """

    def __init__(self, key_width: int = 84, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, key_width)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[_Line] = []

    def show_rows(self, rows: Sequence[Line]) -> None:
        """Other lines. An empty value prints as —."""
        while len(self._lines) < len(rows):
            line = _Line(self)
            self._grid.addWidget(line.name, len(self._lines), 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addLayout(line.box, len(self._lines), 1)
            self._lines.append(line)
        for line, row in zip(self._lines, rows, strict=False):
            line.show(*row)
        for line in self._lines[len(rows) :]:
            line.hide()


class _Line:
    """One line of KeyValues."""

    def __init__(self, parent: QWidget) -> None:
        self.name, self.text = label("", "muted", parent=parent), label("", wraps=True, parent=parent)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.box = QHBoxLayout()
        self.box.setSpacing(4)
        self.box.addWidget(self.text, 1)
        self._extra: QWidget | None = None
        self._is_empty = False

    def show(self, name: str, value: str, extra: QWidget | None = None) -> None:
        self.name.setText(name)
        self.text.setText(value or "—")
        if self._is_empty != (not value):
            self._is_empty = not value
            self.text.setProperty("role", "muted" if self._is_empty else "")
            self.text.style().unpolish(self.text)
            self.text.style().polish(self.text)
        self._follow(extra)
        self.name.show()
        self.text.show()

    def hide(self) -> None:
        self.name.hide()
        self.text.hide()
        self._follow(None)

    def _follow(self, extra: QWidget | None) -> None:
        """Put another widget behind the value, or none."""
        if self._extra is not None:
            self.box.removeWidget(self._extra)
            self._extra.hide()
            self._extra.deleteLater()
            self.box.takeAt(1)  # the stretch behind it
        self._extra = extra
        self.text.setWordWrap(extra is None)
        self.box.setStretch(0, 1 if extra is None else 0)
        if extra is not None:
            extra.setMaximumHeight(20)  # a link must not push its row apart from the others
            self.box.addWidget(extra)
            self.box.addStretch(1)


def clear_layout(layout: QLayout) -> None:
    """Take everything out and let the widgets go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


def paint_bar(painter: QPainter, rect: QRectF, share: float, tone: Tone) -> None:
    """A round bar 8 px high, centred in rect; share 0.0–1.0 of it is filled."""
    theme = tokens()
    track = QRectF(rect.left(), rect.center().y() - 4, rect.width(), 8)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.track))
    painter.drawRoundedRect(track, 4, 4)
    share = min(max(share, 0.0), 1.0)
    if share > 0:
        filled = QRectF(track)
        filled.setWidth(max(track.width() * share, 6))
        painter.setBrush(QColor(theme.bar(tone)))
        painter.drawRoundedRect(filled, 4, 4)
    painter.restore()


@dataclass(frozen=True, slots=True)
class BarLine:
    """One bar: label, share 0.0–1.0, the figure as printed ("37 人")."""

    text: str
    share: float
    figure: str
    tone: Tone = Tone.BRAND


class BarRow(QAbstractButton):
    """Label, bar, figure in one line; a button, because a figure can be asked for its records."""

    def __init__(self, line: BarLine, text_width: int, figure_width: int) -> None:
        super().__init__()
        self.line = line
        self._text_width, self._figure_width = text_width, figure_width
        self.setText(f"{line.text} {line.figure}")  # what a screen reader says
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._text_width + self._figure_width + 120, _LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        middle = Qt.AlignmentFlag.AlignVCenter
        box = QRectF(self.rect())
        painter.setPen(QColor(theme.ink))
        text = self.fontMetrics().elidedText(
            self.line.text, Qt.TextElideMode.ElideRight, self._text_width - 8
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | middle, text)
        bar = box.adjusted(self._text_width, 0, -self._figure_width, 0)
        paint_bar(painter, bar, self.line.share, self.line.tone)
        painter.setPen(QColor(theme.brand if self.underMouse() and self.isEnabled() else theme.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | middle, self.line.figure)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.brand), 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()


class Bars(QWidget):
    """Bars below each other. asked(number): the user wants to see what is behind the bar."""

    asked = Signal(int)

    def __init__(self, lines: Sequence[BarLine] = (), is_clickable: bool = True) -> None:
        super().__init__()
        self._is_clickable = is_clickable
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.asked)
        self.show_lines(lines)

    def show_lines(self, lines: Sequence[BarLine]) -> None:
        """Other bars."""
        for old in self._group.buttons():
            self._group.removeButton(old)
        clear_layout(self._column)
        metrics = self.fontMetrics()
        text_width = max([84, *(metrics.horizontalAdvance(line.text) + 12 for line in lines)])
        figure_width = max([48, *(metrics.horizontalAdvance(line.figure) + 12 for line in lines)])
        for number, line in enumerate(lines):
            row = BarRow(line, text_width, figure_width)
            row.setEnabled(self._is_clickable)
            if self._is_clickable:
                row.setCursor(Qt.CursorShape.PointingHandCursor)
                row.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(row, number)
            self._column.addWidget(row)


class Meter(QWidget):
    """A bar alone, as wide as its place."""

    def __init__(self, share: float = 0.0, tone: Tone = Tone.BRAND) -> None:
        super().__init__()
        self._share, self._tone = share, tone
        self.setFixedHeight(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, tone: Tone = Tone.BRAND) -> None:
        """share: 0.0–1.0."""
        self._share, self._tone = share, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_bar(painter, QRectF(self.rect()), self._share, self._tone)
        painter.end()


class Tabs(QWidget):
    """A row of words of which one is underlined. chosen(number): another one; set_tabs does not tell."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[str] = ()) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        column.addLayout(self._row)
        rule = QFrame()
        rule.setProperty("role", "rule")
        column.addWidget(rule)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._tell)
        self.set_tabs(words)

    @property
    def current(self) -> int:
        """Number of the underlined word; -1 when there are none."""
        return self._group.checkedId()

    def set_tabs(self, words: Sequence[str]) -> None:
        """Other words ("检查 8"); the underlined place stays when it is still there."""
        current = max(self.current, 0)
        for old in self._group.buttons():
            self._group.removeButton(old)
        clear_layout(self._row)
        was_silent = self._group.blockSignals(True)
        for number, word in enumerate(words):
            made = button(word, role="tab")
            made.setCheckable(True)
            made.setChecked(number == min(current, len(words) - 1))
            self._group.addButton(made, number)
            self._row.addWidget(made)
        self._group.blockSignals(was_silent)
        self._row.addStretch(1)

    def choose(self, number: int) -> None:
        """Underline another word."""
        self._group.button(number).setChecked(True)

    def _tell(self, number: int, is_on: bool) -> None:
        if is_on:
            self.chosen.emit(number)


class Timeline(QWidget):
    """Dated events beside a line, as given (the newest first)."""

    def __init__(self, events: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._events: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_events(events)

    def show_events(self, events: Sequence[tuple[str, str]]) -> None:
        """(date as printed, what happened)."""
        self._events = tuple(events)
        self.setAccessibleName("；".join(f"{on} {text}" for on, text in events))
        self.setFixedHeight(max(len(self._events), 1) * _LINE)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme.edge), 2))
        painter.drawLine(7, 0, 7, self.height())
        metrics = self.fontMetrics()
        dates = max((metrics.horizontalAdvance(on) for on, _ in self._events), default=0)
        for number, (on, text) in enumerate(self._events):
            box = QRectF(22, number * _LINE, self.width() - 22, _LINE)
            painter.setPen(QColor(theme.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, on)
            box.setLeft(box.left() + dates + 14)
            painter.setPen(QColor(theme.ink))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        if not self._events:
            painter.setPen(QColor(theme.muted))
            painter.drawText(
                QRectF(22, 0, self.width() - 22, _LINE), Qt.AlignmentFlag.AlignVCenter, "暂无记录"
            )
        painter.end()


def bold(font: QFont) -> QFont:
    """The same font, bold."""
    made = QFont(font)
    made.setBold(True)
    return made

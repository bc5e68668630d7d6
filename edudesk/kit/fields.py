"""Editors for one value, chosen by the kind of its Column. They speak text; base.grammar says what it means."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from edudesk.base.columns import Column, Kind, printed
from edudesk.base.grammar import read_typed
from edudesk.base.pinyin import rank
from edudesk.base.readings import Level, Reading

Spell = Callable[[str], tuple[str, str]]
"""Word -> its pinyin and initials, so that zg finds 正高级; base.pinyin.spell, or a list made beforehand."""

_HINTS = {
    Kind.MONTH: "如 1985-02、1985.2",
    Kind.DATE: "如 2025-03-01、20250301、今天",
    Kind.PHONE: "手机或带区号的座机",
}
_WORDS_YES_NO = ("", "是", "否")


class Editor(Protocol):
    """What a form and a table cell need of an editor; every class below is also a QWidget."""

    column: Column
    edited: Any  # Signal(): the user changed something

    def typed(self) -> str:
        """The text as it stands."""

    def show_text(self, text: str) -> None:
        """Put a text in; edited stays silent."""

    def widget(self) -> QWidget:
        """Itself, as a widget."""


class LineField(QLineEdit):
    """One line. Leaving it normalises what was typed: 2025.3.1 becomes 2025-03-01, １２ becomes 12."""

    edited = Signal()
    left = Signal()

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self.setPlaceholderText(column.help or _HINTS.get(column.kind, ""))
        if column.is_figure:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textEdited.connect(self._tell)

    def _tell(self, text: str) -> None:
        self.edited.emit()

    def typed(self) -> str:
        return self.text().strip()

    def show_text(self, text: str) -> None:
        self.setText(text)
        self.setCursorPosition(0)

    def widget(self) -> QWidget:
        return self

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.isReadOnly():
            normalise(self)
            self.left.emit()


class ChoiceField(QComboBox):
    """One word of a list, found by its characters and, with spell, by pinyin and initials.

    An open list (CodeList.is_open) takes other words too.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        column: Column,
        words: Sequence[str] = (),
        spell: Spell | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.column = column
        self._words = tuple(words) or (column.codes.words if column.codes else ())
        self._spell = spell
        self._spelled: dict[str, tuple[str, str]] = {}
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        self.addItems(["", *(word for word in self._words if word)])
        self._hits: QStringListModel | None = None
        line = self.lineEdit()
        assert line is not None
        line.setCompleter(None)  # type: ignore[arg-type]
        line.textEdited.connect(self._offer)
        self.activated.connect(self._tell)

    def _tell(self, chosen: object = None) -> None:
        self.edited.emit()

    def _offer(self, text: str) -> None:
        if self._hits is None:
            self._hits = self._build_hits()
        self._hits.setStringList(self.matches(text))
        self._tell()

    def _build_hits(self) -> QStringListModel:
        """The list under the line, made when the first word is typed: a form of sixty fields opens faster."""
        hits = QStringListModel(self)
        completer = QCompleter(hits, self)
        # the list is ours already, ranked; Qt's own matching knows no pinyin
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = completer.popup()
        assert popup is not None
        popup.setProperty("role", "choices")
        completer.activated.connect(self._tell)
        line = self.lineEdit()
        assert line is not None
        line.setCompleter(completer)
        return hits

    def offer_words(self, words: Sequence[str]) -> None:
        """Other words to choose from; what stands in it stays."""
        text = self.typed()
        self._words = tuple(words)
        self.clear()
        self.addItems(["", *words])
        self.setEditText(text)

    def matches(self, typed: str) -> list[str]:
        """Words that fit, the best first: exact, beginning, initials, inside."""
        ranked = [(self._rank(typed, word), word) for word in self._words if word]
        hits = [(place, word) for place, word in ranked if place is not None]
        return [word for _, word in sorted(hits, key=lambda hit: hit[0])]

    def _rank(self, typed: str, word: str) -> int | None:
        if self._spell is None:
            return rank(typed, word, "", "") if typed else 1
        if word not in self._spelled:
            self._spelled[word] = self._spell(word)
        return rank(typed, word, *self._spelled[word])

    def typed(self) -> str:
        return self.currentText().strip()

    def show_text(self, text: str) -> None:
        place = self.findText(text)
        if place >= 0:
            self.setCurrentIndex(place)
        else:
            self.setEditText(text)

    def widget(self) -> QWidget:
        return self

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(
            event
        )  # the box hands it on to its line; no filter of the line ever hears of it
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take_only_hit()
            normalise(self)
            self.left.emit()

    def _take_only_hit(self) -> None:
        """Of a list that takes no other words (those of people do), a part or the pinyin of a word means the only one it
        fits: 微 is 教研与微型课题."""
        typed = self.typed()
        if typed and read_editor(self).level is Level.WARNING:
            hits = self.matches(typed)
            if len(hits) == 1:
                self.show_text(hits[0])
                self._tell()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a form must never change a value under the pointer


class YesNoField(QComboBox):
    """是, 否, or not known."""

    edited = Signal()
    left = Signal()

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self.addItems(_WORDS_YES_NO)
        self.activated.connect(self._tell)

    def _tell(self, chosen: object = None) -> None:
        self.edited.emit()

    def typed(self) -> str:
        return self.currentText()

    def show_text(self, text: str) -> None:
        self.setCurrentIndex(max(self.findText(text), 0))

    def widget(self) -> QWidget:
        return self

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def editor_for(column: Column, spell: Spell | None = None, parent: QWidget | None = None) -> Any:
    """The editor of a column; it fulfils Editor and has the signal left()."""
    if column.kind is Kind.YESNO:
        return YesNoField(column, parent)
    if column.codes is not None:
        return ChoiceField(column, spell=spell, parent=parent)
    return LineField(column, parent)


def read_editor(editor: Editor) -> Reading:
    """What stands in the editor, read by the one grammar."""
    return read_typed(editor.column, editor.typed())


def normalise(editor: Editor) -> None:
    """Print the value the way it will be stored, when it can be read."""
    reading = read_editor(editor)
    if reading.level in (Level.OK, Level.NOTICE) and printed(reading.value) != editor.typed():
        editor.show_text(printed(reading.value))


def mark(widget: QWidget, level: Level) -> None:
    """Red or amber border; Level.OK takes it away."""
    shown = level.value if level in (Level.WARNING, Level.ERROR) else ""
    if (widget.property("level") or "") != shown:
        widget.setProperty("level", shown)
        widget.style().unpolish(widget)
        widget.style().polish(widget)

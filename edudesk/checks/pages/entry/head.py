"""The counts over the items: numbers first, then the day and who looks."""

from collections.abc import Mapping, Sequence
from unicodedata import normalize

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.readings import Level
from edudesk.checks.forms.value import CheckForm, Field, FieldKind
from edudesk.checks.rules.due_counts import DueCount
from edudesk.kit.cards import clear_layout
from edudesk.kit.fields import ChoiceField, LineField, mark, read_editor
from edudesk.kit.flow import FlowLayout
from edudesk.kit.labels import label

_WIDE, _NARROW = 128, 92
_DAY = Column("on", "检查日期", Kind.DATE)
_LINES = 46  # px high
_TAKE = "="  # typed into a count: what it should come to


class HeadFields(QWidget):
    """changed: a value is another; ended: Enter in the last field that is empty, the items come next; handed_over: the
    field of the inspector was left."""

    changed = Signal()
    ended = Signal()
    handed_over = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._short, self._long = QWidget(), QWidget()
        self._flow = FlowLayout(self._short, gap=10)
        self._lines = QVBoxLayout(self._long)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        column.addWidget(self._short)
        column.addWidget(self._long)
        self.editors: dict[str, QWidget] = {}
        self._form: CheckForm | None = None
        self._kinds: dict[str, FieldKind] = {}
        self._due: dict[str, DueCount] = {}

    def show_form(self, form: CheckForm, inspectors: Sequence[str]) -> None:
        """The fields of a form, empty; the same form again keeps its fields."""
        if form != self._form:  # read anew it is another object
            self._form = form
            clear_layout(self._flow)
            clear_layout(self._lines)
            self.editors, self._kinds = {}, {field.key: field.kind for field in form.head}
            for field in form.head:
                self._add(field)
            self.day = LineField(_DAY)
            self.day.edited.connect(self.changed)
            self._place("on", "检查日期", self.day, 116)
            codes = CodeList("检查人", tuple(Code(name) for name in inspectors))
            self.inspector = ChoiceField(Column("inspector", "检查人", Kind.CHOICE, codes=codes))
            self.inspector.edited.connect(self.changed)
            self.inspector.installEventFilter(self)
            self._place("inspector", "检查人", self.inspector, 116)
            self._long.setVisible(self._lines.count() > 0)

    def show_values(self, counts: Mapping[str, object], on: str, inspector: str) -> None:
        """Put values in; changed stays silent."""
        self.blockSignals(True)
        for key in self._kinds:
            value = counts.get(key)
            _put(self.editors[key], "" if value is None else str(value))
            mark(self.editors[key], Level.OK)
        self.day.show_text(on or clock.today().isoformat())
        self.inspector.show_text(inspector)
        self.blockSignals(False)

    def suggest(self, due: Sequence[DueCount]) -> None:
        """What counts should come to: told in the empty field, and typed by an equals sign."""
        self._due = {one.key: one for one in due}
        for key, kind in self._kinds.items():
            editor = self.editors[key]
            if kind is FieldKind.COUNT and isinstance(editor, QLineEdit):
                one = self._due.get(key)
                number = one.number({}) if one is not None else None
                editor.setPlaceholderText("" if number is None else f"约 {number}")
                editor.setToolTip(f"{one.words}\n按“=”填入" if one is not None else "")

    @property
    def counts(self) -> dict[str, object]:
        """What was typed, whole numbers as numbers, days as ISO days; what is no whole number is marked and left out."""
        found: dict[str, object] = {}
        for key, kind in self._kinds.items():
            text = _text_of(self.editors[key])
            if not text:
                continue
            if kind is FieldKind.COUNT:
                number = normalize("NFKC", text)
                if number.isdecimal():
                    found[key] = int(number)
            elif isinstance(editor := self.editors[key], LineField):
                found[key] = str(read_editor(editor).value or "") or text
            else:
                found[key] = text
        return found

    @property
    def unread(self) -> list[str]:
        """Titles of counts that hold no whole number."""
        assert self._form is not None
        return [
            field.title
            for field in self._form.head
            if field.kind is FieldKind.COUNT
            and (text := _text_of(self.editors[field.key]))
            and not normalize("NFKC", text).isdecimal()
        ]

    @property
    def on(self) -> str:
        """ISO day; "" when it cannot be read."""
        value = str(read_editor(self.day).value or "")
        return value if len(value) == len("2026-11-19") else ""

    def seize(self) -> None:
        """The keyboard goes into the first field."""
        next(iter(self.editors.values())).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An editable combo box holds the focus itself, not its line: that is where leaving it is seen."""
        if watched is self.inspector and event.type() == QEvent.Type.FocusOut:
            assert isinstance(event, QFocusEvent)
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self.handed_over.emit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        """To the next field that is empty, else to the items."""
        fields = list(self.editors.values())
        places = [
            place
            for place, one in enumerate(fields)
            if one.hasFocus() or one.isAncestorOf(self.focusWidget())
        ]
        for one in fields[places[0] + 1 if places else 0 :]:
            if not _text_of(one):
                one.setFocus()
                return
        self.ended.emit()

    def _add(self, field: Field) -> None:
        title = f"{field.title}（{field.unit}）" if field.unit else field.title
        editor: QWidget
        if field.kind is FieldKind.LINES:
            text = editor = QPlainTextEdit()
            text.setTabChangesFocus(True)
            text.setFixedHeight(_LINES)
            text.textChanged.connect(self.changed)
            self._lines.addWidget(label(title, "small"))
            self._lines.addWidget(text)
            editor.setAccessibleName(title)
            self.editors[field.key] = editor
            return
        if field.kind is FieldKind.CHOICE:
            codes = CodeList(field.title, tuple(Code(word) for word in field.choices))
            choice = editor = ChoiceField(Column(field.key, field.title, Kind.CHOICE, codes=codes))
            choice.edited.connect(self.changed)
        elif field.kind is FieldKind.DATE:
            day = editor = LineField(Column(field.key, field.title, Kind.DATE))
            day.edited.connect(self.changed)
        else:
            line = editor = QLineEdit()
            if field.kind in (FieldKind.COUNT, FieldKind.NUMBER):
                line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
            line.textEdited.connect(lambda _text, typed=line, field=field: self._typed(typed, field))
        is_wide = field.kind not in (FieldKind.COUNT, FieldKind.NUMBER)
        self._place(field.key, title, editor, _WIDE if is_wide else _NARROW)

    def _typed(self, line: QLineEdit, field: Field) -> None:
        text = normalize("NFKC", line.text()).strip()
        due = self._due.get(field.key)
        if text == _TAKE and due is not None:
            number = due.number(self.counts)
            text = "" if number is None else str(number)
            line.setText(text)
        is_wrong = field.kind is FieldKind.COUNT and bool(text) and not text.isdecimal()
        mark(line, Level.ERROR if is_wrong else Level.OK)
        self.changed.emit()

    def _place(self, key: str, title: str, editor: QWidget, width: int) -> None:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        name = label(title, "small")
        column.addWidget(name)
        column.addWidget(editor)
        place.setFixedWidth(max(width, name.sizeHint().width()))
        editor.setAccessibleName(title)
        self.editors[key] = editor
        self._flow.addWidget(place)


def _text_of(editor: QWidget) -> str:
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText().strip()
    if isinstance(editor, ChoiceField | LineField):
        return editor.typed()
    assert isinstance(editor, QLineEdit)
    return editor.text().strip()


def _put(editor: QWidget, text: str) -> None:
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, ChoiceField | LineField):
        editor.show_text(text)
    else:
        assert isinstance(editor, QLineEdit)
        editor.setText(text)

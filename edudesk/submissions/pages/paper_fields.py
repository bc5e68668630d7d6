"""The facts around the text of an official paper: the usual ones in sight, the others when asked for."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from edudesk.base.readings import Level
from edudesk.kit.buttons import link
from edudesk.kit.form_field import FormField
from edudesk.submissions.rows.papers import PAPER_COLUMN, PaperDraft

_USUAL = (("title",), ("kind", "addressee", "on"))
_MORE = (("number", "signer", "issuer"), ("masthead", "copies", "printer"), ("note", "style", "is_sealed"))
KEYS = tuple(key for row in (*_USUAL, *_MORE) for key in row)
_COLUMNS = 3


class PaperFields(QWidget):
    """edited: something was typed."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.fields: dict[str, FormField] = {}
        self._more = QWidget()
        column.addWidget(self._grid(QWidget(), _USUAL))
        column.addWidget(self._grid(self._more, _MORE))
        self._more_link = link("更多要素：文号、签发人、署名、抄送、版式…", self._turn)
        column.addWidget(self._more_link, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.hide()

    def _grid(self, place: QWidget, rows: tuple[tuple[str, ...], ...]) -> QWidget:
        grid = QGridLayout(place)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        for number, keys in enumerate(rows):
            for place_in_row, key in enumerate(keys):
                field = FormField(place, PAPER_COLUMN[key], "", None, None)
                field.editor.setMinimumWidth(90)
                field.editor.edited.connect(self.edited)
                self.fields[key] = field
                grid.addWidget(field, number, place_in_row, 1, _COLUMNS if len(keys) == 1 else 1)
        for number in range(_COLUMNS):
            grid.setColumnStretch(number, 1)
        return place

    def _turn(self) -> None:
        is_shown = self._more.isHidden()
        self._more.setVisible(is_shown)
        self._more_link.setText("收起" if is_shown else "更多要素：文号、签发人、署名、抄送、版式…")

    def show_paper(self, paper: PaperDraft) -> None:
        """Put the facts of a paper in."""
        for key, field in self.fields.items():
            field.editor.show_text(getattr(paper, key).replace("\n", " "))
            field.say("", Level.OK)

    def values(self) -> Mapping[str, str]:
        """What can be read of what stands there; a day that cannot be read is as typed."""
        found = {}
        for key, field in self.fields.items():
            value = field.reading().value
            found[key] = str(value) if value not in (None, "") else field.editor.typed()
        return found

    def say(self, key: str, text: str) -> bool:
        """A problem under its field; False when there is no such field."""
        if key not in self.fields:
            return False
        if key in KEYS[len(KEYS) - sum(map(len, _MORE)) :] and self._more.isHidden():
            self._turn()
        self.fields[key].say(text, Level.ERROR)
        self.fields[key].seize()
        return True

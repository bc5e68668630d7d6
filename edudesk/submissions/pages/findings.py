"""报送前检查 as lines with a link where something is to be done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.kit.buttons import link
from edudesk.kit.cards import clear_layout
from edudesk.kit.labels import label
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone
from edudesk.submissions.rows.findings import Action, Finding, Level

_TAG = 30
_TONES = {Level.MISSING: Tone.BAD, Level.DOUBT: Tone.WARN, Level.GOOD: Tone.GOOD}


class FindingList(QWidget):
    """go(action): where the link of a line leads."""

    def __init__(self, go: Callable[[Action], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._go = go
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """These lines, the worst first as they come."""
        clear_layout(self._column)
        for one in findings:
            self._column.addLayout(self._line(one))
        self._column.addStretch(1)

    def show_words(self, text: str) -> None:
        """A sentence in the place of the lines."""
        clear_layout(self._column)
        self._column.addWidget(label(text, "muted", wraps=True))
        self._column.addStretch(1)

    def _line(self, one: Finding) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        tag = Tag(one.level.value, _TONES[one.level])
        tag.setAlignment(Qt.AlignmentFlag.AlignCenter)
        tag.setFixedWidth(_TAG)
        line.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(one.text, wraps=True), 1)
        if one.action is not None:
            action = one.action
            line.addWidget(link(action.word, lambda: self._go(action)), 0, Qt.AlignmentFlag.AlignTop)
        return line

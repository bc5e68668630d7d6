"""核对: what is odd in the text of a paper, and what such a paper usually has, with the way to the line."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.kit.buttons import button
from edudesk.kit.cards import Card, clear_layout
from edudesk.kit.labels import label

_SHOWN = 6


class DoubtCard(Card):
    """Out of sight while there is nothing to tell. line_wanted(number): 去改, from 1."""

    line_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("核对", parent=parent)
        self._told = QVBoxLayout()
        self._told.setSpacing(4)
        self.add(self._told)

    def tell(self, doubts: Sequence[tuple[str, int]]) -> None:
        """These sentences, each with the line it is about, 0 = none."""
        clear_layout(self._told)
        for text, line in doubts[:_SHOWN]:
            self._told.addLayout(self._doubt(text, line))
        if len(doubts) > _SHOWN:
            self._told.addWidget(label(f"另有 {len(doubts) - _SHOWN} 条。", "muted"))
        self.setVisible(bool(doubts))
        self.heading.setText(f"核对 · {len(doubts)} 条")

    def _doubt(self, text: str, line: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(text, "remark", wraps=True), 1)
        if line:
            go = button("去改", partial(self.line_wanted.emit, line), "link")
            row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        return row

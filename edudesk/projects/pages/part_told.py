"""Below a list of a project: why the figures of its chosen line are what they are."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.kit.bars import BarLine, Bars
from edudesk.kit.buttons import link
from edudesk.kit.labels import label
from edudesk.kit.part_list import PartList
from edudesk.kit.theme import Tone
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rules.explaining import Explanation


class Told(QWidget):
    """An explanation: its parts as bars, what is missing and what it comes to below them."""

    def __init__(self) -> None:
        super().__init__()
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._title = label("", "muted")
        self.bars = Bars(is_clickable=False)
        self.notes = label("", "small", wraps=True)
        for one in (self._title, self.bars, self.notes):
            column.addWidget(one)

    def show_told(self, told: Explanation) -> None:
        """Another one. A part that is not known has an empty bar and says so."""
        self._title.setText(told.title)
        self.bars.show_lines(
            [
                BarLine(
                    one.name,
                    one.share or 0.0,
                    one.figure,
                    Tone.BRAND if one.share is not None else Tone.PLAIN,
                )
                for one in told.pieces
            ]
        )
        self.notes.setText("\n".join(told.notes))
        self.notes.setVisible(bool(told.notes))


class PartTold(Told):
    """Of the chosen line of a list; while none is chosen of the last one. paper_wanted(key, year): what is printed of it."""

    paper_wanted = Signal(str, str)

    def __init__(self, part: PartList, sources: ProjectSources) -> None:
        super().__init__()
        self._part, self._sources = part, sources
        self._row: Any = None
        if part.section.paper:
            place = QHBoxLayout()
            place.addWidget(link("导出这一年的表…", self._want_paper))
            place.addStretch(1)
            self.column.addLayout(place)
        part.chosen.connect(self._show_row)
        self.hide()

    def _show_row(self, row: Any) -> None:
        rows, explain = self._part.rows, self._part.section.explain
        self._row = row = row or (rows[-1] if rows else None)
        self.setVisible(row is not None)
        if row is not None and explain is not None:
            self.show_told(explain(row, self._sources))

    def _want_paper(self) -> None:
        self.paper_wanted.emit(self._part.section.paper, self._row.year)

"""The columns of a stranger's sheet, each with a drop-down of what it is imported as."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone
from edudesk.roster.intake.values import ColumnMatch, How

_TONES = {
    How.AUTO: Tone.GOOD,
    How.CONFIRM: Tone.WARN,
    How.COMPARED: Tone.PLAIN,
    How.REMEMBERED: Tone.BRAND,
    How.IGNORED: Tone.PLAIN,
    How.DOUBLE: Tone.WARN,
    How.UNKNOWN: Tone.WARN,
}


class MatchTable(QTableWidget):
    """表格列 · 导入为 · how it was found · samples. choose(match, field or None): the user decides.

    deed: what is done with the columns, in a word.
    """

    def __init__(self, choose: Callable[[ColumnMatch, str | None], object], deed: str = "导入") -> None:
        super().__init__(0, 4)
        self._choose, self._deed = choose, deed
        self._combos: list[QComboBox] = []
        self.setProperty("role", "inner")
        self.setHorizontalHeaderLabels(["表格列", f"{deed}为", "识别", "示例"])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(36)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((130, 150, 72)):
            self.setColumnWidth(column, width)

    def show_matches(self, matches: Sequence[ColumnMatch], fields: Mapping[str, str]) -> None:
        """Show these columns, each with the fields (key -> title) it may be taken for; the place scrolled to stays, and so does the drop-down under the keyboard."""
        place = self.verticalScrollBar().value()
        focused = next((number for number, combo in enumerate(self._combos) if combo.hasFocus()), -1)
        self._combos = [self._drop_down(match, fields) for match in matches]
        self.setRowCount(0)
        self.setRowCount(len(matches))
        has_several = len({match.head for match in matches}) > 1
        for number, match in enumerate(matches):
            word = match.header or "（无标题）"
            head = QTableWidgetItem(f"{match.sheet}：{word}" if has_several else word)
            head.setToolTip(f"{match.place}　{match.header}")
            self.setItem(number, 0, head)
            self.setCellWidget(number, 1, centred(self._combos[number], stretch=True))
            tag = Tag(match.how.value, _TONES[match.how])
            self.setCellWidget(number, 2, centred(tag))
            samples = QTableWidgetItem("、".join(match.samples))
            samples.setToolTip(samples.text())
            self.setItem(number, 3, samples)
        self.verticalScrollBar().setValue(place)
        if 0 <= focused < len(matches):
            self._combos[focused].setFocus()

    def _drop_down(self, match: ColumnMatch, fields: Mapping[str, str]) -> QComboBox:
        combo = QComboBox()
        combo.setProperty("role", "standing")  # else it is drawn as a cell being edited
        combo.setAccessibleName(f"{match.header} {self._deed}为")
        if match.is_compared:
            combo.addItem(f"{match.how.value}，不{self._deed}", match.field)
        combo.addItem(f"不{self._deed}", None)
        for key, title in fields.items():
            combo.addItem(title, key)
        combo.setCurrentIndex(combo.findData(match.field) if match.field else 0)
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.activated.connect(lambda _place: self._choose(match, combo.currentData()))
        return combo


def centred(content: QWidget, *, stretch: bool = False) -> QWidget:
    """A widget in the middle of its table cell; stretch: as wide as the cell."""
    place = QWidget()
    place.setProperty("role", "plain")
    line = QHBoxLayout(place)
    line.setContentsMargins(2, 2, 8, 2)
    line.addWidget(content)
    if not stretch:
        line.addStretch(1)
    return place

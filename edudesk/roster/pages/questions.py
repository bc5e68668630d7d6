"""What only the user can decide about a file, each question with a drop-down of its ways out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableWidget, QTableWidgetItem

from edudesk.roster.intake.questions import Question
from edudesk.roster.pages.matching import centred

_ROW_HEIGHT = 56  # two lines of a question
_AROUND = 40  # pixels beside a word of the list
_CELLS = 3  # addresses named


class QuestionTable(QTableWidget):
    """问题 · 处理 · 单元格. answer(key, answer): the user decides."""

    def __init__(self, answer: Callable[[str, str], object]) -> None:
        super().__init__(0, 3)
        self._answer = answer
        self._combos: list[QComboBox] = []
        self.setProperty("role", "inner")
        self.setAccessibleName("要您决定的事")
        self.setHorizontalHeaderLabels(["问题", "处理", "单元格"])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(1, 190)
        self.setColumnWidth(2, 92)

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show these; the drop-down under the keyboard keeps it."""
        place = self.verticalScrollBar().value()
        focused = next((number for number, combo in enumerate(self._combos) if combo.hasFocus()), -1)
        self._combos = [self._drop_down(question) for question in questions]
        self.setRowCount(0)
        self.setRowCount(len(questions))
        for number, question in enumerate(questions):
            text = QTableWidgetItem(question.text)
            text.setToolTip(question.text)
            self.setItem(number, 0, text)
            self.setCellWidget(number, 1, centred(self._combos[number], stretch=True))
            more = f" 等 {len(question.cells)} 处" if len(question.cells) > _CELLS else ""
            cells = QTableWidgetItem("、".join(question.cells[:_CELLS]) + more)
            cells.setToolTip("、".join(question.cells))
            self.setItem(number, 2, cells)
        self.verticalScrollBar().setValue(place)
        if 0 <= focused < len(questions):
            self._combos[focused].setFocus()

    def choose(self, number: int, words: str) -> None:
        """As if the user had chosen these words in a row."""
        combo = self._combos[number]
        combo.setCurrentIndex(combo.findText(words))
        combo.activated.emit(combo.currentIndex())

    def _drop_down(self, question: Question) -> QComboBox:
        combo = QComboBox()
        combo.setProperty("role", "standing")
        combo.setAccessibleName(question.text)
        for answer, words in question.options:
            combo.addItem(words, answer)
        combo.setToolTip(question.words)
        longest = max(combo.fontMetrics().horizontalAdvance(words) for _, words in question.options)
        combo.view().setMinimumWidth(longest + _AROUND)  # the list may be wider than the box
        combo.setCurrentIndex(combo.findData(question.answer))
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.activated.connect(lambda _place: self._answer(question.key, combo.currentData()))
        return combo

"""What only the user can decide about a file, each question with a drop-down of its ways out."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox

from edudesk.kit.decision_table import DecisionTable, drop_down
from edudesk.roster.intake.questions import Question

_ROW_HEIGHT = 56  # two lines of a question
_AROUND = 40  # pixels beside a word of the list
_CELLS = 3  # addresses named


class QuestionTable(DecisionTable):
    """问题 · 处理 · 单元格. answer(key, answer): the user decides."""

    def __init__(self, answer: Callable[[str, str], object]) -> None:
        super().__init__(("问题", "处理", "单元格"), (0, 190, 92), _ROW_HEIGHT)
        self._answer = answer
        self.setAccessibleName("要您决定的事")
        self.setWordWrap(True)

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show these."""

        def fill(number: int) -> None:
            question = questions[number]
            self.write(number, 0, question.text)
            more = f" 等 {len(question.cells)} 处" if len(question.cells) > _CELLS else ""
            self.write(number, 2, "、".join(question.cells[:_CELLS]) + more, "、".join(question.cells))

        self.show_lines([self._drop_down(question) for question in questions], fill)

    def choose(self, number: int, words: str) -> None:
        """As if the user had chosen these words in a row."""
        combo = self.drop_downs[number]
        combo.setCurrentIndex(combo.findText(words))
        combo.activated.emit(combo.currentIndex())

    def _drop_down(self, question: Question) -> QComboBox:
        combo = drop_down(question.text)
        for answer, words in question.options:
            combo.addItem(words, answer)
        combo.setToolTip(question.words)
        longest = max(combo.fontMetrics().horizontalAdvance(words) for _, words in question.options)
        combo.view().setMinimumWidth(longest + _AROUND)  # the list may be wider than the box
        combo.setCurrentIndex(combo.findData(question.answer))
        combo.activated.connect(lambda _place: self._answer(question.key, combo.currentData()))
        return combo

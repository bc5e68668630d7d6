"""First step of 批量登记: for whom, and what is the same for all of them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from edudesk.base import clock
from edudesk.base.pinyin import spell
from edudesk.base.readings import Level
from edudesk.kit.form_field import FormField
from edudesk.kit.labels import label
from edudesk.kit.scrolled import scrolled
from edudesk.roster.histories import HistoryKind
from edudesk.roster.pages.choosing import named
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules import is_present
from edudesk.roster.rules.entering import fresh_values

_PRESENT, _SHOWN, _NAMED = range(3)


class CommonStep(QWidget):
    """teachers: of the roster; shown: of these those on the screen of the ledger."""

    def __init__(
        self, kind: HistoryKind, teachers: Sequence[TeacherRow], shown: Sequence[TeacherRow]
    ) -> None:
        super().__init__()
        self._kind, self._teachers, self._shown = kind, teachers, shown
        self.fields: dict[str, FormField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("为哪些教师登记", "heading"))
        column.addLayout(self._build_who())
        self.names = QPlainTextEdit()
        self.names.setPlaceholderText("一行一个，或用逗号、空格隔开；可以直接从 Excel 复制一列")
        self.names.setAccessibleName("教师姓名")
        self.names.setTabChangesFocus(True)
        self.names.setFixedHeight(72)
        self.names.textChanged.connect(lambda: self.who.button(_NAMED).setChecked(True))
        column.addWidget(self.names)
        column.addSpacing(8)
        column.addWidget(label("共同的内容", "heading"))
        column.addWidget(label("每个人不同的留空，下一步在表中逐个填写。", "small"))
        column.addWidget(self._build_fields(), 1)

    def chosen(self) -> tuple[Sequence[TeacherRow], Sequence[str]]:
        """The teachers, and sentences on pasted names that are nobody's or several people's."""
        who = self.who.checkedId()
        if who == _PRESENT:
            return [row for row in self._teachers if is_present(row)], ()
        if who == _SHOWN:
            return self._shown, ()
        found = named(self.names.toPlainText(), self._teachers)
        return found.people, found.notes

    def typed(self) -> dict[str, object] | None:
        """What the fields hold; None when one is wrong, which says so and has the keyboard."""
        wrong = [field for field in self.fields.values() if field.reading().level is Level.ERROR]
        for field in wrong:
            field.say(field.reading().text, Level.ERROR)
        if wrong:
            wrong[0].editor.setFocus()
            return None
        return {key: field.reading().value for key, field in self.fields.items()}

    def seize(self) -> None:
        """Take the keyboard."""
        self.who.buttons()[self.who.checkedId()].setFocus()

    def _build_who(self) -> QHBoxLayout:
        present = sum(is_present(row) for row in self._teachers)
        words = (
            f"全部在岗教师（{present} 人）",
            f"台账当前显示的教师（{len(self._shown)} 人）",
            "粘贴姓名：",
        )
        self.who = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(20)
        for number, word in enumerate(words):
            radio = QRadioButton(word)
            self.who.addButton(radio, number)
            line.addWidget(radio)
        line.addStretch(1)
        self.who.button(_SHOWN).setEnabled(bool(self._shown))
        self.who.button(_PRESENT).setChecked(True)
        return line

    def _build_fields(self) -> QScrollArea:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        values = fresh_values(self._kind, clock.today().isoformat())
        for number, column in enumerate(self._kind.columns):
            common = replace(column, required=False)  # it may be each one's own
            field = FormField(inside, common, values.get(column.key), spell, None)
            self.fields[column.key] = field
            grid.addWidget(field, number // 2, number % 2)
        grid.setRowStretch(len(self._kind.columns), 1)
        return scrolled(inside)

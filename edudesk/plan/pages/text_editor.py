"""One chapter of a plan as it is written: heading, what the program fills it with while nothing is written, text."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from edudesk.kit.buttons import button, menu_button
from edudesk.kit.cards import Card
from edudesk.kit.labels import label
from edudesk.plan.rows.text import SectionDraft
from edudesk.plan.rules.filling import FILLED, TABLES, is_filled, place_of
from edudesk.plan.rules.sections import has_below

_NOTHING = "不由程序填写"
_HINT = "一行一段。表格写成 | 项目 | 数量 |，下一行写 |---|---|；“插入”的表和矩阵打印时由程序填写。"


class ChapterEditor(Card):
    """edited: something was typed or chosen. take_over: what the program fills in becomes the text."""

    edited = Signal()

    def __init__(self, take_over: Callable[[], object]) -> None:
        super().__init__()
        self._is_showing = False
        self.title = QLineEdit()
        self.title.setAccessibleName("章节标题")
        self.title.setPlaceholderText("标题，带序号，如：一、指导思想")
        self.title.textEdited.connect(self._tell)
        self.add(self.title)
        line = QHBoxLayout()
        line.addWidget(label("没有写正文时", "muted"))
        self.role = QComboBox()
        self.role.setAccessibleName("没有写正文时由程序填写什么")
        self.role.addItem(_NOTHING, "")
        for role, told in FILLED.items():
            self.role.addItem(f"填写{told}", role)
        self.role.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.role.setMinimumContentsLength(16)
        self.role.activated.connect(self._tell)
        line.addWidget(self.role, 1)
        self.add(line)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("正文")
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._tell)
        self.add(self.text, 1)
        foot = QHBoxLayout()
        self.insert_button = menu_button(
            "插入", [(told, partial(self.insert, role)) for role, told in FILLED.items() if role != TABLES]
        )
        foot.addWidget(self.insert_button)
        self.own_button = button("改成自己的文字", take_over)
        self.own_button.setToolTip("把程序填写的内容变成这一章的正文，接着改")
        foot.addWidget(self.own_button)
        foot.addStretch(1)
        self.add(foot)
        self.add(label(_HINT, "small", wraps=True))

    @property
    def parts(self) -> Sequence[QWidget]:
        """What is of use only while there is a plan."""
        return self.title, self.role, self.text, self.insert_button, self.own_button

    def show_chapter(self, drafts: Sequence[SectionDraft], place: int) -> None:
        """Another chapter, or the same as it is now."""
        one = drafts[place]
        self._is_showing = True
        if self.title.text() != one.heading:  # else the keyboard's place would be lost
            self.title.setText(one.heading)
        self.role.setCurrentIndex(max(self.role.findData(one.role), 0))
        if self.text.toPlainText() != one.text:
            self.text.setPlainText(one.text)
        told = FILLED.get(one.role, "")
        self.text.setPlaceholderText(
            f"这里没有写，打印时由程序填写：{told}。写了文字就按写的印。"
            if told and not has_below(drafts, place)
            else "在这里写，或粘贴已有的文字。"
        )
        self.offer_own(drafts, place)
        self._is_showing = False

    def typed(self, one: SectionDraft) -> SectionDraft:
        """A chapter with what stands here."""
        return replace(
            one,
            heading=self.title.text(),
            text=self.text.toPlainText(),
            role=str(self.role.currentData() or ""),
        )

    def offer_own(self, drafts: Sequence[SectionDraft], place: int) -> None:
        """Whether there is anything to take over."""
        self.own_button.setEnabled(is_filled(drafts, place) and drafts[place].role != TABLES)

    def insert(self, role: str) -> None:
        """A line at the cursor in whose place the program puts a table or other records when it is printed."""
        cursor = self.text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        begin = "\n" if cursor.block().text().strip() else ""
        cursor.insertText(f"{begin}{place_of(role)}")
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def _tell(self) -> None:
        if not self._is_showing:
            self.edited.emit()

"""The chapters of a plan's text beside the editor: their order, their levels, and which are still empty."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem

from edudesk.kit.buttons import button, menu_button
from edudesk.kit.cards import Card
from edudesk.plan.rows.text import SectionDraft
from edudesk.plan.rules.filling import TABLES, is_filled
from edudesk.plan.rules.sections import has_below

_INDENT = "　"
_ROW = 30  # px


class TextOutline(Card):
    """chosen(place): another chapter. does: what the buttons below the list do, by name."""

    chosen = Signal(int)

    def __init__(self, does: Callable[[str], Callable[[], object]]) -> None:
        super().__init__("章节")
        self.list = QListWidget()
        self.list.setProperty("role", "inner")
        self.list.setAccessibleName("章节")
        self.list.setWordWrap(False)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._tell)
        self.add(self.list, 1)
        line = QHBoxLayout()
        line.setSpacing(4)
        self.new = menu_button(
            "添加",
            (
                ("同级章节", does("beside")),
                ("下一级章节", does("below")),
                None,
                ("恢复常用章节", does("usual")),
            ),
            icon_name="add",
        )
        line.addWidget(self.new)
        self.tools = [self.new]
        for name, word, sign in (
            ("up", "上移（Alt+↑）", "up"),
            ("down", "下移（Alt+↓）", "down"),
            ("wider", "升一级", "left"),
            ("narrower", "降一级", "right"),
            ("remove", "删除这一章节（连同下级）", "delete"),
        ):
            made = button("", does(name), icon_name=sign)
            made.setToolTip(word)
            made.setAccessibleName(word)
            made.setFixedWidth(32)
            line.addWidget(made)
            self.tools.append(made)
        line.addStretch(1)
        self.add(line)

    def show_sections(self, sections: Sequence[SectionDraft], place: int) -> None:
        """Other chapters; the one at place is chosen, nobody is told."""
        was_silent = self.list.blockSignals(True)
        self.list.clear()
        for at, one in enumerate(sections):
            item = QListWidgetItem(f"{_INDENT * (one.level - 1)}{called(one)}{state_of(sections, at)}")
            item.setToolTip(called(one))
            item.setSizeHint(QSize(0, _ROW))
            self.list.addItem(item)
        self.list.setCurrentRow(place)
        self.list.blockSignals(was_silent)

    def say(self, sections: Sequence[SectionDraft], place: int) -> None:
        """Another heading or text of one chapter."""
        if item := self.list.item(place):
            one = sections[place]
            item.setText(f"{_INDENT * (one.level - 1)}{called(one)}{state_of(sections, place)}")

    def _tell(self, place: int) -> None:
        if place >= 0:
            self.chosen.emit(place)


def called(section: SectionDraft) -> str:
    """What a chapter is called in the list; one without a heading by its role."""
    return section.heading.strip() or ("附表" if section.role == TABLES else "引言（无标题）")


def state_of(sections: Sequence[SectionDraft], place: int) -> str:
    """· 程序填写, · 未写, or nothing."""
    one = sections[place]
    if one.text.strip() or has_below(sections, place):
        return ""
    if is_filled(sections, place):
        return " · 自动"
    return " · 未写" if one.heading.strip() else ""

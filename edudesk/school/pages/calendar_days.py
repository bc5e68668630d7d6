"""The card beside the calendar: what the selected days hold, and what can be made of them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from edudesk.kit.buttons import button, link
from edudesk.kit.cards import Card, clear_layout
from edudesk.kit.labels import label
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone
from edudesk.school.pages.calendar_grid import told
from edudesk.school.rows.terms import DAY_KINDS, EVENT, HOLIDAY, WORKDAY, DayRow

TONES = {HOLIDAY: Tone.GOOD, WORKDAY: Tone.WARN, EVENT: Tone.BRAND}


class DaysCard(Card):
    """add_wanted(kind): the selected days are to become this; edit_wanted(row), remove_wanted(rows): of one line."""

    add_wanted = Signal(str)
    edit_wanted = Signal(object)
    remove_wanted = Signal(list)

    def __init__(self) -> None:
        super().__init__("选中的日子")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.add(self._lines)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.buttons = {kind: button(kind, partial(self.add_wanted.emit, kind)) for kind in DAY_KINDS.words}
        for made in self.buttons.values():
            row.addWidget(made)
        row.addStretch(1)
        self.add(row)
        self.show_days((), ())

    def show_days(self, days: Sequence[date], rows: Sequence[DayRow]) -> None:
        """days: selected; rows: what they hold."""
        self.heading.setText(words_of(days) if days else "选中的日子")
        for made in self.buttons.values():
            made.setEnabled(bool(days))
        clear_layout(self._lines)
        groups: defaultdict[tuple[str, str, str], list[DayRow]] = defaultdict(list)
        for row in rows:
            groups[row.kind, row.name, row.follows].append(row)
        for (kind, name, follows), same in groups.items():
            self._lines.addLayout(self._line(kind, name, follows, same, len(days)))
        if not rows:
            self._lines.addWidget(label(_plainly(days), "muted", wraps=True))

    def _line(self, kind: str, name: str, follows: str, rows: list[DayRow], days: int) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(Tag(kind.removesuffix("（调休）"), TONES[kind]))
        text = f"{name}（按{follows}）" if follows else name
        line.addWidget(label(f"{text}　{len(rows)} 天" if days > 1 else text, wraps=True), 1)
        if len(rows) == 1:
            line.addWidget(link("编辑", partial(self.edit_wanted.emit, rows[0])))
        line.addWidget(link("删除", partial(self.remove_wanted.emit, rows)))
        return line


def words_of(days: Sequence[date]) -> str:
    """10月1日 星期四; 10月1日—10月7日，7 天."""
    if len(days) == 1:
        return told(days[0])
    first, last = days[0], days[-1]
    return f"{first.month}月{first.day}日—{last.month}月{last.day}日，{len(days)} 天"


def _plainly(days: Sequence[date]) -> str:
    if not days:
        return "点选一天，或拖选几天；也可以用方向键移动，按 Enter 设置。"
    if len(days) > 1:
        return "没有特别的安排。"
    return "周末，没有特别的安排。" if days[0].weekday() >= 5 else "按平常上课。"

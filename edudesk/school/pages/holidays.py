"""The public holidays of a term to be ticked before any of them is written to the calendar."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.school.pages.calendar_grid import told
from edudesk.school.rows.terms import DayDraft
from edudesk.school.rules.holidays import ProposedDays

_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class HolidayDialog(QDialog):
    """save(days): stores the ticked ones."""

    def __init__(
        self, parent: QWidget, name: str, found: ProposedDays, save: Callable[[list[DayDraft]], object]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("按国家放假安排填入")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._days, self._save = found.days, save
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(10)
        outer.addWidget(label(f"{name}里有以下安排，取消勾选的不填入：", "strong", wraps=True))
        if found.remark:
            outer.addWidget(label(found.remark, "remark", wraps=True))
        self.list = QListWidget()
        self.list.setSpacing(2)
        for day in found.days:
            item = QListWidgetItem(f"{told(date.fromisoformat(day.day))}　{day.kind}　{day.name}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_ON)
            self.list.addItem(item)
        self.list.itemChanged.connect(self._count)
        outer.addWidget(self.list, 1)
        ticks = QHBoxLayout()
        ticks.setSpacing(8)
        ticks.addWidget(button("全选", partial(self._tick_all, _ON)))
        ticks.addWidget(button("全不选", partial(self._tick_all, _OFF)))
        ticks.addStretch(1)
        outer.addLayout(ticks)
        note = "调休上课的日子按星期几上课，由学校决定，填入后在日历上补充。填入后可以一次撤销。"
        outer.addWidget(label(note, "small", wraps=True))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(button("取消", self.reject))
        self.save_button = button("填入", self.accept, "primary")
        self.save_button.setDefault(True)
        foot.addWidget(self.save_button)
        outer.addLayout(foot)
        self.resize(460, 520)
        self.list.setFocus()
        self._count()

    def ticked(self) -> list[DayDraft]:
        """The days that would be written."""
        return [day for at, day in enumerate(self._days) if self.list.item(at).checkState() == _ON]

    def accept(self) -> None:
        if days := self.ticked():
            self._save(days)
            super().accept()

    def _tick_all(self, state: Qt.CheckState) -> None:
        for at in range(self.list.count()):
            self.list.item(at).setCheckState(state)

    def _count(self) -> None:
        count = len(self.ticked())
        self.save_button.setText(f"填入 {count} 天")
        self.save_button.setEnabled(count > 0)

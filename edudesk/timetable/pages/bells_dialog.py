"""作息时间: the periods of the day with their bells, typed like a sheet."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.errors import UserError
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.kit.typed_table import TypedTable
from edudesk.timetable.rows import BELL_COLUMN, BellDraft
from edudesk.timetable.rules.words import closed

_COLUMNS = tuple(replace(BELL_COLUMN[key], is_shown=True) for key in ("period", "begins", "ends", "stage"))
_TIME = re.compile(r"(\d{1,2})[:.点](\d{2})分?")
_SPARE = 3  # empty lines below, to type into


class BellsDialog(QDialog):
    """save(bells): stores them in the place of those there are, or raises UserError. has_stages: a 学段 may have bells of
    its own."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        bells: Sequence[BellDraft],
        of_term: tuple[str, str],
        save: Callable[[list[BellDraft]], object],
        remark: str = "",
        has_stages: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._of_term, self._save = of_term, save
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        told = (
            "一行一节，上到下是一天的先后；可以从 Excel 整块粘贴。各学段作息不同的，在“学段”里写小学、初中。"
        )
        column.addWidget(label(told, "muted", wraps=True))
        if remark:
            column.addWidget(label(remark, "remark", wraps=True))
        columns = _COLUMNS if has_stages or any(bell.stage for bell in bells) else _COLUMNS[:-1]
        self.table = TypedTable(columns, grows=True)
        self.table.setAccessibleName("作息时间")
        lines = [{one.key: str(getattr(bell, one.key)) for one in _COLUMNS} for bell in bells]
        self.table.show_lines([*lines, *({} for _ in range(_SPARE))])
        self.table.on_keys("Ctrl+N", "插入一行", self.insert)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(button("插入一行", self.insert, icon_name="add"))
        foot.addWidget(button("删除所选行", self.remove))
        foot.addStretch(1)
        foot.addWidget(button("取消", self.reject))
        foot.addWidget(button("保存", self.accept, "primary", keys="Ctrl+Return"))
        column.addLayout(foot)
        self.resize(560, 560)
        self.table.setFocus()

    def insert(self) -> None:
        """An empty line above the one that is selected."""
        rows = list(self.table.rows)
        chosen = self.table.selected()
        at = rows.index(chosen[0]) if chosen else len(rows)
        fresh = self.table.new_row({})
        self.table.put_rows([*rows[:at], fresh, *rows[at:]], [fresh])

    def remove(self) -> None:
        """Take the selected lines out."""
        chosen = self.table.selected()
        self.table.put_rows([row for row in self.table.rows if row not in chosen], [])

    def bells(self) -> list[BellDraft]:
        """What is typed; lines without a period are left out."""
        school_year, term = self._of_term
        return [
            BellDraft(
                school_year=school_year,
                term=term,
                stage=closed(row.cells.get("stage", "")).removesuffix("部"),
                period=row.cells["period"].strip(),
                place=place,
                begins=_time(row.cells.get("begins", "")),
                ends=_time(row.cells.get("ends", "")),
            )
            for place, row in enumerate(self.table.rows, 1)
            if row.cells.get("period", "").strip()
        ]

    def accept(self) -> None:
        try:
            self._save(self.bells())
        except UserError as error:
            messages.fail(self, error)
            return
        super().accept()


def _time(text: str) -> str:
    """08:40 of 8:40, 8.40, 8点40."""
    word = closed(text)
    found = _TIME.fullmatch(word)
    return f"{int(found[1]):02}:{found[2]}" if found else word

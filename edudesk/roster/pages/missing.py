"""People of the roster whom the file does not name: nobody is deleted, the user may mark who has left (M47)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.columns import Column, Kind
from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.theme import Tone
from edudesk.roster.intake.values import ImportPreview
from edudesk.roster.rows import GONE

_UNTOUCHED = "不改动"
_COLUMNS = (
    Column("name", "姓名", Kind.NAME, 24, is_shown=True),
    Column("subject", "任教学科", width=30, is_shown=True),
    Column("status", "现在的状态", width=26, is_shown=True),
    Column("what", "处理", Kind.TAG, 26, is_shown=True),
)


@dataclass(frozen=True, slots=True)
class MissingLine:
    """One teacher who is not in the file. id: of the teacher; what: 不改动, or the status to be given."""

    id: str
    name: str
    subject: str
    status: str
    what: str

    @property
    def whole(self) -> str:
        return f"{self.name}　{self.subject}　{self.what}"


def missing_lines(preview: ImportPreview) -> list[MissingLine]:
    """By the order of the roster."""
    return [
        MissingLine(one.id, one.name, one.subject, one.status, preview.leaving.get(one.id, _UNTOUCHED))
        for one in preview.missing
    ]


class MissingPanel(QWidget):
    """wanted(ids, status): the selected people are to be marked, "" = left as they are."""

    wanted = Signal(list, str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.lines = RowModel(_COLUMNS, tone=_tone, parent=self)
        self.view = TableView(self.lines, is_compact=True)
        self.view.empty.say("花名册里在岗的人，这个文件里都有。")
        self.view.chosen.connect(self._count)
        column.addWidget(self.view, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        self._selected = label("", "muted")
        line.addWidget(self._selected)
        line.addStretch(1)
        self.buttons = {
            status: button(word, partial(self._mark, status))
            for status, word in (*((status, status) for status in GONE), ("", _UNTOUCHED))
        }
        for one in self.buttons.values():
            line.addWidget(one)
        column.addLayout(line)
        self._count(())

    def show_lines(self, lines: Sequence[MissingLine]) -> None:
        """Show these people."""
        self.lines.set_rows(list(lines))
        self._count(())

    def _count(self, rows: Sequence[MissingLine]) -> None:
        told = f"选中的 {len(rows)} 人登记为：" if rows else "选中不在本校的人，登记为离岗；不选就不改动。"
        self._selected.setText(told)
        for one in self.buttons.values():
            one.setEnabled(bool(rows))

    def _mark(self, status: str) -> None:
        self.wanted.emit([row.id for row in self.view.selected()], status)


def _tone(line: MissingLine, column: Column) -> Tone:
    return Tone.PLAIN if line.what == _UNTOUCHED else Tone.WARN

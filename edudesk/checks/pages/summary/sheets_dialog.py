"""The records behind a figure: sheets as a list, each leading to where it was filled in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.columns import Column, Kind
from edudesk.checks.forms.points import plain
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.missing import MissingLine
from edudesk.checks.rules.summary import TermSummary
from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet as the list shows it."""

    sheet: SheetRow
    name: str
    subject: str
    classes: str
    check: str

    @property
    def id(self) -> str:
        """Of the sheet."""
        return self.sheet.id


_COLUMNS = (
    Column("name", "教师", Kind.NAME, 20, is_shown=True),
    Column(
        "score", "得分", Kind.NUMBER, 14, is_shown=True,
        value=lambda line: None if line.sheet.score is None else plain(line.sheet.score),
        sort=lambda line: line.sheet.score or 0,
    ),
    Column("grade", "等级", width=16, value=lambda line: line.sheet.grade or "仅供参考", is_shown=True),
    Column("subject", "学科", width=20, is_shown=True),
    Column("classes", "班级", width=28, is_shown=True),
    Column("check", "检查", width=36, is_shown=True),
    Column("on", "日期", Kind.DATE, 24, value=lambda line: line.sheet.on, is_shown=True),
    Column("inspector", "检查人", width=18, value=lambda line: line.sheet.inspector, is_shown=True),
)  # fmt: skip


def sheet_lines(summary: TermSummary, ids: Collection[str]) -> list[SheetLine]:
    """The sheets with these ids, in their order."""
    units = {unit.id: unit for unit in summary.facts.units}
    sheets = {sheet.id: sheet for sheet in summary.facts.sheets}
    return [
        SheetLine(sheet, unit.name, unit.subject, unit.classes, summary.campaigns[sheet.campaign_id].title)
        for one in ids
        if (sheet := sheets.get(one)) is not None and (unit := units.get(sheet.unit_id)) is not None
    ]


class SheetsDialog(QDialog):
    """wanted(id): a line was opened. columns: of lines that are no sheets but what has none."""

    wanted = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        lines: Sequence[SheetLine] | Sequence[MissingLine],
        columns: Sequence[Column] = _COLUMNS,
        empty: str = "没有这样的检查记录。",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.model = RowModel(tuple(columns), list(lines), parent=self)
        self.table = TableView(self.model, is_compact=True)
        self.table.empty.say(empty)
        self.table.opened.connect(self._open)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(10)
        outer.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(label(f"共 {len(lines)} 份。双击一份可以打开。", "small"), 1)
        foot.addWidget(button("关闭", self.reject, "primary"))
        outer.addLayout(foot)
        screen = self.screen().availableGeometry()
        self.resize(min(900, screen.width() - 80), min(560, screen.height() - 80))

    def _open(self, line: SheetLine | MissingLine) -> None:
        self.accept()
        self.wanted.emit(line.id)

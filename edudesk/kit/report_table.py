"""A report on screen: its title, its first rows as a table, its notes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.report import Report
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a report with a number, as tables want it."""

    id: int
    cells: Sequence[Any]


class ReportTable(QWidget):
    """most: rows shown, 0 = all."""

    def __init__(self, report: Report, most: int = 0) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 16)
        column.setSpacing(8)
        if report.title:
            title = label(report.title, "heading", wraps=True)
            title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(title)
        above = "　".join(filter(None, (report.unit_line, report.middle_line)))
        if above:
            column.addWidget(label(above, "small", wraps=True))
        columns = [_shown(one, place) for place, one in enumerate(report.columns)]
        lines = [_Line(number, row) for number, row in enumerate(report.rows[: most or None])]
        self.table = TableView(RowModel(columns, lines), is_compact=True)
        self.table.empty.say("本表无记录")
        column.addWidget(self.table, 1)
        notes = list(report.lower_notes)
        if most and len(report.rows) > most:
            notes.insert(0, f"这里显示前 {most} 行，共 {len(report.rows)} 行。")
        for note in notes:
            column.addWidget(label(note, "small", wraps=True))


def _shown(column: Column, place: int) -> Column:
    """A column over the cell at its place; what is to be starred is starred in the report already."""
    kind = Kind.TEXT if column.kind in (Kind.ID, Kind.PHONE, Kind.TAG) else column.kind
    return replace(
        column,
        key=f"cell{place}",
        kind=kind,
        value=lambda line: line.cells[place],
        sort=None,
        codes=None,
        is_shown=True,
    )

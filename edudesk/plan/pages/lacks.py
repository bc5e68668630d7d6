"""What the plan shown still lacks, each with the way to it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from edudesk.base.columns import Column, Kind
from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.theme import Tone
from edudesk.plan.pages.picture import Picture
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.rules.checking import Lack, lacking

if TYPE_CHECKING:
    from edudesk.plan.pages.page import PlanPage

_COLUMNS = (
    Column("place", "所在", Kind.TAG, 20, value=lambda row: row.lack.place, is_shown=True),
    Column("text", "还缺", width=110, value=lambda row: row.lack.text, is_shown=True),
)


class _Line:
    """A line of the table."""

    def __init__(self, number: int, lack: Lack) -> None:
        self.id, self.lack = number, lack


def show_lacks(
    parent: "PlanPage", sources: PlanSources, picture: Picture, told: Callable[[str], object]
) -> QDialog:
    """Everything at once; Enter or a double click goes to the goal, the task or the measure, the stage or its opinions."""
    found = lacking(picture.whole, picture.year, picture.actuals, picture.today)
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("核对还缺什么")
    dialog.resize(760, 460)
    column = QVBoxLayout(dialog)
    words = f"{picture.year_word}　共 {len(found)} 处，双击可以前往。" if found else "没有发现缺项。"
    column.addWidget(label(words, "muted"))
    table = TableView(
        RowModel(
            _COLUMNS,
            [_Line(number, one) for number, one in enumerate(found)],
            tone=lambda _row, _column: Tone.WARN,
        )
    )

    def go(row: _Line) -> None:
        if row.lack.record_id:
            dialog.accept()
            parent.opened(row.lack.record_id)
        elif row.lack.stage:
            dialog.accept()
            parent.stages.open_lack(row.lack.stage, is_opinion=row.lack.is_opinion)

    table.opened.connect(go)
    table.empty.say("没有发现缺项。")
    column.addWidget(table, 1)
    column.addWidget(button("关闭", dialog.accept), 0, Qt.AlignmentFlag.AlignRight)
    dialog.open()
    return dialog

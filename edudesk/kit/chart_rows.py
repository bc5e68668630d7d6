"""The records behind a point of a chart, in a window beside it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.chart import Chart
from edudesk.base.jobs import Step
from edudesk.base.report import Report
from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.kit.report_table import ReportTable
from edudesk.kit.tasks import run_task

RowsOf = Callable[[Sequence[str]], Report]
"""The records of these ids as a table, a row for each in their order; called beside the window."""

OpenOne = Callable[[str], object]
"""Goes to the record of an id, on the page where it is kept."""


class ChartRows(QDialog):
    """One figure and the records counted in it. open_one: for Enter or a double click on a row, which closes it."""

    def __init__(
        self,
        parent: QWidget | None,
        told: str,
        report: Report,
        ids: Sequence[str] = (),
        open_one: OpenOne | None = None,
    ) -> None:
        super().__init__(parent)
        self._ids, self._open_one = ids, open_one
        self.setWindowTitle(told)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 12, 4, 12)
        column.setSpacing(8)
        head = label(told, "heading", wraps=True)
        head.setContentsMargins(16, 0, 16, 0)
        column.addWidget(head)
        self.sheet = ReportTable(report)
        self.sheet.table.opened.connect(lambda row: self._open(row.id))
        column.addWidget(self.sheet, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addWidget(label(f"{len(report.rows)} 条记录", "muted"))
        foot.addStretch(1)
        close = button("关闭", self.accept, "primary")
        close.setDefault(True)
        foot.addWidget(close)
        column.addLayout(foot)
        self.resize(720, 520)

    def _open(self, number: int) -> None:
        if self._open_one is not None and number < len(self._ids):
            self.accept()
            self._open_one(self._ids[number])


def show_rows(
    parent: QWidget,
    chart: Chart,
    series: int,
    category: int,
    rows_of: RowsOf,
    open_one: OpenOne | None = None,
) -> None:
    """Read the records behind a point beside the window, then show them."""
    told = chart.told(series, category)
    ids = chart.series[series].points[category].ids

    def read(step: Step) -> Report:
        step(0, 0, "正在读取明细")
        return rows_of(ids)

    def show(report: Report) -> None:
        ChartRows(parent.window(), told, report, ids, open_one).show()

    run_task(parent, f"正在读取“{told}”的明细", read, show)

"""The records behind a point of a chart, in a window beside it."""

from collections.abc import Callable, Sequence
from functools import partial

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
"""The records of these ids as a table; called beside the window."""


class ChartRows(QDialog):
    """One figure and the records counted in it."""

    def __init__(self, parent: QWidget | None, told: str, report: Report) -> None:
        super().__init__(parent)
        self.setWindowTitle(told)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 12, 4, 12)
        column.setSpacing(8)
        head = label(f"{told}（{len(report.rows)} 条记录）", "heading", wraps=True)
        head.setContentsMargins(16, 0, 16, 0)
        column.addWidget(head)
        self.sheet = ReportTable(report)
        column.addWidget(self.sheet, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addStretch(1)
        close = button("关闭", self.accept, "primary")
        close.setDefault(True)
        foot.addWidget(close)
        column.addLayout(foot)
        self.resize(720, 520)


def show_rows(parent: QWidget, chart: Chart, series: int, category: int, rows_of: RowsOf) -> None:
    """Read the records behind a point beside the window, then show them."""
    told = chart.told(series, category)
    ids = chart.series[series].points[category].ids

    def read(step: Step) -> Report:
        step(0, 0, "正在读取明细")
        return rows_of(ids)

    run_task(parent, f"正在读取“{told}”的明细", read, partial(_show, parent, told))


def _show(parent: QWidget, told: str, report: Report) -> None:
    ChartRows(parent.window(), told, report).show()

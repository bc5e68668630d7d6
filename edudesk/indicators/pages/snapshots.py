"""指标快照: a name for a new one; those there are, two of them side by side, removed."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.jobs import Step
from edudesk.indicators.pages.sources import IndicatorSources
from edudesk.indicators.rows.stored import SNAPSHOT_COLUMN, SnapshotRow
from edudesk.indicators.rows.values import Result
from edudesk.indicators.rules.freezing import thawed
from edudesk.indicators.rules.trends import key_of
from edudesk.indicators.rules.wording import value_words
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.tasks import run_task
from edudesk.school.rules.years import school_year_of

_TITLE = SNAPSHOT_COLUMN["title"]
_NOTE = SNAPSHOT_COLUMN["note"]


def ask_title(parent: QWidget, on: date, store: Callable[[str, str], object]) -> FormDialog:
    """The name of a new snapshot of a day."""
    return FormDialog.edit(
        parent,
        f"存为快照：{on.isoformat()}",
        (("", (_TITLE, _NOTE)),),
        {"title": f"{school_year_of(on)}学年监测", "note": ""},
        lambda typed: store(str(typed["title"]), str(typed["note"] or "")),
        lambda _stored: None,
    )


class SnapshotDialog(QDialog):
    """on: the day the page shows; a snapshot is held against its figures, two against each other.

    comparison_wanted(before, after): the two as a sheet, "" = the figures of the day.
    """

    comparison_wanted = Signal(str, str)

    def __init__(self, parent: QWidget, sources: IndicatorSources, on: date) -> None:
        super().__init__(parent)
        self.setWindowTitle("指标快照")
        self._sources, self._on = sources, on
        self._asked = 0
        self._pair: tuple[SnapshotRow, ...] = ()
        columns = tuple(SNAPSHOT_COLUMN[key] for key in ("on", "title", "note", "taken"))
        self.model = RowModel(columns, parent=self)
        self.table = TableView(self.model, "indicator_snapshots")
        self.table.empty.say("还没有快照。", "在指标监测页点“存为快照”，以后改了资料也能查到当时报的数。")
        self.changed_model = RowModel(
            (
                Column("no", "编号", width=14, value=lambda row: row[1].indicator.id, is_shown=True),
                Column("name", "指标", width=50, value=lambda row: row[1].indicator.name, is_shown=True),
                Column("stage", "学段", width=16, value=lambda row: row[1].stage or "全校", is_shown=True),
                Column("before", "前", Kind.NUMBER, 20, value=lambda row: value_words(row[1]), is_shown=True),
                Column("now", "后", Kind.NUMBER, 20, value=lambda row: value_words(row[2]), is_shown=True),
            ),
            parent=self,
        )
        self.compared = TableView(self.changed_model, "indicator_compared")
        self.compared.empty.say("请在上面选一份快照，与页面上的数比较；选两份则互相比较。", "")
        self._told = label("", "muted", wraps=True)
        self.table.chosen.connect(self._compare)
        column = QVBoxLayout(self)
        column.addWidget(self.table, 2)
        column.addWidget(self._told)
        column.addWidget(self.compared, 3)
        tools = QHBoxLayout()
        tools.addWidget(button("删除快照", self.remove))
        self.export_button = button("导出对比表…", self.export, icon_name="export")
        self.export_button.setEnabled(False)
        tools.addWidget(self.export_button)
        tools.addStretch(1)
        tools.addWidget(button("关闭", self.accept, "primary"))
        column.addLayout(tools)
        self.resize(860, 620)
        self._read()

    def _read(self) -> None:
        self.model.set_rows(sorted(self._sources.snapshots.rows(), key=lambda row: row.on, reverse=True))

    def _compare(self, rows: Sequence[SnapshotRow]) -> None:
        """What is another now than in a snapshot, or in the later of two, worked out beside the window."""
        self._asked += 1
        asked, on = self._asked, self._on
        self._pair = tuple(sorted(rows, key=lambda row: (row.on, row.id))) if len(rows) < 3 else ()
        self.export_button.setEnabled(bool(self._pair))
        if not self._pair:
            self.changed_model.set_rows([])
            self._told.setText("")
            return
        before, *later = self._pair
        after = later[0] if later else None

        def job(step: Step) -> list[_Pair]:
            found = self._sources.indicators.on(on) if after is None else thawed(after.content)
            now = {key_of(one): one for one in found}
            pairs = [(one, now.get(key_of(one))) for one in thawed(before.content)]
            return [
                _Pair(one, other) for one, other in pairs if other is not None and other.value != one.value
            ]

        def take(changed: list[_Pair]) -> None:
            if asked == self._asked:
                self.changed_model.set_rows(changed)
                what = f"相比，{len(changed)} 项不同" if changed else "完全相同"
                other = f"{on.isoformat()} 的数" if after is None else f"{after.on} 的快照"
                self._told.setText(f"{before.on} 的快照与 {other}{what}。")

        run_task(self, "正在比较", job, take)

    def export(self) -> None:
        """What is compared as a sheet."""
        before, *later = self._pair
        self.comparison_wanted.emit(before.id, later[0].id if later else "")

    def remove(self) -> None:
        """The chosen ones, to the recycle bin."""
        rows = self.table.selected()
        if rows:
            self._sources.snapshots.put_away([row.id for row in rows])
            messages.notice(self, f"已删除快照 {len(rows)} 份，可在回收站找回。")
            self._read()


class _Pair(tuple[str, Result, Result]):
    """id for the table, the figure then, the figure now."""

    def __new__(cls, before: Result, now: Result) -> "_Pair":
        return super().__new__(cls, ("".join(key_of(before)), before, now))

    @property
    def id(self) -> str:
        """Of the line."""
        return self[0]

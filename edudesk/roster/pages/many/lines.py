"""Second step of 批量登记: each one's own values, in a table of facts that are nowhere stored yet."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.base.jobs import Step
from edudesk.base.pinyin import spell
from edudesk.kit.batch_edit import BatchEdit
from edudesk.kit.changes import Batch, Values
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.theme import Tone
from edudesk.roster.histories import HistoryKind
from edudesk.roster.pages.many.drafts import Draft, filled, refusal

_SAID = "said"


class LinesStep(QWidget):
    """counted(how many): other lines are to be registered."""

    counted = Signal(int)
    _filled = Signal(list)  # lines with other values, made beside the window

    def __init__(self, kind: HistoryKind) -> None:
        super().__init__()
        self._kind = kind
        self._before: list[Draft] = []
        self._filled.connect(self._take)
        self._sum, self._notes = label("", "strong"), label("", "remark", wraps=True)
        columns = (
            Column("name", "姓名", Kind.NAME, 20, value=lambda line: line.teacher.name, is_shown=True,
                   sort=lambda line: line.teacher.pinyin),
            *kind.columns,
            Column(_SAID, "说明", width=60, value=lambda line: line.said, is_shown=True),
        )  # fmt: skip
        self.model = RowModel(columns, save=self._save_cell, shade=_shade, parent=self)
        self.model.counted.connect(self._count)
        self.table = TableView(self.model, spell=spell, is_compact=True)
        self.table.empty.say("没有要登记的教师。", "按“上一步”另选。")
        batch = Batch(self._refusals, lambda values, rows: {}, self._fill, self._put_back)
        self.batch_edit = BatchEdit(self.table, batch, spell)
        away = QShortcut(QKeySequence("Delete"), self.table)
        away.setContext(Qt.ShortcutContext.WidgetShortcut)
        away.activated.connect(self.leave_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._sum)
        column.addWidget(self._notes)
        column.addWidget(self.table, 1)
        column.addWidget(
            label("F2 修改一格，Ctrl+V 从 Excel 粘贴，Ctrl+D 向下填充，Delete 去掉所选的行。", "small")
        )

    @property
    def drafts(self) -> list[Draft]:
        """What is to be registered."""
        return self.model.all_rows

    def show_drafts(self, drafts: Sequence[Draft], notes: Sequence[str] = ()) -> None:
        """Other lines. notes: who of those wanted is not among them, and why."""
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self.model.set_rows(drafts)
        self._count()

    def show_refused(self, drafts: Sequence[Draft]) -> int:
        """The lines with what was said of them, those that cannot be stored first; returns how many these are."""
        self.model.set_rows(sorted(drafts, key=lambda line: not line.said))
        return sum(bool(line.said) for line in drafts)

    def leave_out(self) -> None:
        """The selected lines are not registered."""
        gone = {line.id for line in self.table.selected()}
        self.model.set_rows([line for line in self.drafts if line.id not in gone])

    def seize(self) -> None:
        """Take the keyboard."""
        self.table.setFocus()

    def _count(self, *counts: int) -> None:
        many = len(self.drafts)
        self._sum.setText(f"将为 {many} 人登记{self._kind.title}：请核对，并填写各人不同的内容。")
        self.counted.emit(many)

    def _save_cell(self, line: Draft, key: str, text: str) -> Draft:
        return filled(self._kind, line, {key: text})

    # many cells at once

    def _refusals(self, values: Values) -> dict[str, list[FieldProblem]]:
        lines = {line.id: line for line in self.drafts}
        found = {row_id: refusal(self._kind, lines[row_id], texts) for row_id, texts in values.items()}
        return {row_id: problems for row_id, problems in found.items() if problems}

    def _fill(self, values: Values, rows: Mapping[str, Draft], title: str, step: Step) -> int:
        self._filled.emit([filled(self._kind, line, values.get(line.id, {})) for line in self.drafts])
        return len(values)

    def _take(self, lines: list[Draft]) -> None:
        self._before = self.drafts
        self.model.set_rows(lines)

    def _put_back(self) -> None:
        self.model.set_rows(self._before)


def _shade(line: Draft, column: Column) -> Tone | None:
    return Tone.BAD if column.key == _SAID and line.said else None

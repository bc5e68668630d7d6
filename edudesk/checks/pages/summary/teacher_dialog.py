"""How the total of one teacher came about, from the term down to each sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.columns import Column
from edudesk.checks.rules.explaining import Step, explained
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.rules.term_facts import TeacherTerm
from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.theme import Tone

_INDENT = "　"


class TeacherDialog(QDialog):
    """sheet_wanted(sheet id): the dialog closes and the sheet is opened where it is kept."""

    sheet_wanted = Signal(str)

    def __init__(self, parent: QWidget, summary: TermSummary, line: TeacherTerm) -> None:
        super().__init__(parent)
        person = line.person
        self.setWindowTitle(f"{person.name}的学期成绩")
        columns = (
            Column("text", "项目", width=70, value=_named, is_shown=True),
            Column("figure", "得分", width=16, value=lambda step: step.figure, is_shown=True),
            Column("how", "怎样得来", width=130, value=lambda step: step.how, is_shown=True),
        )
        self.steps = explained(summary, line)
        self.model = RowModel(columns, self.steps, shade=_shade, parent=self)
        self.table = TableView(self.model, is_compact=True)
        self.table.opened.connect(self._open)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(person.name, "name"))
        about = "　".join(filter(None, (person.staff_no, "、".join(person.subjects), person.group)))
        head.addWidget(label(about, "muted"), 1)
        total = "没有总分" if line.total is None else f"{line.total:.1f}　{line.grade}"
        head.addWidget(label(total, "figure"))
        outer.addLayout(head)
        if line.words:
            outer.addWidget(label("说明：" + "；".join(line.words), "remark", wraps=True))
        outer.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(label("双击一份检查记录可以打开它。", "small"), 1)
        close = button("关闭", self.accept, "primary")
        close.setDefault(True)
        foot.addWidget(close)
        outer.addLayout(foot)
        screen = self.screen().availableGeometry()
        self.resize(min(980, screen.width() - 80), min(620, screen.height() - 80))

    def _open(self, step: Step) -> None:
        if step.sheet_id:
            self.accept()
            self.sheet_wanted.emit(step.sheet_id)


def _named(step: Step) -> str:
    return _INDENT * max(step.depth - 1, 0) + step.text


def _shade(step: Step, _column: Column) -> Tone | None:
    if step.depth == 0:
        return Tone.BRAND
    return Tone.PLAIN if step.depth == 1 else None

"""异议与更正记录 of a sheet as a table: what, old, new, why or how it was decided, who, when (5.4)."""

from dataclasses import asdict, dataclass

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.checks.rows.corrections import CORRECTION_COLUMNS, Correction
from edudesk.checks.rows.sheets import SheetRow
from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView


@dataclass(frozen=True, slots=True)
class _Line(Correction):
    """With its place, by which the table knows it."""

    id: int = 0


class CorrectionsDialog(QDialog):
    """Looked at only: a line comes with what it tells of."""

    def __init__(self, parent: QWidget, name: str, sheet: SheetRow) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{name} 的异议与更正记录")
        self.setModal(True)
        self.model = RowModel(CORRECTION_COLUMNS, parent=self)
        self.model.set_rows([_Line(**asdict(one), id=n) for n, one in enumerate(sheet.corrections)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(TableView(self.model, is_compact=True), 1)
        foot = QHBoxLayout()
        foot.addWidget(label(f"现在：{sheet.status}　{sheet.score_words}　{sheet.grade}", "muted"), 1)
        foot.addWidget(button("关闭", self.accept, "primary"))
        outer.addLayout(foot)
        screen = self.screen().availableGeometry()
        self.resize(min(860, screen.width() - 80), min(420, screen.height() - 80))

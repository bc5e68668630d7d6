"""Below the 成果 of a project: which of them go into the tables of its papers, where there are more than these have room for."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.base.words import shortened
from edudesk.kit.buttons import link
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.labels import label
from edudesk.kit.part_list import PartList
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rules.deliverables import YES, Tabled, crowded, tabled


class ResultChoice(QWidget):
    """Hidden while every 成果 finds room."""

    def __init__(self, part: PartList, sources: ProjectSources) -> None:
        super().__init__()
        self._part, self._sources = part, sources
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._told = label("", "small", wraps=True)
        self.button = link("选列入表格的成果…", self.choose)
        column.addWidget(self._told)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        part.chosen.connect(self._look)
        self.hide()

    def _tables(self) -> list[Tabled]:
        rows = self._part.rows
        if not rows:
            return []
        project = self._sources.projects.get(rows[0].project_id)
        kind = self._sources.project_kinds.kinds().of(project)
        return [one for one in tabled(kind, rows) if len(one.results) > one.most]

    def _look(self, _row: Any) -> None:
        tables = self._tables()
        self.setVisible(bool(tables))
        if tables:
            marked = self._sources.deliverables.marked(self._part.rows[0].project_id)
            self._told.setText("".join(one.told(marked) for one in tables))

    def choose(self) -> FormDialog:
        """Each 成果 of a table that is too small, to be marked."""
        tables, project_id = self._tables(), self._part.rows[0].project_id
        marked = self._sources.deliverables.marked(project_id)
        groups = tuple(
            (
                f"{one.word}（表内限 {one.most} 项，现有 {len(one.results)} 项）",
                tuple(
                    Column(row.id, shortened(f"{row.on[:7]} {row.title}".strip()), Kind.YESNO, 12)
                    for row in one.results
                ),
            )
            for one in tables
        )

        def check(typed: Mapping[str, Any]) -> list[FieldProblem]:
            chosen = {key for key, value in typed.items() if value == YES}
            return [FieldProblem(row_id, text) for one in tables for row_id, text in crowded(one, chosen)]

        return FormDialog.edit(
            self,
            "选列入表格的成果",
            groups,
            dict.fromkeys(marked, YES),
            lambda typed: self._sources.deliverables.mark(
                project_id, [key for key, value in typed.items() if value == YES]
            ),
            check=check,
            editors={row.id: Tick for one in tables for row in one.results},
        )


class Tick(QCheckBox):
    """An editor of fields.Editor: 是 or nothing."""

    edited = Signal()
    left = Signal()

    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__("列入", parent)
        self.column = column
        self.toggled.connect(lambda _is_on: self.edited.emit())

    def typed(self) -> str:
        return YES if self.isChecked() else ""

    def show_text(self, text: str) -> None:
        self.setChecked(text == YES)

    def widget(self) -> QWidget:
        return self

"""绩效指标 of a year as a sheet, with the execution of the budget and the sums of the groups at its foot."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.columns import printed
from edudesk.base.errors import FieldProblem
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.part_table import PartTable
from edudesk.kit.sheet_dialog import SheetDialog
from edudesk.kit.typed_table import TextRow, TypedTable
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rows.results import MEASURE_COLUMNS, MeasureDraft, MeasureRow
from edudesk.projects.rules.entering import measure_problems
from edudesk.projects.rules.explaining import explain_performance
from edudesk.projects.rules.scoring import performance
from edudesk.projects.rules.typed import read_texts
from edudesk.projects.rules.years import due_year, years_offered

_ID = "row_id"
_COLUMNS = tuple(replace(column, is_shown=True) for column in MEASURE_COLUMNS if column.key != "year")
_KEYS = tuple(column.key for column in _COLUMNS)
_OF_THE_YEAR = ("actual", "points", "reason")


class MeasuresSheet(SheetDialog):
    """A line for each 三级指标."""

    def __init__(self, parent: QWidget, sources: ProjectSources, project: ProjectRow, year: str) -> None:
        self._sources, self._project = sources, project
        self._stored: Sequence[MeasureRow] = sources.project_measures.of(project.id)
        judging = sources.project_standards.judging(year)
        groups = "、".join(f"{one.name} {one.weight} 分" for one in judging.groups)
        super().__init__(
            parent,
            f"绩效自评：{project.title}",
            f"预算执行率 {judging.execution} 分由经费登记算出，不用填；{groups}。没有得分的指标空着，填全以后才计总分。",
            years_offered([*(row.year for row in self._stored), year], clock.today()),
            year,
        )
        self.part = PartTable("指标", _COLUMNS, likely=("group", "aspect"), shade=self.shade)
        self.part.table.setAccessibleName("绩效指标")
        self.place.addWidget(self.part)
        self._carry = button("沿用上一年的指标", self.carry_over)
        self.head.addWidget(self._carry)
        self.begin()

    @classmethod
    def show_for(
        cls, parent: QWidget, sources: ProjectSources, project: ProjectRow, row: MeasureRow | None
    ) -> "MeasuresSheet":
        """Open over parent's window: the year of a line with that line chosen, else the year that is due."""
        dialog = cls(parent, sources, project, row.year if row is not None else due_year(clock.today()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        if row is not None:
            dialog.seize_row(_ID, row.id)
        return dialog

    @property
    def table(self) -> TypedTable:
        return self.part.table

    def lines(self) -> list[dict[str, str]]:
        self._judging = self._sources.project_standards.judging(self.year)
        self._money = self._sources.project_measures.sheet(self._project.id, self.year)
        return [
            {_ID: row.id} | {key: printed(getattr(row, key)) for key in _KEYS}
            for row in self._stored
            if row.year == self.year
        ]

    def read(self, row: TextRow) -> Sequence[FieldProblem]:
        return () if self._is_blank(row) else self._read(row)[1]

    def sums(self) -> str:
        drafts = [self._read(row)[0] for row in self.table.rows if not self._is_blank(row)]
        own = performance(self._money.budget, self._money.spent, drafts, self._money.undated, self._judging)
        told = explain_performance(own, self.year)
        pieces = "　".join(f"{one.name} {one.figure}" for one in told.pieces)
        wrong = [
            f"{group.name}各项分值合计 {full:g} 分，应为 {group.weight} 分。"
            for group in self._judging.groups
            if (full := sum(one.full or 0 for one in drafts if one.group == group.name))
            not in (0, group.weight)
        ]
        self._carry.setEnabled(not drafts)
        return "\n".join((pieces, " ".join((*told.notes, *wrong))))

    def gone(self) -> int:
        there = {row.id for row in self._stored if row.year == self.year}
        return len(there - {row.cells.get(_ID, "") for row in self.table.rows if not self._is_blank(row)})

    def carry_over(self) -> None:
        """The measures of the last year told of before this one, without what was reached."""
        before = max((row.year for row in self._stored if row.year < self.year), default="")
        rows = [row for row in self._stored if row.year == before]
        if not rows:
            messages.tell(self, f"{self.year} 年以前没有登记过指标。", "请点“添加一行”，或从 Excel 粘贴。")
            return
        self.part.show_lines(
            [{key: printed(getattr(row, key)) for key in _KEYS if key not in _OF_THE_YEAR} for row in rows]
        )
        self.is_changed = True
        self.look()

    @staticmethod
    def _is_blank(row: TextRow) -> bool:
        return not any(row.cells.get(key, "").strip() for key in _KEYS)

    def _read(self, row: TextRow) -> tuple[MeasureDraft, tuple[FieldProblem, ...]]:
        """What a line means, and what is wrong with it."""
        values, problems = read_texts(_COLUMNS, row.cells)
        draft = MeasureDraft(project_id=self._project.id, year=self.year, **values)
        for one in measure_problems(draft):
            problems.setdefault(one.key, one)
        return draft, tuple(problems.values())

    def store(self) -> str:
        lines = [
            (row.cells.get(_ID, ""), self._read(row)[0]) for row in self.table.rows if not self._is_blank(row)
        ]
        count = self._sources.project_measures.fill(self._project.id, self.year, lines)
        return f"已保存 {self.year} 年 {count} 项绩效指标。"

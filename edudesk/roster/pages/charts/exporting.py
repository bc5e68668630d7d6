"""What leaves the page 师资结构 as a file: its charts as a document, or the 结构统计表."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.report import Handout, Report
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.scope_list import Scope
from edudesk.kit.writing import Writable
from edudesk.roster.pages.as_of import days_offered
from edudesk.roster.reports.facts import FactsOn
from edudesk.roster.reports.lists import paper_name
from edudesk.roster.reports.statistics import counted_report
from edudesk.roster.reports.structure_charts import Who
from edudesk.roster.reports.structure_paper import TABLE, TITLE, structure_paper
from edudesk.roster.reports.structure_trend import trends
from edudesk.roster.service import TeacherService
from edudesk.school.service import SchoolService
from edudesk.store.exports import Exports

_CHARTS, _TABLE = "charts", "table"


class ChartsExport:
    """Asks what is wanted, and has it made beside the window."""

    def __init__(
        self, teachers: TeacherService, school: SchoolService, exports: Exports, facts_on: FactsOn
    ) -> None:
        self._teachers, self._school, self._exports, self._facts_on = teachers, school, exports, facts_on

    def ask(self, page: QWidget, who: Who, day: date | None) -> None:
        """who, day: shown on the page, None = today."""
        title = f"{TITLE}（{who}，后附统计表）"
        ExportDialog(
            page,
            "导出师资结构",
            partial(self._prepare, who),
            self._name,
            self._leaving,
            scopes=(
                Scope(_CHARTS, title, formats=("pdf", "docx"), is_dated=True),
                Scope(_TABLE, TABLE.title, is_dated=True),
            ),
            scope_word="内容",
            formats=("pdf", "docx", "xlsx"),
            day=day,
            days=days_offered,
        ).open()

    def _name(self, choice: Choice) -> str:
        title = TITLE if choice.scope == _CHARTS else TABLE.title
        return paper_name(self._school.identity(), title, choice.day or clock.today(), choice.audience)

    def _leaving(self, document: Handout, to: Path | str, way: str = "导出") -> AbstractContextManager[None]:
        unit = "行" if isinstance(document, Report) else "人"
        return self._exports.leaving(document, to, way, unit)

    def _prepare(self, who: Who, choice: Choice) -> Callable[[], Writable]:
        on = choice.day or clock.today()

        def paper() -> Writable:
            facts = self._facts_on(on, None)
            if choice.scope == _TABLE:
                return counted_report(TABLE, facts, choice.audience)
            return structure_paper(facts, who, trends(on, self._teachers.rows_on), choice.audience)

        return paper

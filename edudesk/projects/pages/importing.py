"""导入项目台账: a list of projects that was there, previewed beside those that are registered."""

from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.jobs import Step
from edudesk.base.report import Template
from edudesk.projects.intake.preview import ledger_layout
from edudesk.projects.pages import IMPORT_PROJECTS
from edudesk.projects.reports.template import ledger_template
from edudesk.projects.service.importing import LedgerService
from edudesk.roster.intake.correcting import Layout
from edudesk.roster.intake.deciding import Wishes
from edudesk.roster.pages.file_page import Request
from edudesk.roster.pages.list_import import ListImportPage, ListSources
from edudesk.roster.service import ImportResult
from edudesk.sheets.workbook import Workbook


class LedgerSources(ListSources, Protocol):
    """The open school as the import of a 台账 sees it."""

    @property
    def project_ledger(self) -> LedgerService:
        """项目台账 from a workbook."""


class LedgerImportPage(ListImportPage):
    """The import of a 台账."""

    name, title, icon_name = IMPORT_PROJECTS
    file_title = "选择要导入的项目台账"
    back = "项目管理"
    doing = "正在导入项目台账"
    unit = "个项目"
    row, subject, what, untouched = "项目", "项目名称", "项目", "台账里没有的项目"
    invitation = (
        "把项目台账拖到这里。",
        "一行一个项目，表头有“项目名称”或“课题名称”就可以，类别、主持人、编号、起止时间、状态等各种写法都认。先预览，确认后才写入，导入后可以整体撤销。",
    )

    def __init__(self, sources: LedgerSources, parent: QWidget | None = None) -> None:
        self._sources = sources
        super().__init__(sources, parent)

    def look(self, request: Request, workbook: Workbook, wishes: Wishes) -> Any:
        return self._sources.project_ledger.preview(
            workbook,
            **wishes,
        )

    def store(self, preview: Any, step: Step) -> ImportResult:
        return self._sources.project_ledger.import_rows(preview, step)

    def layout_of(self, preview: Any) -> Layout:
        return ledger_layout()

    def template(self) -> Template:
        return ledger_template(clock.today())

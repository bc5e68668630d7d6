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
from edudesk.roster.pages.file_page import Request
from edudesk.roster.pages.import_preview import PreviewPanel
from edudesk.roster.pages.import_steps import StepsPage
from edudesk.roster.service import ImportResult, TeacherService
from edudesk.school.service import SchoolService
from edudesk.sheets.workbook import Workbook
from edudesk.store.exports import Exports
from edudesk.store.timeline import Timeline


class LedgerSources(Protocol):
    """The open school as the import of a 台账 sees it."""

    exports: Exports
    school: SchoolService
    teachers: TeacherService
    timeline: Timeline

    @property
    def project_ledger(self) -> LedgerService:
        """项目台账 from a workbook."""


class LedgerImportPage(StepsPage):
    """The import of a 台账."""

    name, title, icon_name = IMPORT_PROJECTS
    file_title = "选择要导入的项目台账"
    back = "项目管理"
    doing = "正在导入项目台账"
    unit = "个项目"
    invitation = (
        "把项目台账拖到这里。",
        "一行一个项目，表头有“项目名称”或“课题名称”就可以，类别、主持人、编号、起止时间、状态等各种写法都认。先预览，确认后才写入，导入后可以整体撤销。",
    )

    def __init__(self, sources: LedgerSources, parent: QWidget | None = None) -> None:
        self._sources = sources
        super().__init__(sources.teachers, sources.school, sources.exports, sources.timeline, parent)

    def build_panel(self) -> PreviewPanel:
        return PreviewPanel("个项目", "项目", is_roster=False, subject="项目名称")

    def build_preview(self, request: Request, workbook: Workbook, step: Step) -> tuple[Any, Any]:
        """Called beside the window: it goes by the request and asks no widget."""
        preview = self._sources.project_ledger.preview(
            workbook,
            file=request.file.name,
            sheets=request.sheets,
            choices=request.choices,
            answers=request.answers,
            include_hidden=request.include_hidden,
            step=step,
        )
        return preview, None

    def store(self, preview: Any, step: Step) -> ImportResult:
        return self._sources.project_ledger.import_rows(preview, step)

    def layout_of(self, preview: Any) -> Layout:
        return ledger_layout()

    def told(self, result: ImportResult) -> tuple[str, str]:
        left = f"，{result.error} 行有错误没有导入" if result.error else ""
        return (
            f"已导入：新增 {result.new} 个项目，更新 {result.changed} 个。",
            f"已有且相同 {result.same} 个{left}。台账里没有的项目没有改动。",
        )

    def told_undone(self, result: ImportResult) -> str:
        return "项目回到了导入前的样子。"

    def template(self) -> Template:
        return ledger_template(clock.today())

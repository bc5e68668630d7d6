"""The import of a list that is not of people (课程表, 项目台账, 检查记录, 各校数据): what these pages have in common."""

from typing import Any, ClassVar, Protocol

from PySide6.QtWidgets import QWidget

from edudesk.base.jobs import Step
from edudesk.roster.intake.deciding import Wishes
from edudesk.roster.pages.file_page import Request
from edudesk.roster.pages.import_preview import PreviewPanel
from edudesk.roster.pages.import_steps import StepsPage
from edudesk.roster.service import ImportResult, TeacherService
from edudesk.school.service import SchoolService
from edudesk.sheets.workbook import Workbook
from edudesk.store.exports import Exports
from edudesk.store.timeline import Timeline


class ListSources(Protocol):
    """The open school as the import of a list sees it."""

    exports: Exports
    school: SchoolService
    teachers: TeacherService
    timeline: Timeline


class ListImportPage(StepsPage):
    """A page writes look(), store(), layout_of() and template().

    unit: of rows, 个项目; row: one of them, 项目; subject: title of the column with what it is about; what: is imported;
    untouched: what the file does not name.
    """

    row: ClassVar[str]
    subject: ClassVar[str]
    what: ClassVar[str]
    untouched: ClassVar[str]

    def __init__(self, sources: ListSources, parent: QWidget | None = None) -> None:
        super().__init__(sources.teachers, sources.school, sources.exports, sources.timeline, parent)

    def look(self, request: Request, workbook: Workbook, wishes: Wishes) -> Any:
        """The preview; called beside the window: it goes by the request and asks no widget."""
        raise NotImplementedError

    def build_preview(self, request: Request, workbook: Workbook, step: Step) -> tuple[Any, Any]:
        return self.look(request, workbook, request.wishes(step)), None

    def build_panel(self) -> PreviewPanel:
        return PreviewPanel(self.unit, self.row, is_roster=False, subject=self.subject)

    def told(self, result: ImportResult) -> tuple[str, str]:
        measure = self.unit[0]
        left = f"，{result.error} 行有错误没有导入" if result.error else ""
        gone = f"，删去 {result.gone} {measure}" if result.gone else ""
        return (
            f"已导入：新增 {result.new} {self.unit}，更新 {result.changed} {measure}{gone}。",
            f"已有且相同 {result.same} {measure}{left}。{self.untouched}没有改动。",
        )

    def told_undone(self, result: ImportResult) -> str:
        return f"{self.what}回到了导入前的样子。"

"""导入发展记录: dated facts of one kind (年度考核, 培训, 称号 …) from their own sheet."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.export_looking import untraced
from edudesk.kit.labels import label
from edudesk.roster.histories import KIND
from edudesk.roster.intake.correcting import Layout
from edudesk.roster.intake.ledger.heads import guess_kind
from edudesk.roster.intake.ledger.preview import layout_of, preview_history
from edudesk.roster.intake.ledger.values import LedgerPreview
from edudesk.roster.pages import IMPORT_FACTS
from edudesk.roster.pages.file_page import Answer, Request
from edudesk.roster.pages.import_preview import PreviewPanel
from edudesk.roster.pages.import_steps import StepsPage
from edudesk.roster.reports.templates import history_template
from edudesk.roster.service import ImportResult, TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.school.service import SchoolService
from edudesk.sheets.workbook import Workbook
from edudesk.store.exports import Exports
from edudesk.store.timeline import Timeline


class FactImportPage(StepsPage):
    """The import of dated facts. start(kind key): for one kind; without it the kind is guessed from the file."""

    name, title, icon_name = IMPORT_FACTS
    file_title = "选择要导入的发展记录"
    back = "教师台账"
    doing = "正在导入发展记录"
    invitation = (
        "把年度考核、培训学分、称号、任课等表格拖到这里。",
        "一人一行、一项一行或一年一列都可以；是哪种记录由程序先认，可以改。先预览，确认后才写入，导入后可以整体撤销。",
    )

    def __init__(
        self,
        teachers: TeacherService,
        histories: HistoryService,
        school: SchoolService,
        exports: Exports,
        timeline: Timeline,
        parent: QWidget | None = None,
    ) -> None:
        self._histories = histories
        self._kinds = histories.kinds()
        self._wanted = ""
        super().__init__(teachers, school, exports, timeline, parent)

    def start(self, key: str = "") -> None:
        """Begin anew, with files of one kind; "" = whatever a file is like."""
        self._wanted = key
        self.begin()

    def build_panel(self) -> PreviewPanel:
        return PreviewPanel("条", "记录", is_roster=False)

    def build_tools(self) -> Sequence[QWidget]:
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("记录种类")
        self.kinds.setMaxVisibleItems(len(self._kinds))
        for kind in self._kinds:
            self.kinds.addItem(kind.title, kind.key)
        self.kinds.activated.connect(self._choose_kind)
        return label("记录种类", "muted"), self.kinds

    def build_preview(self, request: Request, workbook: Workbook, step: Step) -> tuple[Any, Any]:
        """Called beside the window: it goes by the request and asks no widget."""
        key = request.kind
        if not key:
            guessed = guess_kind(workbook, request.file.stem, self._kinds)
            if guessed is None:
                raise UserError(
                    f"没有认出“{request.file.name}”是哪种记录：各工作表里都没有带“姓名”和记录内容的表头。",
                    "请确认选对了文件；表头可以参照“下载模板”。没有写入任何内容。",
                )
            key = guessed.key
        histories, school = self._histories, self._school.identity()
        preview = preview_history(
            workbook,
            KIND[key],
            self._teachers.rows(),
            histories.told(key),
            lambda rows: histories.try_rows(key, rows),
            recall=lambda head: histories.remembered(key, head),
            seen=histories.seen(key),
            school_year=school.school_year if school else "",
            stage=school.stage if school else "",
            **request.wishes(step),
        )
        return preview, None

    def first_request(self, request: Request) -> Request:
        return Request(request.file, kind=self._wanted)

    def offer(self, answer: Answer) -> None:
        preview: LedgerPreview = answer.preview
        self.kinds.setCurrentIndex(self.kinds.findData(preview.kind))
        self._asked = replace(answer.request, workbook=answer.workbook, kind=preview.kind)  # guessed once
        super().offer(answer)

    def store(self, preview: Any, step: Step) -> ImportResult:
        return self._histories.import_rows(preview, step)

    def layout_of(self, preview: Any) -> Layout:
        return layout_of(preview.of_kind)

    def told(self, result: ImportResult) -> tuple[str, str]:
        left = f"，{result.error} 条有错误没有导入" if result.error else ""
        return (
            f"已导入：新增 {result.new} 条，更新 {result.changed} 条。",
            f"已有且相同 {result.same} 条{left}。没有出现在这个文件里的记录没有改动。",
        )

    def told_undone(self, result: ImportResult) -> str:
        return f"新增的 {result.new} 条和更新的 {result.changed} 条都回到了导入前的样子。"

    def export_template(self) -> None:
        kinds = {kind.key: kind for kind in self._kinds}
        ExportDialog(
            self,
            "下载导入模板",
            lambda choice: partial(history_template, kinds[choice.scope], clock.today()),
            lambda choice: history_template(kinds[choice.scope], clock.today()).file_name,
            untraced,
            scopes=[(kind.key, kind.title) for kind in self._kinds],
            audiences=(),
            formats=("xlsx",),
            scope_word="哪种记录",
        ).open()

    def _choose_kind(self, _place: int) -> None:
        """Another kind: columns, sheets and answers of the one before mean nothing for it."""
        asked = self._asked
        if asked is not None and self.kinds.currentData() != asked.kind:
            self._ask(Request(asked.file, asked.workbook, kind=self.kinds.currentData()))

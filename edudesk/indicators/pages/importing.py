"""导入各校数据: the schools of the region out of a workbook, or pasted from one, previewed beside those there are."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.jobs import Step
from edudesk.base.report import Template
from edudesk.indicators.intake.preview import region_layout
from edudesk.indicators.intake.values import RegionPreview
from edudesk.indicators.pages import IMPORT_REGION
from edudesk.indicators.pages.sources import RegionSources
from edudesk.indicators.pages.tabs import RegionBoxes
from edudesk.indicators.reports.template import region_template
from edudesk.kit import messages
from edudesk.kit.clipboard import cells_of
from edudesk.kit.labels import label
from edudesk.roster.intake.correcting import Layout
from edudesk.roster.intake.deciding import Wishes
from edudesk.roster.intake.values import Preview
from edudesk.roster.pages.file_page import Answer, Request
from edudesk.roster.pages.list_import import ListImportPage
from edudesk.roster.service import ImportResult
from edudesk.sheets.workbook import Sheet, Workbook

_PASTED = "粘贴的内容"


class RegionImportPage(ListImportPage):
    """The import of the schools of a region; year and 学段 are those of rows that do not say them."""

    name, title, icon_name = IMPORT_REGION
    file_title = "选择各校的监测数据"
    back = "校际差异系数"
    doing = "正在导入各校数据"
    unit = "所学校"
    row, subject, what, untouched = "学校", "学校", "区域学校", "文件里没有的学校"
    invitation = (
        "把各校的监测数据拖到这里，或在 Excel 里复制后从剪贴板粘贴。",
        "一行一所学校，表头有“学校”和“在校生数”就可以；填的是数量，不是生均值。先预览，确认后才写入，导入后可以整体撤销。",
    )

    def __init__(self, sources: RegionSources, parent: QWidget | None = None) -> None:
        self._sources = sources
        super().__init__(sources, parent)

    def build_tools(self) -> Sequence[QWidget]:
        self.boxes = RegionBoxes()
        for box in (self.boxes.year, self.boxes.stage):
            box.picked.connect(self._choose_place)
        return label("没写明的算作", "muted"), *self.boxes.tools

    def ways(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (("从剪贴板粘贴", self.paste),)

    def paste(self) -> None:
        """What was copied in Excel, as if it were a file."""
        cells = cells_of(QGuiApplication.clipboard().text())
        if len(cells) < 2:
            messages.tell(
                self,
                "剪贴板里没有表格，没有粘贴。",
                "请在 Excel 或 WPS 里连表头一起选中各校的行，复制后再试。",
            )
            return
        width = max(map(len, cells))
        rows = tuple((*line, *[""] * (width - len(line))) for line in cells)
        self._ask(
            self.first_request(Request(Path(_PASTED), workbook=Workbook("csv", (Sheet(_PASTED, rows),))))
        )

    def look(self, request: Request, workbook: Workbook, wishes: Wishes) -> Any:
        year, stage = request.kind.split() if request.kind else ("", "")
        return self._sources.region_schools.preview(
            workbook,
            school_year=year,
            stage=stage,
            **wishes,
        )

    def offer(self, answer: Answer) -> None:
        preview: RegionPreview = answer.preview
        self.boxes.offer(self._sources.region_schools.rows(), self._sources.school.identity())
        for box, key in ((self.boxes.year, preview.school_year), (self.boxes.stage, preview.stage)):
            box.setCurrentIndex(box.findData(key))
        kind = f"{preview.school_year} {preview.stage}"
        self._asked = replace(answer.request, workbook=answer.workbook, kind=kind)
        super().offer(answer)
        self.boxes.stage.setVisible(self.boxes.stage.count() > 1)

    def _choose_place(self, _key: str) -> None:
        kind = f"{self.boxes.year.key} {self.boxes.stage.key}"
        if self._asked is not None and kind != self._asked.kind:
            self._ask_again(kind=kind, answers={})

    def store(self, preview: Preview[Any], step: Step) -> ImportResult:
        assert isinstance(preview, RegionPreview)
        return self._sources.region_schools.import_rows(preview, step)

    def layout_of(self, preview: Any) -> Layout:
        return region_layout()

    def template(self) -> Template:
        return region_template(clock.today())

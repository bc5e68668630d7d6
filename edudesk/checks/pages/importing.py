"""导入检查记录: an old record sheet, one row per teacher, previewed beside what the check has already."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step
from edudesk.base.report import Template
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.intake.record_preview import record_layout
from edudesk.checks.pages import IMPORT_RECORDS
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.reports.record_template import record_template
from edudesk.checks.rows.campaigns import ARCHIVED, DRAFT
from edudesk.kit import messages
from edudesk.kit.labels import label
from edudesk.roster.intake.correcting import Layout
from edudesk.roster.intake.deciding import Wishes
from edudesk.roster.pages.file_page import Answer, Request
from edudesk.roster.pages.list_import import ListImportPage, ListSources
from edudesk.roster.service import ImportResult
from edudesk.school.pages.tabs import PickBox
from edudesk.school.rules.years import printed_year
from edudesk.sheets.workbook import Workbook

if TYPE_CHECKING:
    from edudesk.checks.service.importing import RecordService


class RecordSources(CheckSources, ListSources, Protocol):
    """The open school as the import of record sheets sees it."""

    @property
    def check_records(self) -> "RecordService":
        """检查记录 from a workbook."""


class RecordImportPage(ListImportPage):
    """The import into one check, which is chosen before the file and may be changed beside the preview."""

    name, title, icon_name = IMPORT_RECORDS
    concerns = frozenset({"journal", "checks"})
    file_title = "选择要导入的检查记录"
    back = "检查安排"
    doing = "正在导入检查记录"
    unit = "份记录"
    row, subject, what, untouched = "记录", "教师", "检查记录", "已经录入的记录"
    invitation = (
        "把检查记录表拖到这里。",
        "一行一位教师，各检查项目是列；学校原来的记录表不用改，按姓名（同名的看学科、班级）和项目名称、编号对上。先预览，确认后才写入，导入后可以整体撤销。",
    )

    def __init__(self, sources: RecordSources, parent: QWidget | None = None) -> None:
        self._sources = sources
        super().__init__(sources, parent)

    def build_tools(self) -> Sequence[QWidget]:
        self.check_box = PickBox("导入到哪次检查")
        self.check_box.setMinimumWidth(240)
        self.check_box.picked.connect(self._choose_check)
        return label("导入到", "muted"), self.check_box

    def open_check(self, campaign_id: str = "") -> None:
        """Begin with a check, "" = the one shown last."""
        self._offer_checks()
        if campaign_id:
            self.check_box.setCurrentIndex(self.check_box.findData(campaign_id))
        self.begin()

    def begin(self) -> None:
        super().begin()
        self._offer_checks()
        for one in self._tools:  # chosen before the file
            one.show()

    def reload(self) -> None:
        self._offer_checks()
        super().reload()

    def first_request(self, request: Request) -> Request:
        return replace(request, kind=self.check_box.key)

    def look(self, request: Request, workbook: Workbook, wishes: Wishes) -> Any:
        if not request.kind:
            raise UserError("还没有可以导入记录的检查。", "请先新建检查并发布；没有写入任何内容。")
        return self._sources.check_records.preview(
            request.kind,
            workbook,
            kind=self._school.identity().stage,
            **wishes,
        )

    def offer(self, answer: Answer) -> None:
        self.check_box.setCurrentIndex(self.check_box.findData(answer.request.kind))
        super().offer(answer)

    def store(self, preview: Any, step: Step) -> ImportResult:
        return self._sources.check_records.import_rows(preview, step)

    def layout_of(self, preview: Any) -> Layout:
        return record_layout(self._forms(preview.campaign_id))

    def told(self, result: ImportResult) -> tuple[str, str]:
        left = f"，{result.error} 行没有导入" if result.error else ""
        return (
            f"已导入：新增 {result.new} 份检查记录。",
            f"已有且相同 {result.same} 份{left}。已经录入的记录没有改动。",
        )

    def template(self) -> Template | None:
        forms = self._forms(self.check_box.key)
        if not forms:
            messages.tell(self, "这次检查还没有应检对象。", "请先发布检查，再下载它的记录表模板。")
            return None
        return record_template(forms[0], clock.today())

    def _forms(self, campaign_id: str) -> list[CheckForm]:
        """The forms of a check, that of most units first."""
        every = self._sources.check_forms.every()
        units = self._sources.campaigns.units(campaign_id) if campaign_id else []
        return [every[key] for key, _ in Counter((one.form, one.form_version) for one in units).most_common()]

    def _offer_checks(self) -> None:
        """Those that take records, the newest first."""
        rows = [row for row in self._sources.campaigns.rows() if row.status not in (DRAFT, ARCHIVED)]
        named = Counter(row.title for row in rows)  # each year has its 11月备课检查
        choices = [
            (
                row.id,
                row.title if named[row.title] == 1 else f"{row.title}（{printed_year(row.school_year)}）",
            )
            for row in reversed(rows)
        ]
        self.check_box.offer(choices, choices[0][0] if choices else "")

    def _choose_check(self, key: str) -> None:
        if self._asked is not None and key != self._asked.kind:
            self._ask_again(kind=key, answers={}, choices={})

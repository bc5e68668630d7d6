"""材料核对: every file of the projects read and held against what was kept; what is wrong leads to its place."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.jobs import Step
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.list_page import ListPage
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.projects.pages import FILES
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.pages.tabs import put_tabs
from edudesk.projects.rows.evidence import EMPTY, FAULT_COLUMNS, FAULTS, FileFault
from edudesk.projects.service.file_faults import FileCheck


class FileCheckPage(ListPage):
    """open_record(project id, place, record id): where a fault is put right; show_page: for the tabs."""

    name, title, icon_name = FILES
    unit = "处"
    concerns = frozenset({"projects", "attachments"})
    search_hint = "项目 / 材料 / 文件…"
    columns: tuple[Column, ...] = FAULT_COLUMNS

    def __init__(
        self,
        sources: ProjectSources,
        open_record: Callable[[str, str, str], object],
        show_page: ShowPage,
        parent: QWidget | None = None,
    ) -> None:
        self._sources, self._open_record = sources, open_record
        self._found: FileCheck | None = None
        self._at = ""
        super().__init__(parent)
        put_tabs(self.head, self.name, show_page)

    def rows(self) -> Sequence[FileFault]:
        """What the last check found and nobody has put right since."""
        faults = self._found.faults if self._found is not None else ()
        return self._sources.evidence.still(faults) if faults else ()

    def buttons(self) -> Sequence[QWidget]:
        self.check_button = button("开始核对", self.check, "primary", icon_name="check")
        return (self.check_button,)

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("what", "问题", lambda row: row.what, FAULTS.words),
            ChoiceChip("place", "所在", lambda row: row.place),
            ChoiceChip("project", "项目", lambda row: row.project),
        )

    def tone(self, row: FileFault, column: Column) -> Tone:
        return Tone.WARN if row.what == EMPTY else Tone.BAD

    def counted(self, shown: int, total: int) -> str:
        if self._found is None:
            return ""
        of = f"{shown} / {total}" if shown != total else f"{total}"
        words = f"{of} 处要处理" if total else "没有问题"
        return f"{self._at} 核对了 {self._found.files} 个文件 · {words}"

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        if self._found is None:
            return (
                "还没有核对。",
                "逐个读一遍项目的材料、活动照片和阶段附件，找出不见了的、内容被改过的和登记了却没有文件的。",
                (("开始核对", self.check),),
            )
        return f"核对了 {self._found.files} 个文件，都与放入时一样。", "", ()

    def open_row(self, row: FileFault) -> None:
        self._open_record(row.project_id, row.place, row.record_id)

    def check(self) -> None:
        """Read all files, beside the window."""

        def job(step: Step) -> FileCheck:
            return self._sources.evidence.faults(step=step)

        run_task(self, "正在核对项目材料", job, self._show, button=self.check_button)

    def _show(self, found: FileCheck) -> None:
        self._found, self._at = found, f"{clock.now().astimezone():%H:%M}"
        self.check_button.setText("重新核对")
        self.reload()

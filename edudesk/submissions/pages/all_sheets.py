"""导出全部表单: every sheet of a term of checks into a folder of its own, for one audience."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from edudesk.base import files
from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.base.whole import Whole, whole_numbers
from edudesk.checks.reports.catalogue import Sheet, sheets
from edudesk.checks.reports.facts import CheckFacts
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.kit import reveal
from edudesk.kit.buttons import button
from edudesk.kit.dialogs import choose_folder, last_folder
from edudesk.kit.export_frame import Asked, AudienceBox, PlaceLine, foot_row, may_leave_whole, question
from edudesk.kit.labels import label
from edudesk.kit.task_dialog import TaskDialog
from edudesk.submissions.check_papers import MadeSheet, Placed, make_all, place_all
from edudesk.submissions.sources import Sources

_PURPOSE = "export"
_FORMATS = (("各表能存的格式都存", ""), ("只要 PDF", "pdf"), ("只要 Excel", "xlsx"), ("只要 Word", "docx"))


@dataclass(frozen=True, slots=True)
class About:
    """What is taken. term: in words; mark: of the term in names of files; check: of sheets about checks, None = all."""

    term: str
    mark: str
    check: CampaignRow | None = None


class AllSheetsDialog(TaskDialog):
    """Asks, makes and writes beside the window, shows what lies in the folder. read: the term, called beside the window."""

    def __init__(
        self, parent: QWidget | None, sources: Sources, read: Callable[[], CheckFacts], about: About
    ) -> None:
        super().__init__(parent)
        self._sources, self._read, self._about = sources, read, about
        self._school = sources.school.identity().name
        self._folder = last_folder(_PURPOSE)
        self.setWindowTitle("导出全部表单")
        self.setMinimumWidth(560)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._build_question())
        outer.addWidget(self.pages)
        self._suit()

    def _build_question(self) -> QWidget:
        self.told = label("", wraps=True)
        self.audience = AudienceBox()
        self.format = QComboBox()
        self.format.setAccessibleName("格式")
        for word, key in _FORMATS:
            self.format.addItem(word, key)
        self.place = PlaceLine(self._choose_folder)
        self.export_button = button("导出", self.export, "primary")
        self.export_button.setDefault(True)
        self.audience.currentIndexChanged.connect(self._suit)
        self.format.currentIndexChanged.connect(self._suit)
        rows: list[Asked] = [
            ("内容", self.told),
            ("格式", self.format),
            ("用途", self.audience),
            ("保存到", self.place),
        ]
        return question(rows, foot_row((), (button("取消", self.reject), self.export_button)))

    @property
    def sheets(self) -> list[Sheet]:
        """Those an audience may have, in a format that is wanted."""
        format, audience = str(self.format.currentData()), self.audience.audience
        return [one for one in sheets() if audience in one.audiences and format in ("", *one.formats)]

    @property
    def folder(self) -> Path:
        """A new one."""
        about = self._about.check.title if self._about.check is not None else ""
        name = "_".join(
            filter(None, ("教学常规检查表单", self._about.mark, about, self.audience.audience.mark))
        )
        return files.free_name(self._folder / files.safe_name(self._school, f"_{name}"))

    def _suit(self, *_change: object) -> None:
        check = self._about.check
        told = f"{self._about.term}，{len(self.sheets)} 种表。"
        if check is not None:
            told += f"记录表、反馈单、{check.title}的统计表和通报只取“{check.title}”，其余按学期。"
        self.told.setText(told)
        self.place.show_path(self.folder)

    def _choose_folder(self) -> None:
        chosen = choose_folder(self, "保存到哪个文件夹", _PURPOSE)
        if chosen is not None:
            self._folder = chosen
            self._suit()

    def export(self) -> None:
        """Make all, ask once more where whole numbers of people would leave, write."""
        read, wanted, audience = self._read, self.sheets, self.audience.audience

        def job(step: Step) -> tuple[list[MadeSheet], Whole]:
            step(0, 0, "正在汇总检查")
            made = make_all(read(), wanted, audience, step)
            is_asked = audience is Audience.INTERNAL
            return made, whole_numbers([one.paper for one in made if one.paper is not None and is_asked])

        def done(found: tuple[list[MadeSheet], Whole]) -> None:
            made, whole = found
            if may_leave_whole(self, whole):
                self._write(made)

        self.run("正在生成检查表单", job, done, button=self.export_button)

    def _write(self, made: list[MadeSheet]) -> None:
        exports, folder, format = self._sources.exports, self.folder, str(self.format.currentData())

        def job(step: Step) -> list[Placed]:
            folder.mkdir(parents=True, exist_ok=True)
            return place_all(exports, made, folder, format, step)

        self.run("正在导出检查表单", job, lambda found: self._show(folder, found), button=self.export_button)

    def _show(self, folder: Path, found: list[Placed]) -> None:
        result = PlacedResult(folder, found)
        result.closed.clicked.connect(self.accept)
        self.pages.addWidget(result)
        self.pages.setCurrentWidget(result)
        result.closed.setDefault(True)
        result.closed.setFocus()
        self.adjustSize()


class PlacedResult(QWidget):
    """How many files lie in the folder, which sheets there are none of, and the way to them."""

    def __init__(self, folder: Path, found: list[Placed]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        count = sum(bool(one.file) for one in found)
        column.addWidget(label(f"已导出 {count} 个文件。", "heading", wraps=True))
        column.addWidget(label(f"文件夹：{folder}", "small", wraps=True))
        for one in found:
            if not one.file:
                column.addWidget(label(f"《{one.title}》没有导出：{one.words}", "remark", wraps=True))
        column.addStretch(1)
        self.closed = button("关闭", role="primary")
        ways = (
            button("打开文件夹", lambda: reveal.open_file(folder), icon_name="folder"),
            button("复制路径", lambda: reveal.copy_path(folder), icon_name="copy"),
        )
        column.addLayout(foot_row(ways, (self.closed,)))

"""导入教师花名册: choose a file, see its columns matched and every problem with its cell, import, undo."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.columns import printed
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.base.report import A4_LANDSCAPE, Report
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card, Tabs, label
from edudesk.kit.dialogs import choose_open_file
from edudesk.kit.empty_state import EmptyState
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.tag import Tag
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.intake.values import ImportPreview
from edudesk.roster.pages import IMPORT
from edudesk.roster.pages.import_lists import (
    PERSON_COLUMNS,
    PROBLEM_COLUMNS,
    SKIPPED_COLUMNS,
    PersonLine,
    ProblemLine,
    SkippedLine,
    tone_of,
)
from edudesk.roster.pages.matching import MatchTable
from edudesk.roster.service import ImportResult, TeacherService
from edudesk.sheets.reader import read_workbook
from edudesk.sheets.workbook import Workbook

KINDS = "表格 (*.xlsx *.xls *.xlsm *.csv *.tsv *.et);;所有文件 (*)"
_STEPS = ("1 选择文件", "2 对应列", "3 检查与预览", "4 完成")


class ImportPage(Page):
    """left: the user goes back to the roster; undo_wanted(entry): the whole import is to be taken back."""

    name, title, icon_name = IMPORT
    left = Signal()
    undo_wanted = Signal(int)

    def __init__(self, teachers: TeacherService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._teachers = teachers
        self._workbook: Workbook | None = None
        self._file = Path()
        self._preview: ImportPreview | None = None
        self._choices: dict[int, str | None] = {}
        self._entry: int | None = None
        column = column_layout(self)
        self._head = PageHead(self.title, buttons=(button("返回花名册", self.left.emit, icon_name="back"),))
        column.addWidget(self._head)
        steps = QHBoxLayout()
        steps.setSpacing(10)
        self._steps = [Tag(word) for word in _STEPS]
        for tag in self._steps:
            steps.addWidget(tag)
        steps.addSpacing(12)
        self._sheet = QComboBox()
        self._sheet.setMinimumWidth(160)
        self._sheet.activated.connect(self._choose_sheet)
        self._hidden = QCheckBox()
        self._hidden.clicked.connect(self._rework)
        steps.addWidget(self._sheet)
        steps.addWidget(self._hidden)
        steps.addStretch(1)
        column.addLayout(steps)
        self._stack = QStackedWidget()
        column.addWidget(self._stack, 1)
        self._stack.addWidget(self._build_choice())
        self._stack.addWidget(self._build_preview())
        self._stack.addWidget(self._build_result())
        self.begin()

    # step by step

    def begin(self) -> None:
        """Ask for a file."""
        self._workbook = self._preview = None
        self._head.note.setText("")
        self._show_step(0)

    def choose_file(self) -> None:
        """The file dialog."""
        file = choose_open_file(self, "选择要导入的花名册", KINDS, purpose="import")
        if file is not None:
            self.read(file)

    def read(self, file: Path) -> None:
        """Read a file and show its preview; when it cannot be read, what was there before stays."""

        def job(step: Step) -> tuple[Path, Workbook, ImportPreview]:
            workbook = read_workbook(file, step)
            return file, workbook, self._look(workbook, file, step)

        run_task(self, f"正在读取“{file.name}”", job, self._show_read)

    def import_rows(self) -> None:
        """Write what the preview promises."""
        preview = self._preview
        if preview is not None:
            run_task(
                self,
                "正在导入花名册",
                lambda step: self._teachers.import_rows(preview, step),
                self._show_imported,
                self._failed,
                self._import_button,
            )

    def export_problems(self) -> None:
        """The list of problems as a sheet, to mend the file by."""
        ExportDialog(
            self,
            "导出问题清单",
            self._problem_report,
            f"导入问题清单_{self._file.stem}",
            audiences=(Audience.INTERNAL,),
        ).open()

    def _look(
        self,
        workbook: Workbook,
        file: Path,
        step: Step,
        sheet: str | None = None,
        choices: Mapping[int, str | None] | None = None,
        include_hidden: bool = False,
    ) -> ImportPreview:
        """Called beside the window: it takes what was chosen and asks no widget."""
        return preview_roster(
            workbook,
            self._teachers.rows(),
            file=file.name,
            sheet=sheet,
            choices=choices,
            recall=self._teachers.remembered,
            include_hidden=include_hidden,
            step=step,
        )

    def _rework(self) -> None:
        """Preview again after another sheet, column or switch was chosen."""
        workbook = self._workbook
        if workbook is None:
            return
        chosen = self._sheet.currentData(), dict(self._choices), self._hidden.isChecked()
        run_task(
            self, "正在检查", lambda step: self._look(workbook, self._file, step, *chosen), self._show_preview
        )

    def _choose_sheet(self) -> None:
        self._choices = {}
        self._rework()

    def _match(self, index: int, field: str | None) -> None:
        self._choices[index] = field
        self._rework()

    # what is shown

    def _build_choice(self) -> QWidget:
        place = Card()
        empty = EmptyState(place)
        empty.say(
            "把学校现有的花名册拖到这里。",
            "支持 .xlsx、.xls、.csv（UTF-8 或 GBK）。列名不用改，先预览，确认后才写入，导入后可以整体撤销。",
            (("选择文件…", self.choose_file),),
        )
        place.add(empty, 1)
        return place

    def _build_preview(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        line = QHBoxLayout()
        line.setSpacing(14)
        self._columns_card = Card("列对应")
        self._matches = MatchTable(self._match)
        self._columns_card.add(self._matches, 1)
        line.addWidget(self._columns_card, 5)
        line.addWidget(self._build_findings(), 7)
        column.addLayout(line, 1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self._remark = label("", "muted", wraps=True)
        foot.addWidget(self._remark, 1)
        self._export_button = button("导出问题清单", self.export_problems)
        self._import_button = button("导入", self.import_rows, "primary", keys="Ctrl+Return")
        foot.addWidget(self._export_button)
        foot.addWidget(button("上一步", self.begin))
        foot.addWidget(self._import_button)
        column.addLayout(foot)
        return page

    def _build_findings(self) -> Card:
        tags = QWidget()
        line = QHBoxLayout(tags)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self._counts = {
            "new": Tag("", Tone.GOOD),
            "changed": Tag("", Tone.BRAND),
            "same": Tag("", Tone.PLAIN),
            "warning": Tag("", Tone.WARN),
            "error": Tag("", Tone.BAD),
        }
        for tag in self._counts.values():
            line.addWidget(tag)
        card = Card("检查结果", right=tags)
        self._tabs = Tabs(("问题", "人员", "没有读取的行"))
        card.add(self._tabs)
        self._lists = QStackedWidget()
        self._problems = RowModel(PROBLEM_COLUMNS, tone=tone_of, parent=self)
        self._people = RowModel(PERSON_COLUMNS, tone=tone_of, parent=self)
        self._skipped = RowModel(SKIPPED_COLUMNS, parent=self)
        for model, empty in (
            (self._problems, "没有发现问题。"),
            (self._people, "没有读到人员。"),
            (self._skipped, "没有跳过的行。"),
        ):
            view = TableView(model, is_compact=True)
            view.empty.say(empty)
            view.chosen.connect(self._show_whole)
            self._lists.addWidget(view)
        self._tabs.chosen.connect(self._lists.setCurrentIndex)
        card.add(self._lists, 1)
        self._whole = label("", "muted", wraps=True)
        card.add(self._whole)
        return card

    def _show_whole(self, lines: Sequence[ProblemLine | PersonLine | SkippedLine]) -> None:
        """The sentence of the selected line, which the table may have to cut."""
        self._whole.setText(lines[0].whole if len(lines) == 1 else "")

    def _build_result(self) -> QWidget:
        place = Card()
        self._done = EmptyState(place)
        place.add(self._done, 1)
        return place

    def _show_read(self, read: tuple[Path, Workbook, ImportPreview]) -> None:
        self._file, self._workbook, preview = read
        self._choices = {}
        self._hidden.setChecked(False)
        self._show_preview(preview)

    def _show_preview(self, preview: ImportPreview) -> None:
        self._preview = preview
        self._head.note.setText(
            f"{self._file.name} · 工作表“{preview.sheet}” · 标题行第 {preview.header_row} 行"
        )
        self._sheet.clear()
        for sheet in preview.sheets:
            hidden = "，隐藏" if sheet.is_hidden else ""
            self._sheet.addItem(f"{sheet.name}（{sheet.people} 人{hidden}）", sheet.name)
            if sheet.is_chosen:
                self._sheet.setCurrentIndex(self._sheet.count() - 1)
        self._hidden.setText(f"包括隐藏的行（{preview.hidden_people} 人）")
        matched = sum(match.field is not None for match in preview.columns)
        self._columns_card.heading.setText(f"列对应（{len(preview.columns)} 列，识别 {matched} 列）")
        self._matches.show_matches(preview.columns)
        self._show_findings(preview)
        self._show_step(2)

    def _show_findings(self, preview: ImportPreview) -> None:
        problems = [ProblemLine(number, problem) for number, problem in enumerate(preview.problems)]
        people = [PersonLine(row) for row in preview.rows]
        skipped = [SkippedLine(number, row) for number, row in enumerate(preview.skipped)]
        self._problems.set_rows(sorted(problems, key=lambda line: line.order))
        self._people.set_rows(people)
        self._skipped.set_rows(skipped)
        self._tabs.set_tabs((f"问题 {len(problems)}", f"人员 {len(people)}", f"没有读取的行 {len(skipped)}"))
        warnings = sum(line.level == "提醒" for line in problems)
        words = {"new": "新增", "changed": "更新", "same": "相同", "error": "错误", "warning": "提醒"}
        for key, number in {**preview.counts, "warning": warnings}.items():
            tag = self._counts[key]
            tag.setText(f"{words[key]} {number}")
            tag.setVisible(number > 0 or key in ("new", "changed"))
        total = preview.counts["new"] + preview.counts["changed"]
        self._import_button.setText(f"导入 {total} 人" if total else "没有要导入的内容")
        self._import_button.setEnabled(total > 0)
        self._export_button.setEnabled(bool(problems))
        errors = preview.counts["error"]
        remarks = list(preview.remarks)
        if errors:
            remarks.append(f"有错误的 {errors} 行不会导入，可导出问题清单，改好后再导入。")
        remarks.append("点“导入”之前不会写入任何内容；导入后可以整体撤销。")
        self._remark.setText("".join(remarks))

    def _show_imported(self, result: ImportResult) -> None:
        self._entry = result.entry
        left = f"，{result.error} 行有错误没有导入" if result.error else ""
        actions = [("查看花名册", self.left.emit)]
        if result.entry is not None:
            actions.append(("撤销这次导入", self._undo))
        actions.append(("再导入一个文件", self.begin))
        self._done.say(
            f"已导入：新增 {result.new} 人，更新 {result.changed} 人。",
            f"原样不变 {result.same} 人{left}。没有出现在这个文件里的教师没有改动。",
            actions,
        )
        self._show_step(3)

    def _undo(self) -> None:
        if self._entry is not None:
            self.undo_wanted.emit(self._entry)
            self.begin()

    def _failed(self, error: UserError) -> None:
        messages.fail(self, error)
        self._rework()

    def _show_step(self, number: int) -> None:
        self._stack.setCurrentIndex({0: 0, 2: 1, 3: 2}[number])
        for place, (tag, word) in enumerate(zip(self._steps, _STEPS, strict=True)):
            is_done = place < number or number == 3
            tone = Tone.BRAND if place == number else Tone.GOOD if is_done else Tone.PLAIN
            tag.set_tag(f"{word} ✓" if is_done else word, tone)
        is_preview = number == 2 and self._preview is not None
        self._sheet.setVisible(is_preview and len(self._preview.sheets) > 1)  # type: ignore[union-attr]
        self._hidden.setVisible(
            is_preview and (self._hidden.isChecked() or self._preview.hidden_people > 0)  # type: ignore[union-attr]
        )

    def _problem_report(self, choice: Choice) -> Report:
        lines: Sequence[ProblemLine] = self._problems.all_rows
        return Report(
            key="import_problems",
            title=f"导入问题清单：{self._file.name}",
            unit="",
            on=clock.today(),
            columns=PROBLEM_COLUMNS,
            rows=tuple(tuple(printed(column.of(line)) for column in PROBLEM_COLUMNS) for line in lines),
            signature=(),
            paper=A4_LANDSCAPE,
            file_name=f"导入问题清单_{self._file.stem}",
        )

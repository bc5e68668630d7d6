"""导入教师花名册: choose a file, see its columns matched and every problem with its cell, import, undo."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QWidget

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.dialogs import choose_open_file
from edudesk.kit.empty_state import EmptyState
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.tag import Tag
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.roster.intake.correcting import correction, correction_name, rows_to_correct
from edudesk.roster.intake.parts import Choices
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.intake.values import ColumnMatch, ImportPreview
from edudesk.roster.pages import IMPORT
from edudesk.roster.pages.import_preview import PreviewPanel
from edudesk.roster.pages.sheet_menu import SheetMenu
from edudesk.roster.reports import roster_sheets, roster_template
from edudesk.roster.service import ImportResult, TeacherService
from edudesk.sheets import reader
from edudesk.sheets.workbook import Workbook
from edudesk.store.exports import Exports
from edudesk.store.timeline import Timeline

_STEPS = ("1 选择文件", "2 对应列", "3 检查与预览", "4 完成")
_CHOOSE, _CHECK, _DONE = 0, 2, 3
_WRONG, _WARNED = "wrong", "warned"  # scopes of the workbook to correct


@dataclass(frozen=True)
class Request:
    """What is to be previewed, as the user chose it; the newest alone is answered on screen.

    workbook: None until the file is read; the others as preview_roster takes them.
    """

    file: Path
    workbook: Workbook | None = None
    sheets: tuple[str, ...] | None = None
    choices: Choices = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    leaving: Mapping[str, str] = field(default_factory=dict)
    as_of: str | None = None
    include_hidden: bool = False


@dataclass(frozen=True)
class Answer:
    """A request, the workbook read for it, and what importing would do."""

    request: Request
    workbook: Workbook
    preview: ImportPreview


class ImportPage(Page):
    """left: the user goes back to the roster; undo_wanted(entry): the whole import is to be taken back.

    redo_wanted: what was taken back last, this import, is to be done again.
    """

    name, title, icon_name = IMPORT
    concerns = frozenset({"journal"})
    left = Signal()
    undo_wanted = Signal(int)
    redo_wanted = Signal()

    def __init__(
        self,
        teachers: TeacherService,
        exports: Exports,
        timeline: Timeline,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._teachers, self._exports, self._timeline = teachers, exports, timeline
        self._asked: Request | None = None
        self._answer: Answer | None = None  # on screen
        self.preview: ImportPreview | None = None  # may be imported; None while another is on its way
        self._result: ImportResult | None = None
        self._is_undone = self._is_redo_open = False
        column = column_layout(self)
        self._head = PageHead(self.title, buttons=(button("返回花名册", self.left.emit, icon_name="back"),))
        column.addWidget(self._head)
        column.addLayout(self._build_steps())
        self._stack = QStackedWidget()
        column.addWidget(self._stack, 1)
        self.panel = PreviewPanel()
        self.panel.matched.connect(self._match)
        self.panel.import_wanted.connect(self.import_rows)
        self.panel.export_wanted.connect(self.export_errors)
        self.panel.back_wanted.connect(self.begin)
        done = Card()
        self._done = EmptyState(done)
        done.add(self._done, 1)
        self._places = {_CHOOSE: self._build_choice(), _CHECK: self.panel, _DONE: done}
        for place in self._places.values():
            self._stack.addWidget(place)
        self.begin()

    # step by step

    def begin(self) -> None:
        """Ask for a file."""
        self._asked = self._answer = self.preview = None
        self._head.note.setText("")
        self._show_step(_CHOOSE)
        if self.isVisible():
            reader.prepare()

    def shown(self) -> None:
        """The user is about to choose a file."""
        super().shown()
        reader.prepare()

    def hidden(self) -> None:
        """No file will be chosen now."""
        super().hidden()
        reader.dismiss()

    def choose_file(self) -> None:
        """The file dialog."""
        file = choose_open_file(self, "选择要导入的花名册", purpose="import")
        if file is not None:
            self.read(file)

    def read(self, file: Path) -> None:
        """Read a file and show its preview; when it cannot be read, what was there before stays."""
        self._ask(Request(file))

    def import_rows(self) -> None:
        """Write what the preview on screen promises."""
        preview, asked = self.preview, self._asked
        if preview is None or asked is None:
            return
        self._put_off()
        run_task(
            self,
            "正在导入花名册",
            lambda step: self._teachers.import_rows(preview, step),
            self._show_imported,
            self._refused,
            ended=partial(self._fall_back, asked),
        )

    def export_template(self) -> None:
        """An empty workbook to be filled in and imported; nothing of the school is in it."""
        sheets = {sheet.key: sheet for sheet in roster_sheets()}
        ExportDialog(
            self,
            "下载导入模板",
            lambda choice: partial(roster_template, sheets[choice.scope], clock.today()),
            lambda choice: roster_template(sheets[choice.scope], clock.today()).file_name,
            lambda template, file: None,
            scopes=[(key, f"{sheet.title}（{len(sheet.columns)} 列）") for key, sheet in sheets.items()],
            audiences=(),
            formats=("xlsx",),
            scope_word="哪张表",
        ).open()

    def export_errors(self) -> None:
        """The rows with errors as a workbook to correct and to import again."""
        answer = self._answer
        if answer is None:
            return
        counts = {key: len(rows_to_correct(answer.preview, key == _WARNED)) for key in (_WRONG, _WARNED)}
        words = {_WRONG: "有错误的", _WARNED: "有错误或提醒的"}
        made = partial(correction, answer.workbook, answer.preview, clock.today())
        ExportDialog(
            self,
            "导出错误工作簿",
            lambda choice: partial(made, choice.scope == _WARNED),
            correction_name(answer.preview.file, clock.today()),
            self._exports.exported,
            scopes=[(key, f"{words[key]} {count} 行") for key, count in counts.items() if count],
            audiences=(Audience.INTERNAL,),
            formats=("xlsx",),
        ).open()

    # asking for previews: what is on screen and what would be imported are always the same

    def _ask(self, request: Request) -> None:
        self._asked = request
        self._put_off()
        self._set_usable(request.workbook is not None)  # the columns shown belong to the file before
        title = "正在检查" if request.workbook is not None else f"正在读取“{request.file.name}”"
        run_task(
            self,
            title,
            partial(self._look, request),
            self._show_answer,
            ended=partial(self._fall_back, request),
        )

    def _look(self, request: Request, step: Step) -> Answer:
        """Called beside the window: it goes by the request and asks no widget."""
        workbook = request.workbook or reader.read_workbook(request.file, step)
        preview = preview_roster(
            workbook,
            self._teachers.rows(),
            binned=self._teachers.binned(),
            file=request.file.name,
            sheets=request.sheets,
            choices=request.choices,
            recall=self._teachers.remembered,
            answers=request.answers,
            leaving=request.leaving,
            as_of=request.as_of,
            include_hidden=request.include_hidden,
            step=step,
        )
        return Answer(request, workbook, preview)

    def _show_answer(self, answer: Answer) -> None:
        if answer.request is self._asked:
            self._show(answer)

    def _fall_back(self, request: Request) -> None:
        """After a job that brought nothing (refused, cancelled), what was there before is offered again."""
        if request is not self._asked or self.preview is not None:
            return
        if self._answer is not None:
            self._show(self._answer)
        else:
            self.begin()

    def _put_off(self) -> None:
        self.preview = None
        self.panel.wait()

    def _match(self, match: ColumnMatch, key: str | None) -> None:
        if self._asked is not None:
            self._ask_again(choices={**self._asked.choices, (match.head, match.name): key})

    def _choose_sheets(self, names: tuple[str, ...]) -> None:
        self._ask_again(sheets=names)

    def _choose_hidden(self) -> None:
        self._ask_again(include_hidden=self._hidden.isChecked())

    def _ask_again(self, **choices: Any) -> None:
        if self._asked is not None and self._asked.workbook is not None:
            self._ask(replace(self._asked, **choices))

    def _refused(self, error: UserError) -> None:
        messages.fail(self, error)
        self._ask_again()

    # what is shown

    def _build_steps(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)
        self._steps = [Tag(word) for word in _STEPS]
        for tag in self._steps:
            line.addWidget(tag)
        line.addSpacing(12)
        self._sheet = SheetMenu()
        self._sheet.chosen.connect(self._choose_sheets)
        self._hidden = QCheckBox()
        self._hidden.clicked.connect(self._choose_hidden)
        line.addWidget(self._sheet)
        line.addWidget(self._hidden)
        line.addStretch(1)
        return line

    def _build_choice(self) -> QWidget:
        place = Card()
        empty = EmptyState(place)
        empty.say(
            "把学校现有的花名册拖到这里。",
            "支持 .xlsx、.xls、.csv（UTF-8 或 GBK）。列名不用改，先预览，确认后才写入，导入后可以整体撤销。",
            (("选择文件…", self.choose_file), ("下载模板…", self.export_template)),
        )
        place.add(empty, 1)
        return place

    def _show(self, answer: Answer) -> None:
        """Offer this preview: the workbook is kept, and the next choices build on these."""
        request, preview = replace(answer.request, workbook=answer.workbook), answer.preview
        self._asked, self._answer, self.preview = request, answer, preview
        file = request.file.name
        self._head.note.setText(f"{file} · 工作表“{preview.sheet}” · 标题行第 {preview.header_row} 行")
        self._sheet.show_sheets(preview.sheets)
        self._hidden.setText(f"包括隐藏的行（{preview.hidden_people} 人）")
        self._hidden.setChecked(request.include_hidden)
        self.panel.show_preview(preview)
        self._show_step(_CHECK)
        self._sheet.setVisible(len(preview.sheets) > 1)
        self._hidden.setVisible(request.include_hidden or preview.hidden_people > 0)

    def reload(self) -> None:
        """The result follows an undo and a redo of the import, wherever they were pressed."""
        if self._result is None or self._stack.currentWidget() is not self._places[_DONE]:
            return
        before = self._is_undone, self._is_redo_open
        self._look_at_fate(self._result)
        if before != (self._is_undone, self._is_redo_open):  # else a button would go from under the keyboard
            self._say_result(self._result)

    def _look_at_fate(self, result: ImportResult) -> None:
        """Whether the import was taken back, and could be done again."""
        entry = result.entry
        self._is_undone = entry is not None and self._timeline.is_undone(entry)
        redo = self._timeline.next_steps().redo if self._is_undone else None
        self._is_redo_open = redo is not None and redo.seq == entry

    def _show_imported(self, result: ImportResult) -> None:
        self._asked = None
        self._result = result
        self._look_at_fate(result)
        self._say_result(result)
        self._show_step(_DONE)

    def _say_result(self, result: ImportResult) -> None:
        actions: list[tuple[str, Callable[[], object]]] = [("查看花名册", self.left.emit)]
        if self._is_redo_open:
            actions.append(("重做这次导入", self.redo_wanted.emit))
        elif result.entry is not None and not self._is_undone:
            actions.append(("撤销这次导入", partial(self.undo_wanted.emit, result.entry)))
        if result.error:
            actions.append(("导出错误工作簿…", self.export_errors))
        actions.append(("再导入一个文件", self.begin))
        if self._is_undone:
            back = f"新增的 {result.new} 人和更新的 {result.changed} 人都回到了导入前的样子。"
            self._done.say("已撤销这次导入。", back, actions)
            return
        left = f"，{result.error} 行有错误没有导入" if result.error else ""
        self._done.say(
            f"已导入：新增 {result.new} 人，更新 {result.changed} 人。",
            f"原样不变 {result.same} 人{left}。没有出现在这个文件里的教师没有改动。",
            actions,
        )

    def _show_step(self, number: int) -> None:
        self._stack.setCurrentWidget(self._places[number])
        self._set_usable(True)
        self._sheet.hide()
        self._hidden.hide()
        for place, (tag, word) in enumerate(zip(self._steps, _STEPS, strict=True)):
            is_done = place < number or number == _DONE
            tone = Tone.BRAND if place == number else Tone.GOOD if is_done else Tone.PLAIN
            tag.set_tag(f"{word} ✓" if is_done else word, tone)

    def _set_usable(self, is_usable: bool) -> None:
        for widget in (self._stack, self._sheet, self._hidden):
            widget.setEnabled(is_usable)

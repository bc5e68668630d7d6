"""The way of every import: choose a file, see its columns matched and every problem with its cell, import, undo."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.base.report import Template
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.empty_state import EmptyState
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.export_looking import untraced
from edudesk.kit.page import PageHead, column_layout
from edudesk.kit.tag import Tag
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.roster.intake.correcting import ROSTER, Layout, correction, correction_name, rows_to_correct
from edudesk.roster.intake.values import Preview
from edudesk.roster.pages.file_page import Answer, FilePage
from edudesk.roster.pages.import_preview import PreviewPanel
from edudesk.roster.service import ImportResult, TeacherService
from edudesk.school.service import SchoolService
from edudesk.store.backup import BEFORE_IMPORT
from edudesk.store.backups import secure
from edudesk.store.exports import Exports
from edudesk.store.timeline import Timeline

_STEPS = ("1 选择文件", "2 对应列", "3 检查与预览", "4 完成")
_CHOOSE, _CHECK, _DONE = 0, 2, 3
_WRONG, _WARNED = "wrong", "warned"  # scopes of the workbook to correct


class StepsPage(FilePage):
    """undo_wanted(entry): the whole import is to be taken back.

    redo_wanted: what was taken back last, this import, is to be done again. A page writes its words, store() and
    template(), and what it needs of the other hooks. back: the word of the page one returns to; doing: over
    the progress; invitation: what the first step says.
    """

    concerns = frozenset({"journal"})
    undo_wanted = Signal(int)
    redo_wanted = Signal()
    back = ""
    doing = ""
    invitation = ("", "")

    def __init__(
        self,
        teachers: TeacherService,
        school: SchoolService,
        exports: Exports,
        timeline: Timeline,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(teachers, school, parent)
        self._exports, self._timeline = exports, timeline
        self._result: ImportResult | None = None
        self._is_undone = self._is_redo_open = False
        column = column_layout(self)
        self._head = PageHead(
            self.title, buttons=(button(f"返回{self.back}", self.left.emit, icon_name="back"),)
        )
        column.addWidget(self._head)
        self._tools = list(self.build_tools())
        column.addLayout(self._build_steps())
        self._stack = QStackedWidget()
        column.addWidget(self._stack, 1)
        done = Card()
        self._done = EmptyState(done)
        done.add(self._done, 1)
        self._places = {_CHOOSE: self._build_choice(), _DONE: done}
        for place in self._places.values():
            self._stack.addWidget(place)
        self.begin()

    @cached_property
    def panel(self) -> PreviewPanel:
        """The second and third step, made when a file was chosen: the page need not wait for its tables."""
        panel = self.build_panel()
        panel.matched.connect(self._match)
        panel.answered.connect(self._answer_question)
        panel.leaving.connect(self._leave)
        panel.import_wanted.connect(self.import_rows)
        panel.export_wanted.connect(self.export_errors)
        panel.back_wanted.connect(self.begin)
        self._stack.addWidget(panel)
        return panel

    # a page writes these

    def build_panel(self) -> PreviewPanel:
        """The columns and findings."""
        return PreviewPanel()

    def build_tools(self) -> Sequence[QWidget]:
        """What stands at the right of the steps while the preview is checked."""
        return ()

    def store(self, preview: Any, step: Step) -> ImportResult:
        """Write what a preview promises; called beside the window."""
        raise NotImplementedError

    def template(self) -> Template | None:
        """An empty workbook to be filled in and imported, nothing of the school is in it; None when there cannot be one,
        which the page has told."""
        raise NotImplementedError

    def export_template(self) -> None:
        """Write the template; a page with several asks which first."""
        made = self.template()
        if made is not None:
            ExportDialog(
                self,
                "下载导入模板",
                lambda choice: lambda: made,
                made.file_name,
                untraced,
                audiences=(),
                formats=("xlsx",),
            ).open()

    def ways(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Other ways in than a file: word and deed."""
        return ()

    def layout_of(self, preview: Any) -> Layout:
        """How the sheets of a preview were read, for the workbook to correct."""
        return ROSTER

    def told(self, result: ImportResult) -> tuple[str, str]:
        """What an import did, and what it left."""
        raise NotImplementedError

    def told_undone(self, result: ImportResult) -> str:
        """What taking it back did."""
        raise NotImplementedError

    # step by step

    def begin(self) -> None:
        """Ask for a file."""
        super().begin()
        self._head.note.setText("")
        self._show_step(_CHOOSE)

    def wait(self) -> None:
        self.panel.wait()

    def import_rows(self) -> None:
        """Write what the preview on screen promises."""
        preview, asked = self.preview, self._asked
        if preview is None or asked is None:
            return
        self._put_off()

        def job(step: Step) -> ImportResult:
            secure(self._teachers.context, BEFORE_IMPORT, step)
            return self.store(preview, step)

        run_task(
            self,
            self.doing,
            job,
            self._show_imported,
            self._refused,
            ended=partial(self._fall_back, asked),
        )

    def export_errors(self) -> None:
        """The rows with errors as a workbook to correct and to import again."""
        answer = self._answer
        if answer is None:
            return
        counts = {key: len(rows_to_correct(answer.preview, key == _WARNED)) for key in (_WRONG, _WARNED)}
        words = {_WRONG: "有错误的", _WARNED: "有错误或提醒的"}
        layout = self.layout_of(answer.preview)
        made = partial(correction, answer.workbook, answer.preview, clock.today(), layout=layout)
        ExportDialog(
            self,
            "导出错误工作簿",
            lambda choice: partial(made, with_warnings=choice.scope == _WARNED),
            correction_name(answer.preview.file, clock.today()),
            self._exports.leaving,
            scopes=[(key, f"{words[key]} {count} 行") for key, count in counts.items() if count],
            audiences=(Audience.INTERNAL,),
            formats=("xlsx",),
        ).open()

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
        line.addWidget(self._sheet)
        line.addWidget(self._hidden)
        line.addStretch(1)
        for tool in self._tools:
            line.addWidget(tool)
        return line

    def _build_choice(self) -> QWidget:
        place = Card()
        empty = EmptyState(place)
        actions = (("选择文件…", self.choose_file), *self.ways(), ("下载模板…", self.export_template))
        empty.say(*self.invitation, actions)
        place.add(empty, 1)
        return place

    def offer(self, answer: Answer) -> None:
        """The preview, to be imported."""
        preview: Preview[Any] = answer.preview
        file = answer.request.file.name
        self._head.note.setText(f"{file} · 工作表“{preview.sheet}” · 标题行第 {preview.header_row} 行")
        self.panel.show_preview(preview)
        self._show_step(_CHECK)

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
        actions: list[tuple[str, Callable[[], object]]] = [(f"查看{self.back}", self.left.emit)]
        if self._is_redo_open:
            actions.append(("重做这次导入", self.redo_wanted.emit))
        elif result.entry is not None and not self._is_undone:
            actions.append(("撤销这次导入", partial(self.undo_wanted.emit, result.entry)))
        if result.error:
            actions.append(("导出错误工作簿…", self.export_errors))
        actions.append(("再导入一个文件", self.begin))
        if self._is_undone:
            self._done.say("已撤销这次导入。", self.told_undone(result), actions)
        else:
            self._done.say(*self.told(result), actions)

    def _show_step(self, number: int) -> None:
        self._stack.setCurrentWidget(self.panel if number == _CHECK else self._places[number])
        self.set_usable(True)
        self._sheet.hide()
        self._hidden.hide()
        for one in self._tools:
            one.setVisible(number == _CHECK)
        for place, (tag, word) in enumerate(zip(self._steps, _STEPS, strict=True)):
            is_done = place < number or number == _DONE
            tone = Tone.BRAND if place == number else Tone.GOOD if is_done else Tone.PLAIN
            tag.set_tag(f"{word} ✓" if is_done else word, tone)

    def set_usable(self, is_usable: bool) -> None:
        super().set_usable(is_usable)
        self._stack.setEnabled(is_usable)

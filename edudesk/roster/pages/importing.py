"""导入教师花名册: choose a file, see its columns matched and every problem with its cell, import, undo."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.base.grammar import read_typed
from edudesk.base.masking import Audience
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.empty_state import EmptyState
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.fields import LineField
from edudesk.kit.labels import label
from edudesk.kit.page import PageHead, column_layout
from edudesk.kit.tag import Tag
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.roster.intake.correcting import correction, correction_name, rows_to_correct
from edudesk.roster.pages import IMPORT
from edudesk.roster.pages.file_page import Answer, FilePage
from edudesk.roster.pages.import_preview import PreviewPanel
from edudesk.roster.reports import roster_sheets, roster_template
from edudesk.roster.service import ImportResult, TeacherService
from edudesk.school.service import SchoolService
from edudesk.store.exports import Exports
from edudesk.store.timeline import Timeline

_STEPS = ("1 选择文件", "2 对应列", "3 检查与预览", "4 完成")
_CHOOSE, _CHECK, _DONE = 0, 2, 3
_EFFECTIVE = Column("as_of", "变更生效日期", Kind.DATE, help="今天")
_WRONG, _WARNED = "wrong", "warned"  # scopes of the workbook to correct


class ImportPage(FilePage):
    """undo_wanted(entry): the whole import is to be taken back.

    redo_wanted: what was taken back last, this import, is to be done again.
    """

    name, title, icon_name = IMPORT
    concerns = frozenset({"journal"})
    file_title = "选择要导入的花名册"
    undo_wanted = Signal(int)
    redo_wanted = Signal()

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
        self._head = PageHead(self.title, buttons=(button("返回花名册", self.left.emit, icon_name="back"),))
        column.addWidget(self._head)
        column.addLayout(self._build_steps())
        self._stack = QStackedWidget()
        column.addWidget(self._stack, 1)
        self.panel = PreviewPanel()
        self.panel.matched.connect(self._match)
        self.panel.answered.connect(self._answer_question)
        self.panel.leaving.connect(self._leave)
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
        self._day_word = label("变更生效日期", "muted")
        self._day = LineField(_EFFECTIVE)
        self._day.setAccessibleName(_EFFECTIVE.title)
        self._day.setFixedWidth(130)
        self._day.left.connect(self._choose_day)
        line.addWidget(self._day_word)
        line.addWidget(self._day)
        return line

    def _choose_day(self) -> None:
        """Titles, education and posts that changed hold from this day; empty means today."""
        if self.preview is None:
            return
        reading = read_typed(_EFFECTIVE, self._day.typed())
        day = str(reading.value or "")
        if day != self.preview.as_of and (day or not self._day.typed()):
            self._ask_again(as_of=day)

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

    def offer(self, answer: Answer) -> None:
        """The preview, to be imported."""
        preview = answer.preview
        file = answer.request.file.name
        self._head.note.setText(f"{file} · 工作表“{preview.sheet}” · 标题行第 {preview.header_row} 行")
        self.panel.show_preview(preview)
        self._day.show_text(preview.as_of)
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
        gone = f"，离岗登记 {result.gone} 人" if result.gone else ""
        others = "其他没有" if result.gone else "没有"
        self._done.say(
            f"已导入：新增 {result.new} 人，更新 {result.changed} 人{gone}。",
            f"原样不变 {result.same} 人{left}。{others}出现在这个文件里的教师没有改动。",
            actions,
        )

    def _show_step(self, number: int) -> None:
        self._stack.setCurrentWidget(self._places[number])
        self.set_usable(True)
        self._sheet.hide()
        self._hidden.hide()
        for one in (self._day_word, self._day):
            one.setVisible(number == _CHECK)
        for place, (tag, word) in enumerate(zip(self._steps, _STEPS, strict=True)):
            is_done = place < number or number == _DONE
            tone = Tone.BRAND if place == number else Tone.GOOD if is_done else Tone.PLAIN
            tag.set_tag(f"{word} ✓" if is_done else word, tone)

    def set_usable(self, is_usable: bool) -> None:
        super().set_usable(is_usable)
        self._stack.setEnabled(is_usable)

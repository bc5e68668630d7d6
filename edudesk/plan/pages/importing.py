"""导入规划文本: a plan from Word, a text file or the clipboard; what was recognised is decided on before it is stored."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QWidget

from edudesk.base.jobs import Step
from edudesk.base.prose import Prose
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.dialogs import choose_open_file
from edudesk.kit.empty_state import EmptyState
from edudesk.kit.labels import label
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.tasks import run_task
from edudesk.plan.intake.preview import PlanPreview
from edudesk.plan.pages import IMPORT_PLAN
from edudesk.plan.pages.choice import choice_of
from edudesk.plan.pages.import_panel import ImportPanel
from edudesk.plan.rules.outline import lines_of
from edudesk.plan.service.importing import OutlineService
from edudesk.plan.service.plans import PlanService
from edudesk.roster.service import ImportResult
from edudesk.sheets import reader
from edudesk.sheets.prose import read_prose
from edudesk.store.backup import BEFORE_IMPORT
from edudesk.store.backups import secure
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline

SUFFIXES = (".docx", ".txt")
FILES = f"规划文本 ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})"


class ImportSources(Protocol):
    """The open school as this import sees it."""

    context: Context
    timeline: Timeline

    @property
    def plans(self) -> PlanService:
        """Plans."""

    @property
    def plan_outlines(self) -> OutlineService:
        """规划文本 that was written elsewhere."""


@dataclass(frozen=True)
class _Asked:
    """What is to be previewed: a text, where it came from, and what was answered."""

    prose: Prose
    file: str
    answers: dict[str, str] = field(default_factory=dict)


class PlanImportPage(Page):
    """left: back to the plan; undo_wanted(entry), redo_wanted: as of every import."""

    name, title, icon_name = IMPORT_PLAN
    concerns = frozenset({"journal"})
    takes = SUFFIXES
    left = Signal()
    undo_wanted = Signal(int)
    redo_wanted = Signal()

    def __init__(self, sources: ImportSources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self._asked: _Asked | None = None
        self._result: ImportResult | None = None
        self._title = ""
        self.preview: PlanPreview | None = None
        column = column_layout(self)
        self.head = PageHead(self.title, buttons=(button("返回发展规划", self.left.emit, icon_name="back"),))
        column.addWidget(self.head)
        self.stack = QStackedWidget()
        column.addWidget(self.stack, 1)
        done = Card()
        self.done = EmptyState(done)
        done.add(self.done, 1)
        self._choice, self._end = self._build_choice(), done
        for place in (self._choice, self._end):
            self.stack.addWidget(place)

    @cached_property
    def panel(self) -> ImportPanel:
        """What was read, made when there is a text: the page need not wait for its tables."""
        panel = ImportPanel()
        panel.answered.connect(self._answer)
        panel.import_wanted.connect(self.import_plan)
        panel.back_wanted.connect(self.begin)
        self.stack.addWidget(panel)
        return panel

    def _build_choice(self) -> QWidget:
        place = Card()
        empty = EmptyState(place)
        empty.say(
            "把规划文本拖到这里。",
            "Word（.docx）或文本文件都可以，认出章节、办学理念、总目标、SWOT、各领域目标、任务和年度目标值。\n"
            "先预览，确认后才写入，导入后可以整体撤销。",
            (("选择文件…", self.choose_file),),
        )
        place.add(empty, 2)
        place.add(label("也可以把文字粘贴在这里", "muted"))
        self.pasted = QPlainTextEdit()
        self.pasted.setAccessibleName("粘贴的文字")
        self.pasted.setPlaceholderText("从文档、网页复制后粘贴")
        self.pasted.setTabChangesFocus(True)
        place.add(self.pasted, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button("预览粘贴的文字", self.take_pasted))
        place.add(line)
        return place

    # choosing

    def begin(self) -> None:
        """Ask for a text."""
        self._asked = self.preview = self._result = None
        self.head.note.setText("")
        self.stack.setCurrentWidget(self._choice)

    def shown(self) -> None:
        super().shown()
        reader.prepare()

    def hidden(self) -> None:
        super().hidden()
        reader.dismiss()

    def choose_file(self) -> None:
        """The file dialog."""
        file = choose_open_file(self, "选择要导入的规划文本", FILES, "import")
        if file is not None:
            self.read(file)

    def take(self, file: Path) -> bool:
        self.read(file)
        return True

    def read(self, file: Path) -> None:
        """Read a file and show what was recognised; when it cannot be read, what was there before stays."""

        def job(step: Step) -> tuple[_Asked, PlanPreview]:
            asked = _Asked(read_prose(file, step), file.name)
            return asked, self._look(asked)

        run_task(self, f"正在读取“{file.name}”", job, self._offer)

    def take_pasted(self) -> None:
        """What was pasted, as a file."""
        text = self.pasted.toPlainText()
        if not text.strip():
            messages.tell(self, "还没有粘贴文字。", "请先从文档里复制，再粘贴到框里。")
            return
        self._ask(_Asked(Prose("text", lines_of(text)), ""))

    def _answer(self, answers: dict[str, str]) -> None:
        if self._asked is not None:
            self._ask(replace(self._asked, answers={**self._asked.answers, **answers}))

    def _ask(self, asked: _Asked) -> None:
        self.panel.wait()
        run_task(
            self,
            "正在检查",
            lambda step: (asked, self._look(asked)),
            self._offer,
            ended=lambda: self.panel.setEnabled(True),
        )

    def _look(self, asked: _Asked) -> PlanPreview:
        """Called beside the window."""
        return self._sources.plan_outlines.preview(asked.prose, file=asked.file, answers=asked.answers)

    def _offer(self, found: tuple[_Asked, PlanPreview]) -> None:
        self._asked, self.preview = found
        self.head.note.setText(self._asked.file or "粘贴的文字")
        self.panel.show_preview(self.preview)
        self.stack.setCurrentWidget(self.panel)

    # importing

    def import_plan(self) -> None:
        """Write what is on screen."""
        preview = self.preview
        if preview is None or not preview.importable:
            return

        def job(step: Step) -> ImportResult:
            secure(self._sources.context, BEFORE_IMPORT, step)
            return self._sources.plan_outlines.import_plan(preview, step)

        self._title = preview.draft.title
        run_task(self, "正在导入规划文本", job, self._show_imported, button=self.panel.import_button)

    def _show_imported(self, result: ImportResult) -> None:
        self._result = result
        made = next((row for row in self._sources.plans.rows() if row.title == self._title), None)
        if made is not None:
            choice_of(self._sources).choose(made.id)  # so that the way back leads to it
        self._say_result()
        self.stack.setCurrentWidget(self._end)

    def reload(self) -> None:
        """The result follows an undo and a redo of the import, wherever they were pressed."""
        if self._result is not None and self.stack.currentWidget() is self._end:
            self._say_result()

    def _say_result(self) -> None:
        result = self._result
        if result is None:
            return
        is_undone = result.entry is not None and self._sources.timeline.is_undone(result.entry)
        actions: list[tuple[str, Callable[[], Any]]] = [("查看发展规划", self.left.emit)]
        if is_undone:
            actions.append(("重做这次导入", self.redo_wanted.emit))
        elif result.entry is not None:
            actions.append(("撤销这次导入", partial(self.undo_wanted.emit, result.entry)))
        actions.append(("再导入一份", self.begin))
        if is_undone:
            self.done.say("已撤销这次导入。", "规划回到了导入前的样子。", actions)
        else:
            self.done.say(
                f"已导入《{self._title}》：新增 {result.new} 条，更新 {result.changed} 条。",
                "章节在“规划文本”里继续写；目标、任务、指标在“目标与任务”里补责任部门、时限和年度目标值。",
                actions,
            )

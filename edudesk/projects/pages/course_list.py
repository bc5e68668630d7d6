"""经过 of a project: its dated stages, each to be opened, put right or taken away, and those that are noted afterwards."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from edudesk.base.errors import UserError
from edudesk.kit import messages
from edudesk.kit.buttons import link
from edudesk.kit.dated_list import DatedLine, DatedList
from edudesk.kit.labels import label
from edudesk.projects.pages import forms
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rows.projects import ProjectRow, StepRow
from edudesk.projects.rules.steps import is_undated


class CourseList(QWidget):
    """The latest stage first; one that nobody has told the day of yet stands above them. undo: takes the last change back."""

    def __init__(self, sources: ProjectSources, undo: Callable[[], object]) -> None:
        super().__init__()
        self._sources, self._undo = sources, undo
        self._row: ProjectRow | None = None
        self._steps: list[StepRow | None] = []  # None: the stage it is in, without a day
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(label("经过", "heading"), 1)
        self.note_link = link("补记阶段", self.note)
        head.addWidget(self.note_link)
        column.addLayout(head)
        self.list = DatedList("经过")
        self.list.opened.connect(self._open)
        self.list.asked.connect(self._show_menu)
        self.list.removed.connect(self._drop)
        column.addWidget(self.list)

    def show_project(self, row: ProjectRow) -> None:
        """Another project, or the same after a change."""
        self._row = row
        steps = self._sources.projects.steps(row.id)
        files = self._sources.attachments.of([one.id for one in steps])
        self._steps = [*([None] if is_undated(row.stage, steps) else []), *reversed(steps)]
        self.list.show_lines(
            [
                DatedLine("", row.stage, "日期待补")
                if one is None
                else _line(one, len(files.get(one.id, ())))
                for one in self._steps
            ]
        )

    def choose(self, step_id: str) -> None:
        """Put the keyboard on a line."""
        found = [number for number, one in enumerate(self._steps) if one is not None and one.id == step_id]
        self.list.setCurrentRow(found[0] if found else -1)
        self.list.setFocus()

    def note(self, stage: str = "") -> None:
        """A stage that was entered before. stage: which, \"\" = asked."""
        if self._row is not None:
            forms.note(self, self._sources, self._row, stage)

    def _open(self, number: int) -> None:
        step = self._steps[number]
        if step is not None:
            forms.correct(self, self._sources, step)
        elif self._row is not None:
            self.note(self._row.stage)

    def _drop(self, number: int) -> None:
        """A step taken away, without asking: it can be undone."""
        step, row = self._steps[number], self._row
        if step is None or row is None:
            return
        try:
            self._sources.projects.drop_step(step.id)
        except UserError as error:
            messages.fail(self, error)
            return
        stage = self._sources.projects.get(row.id).stage
        told = f"，项目回到“{stage}”" if stage != row.stage else ""
        messages.notice(self, f"已删除经过“{step.to_stage}”{told}。", ("撤销", self._undo))

    def _show_menu(self, number: int, place: QPoint) -> None:
        menu = QMenu(self)
        is_step = self._steps[number] is not None
        word = "更正…" if is_step else "补记日期…"
        menu.addAction(word).triggered.connect(partial(self._open, number))
        if is_step:
            menu.addAction("删除到回收站").triggered.connect(partial(self._drop, number))
        menu.popup(place)


def _line(step: StepRow, files: int) -> DatedLine:
    words = " ".join(filter(None, (step.to_stage, step.doc_no, step.result)))
    notes = ("提前办理" if step.forced else "", f"附件 {files}" if files else "")
    return DatedLine(step.on[2:], words, " ".join(filter(None, notes)))

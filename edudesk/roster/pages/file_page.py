"""A page that reads a stranger's workbook: file, sheets, columns and questions, and a preview that follows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from edudesk.base.jobs import Step
from edudesk.kit.dialogs import choose_open_file
from edudesk.kit.page import Page
from edudesk.kit.tasks import run_task
from edudesk.roster.intake.deciding import Choices, Wishes
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.intake.values import ColumnMatch, ImportPreview
from edudesk.roster.pages.sheet_menu import SheetMenu
from edudesk.roster.rows import TeacherRow
from edudesk.roster.service import TeacherService
from edudesk.school.service import SchoolService
from edudesk.sheets import reader
from edudesk.sheets.workbook import Workbook


@dataclass(frozen=True)
class Request:
    """What is to be previewed, as the user chose it; the newest alone is answered on screen.

    workbook: None until the file is read; kind: of dated facts, "" = as the file looks; the others as preview_roster
    takes them.
    """

    file: Path
    workbook: Workbook | None = None
    sheets: tuple[str, ...] | None = None
    choices: Choices = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    leaving: Mapping[str, str] = field(default_factory=dict)
    as_of: str | None = None
    include_hidden: bool = False
    kind: str = ""

    def wishes(self, step: Step) -> Wishes:
        """As every preview takes them."""
        return {
            "file": self.file.name,
            "sheets": self.sheets,
            "choices": self.choices,
            "answers": self.answers,
            "include_hidden": self.include_hidden,
            "step": step,
        }


@dataclass(frozen=True)
class Answer:
    """A request, the workbook read for it, what importing would do, and what the page works out of that."""

    request: Request
    workbook: Workbook
    preview: Any  # Preview of people or of facts
    outcome: Any = None


class FilePage(Page):
    """left: the user goes back to the roster. A page writes offer(), wait(), set_usable() and extends begin().

    file_title: over the file dialog; unit: of what a sheet holds; sheet, hidden: which sheets are read, and whether hidden rows are.
    """

    left = Signal()
    file_title = ""
    unit = "人"

    def __init__(
        self, teachers: TeacherService, school: SchoolService, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._teachers, self._school = teachers, school
        self._asked: Request | None = None
        self._answer: Answer | None = None  # on screen
        self.preview: Any = None  # is acted upon; None while another is on its way
        self._sheet = SheetMenu(self.unit)
        self._sheet.chosen.connect(self._choose_sheets)
        self._hidden = QCheckBox()
        self._hidden.clicked.connect(self._choose_hidden)

    # a page writes these

    def offer(self, answer: Answer) -> None:
        """Show what came of the file."""
        raise NotImplementedError

    def work_out(self, preview: ImportPreview, teachers: Sequence[TeacherRow]) -> Any:
        """Answer.outcome; called beside the window. teachers: whom the preview was made against."""
        return None

    def first_request(self, request: Request) -> Request:
        """What is asked of a file that was just chosen."""
        return request

    def wait(self) -> None:
        """Another preview is on its way: what is shown may no longer be acted upon."""

    def set_usable(self, is_usable: bool) -> None:
        """Whether anything shown may be chosen from."""
        self._sheet.setEnabled(is_usable)
        self._hidden.setEnabled(is_usable)

    # step by step

    def begin(self) -> None:
        """Ask for a file."""
        self._asked = self._answer = self.preview = None
        self._sheet.hide()
        self._hidden.hide()
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
        file = choose_open_file(self, self.file_title, purpose="import")
        if file is not None:
            self.read(file)

    def take(self, file: Path) -> bool:
        self.read(file)
        return True

    def read(self, file: Path) -> None:
        """Read a file and show its preview; when it cannot be read, what was there before stays."""
        self._ask(self.first_request(Request(file)))

    # asking for previews: what is on screen and what is acted upon are always the same

    def _ask(self, request: Request) -> None:
        self._asked = request
        self._put_off()
        self.set_usable(request.workbook is not None)  # the columns shown belong to the file before
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
        preview, outcome = self.build_preview(request, workbook, step)
        return Answer(request, workbook, preview, outcome)

    def build_preview(self, request: Request, workbook: Workbook, step: Step) -> tuple[Any, Any]:
        """What importing would do, and Answer.outcome; called beside the window."""
        teachers, school = self._teachers.rows(), self._school.identity()
        preview = preview_roster(
            workbook,
            teachers,
            binned=self._teachers.binned(),
            recall=self._teachers.remembered,
            leaving=request.leaving,
            as_of=request.as_of,
            subject_groups=self._teachers.subject_groups(),
            dated=self._teachers.dated_facts(),
            tried=self._teachers.try_import,
            school_year=school.school_year,
            kind=school.stage,
            **request.wishes(step),
        )
        return preview, self.work_out(preview, teachers)

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
        self.wait()

    def _match(self, match: ColumnMatch, key: str | None) -> None:
        if self._asked is not None:
            self._ask_again(choices={**self._asked.choices, (match.head, match.name): key})

    def _answer_question(self, key: str, answer: str) -> None:
        if self._asked is not None:
            self._ask_again(answers={**self._asked.answers, key: answer})

    def _leave(self, ids: list[str], status: str) -> None:
        if self._asked is not None:
            self._ask_again(leaving={**self._asked.leaving, **dict.fromkeys(ids, status)})

    def _choose_sheets(self, names: tuple[str, ...]) -> None:
        self._ask_again(sheets=names)

    def _choose_hidden(self) -> None:
        self._ask_again(include_hidden=self._hidden.isChecked())

    def _ask_again(self, **choices: Any) -> None:
        if self._asked is not None and self._asked.workbook is not None:
            self._ask(replace(self._asked, **choices))

    def _show(self, answer: Answer) -> None:
        """Offer this preview: the workbook is kept, and the next choices build on these."""
        request, preview = replace(answer.request, workbook=answer.workbook), answer.preview
        self._asked, self._answer, self.preview = request, answer, preview
        self._sheet.show_sheets(preview.sheets)
        self._hidden.setText(f"包括隐藏的行（{preview.hidden_people} {self.unit}）")
        self._hidden.setChecked(request.include_hidden)
        self.offer(answer)
        self.set_usable(True)
        self._sheet.setVisible(len(preview.sheets) > 1)
        self._hidden.setVisible(request.include_hidden or preview.hidden_people > 0)

"""Export of any document: format, level of secrecy, scope, place; afterwards the file is one click away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edudesk.base.document import Document
from edudesk.base.files import free_name, safe_name
from edudesk.base.form import FormBook
from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.base.report import Report, Written
from edudesk.base.whole import Whole, whole_numbers
from edudesk.kit.buttons import button
from edudesk.kit.day_chip import Choices, DayChip
from edudesk.kit.dialogs import choose_save_file, last_folder
from edudesk.kit.export_frame import Asked, AudienceBox, PlaceLine, foot_row, may_leave_whole, question
from edudesk.kit.export_looking import Leaving, preview_export, print_export
from edudesk.kit.export_result import ExportResult
from edudesk.kit.labels import label
from edudesk.kit.scope_list import Scope, ScopeList
from edudesk.kit.tasks import run_task
from edudesk.kit.writing import Writable, write

FORMATS = (
    ("xlsx", "Excel 表格", "Excel 表格 (*.xlsx)"),
    ("pdf", "PDF 文件", "PDF 文件 (*.pdf)"),
    ("docx", "Word 文档", "Word 文档 (*.docx)"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user wants. format: a key of FORMATS; scope: a key of the scopes offered, "" when none were; day: the
    document stands for, None = today."""

    format: str
    audience: Audience
    scope: str
    path: Path
    day: date | None = None


Prepare = Callable[[Choice], Callable[[], Writable]]


class ExportDialog(QDialog):
    """Asks, exports beside the window, shows what came of it.

    prepare(choice): takes from the page what the document needs, and returns what builds it beside the window,
    where no widget may be asked. name: file name without suffix, or what makes it from the choice; it is
    asked at every click, so it must be cheap. leaving(document, file): around the writing, keeps the export in the
    journal when it is done, or raises UserError before it when the person may not (store.exports); around a print
    leaving(document, printer, "打印"), before whole numbers are shown leaving(document, "", "预览"). scopes: (key, word)
    or Scope, the first is preset; audiences: the levels offered; formats: keys of FORMATS; scope_word: before the scopes;
    day, days: preset and offered days of documents that can be of any; about: what it takes, told above all that is asked.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        prepare: Prepare,
        name: str | Callable[[Choice], str],
        leaving: Leaving,
        *,
        scopes: Sequence[Scope | tuple[str, str]] = (),
        audiences: Sequence[Audience] = tuple(Audience),
        formats: Sequence[str] = ("xlsx", "pdf"),
        scope_word: str = "范围",
        day: date | None = None,
        days: Choices | None = None,
        about: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self._about = about
        self._prepare, self._name, self._leaving = prepare, name, leaving
        self._scope_word = scope_word
        self._has_pages = (
            "pdf" in formats
        )  # else it is a workbook to fill in: nothing to look at, nothing to print
        self._place: Path | None = None  # chosen by hand: then it may replace a file
        self._formats = _radios([(key, word) for key, word, _ in FORMATS if key in formats], formats[0])
        self._scopes = ScopeList([one if isinstance(one, Scope) else Scope(*one) for one in scopes])
        self._day, self.day_chip = day, DayChip("统计时点", days or tuple)
        self.day_chip.show_day(day)
        self.day_chip.setVisible(days is not None)
        self._has_days = days is not None
        self._audience = AudienceBox(audiences)
        self._place_line = PlaceLine(self._choose_path)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.pages = QStackedWidget()
        outer.addWidget(self.pages)
        self.pages.addWidget(self._build_question())
        self._formats.idToggled.connect(self._show_path)
        self._scopes.changed.connect(self._suit_scope)
        self.day_chip.chosen.connect(self._take_day)
        self._audience.currentIndexChanged.connect(self._show_path)
        self._suit_scope()

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        format = _chosen(self._formats)
        scope = self._scopes.scope
        day = self.day_chip.day if scope is not None and scope.is_dated else self._day
        bare = Choice(format, self._audience.audience, scope.key if scope is not None else "", Path(), day)
        name = self._name if isinstance(self._name, str) else self._name(bare)
        if self._place is None:
            return replace(bare, path=free_name(last_folder("export") / f"{safe_name(name)}.{format}"))
        if self._place.suffix.lower() == f".{format}":
            return replace(bare, path=self._place)
        # of another format since: nobody was asked whether that file may be replaced
        return replace(bare, path=free_name(self._place.with_suffix(f".{format}")))

    def choose(
        self, *, format: str = "", audience: Audience | None = None, scope: str = "", path: Path | None = None
    ) -> None:
        """Preset what is asked."""
        self._scopes.choose(scope)
        for radio in self._formats.buttons():
            if radio.property("key") == format:
                radio.setChecked(True)
        if audience is not None:
            self._audience.choose(audience)
        if path is not None:
            self._place = path
        self._show_path()

    def export(self) -> None:
        """Make the document, ask once more where whole numbers would leave, write; problems leave the dialog open."""
        choice = self.choice
        build = self._prepare(choice)

        def job(step: Step) -> tuple[Writable, Whole]:
            step(0, 0, "正在整理数据")
            report = build()
            is_asked = choice.audience is Audience.INTERNAL and isinstance(
                report, Report | FormBook | Document
            )
            return report, whole_numbers([report] if is_asked else [])  # type: ignore[list-item]

        def made(found: tuple[Writable, Whole]) -> None:
            report, whole = found
            if may_leave_whole(self, whole):
                self._write(report, choice)

        run_task(self, f"正在准备“{choice.path.name}”", job, made, button=self.export_button)

    def _write(self, report: Writable, choice: Choice) -> None:
        leaving = self._leaving

        def job(step: Step) -> Written:
            with leaving(report, choice.path):
                return write(report, choice.path, step)

        run_task(self, f"正在导出“{choice.path.name}”", job, self._show_result, button=self.export_button)

    def preview(self) -> None:
        """Show the pages of what is chosen, or the rows of a workbook."""
        choice = self.choice
        build = self._prepare(choice)
        preview_export(self, choice.path.stem, build, self._leaving, is_table=choice.format == "xlsx")

    def print(self) -> None:
        """Print what is chosen."""
        choice = self.choice
        print_export(self, choice.path.stem, self._prepare(choice), self._leaving, self.print_button)

    def _build_question(self) -> QWidget:
        rows: list[Asked] = [("格式", _row(self._formats.buttons()))]
        if self._scopes.scope is not None:
            rows.insert(0, (self._scope_word, self._scopes))
        if self._has_days:
            rows.append(("日期", _row([self.day_chip])))
        if self._audience.count():
            rows.append(("用途", self._audience))
        rows.append(("保存到", self._place_line))
        if self._about:
            self.about = label(self._about, wraps=True)
            rows.insert(0, ("内容", self.about))
        self.preview_button = button("预览…", self.preview)
        self.print_button = button("打印…", self.print)
        for made in (self.preview_button, self.print_button):
            made.setVisible(self._has_pages)
        self.export_button = button("导出", self.export, "primary")
        self.export_button.setDefault(True)
        foot = foot_row(
            (self.preview_button, self.print_button), (button("取消", self.reject), self.export_button)
        )
        return question(rows, foot)

    def _suit_scope(self) -> None:
        """Only what the chosen document can have may be chosen beside it."""
        scope = self._scopes.scope
        if scope is not None:
            for radio in self._formats.buttons():
                is_possible = radio.property("key") in scope.formats
                radio.setVisible(is_possible)
                if is_possible and _chosen(self._formats) not in scope.formats:
                    radio.setChecked(True)
            self._audience.allow(scope.audiences)
            self.day_chip.setEnabled(scope.is_dated)
            self.day_chip.show_day(self.day_chip.day if scope.is_dated else self._day)
        self._show_path()

    def _take_day(self, day: date | None) -> None:
        self.day_chip.show_day(day)
        self._show_path()

    def _choose_path(self) -> None:
        choice = self.choice
        kinds = next(kinds for key, _, kinds in FORMATS if key == choice.format)
        chosen = choose_save_file(self, "保存到", choice.path.name, kinds, purpose="export")
        if chosen is not None:
            self._place = chosen
            self._show_path()

    def _show_path(self, *change: object) -> None:
        self._place_line.show_path(self.choice.path)

    def _show_result(self, written: Written) -> None:
        result = ExportResult(written)
        result.closed.connect(self.accept)
        self.pages.addWidget(result)
        self.pages.setCurrentWidget(result)
        self.adjustSize()


def _radios(choices: Sequence[tuple[str, str]], preset: str) -> QButtonGroup:
    group = QButtonGroup()
    for number, (key, word) in enumerate(choices):
        radio = QRadioButton(word)
        radio.setProperty("key", key)
        radio.setChecked(key == preset)
        group.addButton(radio, number)
    return group


def _chosen(group: QButtonGroup) -> str:
    radio = group.checkedButton()
    return str(radio.property("key")) if radio is not None else ""


def _row(widgets: Sequence[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(20)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row

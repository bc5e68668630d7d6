"""套用教育局模板: the bureau's own workbook is looked at, what goes where is settled, and it is filled in place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import UserError
from edudesk.base.files import free_name
from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.base.report import Written
from edudesk.base.whole import Whole, whole_numbers
from edudesk.kit import messages
from edudesk.kit.buttons import button, menu_button
from edudesk.kit.cards import clear_layout
from edudesk.kit.dialogs import choose_open_file, choose_save_file, last_folder
from edudesk.kit.export_frame import AudienceBox, may_leave_whole
from edudesk.kit.export_result import ExportResult
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.labels import label
from edudesk.kit.task_dialog import TaskDialog
from edudesk.kit.tasks import run_task
from edudesk.school.rules.years import school_year_of
from edudesk.sheets.filling.filling import suffix_for
from edudesk.sheets.filling.mapping import Mapping, Target
from edudesk.submissions import filling, making
from edudesk.submissions.facts import fact_columns
from edudesk.submissions.filling import Draft
from edudesk.submissions.lists import list_named, lists
from edudesk.submissions.pages.filling_tables import WRITTEN, SingleTable, TargetTable
from edudesk.submissions.rows.asked import AskedDraft
from edudesk.submissions.sources import Sources

_TOLD = 6  # remarks that are shown at once
_MAPPINGS = "对照文件 (*.toml)"
_TEXT = Column("text", "照写的文字", required=False, help="会原样写进每一行或这一格")


@dataclass(frozen=True, slots=True)
class _Text:
    """What is asked for when a text is written."""

    text: str


class FillDialog(TaskDialog):
    """A form that was read (draft), to be settled and filled.

    path: the bureau's workbook, which is never written to.
    """

    def __init__(self, sources: Sources, path: Path, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources, self._path = sources, path
        self.mapping = draft.mapping
        self.setWindowTitle(f"套用教育局模板 · {path.name}")
        self.setMinimumSize(820, 600)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._build_question())
        outer.addWidget(self.pages)
        self.show_draft(draft)

    def _build_question(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.list = QComboBox()
        for one in lists():
            self.list.addItem(one.title, one.key)
        self.list.activated.connect(lambda _place: self._propose_anew())
        self.audience = AudienceBox()
        for word, content in (("名单", self.list), ("用途", self.audience)):
            line.addWidget(label(word, "muted"))
            line.addWidget(content)
            line.addSpacing(12)
        self.note = label("", "muted", wraps=True)
        line.addWidget(self.note, 1)
        line.addWidget(
            menu_button("对照", [("读取对照文件…", self.read_mapping), ("导出对照文件…", self.write_mapping)])
        )
        column.addLayout(line)
        self.targets, self.singles = TargetTable(self._set_target), SingleTable(self._set_single)
        column.addWidget(self.targets, 3)
        column.addWidget(self.singles, 1)
        self._remarks = QFrame()
        self._remarks.setProperty("role", "warning")
        inside = QVBoxLayout(self._remarks)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(4)
        column.addWidget(self._remarks)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.keeps = QCheckBox("登记到报表清单，以后一键重填")
        foot.addWidget(self.keeps)
        foot.addStretch(1)
        foot.addWidget(button("取消", self.reject))
        self.fill_button = button("填写并保存…", self.fill, "primary")
        self.fill_button.setDefault(True)
        foot.addWidget(self.fill_button)
        column.addLayout(foot)
        return page

    def show_draft(self, draft: Draft) -> None:
        """What was found in the form, to be corrected."""
        self._draft = draft
        self.list.setCurrentIndex(self.list.findData(draft.mapping.list_key))
        proposal = draft.proposal
        lines = [*proposal.changes, *proposal.remarks]
        if proposal.unknown:
            title = list_named(draft.mapping.list_key).title
            lines.insert(0, f"{title}里没有、要自己填写的列：{'、'.join(proposal.unknown)}。")
        inside = self._remarks.layout()
        assert inside is not None
        clear_layout(inside)
        for text in lines[:_TOLD]:
            inside.addWidget(label(text, wraps=True))
        if more := lines[_TOLD:]:
            rest = label(f"另有 {len(more)} 条，鼠标停在这里看。", wraps=True)
            rest.setToolTip("\n".join(more))
            inside.addWidget(rest)
        self._remarks.setVisible(bool(lines))
        self._show(draft.mapping)

    def _show(self, mapping: Mapping) -> None:
        self.mapping = mapping
        of_list = list_named(mapping.list_key)
        self.targets.show_mapping(mapping, of_list.choices, self._draft.proposal.computed)
        self.singles.show_mapping(mapping, fact_columns())
        self.singles.setVisible(bool(mapping.singles))
        filled = sum(one.is_filled for one in mapping.columns)
        kept = "，对照用的是上次存下的" if self._draft.is_kept else ""
        where = f"工作表“{mapping.sheet}”，" if mapping.sheet else ""
        self.note.setText(f"{where}{len(mapping.columns)} 列，填写 {filled} 列{kept}。")

    # what is settled

    def _set_target(self, one: Target, key: str) -> None:
        if key == WRITTEN:
            self._ask_text(
                one.header, one.text, lambda text: self._show(self.mapping.with_key(one.name, "", text))
            )
        else:
            self._show(self.mapping.with_key(one.name, key))

    def _set_single(self, number: int, key: str) -> None:
        if key == WRITTEN:
            one = self.mapping.singles[number]
            self._ask_text(
                one.label, one.text, lambda text: self._show(self.mapping.with_single(number, "", text))
            )
        else:
            self._show(self.mapping.with_single(number, key))

    def _ask_text(self, place: str, text: str, take: Callable[[str], object]) -> None:
        dialog = FormDialog.edit(
            self,
            place,
            (("", (_TEXT,)),),
            {"text": text},
            lambda values: _Text(str(values.get("text") or "")),
            lambda typed: take(typed.text),
        )
        dialog.rejected.connect(lambda: self._show(self.mapping))

    def _propose_anew(self) -> None:
        key = str(self.list.currentData())

        def job(step: Step) -> Draft:
            return filling.propose(self._sources, self._path, key, step=step)

        self.run("正在看模板", job, self.show_draft, button=self.fill_button)

    def read_mapping(self) -> None:
        """A mapping another school handed on."""
        file = choose_open_file(self, "读取对照文件", _MAPPINGS, "mappings")
        if file is None:
            return

        def job(step: Step) -> Draft:
            return filling.propose(self._sources, self._path, given=filling.read_mapping(file), step=step)

        self.run("正在读取对照文件", job, self.show_draft, button=self.fill_button)

    def write_mapping(self) -> None:
        """The mapping as a file for another school; the texts written by hand go along, which is told."""
        path = choose_save_file(self, "导出对照文件", f"{self._path.stem}对照.toml", _MAPPINGS, "mappings")
        if path is not None:
            try:
                filling.write_mapping(self.mapping, path)
            except UserError as error:
                messages.fail(self, error)
                return
            texts = "、".join(f"“{text}”" for text in dict.fromkeys(self.mapping.texts))
            told = (
                f"里面有照写的文字{texts}，发给别的学校前请看一看。"
                if texts
                else "里面没有任何人的资料，可以发给别的学校。"
            )
            messages.notice(self, f"已导出“{path.name}”，{told}")

    # what is done

    def fill(self) -> None:
        """Ask where to, fill, keep the mapping for the next time."""
        suffix = suffix_for(self._path.name)
        name = free_name(last_folder("fill") / f"{self._path.stem}_已填{suffix}").name
        out = choose_save_file(self, "保存填好的表", name, f"表格 (*{suffix})", "fill")
        if out is None:
            return
        mapping, audience = self.mapping, self.audience.audience

        def job(step: Step) -> tuple[Sequence[Any], Whole]:
            rows = list_named(mapping.list_key).rows(self._sources, clock.today(), None)
            is_asked = audience is Audience.INTERNAL
            return rows, whole_numbers((), filling.numbers_filled(mapping, rows) if is_asked else ())

        def read(found: tuple[Sequence[Any], Whole]) -> None:
            rows, whole = found
            if may_leave_whole(self, whole):
                self._fill(out, mapping, audience, rows)

        self.run(f"正在准备“{self._path.name}”", job, read, button=self.fill_button)

    def _fill(self, out: Path, mapping: Mapping, audience: Audience, rows: Sequence[Any]) -> None:
        keeps = self.keeps.isChecked()

        def job(step: Step) -> Written:
            written = filling.fill(self._sources, self._path, mapping, out, audience, step=step, rows=rows)
            filling.save_mapping(self._sources, mapping)
            if keeps:
                self._register(mapping, audience, step)
            return written

        self.run(f"正在填写“{self._path.name}”", job, self._show_written, button=self.fill_button)

    def _register(self, mapping: Mapping, audience: Audience, step: Step) -> None:
        """Put the form into 报表清单, or give the one that is there this template and 输出级别."""
        year = school_year_of(clock.today())
        rows = self._sources.asked.rows()
        row = next((one for one in rows if (one.title, one.school_year) == (self._path.stem, year)), None)
        if row is None:
            row = self._sources.asked.add(
                AskedDraft(school_year=year, title=self._path.stem, audience=audience.value)
            )
        elif row.audience != audience.value:
            self._sources.asked.change(row.id, {"audience": audience.value}, row.version)
        making.keep_template(self._sources, row.id, self._path, mapping, step)

    def _show_written(self, written: Written) -> None:
        result = ExportResult(written)
        result.closed.connect(self.accept)
        self.pages.addWidget(result)
        self.pages.setCurrentWidget(result)


def ask_template(sources: Sources, parent: QWidget, file: Path | None = None) -> None:
    """Choose the bureau's workbook (or take the one that was dropped), read it, and open the dialog on it."""
    path = file or choose_open_file(parent, "选择教育局发来的表格", purpose="templates")
    if path is None:
        return
    chosen = path

    def job(step: Step) -> Draft:
        step(0, 0, "正在看模板")
        return filling.propose(sources, chosen, step=step)

    run_task(
        parent, f"正在看“{chosen.name}”", job, lambda draft: FillDialog(sources, chosen, draft, parent).open()
    )

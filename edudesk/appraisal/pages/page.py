"""办学质量自评: the self-evaluations year by year, with what each area came to, what is missing, its proofs."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from edudesk.appraisal.forms.value import Form
from edudesk.appraisal.pages import APPRAISALS
from edudesk.appraisal.pages.answer_sheet import AnswerSheet
from edudesk.appraisal.pages.drawer import AppraisalDrawer
from edudesk.appraisal.pages.form_sheet import FormSheet
from edudesk.appraisal.pages.line import AppraisalLine
from edudesk.appraisal.pages.sources import AppraisalSources
from edudesk.appraisal.reports.facts import figure
from edudesk.appraisal.rows.appraisals import APPRAISAL_COLUMN, AppraisalDraft, AppraisalRow
from edudesk.appraisal.rules.scoring import judge
from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.drafting import drafted
from edudesk.kit.drawer import Drawer
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.rows_page import Entry, RowsPage
from edudesk.kit.theme import Tone
from edudesk.school.rules.years import term_and_year

ExportButton = Callable[[Any], QWidget]
_FORM = "sheet"
_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", (_FORM, "year", "on", "leader", "members", "conclusion")),
    ("复评", ("outside_unit", "outside_on", "outside_words", "remark")),
)


class AppraisalsPage(RowsPage):
    """Self-evaluations, the newest year first."""

    name, title, icon_name = APPRAISALS
    unit = "次自评"
    concerns = frozenset({"appraisal", "attachments"})
    search_hint = "学年 / 自评表…"
    columns: tuple[Column, ...] = (
        Column("year", "学年", width=24, value=lambda row: row.year, is_shown=True),
        Column("title", "自评表", width=48, value=lambda row: row.title, is_shown=True),
        Column(
            "total", "自评得分", Kind.NUMBER, 20, value=lambda row: figure(row.judged.total), is_shown=True
        ),
        Column("grade", "等级", Kind.TAG, 25, value=lambda row: row.judged.grade, is_shown=True),
        Column("lacks", "进度", width=28, value=lambda row: row.lacks or "已评完", is_shown=True),
        Column(
            "outside",
            "复评得分",
            Kind.NUMBER,
            20,
            value=lambda row: figure(row.judged.outside),
            is_shown=True,
        ),
        Column("apart", "复评差", Kind.NUMBER, 18, value=lambda row: row.apart, is_shown=True),
        Column("on", "填表日期", Kind.DATE, 26, value=lambda row: row.on, is_shown=True),
        Column("leader", "负责人", width=20, value=lambda row: row.leader, is_shown=True),
    )

    def __init__(
        self,
        sources: AppraisalSources,
        undo: Callable[[], object],
        export_button: ExportButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.sources, self._export_button = sources, export_button
        self.service = sources.appraisals
        super().__init__(undo, parent)

    def rows(self) -> Sequence[AppraisalLine]:
        rows, said = self.service.rows(), defaultdict(list)
        for answer in self.sources.appraisal_answers.of():
            said[answer.appraisal_id].append(answer)
        forms = {
            key: self.sources.appraisal_forms.of(*key)
            for key in {(row.form, row.form_version) for row in rows}
        }
        return [
            AppraisalLine(**asdict(row), sheet=form, judged=judge(form, said[row.id]))
            for row in rows
            for form in [forms[row.form, row.form_version]]
        ]

    def called(self, row: AppraisalLine) -> str:
        return f"{row.year}学年 {row.title}"

    def buttons(self) -> Sequence[QWidget]:
        begin = button("开始自评", self.add, "primary", icon_name="add", keys="Ctrl+N")
        forms = button("自评表 ▾", icon_name="forms")
        menu = QMenu(forms)
        menu.aboutToShow.connect(partial(self._offer_forms, menu))
        forms.setMenu(menu)
        return (forms, *((self._export_button(self),) if self._export_button is not None else ()), begin)

    def _offer_forms(self, menu: QMenu) -> None:
        """The forms with what can be done with them."""
        menu.clear()
        service = self.sources.appraisal_forms
        for form in service.offered():
            own = menu.addMenu(f"{form.title} v{form.version}")
            own.addAction("修改…").triggered.connect(partial(self.edit_form, form))
            own.addAction("复制为本校的表…").triggered.connect(partial(self.edit_form, form, is_copy=True))
            own.addAction("停用").triggered.connect(partial(self._switch_off, form))
        if gone := service.switched_off():
            menu.addSeparator()
        for form in gone:
            own = menu.addMenu(f"{form.title}（已停用）")
            own.addAction("启用").triggered.connect(partial(self._switch_on, form))

    def edit_form(self, form: Form, _on: bool = False, *, is_copy: bool = False) -> FormSheet:
        """A form as a table."""
        return FormSheet.show_for(self, self.sources.appraisal_forms, form, self.settle, is_copy=is_copy)

    def _switch_off(self, form: Form, _on: bool = False) -> None:
        if len(self.sources.appraisal_forms.offered()) == 1:
            messages.tell(self, "这是最后一张自评表，不能停用。", "请先复制或修改出别的表。")
            return
        self.sources.appraisal_forms.switch(form.key, is_off=True)
        messages.notice(self, f"已停用“{form.title}”，做过的自评还在。", ("撤销", self._undo))

    def _switch_on(self, form: Form, _on: bool = False) -> None:
        self.sources.appraisal_forms.switch(form.key, is_off=False)
        messages.notice(self, f"已启用“{form.title}”。", ("撤销", self._undo))

    def chips(self) -> Sequence[Chip]:
        return (ChoiceChip("title", "自评表", lambda row: row.title),)

    def tone(self, row: AppraisalLine, column: Column) -> Tone:
        words = [one.word for one in row.sheet.grades]
        at = words.index(row.judged.grade) if row.judged.grade in words else -1
        return Tone.GOOD if at == 0 else Tone.BAD if at == len(words) - 1 else Tone.BRAND

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "还没有做过自评。",
            "按义务教育质量评价、普通高中办学质量评价、管理标准的表逐项自评，每年留存，可以导出上报。",
            (("开始自评", self.add),),
        )

    def build_drawer(self) -> Drawer | None:
        drawer = AppraisalDrawer(self.sources)
        drawer.fill_wanted.connect(self.fill)
        drawer.edit_wanted.connect(self.edit)
        return drawer

    def show_row(self, row: AppraisalLine) -> None:
        assert isinstance(self.drawer, AppraisalDrawer)
        self.drawer.show_line(row)

    def open_row(self, row: AppraisalLine) -> None:
        assert self.drawer is not None
        self.show_row(row)
        self.drawer.show()

    def entries(self, rows: Sequence[AppraisalLine]) -> Sequence[Entry]:
        return (("填写自评表…", lambda: self.fill(rows[0])),) if len(rows) == 1 else ()

    def show_record(self, row_id: str, node: str = "") -> None:
        """A self-evaluation, with its sheet at a line."""
        if self.go_to(row_id) and node:
            AnswerSheet.show_for(self, self.sources, self.service.get(row_id), node)

    def fill(self, row: AppraisalLine, node: str = "") -> AnswerSheet:
        """The sheet of a self-evaluation."""
        return AnswerSheet.show_for(self, self.sources, self.service.get(row.id), node)

    def add(self) -> FormDialog:
        """A form for a new self-evaluation, of the form and the year that are due."""
        offered = {one.title: one for one in self.sources.appraisal_forms.offered()}
        stage = self.sources.school.identity().stage
        usual = next((one for one in offered.values() if stage in one.stages), next(iter(offered.values())))
        year, _ = term_and_year(clock.today().isoformat())

        def save(typed: dict[str, object]) -> AppraisalRow:
            form = offered[str(typed[_FORM])]
            told = {key: value for key, value in typed.items() if key != _FORM}
            whole = drafted(AppraisalDraft, told, form=form.key, form_version=form.version, title=form.title)
            return self.sources.appraisals.begin(whole)

        values: dict[str, object] = {_FORM: usual.title, "year": year, "on": clock.today().isoformat()}
        form = FormDialog.edit(self, "开始自评", self._groups(tuple(offered)), values, save, self.show_saved)
        form.saved.connect(self.fill)
        return form

    def edit(self, row: AppraisalLine, key: str = "") -> None:
        groups = self._groups((row.sheet.title,))
        values = {column.key: getattr(row, column.key) for _, own in groups for column in own}
        values[_FORM] = row.sheet.title

        def save(typed: dict[str, object]) -> AppraisalRow:
            told = {key: value for key, value in typed.items() if key != _FORM}
            return self.service.change(row.id, told, row.version)

        form = FormDialog.edit(self, f"编辑 {self.called(row)}", groups, values, save, self.show_saved)
        form.seize(key)

    @staticmethod
    def _groups(titles: Sequence[str]) -> list[tuple[str, Sequence[Column]]]:
        codes = CodeList("自评表", tuple(map(Code, titles)), is_open=False)
        sheet = replace(APPRAISAL_COLUMN["form"], key=_FORM, kind=Kind.CHOICE, codes=codes, required=True)
        every = {**APPRAISAL_COLUMN, _FORM: sheet}
        return [(title, tuple(every[key] for key in keys)) for title, keys in _GROUPS]

"""自评表 edited by the school: its name, levels and grades, its lines as a table that Excel can be pasted into."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from edudesk.appraisal.forms.checking import problems_of
from edudesk.appraisal.forms.tabular import COLUMNS, levels_text, lines_of, node_of, read_levels, with_nodes
from edudesk.appraisal.forms.value import Form
from edudesk.appraisal.service.forms import FormService
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.kit.fields import LineField
from edudesk.kit.part_table import PartTable
from edudesk.kit.sheet_dialog import SheetDialog
from edudesk.kit.typed_table import TextRow, TypedTable

_HEAD: Final = (
    Column("title", "名称", width=80),
    Column("levels", "等级和比例（%）", width=80, help="从高到低：优 100、良 85、合格 70、待改进 40"),
    Column("grades", "结论分数线（%）", width=80, help="从高到低：优秀 90、良好 80、合格 60、不合格"),
    Column("note", "修改说明", width=80, help="依据哪份文件，改了什么"),
)


class FormSheet(SheetDialog):
    """is_copy: a form of its own is made; otherwise the next version, while evaluations keep theirs. saved(): it was kept."""

    what = "自评表"

    def __init__(
        self,
        parent: QWidget,
        service: FormService,
        form: Form,
        saved: Callable[[], object],
        *,
        is_copy: bool = False,
    ) -> None:
        self._service, self._form, self._saved, self._is_copy = service, form, saved, is_copy
        title = f"复制自评表 {form.title}" if is_copy else f"修改自评表 {form.title} v{form.version}"
        super().__init__(
            parent,
            title,
            "已经做过的自评保留原来的版本。下一级项目可以从 Excel 或文件里整块粘贴：编号、上级编号、名称。",
        )
        self.fields = {column.key: LineField(column) for column in _HEAD}
        told = {
            "title": f"{form.title}（本校）" if is_copy else form.title,
            "levels": levels_text(form.levels),
            "grades": levels_text(form.grades),
        }
        fields = QFormLayout()
        for column in _HEAD:
            field = self.fields[column.key]
            field.setAccessibleName(column.title)
            field.setPlaceholderText(column.help)
            field.show_text(told.get(column.key, ""))
            fields.addRow(column.title, field)
        self.place.addLayout(fields)
        self.part = PartTable("项目", COLUMNS, likely=("parent", "method"), shade=self.shade)
        self.part.table.setAccessibleName("自评项目")
        self.place.addWidget(self.part, 1)
        self.begin()

    @classmethod
    def show_for(
        cls,
        parent: QWidget,
        service: FormService,
        form: Form,
        saved: Callable[[], object],
        *,
        is_copy: bool = False,
    ) -> "FormSheet":
        """Open over parent's window."""
        dialog = cls(parent, service, form, saved, is_copy=is_copy)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    @property
    def table(self) -> TypedTable:
        return self.part.table

    def lines(self) -> Sequence[Mapping[str, str]]:
        return lines_of(self._form)

    def read(self, row: TextRow) -> Sequence[FieldProblem]:
        return [] if _is_blank(row) else node_of(row.cells)[1]

    def look(self) -> None:
        """Every line by itself, then what the whole says: of a line by its 编号."""
        super().look()
        try:
            whole = self._typed_form()
        except ValueError:
            return
        keys = {row.cells.get("node", "").strip(): row.id for row in self.table.rows if not _is_blank(row)}
        for one in problems_of(whole):
            if one.key in keys:
                there = self.problems.get(keys[one.key], ())
                self.problems[keys[one.key]] = (*there, FieldProblem("node", one.text))
        self.table.redraw(self.table.rows)
        self._tell(self.table.selected())

    def sums(self) -> str:
        try:
            form = self._typed_form()
        except ValueError as error:
            return str(error)
        lines = {row.cells.get("node", "").strip() for row in self.table.rows}
        told = [one.text for one in problems_of(form) if one.key not in lines]
        return f"{len(form.nodes)} 行，其中评 {len(form.leaves)} 项。{''.join(told[:2])}"

    def store(self) -> str:
        try:
            form = self._typed_form()
        except ValueError as error:
            raise UserError(str(error), "请改好后再保存；原有的版本没有改动。") from error
        if self._is_copy:
            form = replace(form, key=self._service.free_key(form.key), version=1)
        kept = self._service.save(form, self.fields["note"].typed(), is_new=self._is_copy)
        self._saved()
        return f"已保存自评表“{kept.title}”v{kept.version}。"

    def _typed_form(self) -> Form:
        """The form as it is typed. Raises ValueError with the sentence that says why it cannot be read."""
        nodes = [node_of(row.cells)[0] for row in self.table.rows if not _is_blank(row)]
        form = replace(
            self._form,
            title=self.fields["title"].typed().strip(),
            levels=read_levels(self.fields["levels"].typed()),
            grades=read_levels(self.fields["grades"].typed()),
        )
        return with_nodes(form, nodes)


def _is_blank(row: TextRow) -> bool:
    return not any(row.cells.get(column.key, "").strip() for column in COLUMNS if column.key != "method")

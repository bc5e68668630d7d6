"""The form editor: tables on the left, the form as the inspector will see it on the right, to be tried at once."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.checks.forms.checking import hints_of
from edudesk.checks.forms.form_parts import Part, Tables, parts
from edudesk.checks.forms.form_reading import read_tables
from edudesk.checks.forms.points import plain
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.pages.entry.form_card import FormCard
from edudesk.checks.pages.forms.part_table import part_table
from edudesk.checks.rules.sheets import Filled
from edudesk.checks.service.forms import FormService
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.fault_list import FaultList
from edudesk.kit.form_field import FormField
from edudesk.kit.labels import label
from edudesk.kit.part_table import PartTable
from edudesk.kit.scrolled import scrolled
from edudesk.kit.tabs import Tabs
from edudesk.kit.typed_steps import TypedSteps

_LOOK_AFTER_MS = 250  # of rest at the keyboard, before the preview is made anew
_HINTS = {
    "item": "按比例的项目在“分档”里写得分，扣分的项目在“扣分情形”里写",
    "band": "从高到低，先到先得",
    "level": "从高到低，最后一级从 0 分起",
}
_SINCE = Column("since", "生效日期", Kind.DATE)
_WIDTHS = {"text": 90, "hint": 60}  # mm; on paper they take more


class FormEditor(QDialog):
    """saved(form): it is stored. form_tables: what to begin with; version: it was made from; is_used: sheets hold on to
    that version, so that saving makes the next one; is_new: a form that is not there yet; is_old: to look at only."""

    saved = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        service: FormService,
        form_tables: Tables,
        version: int = 1,
        *,
        is_used: bool = False,
        is_new: bool = False,
        is_old: bool = False,
    ) -> None:
        super().__init__(parent)
        self._service, self._version = service, version
        self._is_new, self._is_old = is_new, is_old
        self._form: CheckForm | None = None
        self._is_saved = False
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = form_tables["head"][0].get("title", "") if form_tables["head"] else ""
        self.setWindowTitle(
            f"{title} v{version}" if is_old else f"编辑表单：{title}" if title else "新建表单"
        )
        self._words = {name: CodeList(name, ()) for name in ("数据栏", "评分项", "等级")}
        self._build(is_used)
        self._fill(form_tables)
        self._steps: TypedSteps[Tables] = TypedSteps(self.tables(), self._fill)
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._soon.timeout.connect(self._look)
        self._look()
        screen = self.screen().availableGeometry()
        self.resize(min(1320, screen.width() - 40), min(800, screen.height() - 60))
        self.tabs.choose(list(parts()).index("item"))
        self.tables_of_parts["item"].seize(1)

    # how it is built

    def _build(self, is_used: bool) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._build_left())
        split.addWidget(self._build_right())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([760, 540])
        outer.addWidget(split, 1)
        rule = QFrame()
        rule.setProperty("role", "rule")
        outer.addWidget(rule)
        outer.addLayout(self._build_foot(is_used))
        for keys, does in (("Ctrl+S", self.save), ("Ctrl+Return", self.save)):
            QShortcut(QKeySequence(keys), self, does)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, self.redo)

    def _build_left(self) -> QWidget:
        place = QWidget()
        place.setMinimumWidth(580)
        column = QVBoxLayout(place)
        column.setContentsMargins(20, 12, 10, 12)
        column.setSpacing(0)
        self.tabs = Tabs([part.title for part in parts().values()])
        column.addWidget(self.tabs)
        stack = QStackedWidget()
        self.tables_of_parts: dict[str, PartTable] = {}
        for key, part in parts().items():
            if key == "head":
                stack.addWidget(self._build_head(part))
                continue
            table = part_table(
                part, [self._with_words(part, column) for column in part.columns], _HINTS.get(key, "")
            )
            table.changed.connect(self._changed)
            if self._is_old:
                table.freeze()
            self.tables_of_parts[key] = table
            stack.addWidget(table)
        items = self.tables_of_parts["item"].table
        items.chosen.connect(lambda rows: self.preview.show_item(rows[0].key) if rows else None)
        self.tabs.chosen.connect(stack.setCurrentIndex)
        column.addWidget(stack, 1)
        return place

    def _build_head(self, part: Part) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 12, 12, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        self.fields: dict[str, FormField] = {}
        for number, column in enumerate(part.columns):
            why = "已有的表单不能改编号。" if column.key == "key" and not self._is_new else ""
            field = FormField(inside, self._with_words(part, column), "", None, None, why)
            field.editor.edited.connect(self._changed)
            if self._is_old:
                field.editor.setEnabled(False)
            self.fields[column.key] = field
            grid.addWidget(field, number // 2, number % 2)
        grid.setRowStretch(grid.rowCount(), 1)
        return scrolled(inside)

    def _with_words(self, part: Part, column: Column) -> Column:
        """A column that names lines of another table offers them; long texts take less room than on paper."""
        told = {"part": "数据栏", "whole": "数据栏", "field": "数据栏", "item": "评分项", "passing": "等级"}
        column = replace(column, width=_WIDTHS.get(column.key, column.width))
        name = told.get(column.key) if part.key in ("item", "band", "deduction", "head") else None
        return replace(column, kind=Kind.CHOICE, codes=self._words[name]) if name else column

    def _build_right(self) -> QWidget:
        place = QWidget()
        place.setMinimumWidth(500)
        column = QVBoxLayout(place)
        column.setContentsMargins(10, 12, 20, 12)
        column.setSpacing(10)
        self.preview = FormCard((_nothing, _nothing, _nothing), ())
        for one in (self.preview.before, self.preview.keep, self.preview.save):
            one.hide()
        self.preview.name.setText("预览")
        self.preview.facts.setText("可以试评，不会保存")
        self.preview.mark.hide()
        self.preview.changed.connect(self._rate)
        column.addWidget(self.preview, 1)
        self.faults = FaultList(self._go, "合计、分档、编号都对得上。")
        column.addWidget(self.faults)
        return place

    def _build_foot(self, is_used: bool) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.setSpacing(8)
        self.note, self.since = QLineEdit(), QLineEdit()
        if self._is_old:
            foot.addWidget(label("这是以前的版本，只能查看；旧记录照它打印。", "muted"), 1)
            foot.addWidget(button("关闭", self.reject, "primary"))
            return foot
        self.note.setPlaceholderText(
            "修改说明：改了什么，为什么（保存新版本时必填）" if is_used else "修改说明（可空）"
        )
        self.note.setAccessibleName("修改说明")
        self._must_note = is_used
        self.since.setPlaceholderText("生效日期")
        self.since.setAccessibleName("生效日期")
        self.since.setFixedWidth(110)
        if is_used:
            told = f"v{self._version} 已有记录或是程序自带，保存后成为 v{self._version + 1}，旧记录不变"
        else:
            told = "" if self._is_new else f"v{self._version} 还没有记录，直接改在原版本上"
        foot.addWidget(label(told, "small"))
        foot.addWidget(self.note, 1)
        foot.addWidget(self.since)
        foot.addWidget(button("取消", self.reject))
        self.save_button = button("保存", self.save, "primary")
        foot.addWidget(self.save_button)
        return foot

    # what stands in it

    def tables(self) -> dict[str, list[dict[str, str]]]:
        """All texts as they stand."""
        head = {key: field.editor.typed() for key, field in self.fields.items()}
        return {"head": [head], **{key: table.lines for key, table in self.tables_of_parts.items()}}

    def _fill(self, tables: Tables) -> None:
        head = next(iter(tables["head"]), {})
        for key, field in self.fields.items():
            field.editor.show_text(head.get(key, ""))
        for key, table in self.tables_of_parts.items():
            table.show_lines(tables.get(key, ()))

    def _changed(self) -> None:
        if self._steps.take(self.tables()):
            self._soon.start()

    def undo(self) -> None:
        """Take the last change in the editor back; what is stored is not touched."""
        if self._steps.undo():
            self._look()

    def redo(self) -> None:
        """The change that was taken back, again."""
        if self._steps.redo():
            self._look()

    # preview and faults

    def _look(self) -> None:
        """Read the tables; show the form, or what keeps them from being one."""
        self._soon.stop()
        form, problems = read_tables(self._steps.now, self._version)
        self._form = form if not problems else None
        wrong: dict[str, set[int]] = {}
        for problem in problems:
            part, _, number = problem.key.partition("/")
            wrong.setdefault(part, set()).add(int(number or 0))
        for key, table in self.tables_of_parts.items():
            table.show_wrong(frozenset(wrong.get(key, ())))
        self.tabs.set_tabs(
            [f"{part.title} ·" if key in wrong else part.title for key, part in parts().items()]
        )
        self._offer_words()
        self.faults.show_faults(problems, hints_of(form) if form is not None and not problems else ())
        if form is not None:
            full = f"，满分 {plain(form.total)}" if form.is_scored else "，不计分"
            self.preview.facts.setText(f"共 {len(form.items)} 项{full} · 可以试评，不会保存")
        if not self._is_old:
            self.save_button.setEnabled(not problems)
        if form is not None and form.items:
            tried = Filled(
                "", counts=self._tried_counts(), answers=self.preview.answers if self.preview.rows else {}
            )
            self.preview.show_form(form, (), "")
            self.preview.show_filled(tried, asks_reason=False)
            self._rate()

    def _tried_counts(self) -> Mapping[str, object]:
        return self.preview.head.counts if self.preview.rows else {}

    def _rate(self) -> None:
        filled = Filled("", counts=self.preview.head.counts, answers=self.preview.answers)
        self.preview.show_score(filled)

    def _offer_words(self) -> None:
        for name, part, key in (
            ("数据栏", "field", "title"),
            ("评分项", "item", "key"),
            ("等级", "level", "name"),
        ):
            words = [line.get(key, "") for line in self._steps.now[part]]
            self._words[name].take_own(Code(word) for word in words if word)

    def _go(self, place: str) -> None:
        """To the line a fault is told of."""
        part, _, number = place.partition("/")
        self.tabs.choose(list(parts()).index(part))
        if part in self.tables_of_parts:
            self.tables_of_parts[part].seize(int(number or 0))

    # what is done

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what was given."""
        return not self._is_old and (self._is_new or self._steps.is_changed)

    def save(self) -> None:
        """Store the form; the service says whether as a new version."""
        if self._is_old:
            return
        self._look()
        if self._form is None:
            messages.tell(self, "表单还不能保存。", "请照右下角列出的各处改好；数据没有改动。")
            return
        if self._must_note and not self.note.text().strip():
            self.note.setFocus()
            messages.tell(self, "还没有写修改说明。", "这一版以后要和旧记录对照，请写一句改了什么、为什么。")
            return
        try:
            kept = self._service.save(
                self._form, self.note.text().strip(), self._since(), is_new=self._is_new
            )
        except UserError as error:
            messages.fail(self, error)
            return
        self._is_saved = True
        self.accept()
        self.saved.emit(kept)

    def _since(self) -> str:
        from edudesk.base.grammar import read_typed

        return str(read_typed(_SINCE, self.since.text()).value or "") or clock.today().isoformat()

    def reject(self) -> None:  # closing by × comes here too: Qt asks the dialog to be rejected
        if self._may_go():
            super().reject()

    def _may_go(self) -> bool:
        if self._is_saved or self.isHidden() or not self.is_changed:
            return True
        return messages.ask(self, "表单的修改还没有保存。", "放弃后不能找回。", yes="放弃修改", no="继续编辑")


def _nothing() -> None:
    """The preview has no next teacher."""

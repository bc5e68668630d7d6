"""表单与评分标准: every form with its versions; made, copied, changed, switched off, handed on as a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.base.files import safe_name
from edudesk.base.jobs import Step
from edudesk.checks.forms.changes import changes_between
from edudesk.checks.forms.form_parts import Tables
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.points import plain
from edudesk.checks.forms.standards import GRADE_KEYS, standard_parts
from edudesk.checks.forms.tabular import tables_of
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.intake.form_files import read_form_file, write_form_file
from edudesk.checks.pages import ALLOWANCES, FORMS
from edudesk.checks.pages.forms.editor import FormEditor
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.pages.standard_dialog import StandardDialog
from edudesk.checks.pages.tabs import put_tabs
from edudesk.kit import messages, reveal
from edudesk.kit.buttons import button, link, menu_button
from edudesk.kit.cards import clear_layout
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.dialogs import choose_open_file, choose_save_file
from edudesk.kit.drawer import Drawer
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.kit.list_page import ListPage
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.school.rows.identity import code_list
from edudesk.school.rows.stages import stages_of

FORM_STATES = code_list("状态", "启用", "停用")
_ON, _OFF = FORM_STATES.words
SOURCES = code_list("来源", "程序自带", "本校")
_SHIPPED, _OURS = SOURCES.words
_CHANGES = 12  # told of each version
_FILES = "检查表单 (*.xlsx *.json)"
_EMPTY: Tables = {
    "head": [{"unit": "教师×学科", "is_scored": "是", "buttons": "100、85、70、50", "passing": "合格"}],
    "field": [],
    "item": [],
    "band": [],
    "deduction": [],
    "veto": [],
    "level": [
        {"name": name, "least": least}
        for name, least in (("优秀", "90"), ("良好", "80"), ("合格", "60"), ("不合格", "0"))
    ],
    "phrase": [],
}


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form as the table shows it: its newest version. id: its key."""

    id: str
    form: CheckForm
    source: str
    state: str
    since: str
    note: str


class FormsPage(ListPage):
    """undo: takes the last change back; show_page: for the tabs."""

    name, title, icon_name = FORMS
    unit = "张表单"
    concerns = frozenset({"check_forms", "checks", "sheets"})
    search_hint = "表单名称…"
    columns: tuple[Column, ...] = (
        Column("title", "表单", Kind.NAME, 56, value=lambda row: row.form.title, is_shown=True),
        Column("key", "编号", width=20, value=lambda row: row.id, is_shown=True),
        Column(
            "kind", "检查类型", width=24, is_shown=True,
            value=lambda row: kinds()[row.form.kind].name if row.form.kind in kinds() else row.form.kind,
        ),
        Column("version", "版本", width=14, value=lambda row: f"v{row.form.version}", is_shown=True),
        Column("items", "项数", Kind.INT, 16, value=lambda row: len(row.form.items), is_shown=True),
        Column(
            "total", "满分", width=18, is_shown=True,
            value=lambda row: plain(row.form.total) if row.form.is_scored else "不计分",
        ),
        Column(
            "fits", "适用", width=36, is_shown=True,
            value=lambda row: "、".join((*row.form.stages, *row.form.subjects)) or "全部",
        ),
        Column("source", "来源", Kind.TAG, 30, codes=SOURCES, value=lambda row: row.source, is_shown=True),
        Column("state", "状态", Kind.TAG, 18, codes=FORM_STATES, value=lambda row: row.state, is_shown=True),
        Column("since", "生效日期", Kind.DATE, 24, value=lambda row: row.since),
        Column("note", "修改说明", width=60, value=lambda row: row.note),
    )  # fmt: skip

    def __init__(
        self,
        sources: CheckSources,
        undo: Callable[[], object],
        show_page: ShowPage,
        parent: QWidget | None = None,
    ) -> None:
        self._sources, self._service = sources, sources.check_forms
        self._undo, self._show_page = undo, show_page
        super().__init__(parent)
        put_tabs(self.head, self.name, show_page)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)

    def rows(self) -> Sequence[FormLine]:
        own = {(row.key, row.number): row for row in self._service.versions()}
        off = {row.key for row in own.values() if row.is_off}
        newest: dict[str, CheckForm] = {}
        for (key, number), form in self._service.every().items():
            if key not in newest or number > newest[key].version:
                newest[key] = form
        order = list(kinds())
        found = []
        for key, form in newest.items():
            row = own.get((key, form.version))
            is_ours = form.version > 1 or not self._service.is_shipped(key)
            found.append(
                FormLine(
                    key,
                    form,
                    _OURS if is_ours else _SHIPPED,
                    _OFF if key in off else _ON,
                    row.since if row is not None else "",
                    row.note if row is not None else "",
                )
            )
        return sorted(found, key=lambda one: (order.index(one.form.kind), one.id))

    def change_scheme(self) -> None:
        """How the figures of the forms become the total of a term: it is set where 免检 and 加分 are."""
        page: Any = self._show_page(ALLOWANCES.name)
        page.change_scheme()

    def edit_standard(self, key: str) -> StandardDialog:
        """A list the checks go by: 应有次数, 政策提示 …; of the grades those of the school."""
        school = self._sources.school.get()
        grades = {grade for stage in stages_of(school.stage if school else "") for grade in stage.grades}
        hidden = [one for one, grade in GRADE_KEYS.items() if grades and grade not in grades]
        return StandardDialog.edit(self, self._sources.standards, key, self._undo, hidden)

    def buttons(self) -> Sequence[QWidget]:
        return (
            menu_button(
                "检查标准",
                [
                    (f"{part.title}…", partial(self.edit_standard, key))
                    for key, part in standard_parts().items()
                ],
            ),
            button("量化方案…", self.change_scheme),
            button("导入表单…", self.bring_in, icon_name="import"),
            button("导出表单…", self.hand_on, icon_name="export", keys="Ctrl+E"),
            button("新建表单", self.add, "primary", icon_name="add", keys="Ctrl+N"),
        )

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("kind", "检查类型", lambda row: kinds()[row.form.kind].name),
            ChoiceChip("source", "来源", lambda row: row.source, SOURCES.words),
            ChoiceChip("state", "状态", lambda row: row.state, FORM_STATES.words),
        )

    def tone(self, row: FormLine, column: Column) -> Tone:
        if column.key == "state":
            return Tone.GOOD if row.state == _ON else Tone.PLAIN
        return Tone.BRAND if row.source == _OURS else Tone.PLAIN

    def build_drawer(self) -> Drawer:
        drawer = Drawer()
        self._facts = KeyValues()
        drawer.body.addWidget(self._facts)
        drawer.body.addWidget(label("版本", "heading"))
        self._versions = QVBoxLayout()
        self._versions.setSpacing(4)
        drawer.body.addLayout(self._versions)
        drawer.body.addStretch(1)
        return drawer

    def show_row(self, row: FormLine) -> None:
        assert self.drawer is not None
        form = row.form
        self.drawer.show_head(form.title, f"{row.id} · v{form.version} · {row.source} · {row.state}")
        self._facts.show_rows(
            [
                (
                    "检查要点",
                    f"{len(form.items)} 项，满分 {plain(form.total)}"
                    if form.is_scored
                    else f"{len(form.items)} 项，不计分",
                ),
                ("抽查", form.sample.words),
                ("一票否决", "；".join(veto.text for veto in form.vetoes)),
                ("来源", form.source),
            ]
        )
        self._show_versions(row)

    def _show_versions(self, row: FormLine) -> None:
        clear_layout(self._versions)
        own = {one.number: one for one in self._service.versions() if one.key == row.id}
        forms = {number: form for (key, number), form in self._service.every().items() if key == row.id}
        for number in sorted(forms, reverse=True):
            kept = own.get(number)
            told = "　".join(filter(None, (kept.since, kept.note))) if kept else "程序自带"
            head = link(f"v{number}　{told}", partial(self.show_version, row.id, number))
            head.setToolTip("查看这一版")
            self._versions.addWidget(head, 0, Qt.AlignmentFlag.AlignLeft)
            if number - 1 in forms:
                changed = changes_between(forms[number - 1], forms[number])
                more = [f"另有 {len(changed) - _CHANGES} 处"] if len(changed) > _CHANGES else []
                self._versions.addWidget(label("\n".join([*changed[:_CHANGES], *more]), "small", wraps=True))

    def open_row(self, row: FormLine) -> None:
        self.edit(row)

    # what is done

    def edit(self, row: FormLine, key: str = "") -> FormEditor:
        """The editor of a form; its versions in use stay as they are."""
        form = row.form
        return self._open(
            FormEditor(
                self,
                self._service,
                tables_of(form),
                form.version,
                is_used=self._service.is_frozen(form.key, form.version),
            )
        )

    def show_version(self, key: str, number: int) -> FormEditor:
        """One version, to look at."""
        form = self._service.every()[key, number]
        return self._open(FormEditor(self, self._service, tables_of(form), number, is_old=True))

    def add(self) -> FormEditor:
        """A new form with the usual grades."""
        return self._open(FormEditor(self, self._service, _EMPTY, is_new=True))

    def copy_row(self, row: FormLine) -> FormEditor:
        """A form of the school's own, made from another: 备课 for 毕业年级, 体育 …"""
        key = self._service.free_key(row.form.kind)
        form = replace(row.form, key=key, title=f"{row.form.title}（副本）", version=1, source="")
        items = tuple(replace(item, key=item.key.replace(row.id, key, 1)) for item in form.items)
        return self._open(FormEditor(self, self._service, tables_of(replace(form, items=items)), is_new=True))

    def switch(self, row: FormLine) -> None:
        """停用 or 启用."""
        is_off = row.state == _ON
        try:
            self._service.switch(row.id, is_off=is_off)
        except UserError as error:
            messages.fail(self, error)
            return
        told = "已停用，以后安排检查时不再列出，旧记录不变" if is_off else "已启用"
        messages.notice(self, f"“{row.form.title}”{told}。", ("撤销", self._undo))

    def hand_on(self) -> None:
        """The selected form as a file that another school can take in."""
        chosen = self.table.selected()
        if len(chosen) != 1:
            messages.tell(self, "还没有选择表单。", "请在列表里点选一张表单，再导出。")
            return
        form = chosen[0].form
        path = choose_save_file(
            self,
            "导出表单",
            safe_name(f"{form.key}_{form.title}_v{form.version}", ".xlsx"),
            "Excel (*.xlsx);;JSON (*.json)",
        )
        if path is not None:
            run_task(
                self,
                f"正在导出“{form.title}”",
                lambda step: write_form_file(form, path, clock.today(), step),
                lambda written: messages.notice(
                    self,
                    f"已导出“{written.path.name}”，里面没有任何人的资料，改好后可以再导入。",
                    ("打开文件", partial(reveal.open_file, written.path)),
                ),
            )

    def bring_in(self, file: Path | None = None) -> None:
        """A form from a file into the editor, where it is looked at before anything is stored."""
        path = file or choose_open_file(self, "选择要导入的检查表单", _FILES)
        if path is None:
            return

        def job(step: Step) -> Tables:
            return read_form_file(path, step)

        run_task(self, f"正在读取“{path.name}”", job, self._offer)

    def take(self, file: Path) -> bool:
        self.bring_in(file)
        return True

    def _offer(self, tables: Tables) -> None:
        head = next(iter(tables["head"]), {})
        row: FormLine | None = next((one for one in self.rows() if one.id == head.get("key")), None)
        if row is None:
            self._open(FormEditor(self, self._service, tables, is_new=True))
            return
        number = row.form.version
        editor = FormEditor(
            self, self._service, tables, number, is_used=self._service.is_frozen(row.id, number)
        )
        editor.note.setText("从文件导入")
        self._open(editor)

    def _open(self, editor: FormEditor) -> FormEditor:
        editor.saved.connect(self._saved)
        editor.open()
        return editor

    def _saved(self, form: CheckForm) -> None:
        self.settle()
        self.go_to(form.key)
        messages.notice(self, f"已保存“{form.name}”，新安排的检查将使用它。", ("撤销", self._undo))

    def _show_menu(self, place: QPoint) -> None:
        chosen = self.table.selected()
        if len(chosen) != 1:
            return
        (row,) = chosen
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word, does in (
            ("编辑…", partial(self.edit, row)),
            ("复制为新表单…", partial(self.copy_row, row)),
            ("停用" if row.state == _ON else "启用", partial(self.switch, row)),
            ("导出表单…\tCtrl+E", self.hand_on),
        ):
            menu.addAction(word).triggered.connect(lambda _on=False, does=does: does())
        menu.popup(self.table.viewport().mapToGlobal(place))

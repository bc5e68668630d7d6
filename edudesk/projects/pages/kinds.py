"""项目类别: every kind with its stages and limits; copied, changed, switched off, new versions given to projects."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.base.words import some_of
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.drawer import Drawer
from edudesk.kit.key_values import KeyValues
from edudesk.kit.list_page import ListPage
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.theme import Tone
from edudesk.projects.forms.standards import TITLES
from edudesk.projects.forms.tabular import due_words, tables_of
from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.pages import KINDS
from edudesk.projects.pages.kind_editor import KindEditor
from edudesk.projects.pages.standard_dialog import StandardDialog
from edudesk.projects.pages.tabs import put_tabs
from edudesk.projects.service.kinds import KindService
from edudesk.projects.service.standards import StandardService
from edudesk.school.rows.identity import code_list

STATES = code_list("状态", "启用", "停用")
_ON, _OFF = STATES.words
SOURCES = code_list("来源", "程序自带", "本校")
_SHIPPED, _OURS = SOURCES.words


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind as the table shows it: the version in force. id: its key."""

    id: str
    kind: ProjectKind
    source: str
    state: str


class KindsPage(ListPage):
    """undo: takes the last change back; show_page: for the tabs."""

    name, title, icon_name = KINDS
    unit = "个类别"
    concerns = frozenset({"project_kinds", "projects"})
    search_hint = "类别名称…"
    columns: tuple[Column, ...] = (
        Column("title", "类别", Kind.NAME, 50, value=lambda row: row.kind.title, is_shown=True),
        Column("key", "编号", width=16, value=lambda row: row.id, is_shown=True),
        Column("family", "项目族", width=24, value=lambda row: row.kind.family, is_shown=True),
        Column("levels", "级别", width=40, value=lambda row: "、".join(row.kind.levels), is_shown=True),
        Column("stages", "阶段数", Kind.INT, 16, value=lambda row: len(row.kind.stages), is_shown=True),
        Column("version", "版本", width=14, value=lambda row: f"v{row.kind.version}", is_shown=True),
        Column("source", "来源", Kind.TAG, 24, codes=SOURCES, value=lambda row: row.source, is_shown=True),
        Column("state", "状态", Kind.TAG, 18, codes=STATES, value=lambda row: row.state, is_shown=True),
    )

    def __init__(
        self,
        service: KindService,
        standards: StandardService,
        undo: Callable[[], object],
        show_page: ShowPage,
        parent: QWidget | None = None,
    ) -> None:
        self._service, self._standards, self._undo = service, standards, undo
        super().__init__(parent)
        put_tabs(self.head, self.name, show_page)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)

    def rows(self) -> Sequence[KindLine]:
        kinds = self._service.kinds()
        offered = {kind.key for kind in kinds.offered}
        return [
            KindLine(
                key,
                kind,
                _SHIPPED if self._service.is_shipped(key, kind.version) else _OURS,
                _ON if key in offered else _OFF,
            )
            for key, kind in kinds.newest.items()
        ]

    def buttons(self) -> Sequence[QWidget]:
        self.standard_button = button("评分标准 ▾", self._ask_standard)
        return (
            self.standard_button,
            button("复制为本校类别", self.copy, "primary", icon_name="add", keys="Ctrl+N"),
        )

    def _ask_standard(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, title in TITLES.items():
            menu.addAction(f"{title}…").triggered.connect(lambda _on=False, key=key: self.edit_standard(key))
        menu.popup(self.standard_button.mapToGlobal(self.standard_button.rect().bottomLeft()))

    def edit_standard(self, key: str) -> StandardDialog:
        """What points are given by, as a table."""
        return StandardDialog.edit(self, self._standards, key, self._undo)

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("family", "项目族", lambda row: row.kind.family),
            ChoiceChip("source", "来源", lambda row: row.source, SOURCES.words),
            ChoiceChip("state", "状态", lambda row: row.state, STATES.words),
        )

    def tone(self, row: KindLine, column: Column) -> Tone:
        if column.key == "state":
            return Tone.GOOD if row.state == _ON else Tone.PLAIN
        return Tone.BRAND if row.source == _OURS else Tone.PLAIN

    def build_drawer(self) -> Drawer:
        drawer = Drawer()
        self._facts = KeyValues()
        drawer.body.addWidget(self._facts)
        drawer.body.addStretch(1)
        return drawer

    def show_row(self, row: KindLine) -> None:
        assert self.drawer is not None
        kind = row.kind
        self.drawer.show_head(kind.title, f"{row.id} · v{kind.version} · {row.source} · {row.state}")
        limits = (("核心成员", kind.core_most), ("参研人员", kind.others_most), ("成员共", kind.all_most))
        self._facts.show_rows(
            [
                ("阶段", "\n".join(_stage_words(kind))),
                ("以外的状态", "、".join(side.name for side in kind.sides)),
                ("子类", "、".join(kind.subkinds)),
                ("人数上限", "、".join(f"{word} {most} 人" for word, most in limits if most is not None)),
                ("主持人职称", "、".join(kind.leader_titles)),
                ("提醒", "、".join(f"{days} 天" for days in kind.reminders) + "前"),
                ("年度考核", f"{kind.yearly} 月" if kind.yearly else "不考核"),
                ("成果报送", f"每年 {kind.results_month} 月" if kind.results_month else "没有固定时间"),
                ("依据", kind.source),
            ]
        )

    def open_row(self, row: KindLine) -> None:
        self.edit(row)

    def edit(self, row: KindLine) -> KindEditor:
        """The editor of a kind; projects keep the version they have."""
        kind = row.kind
        frozen = self._service.is_frozen(kind.key, kind.version)
        return self._open(KindEditor(self, self._service, tables_of(kind), kind.version, is_frozen=frozen))

    def copy(self) -> KindEditor | None:
        """A kind of the school's own, made from the selected one."""
        chosen = self.table.selected()
        if len(chosen) != 1:
            messages.tell(self, "还没有选择类别。", "请在列表里点选一个相近的类别，再复制。")
            return None
        kind = chosen[0].kind
        fresh = replace(
            kind, key=self._service.free_key(kind.key), title=f"{kind.title}（本校）", version=1, source=""
        )
        return self._open(KindEditor(self, self._service, tables_of(fresh), is_new=True))

    def switch(self, row: KindLine) -> None:
        """停用 or 启用."""
        is_off = row.state == _ON
        if self._tried(lambda: self._service.switch(row.id, is_off=is_off)):
            told = "已停用，新建项目时不再列出，已有的项目不变" if is_off else "已启用"
            messages.notice(self, f"“{row.kind.title}”{told}。", ("撤销", self._undo))

    def adopt(self, row: KindLine) -> None:
        """Give the projects of the kind the version in force."""
        found: list[int] = []
        if self._tried(lambda: found.append(self._service.adopt(row.id))):
            version = f"v{row.kind.version} 的“{row.kind.title}”"
            left = some_of(
                [f"{title}（{stage}）" for title, stage in self._service.left_behind(row.id)], "项"
            )
            rest = f"新版没有所在阶段的仍用原来的版本：{left}。" if left else ""
            if found[0]:
                messages.notice(self, f"已有 {found[0]} 个项目改用 {version}。{rest}", ("撤销", self._undo))
            else:
                messages.notice(self, rest or f"没有项目需要改用 {version}。")

    def _tried(self, does: Callable[[], object]) -> bool:
        try:
            does()
        except UserError as error:
            messages.fail(self, error)
            return False
        return True

    def _open(self, editor: KindEditor) -> KindEditor:
        editor.saved.connect(self._saved)
        editor.open()
        return editor

    def _saved(self, kind: ProjectKind) -> None:
        self.settle()
        self.go_to(kind.key)
        messages.notice(
            self, f"已保存“{kind.title} v{kind.version}”，新建的项目将使用它。", ("撤销", self._undo)
        )

    def _show_menu(self, place: QPoint) -> None:
        chosen = self.table.selected()
        if len(chosen) != 1:
            return
        (row,) = chosen
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word, does in (
            ("编辑…", partial(self.edit, row)),
            ("复制为本校类别…\tCtrl+N", self.copy),
            ("停用" if row.state == _ON else "启用", partial(self.switch, row)),
            ("已有的项目改用这一版", partial(self.adopt, row)),
        ):
            menu.addAction(word).triggered.connect(lambda _on=False, does=does: does())
        menu.popup(self.table.viewport().mapToGlobal(place))


def _stage_words(kind: ProjectKind) -> list[str]:
    """Each stage with its day and its documents: 开题（立项后3月）：开题报告."""
    found = []
    for stage in kind.stages:
        due = f"（{due_words(stage.due)}）" if stage.due is not None else ""
        asks = [*stage.needs, *([f"阶段成果 {stage.outputs} 项"] if stage.outputs else [])]
        found.append(f"{stage.name}{due}{'：' + '、'.join(asks) if asks else ''}")
    return found

"""The editor of a kind of project: its limits as a form, its stages and side states as tables, its line as it will look."""

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
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.fault_list import FaultList
from edudesk.kit.form_field import FormField
from edudesk.kit.labels import label
from edudesk.kit.part_table import PartTable
from edudesk.kit.scrolled import scrolled
from edudesk.kit.tabs import Tabs
from edudesk.projects.forms.papers import paper_families
from edudesk.projects.forms.tabular import Tables, columns, read_tables
from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.service.kinds import KindService

_LOOK_AFTER_MS = 250  # of rest at the keyboard
_PARTS = {"head": "基本设置", "stages": "阶段", "sides": "主线以外的状态"}
_HINTS = {
    "stages": "按先后排列；应有材料在进入这个阶段前要齐",
    "sides": "未立项、暂缓、撤项一类",
}
_LONG = ("needs", "of", "to")


class KindEditor(QDialog):
    """saved(kind): it is stored. kind_tables: what to begin with; version: it was made from; is_frozen: projects have it or
    it is shipped, so that saving makes the next one; is_new: a kind that is not there yet."""

    saved = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        service: KindService,
        kind_tables: Tables,
        version: int = 1,
        *,
        is_frozen: bool = False,
        is_new: bool = False,
    ) -> None:
        super().__init__(parent)
        self._service, self._version = service, version
        self._is_new, self._is_frozen = is_new, is_frozen
        self._kind: ProjectKind | None = None
        self._is_saved = False
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = next(iter(kind_tables["head"]), {}).get("title", "")
        self.setWindowTitle(f"{'新建' if is_new else '编辑'}项目类别：{title}")
        self._build()
        self._fill(kind_tables)
        self._first = self._now = self.tables()
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._soon.timeout.connect(self._look)
        self._look()
        screen = self.screen().availableGeometry()
        self.resize(min(1120, screen.width() - 40), min(760, screen.height() - 60))

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 12, 20, 12)
        outer.setSpacing(10)
        self.tabs = Tabs(list(_PARTS.values()))
        outer.addWidget(self.tabs)
        stack = QStackedWidget()
        stack.addWidget(self._build_head())
        self.parts: dict[str, PartTable] = {}
        for key in ("stages", "sides"):
            shown = [
                replace(column, is_shown=True, width=90 if column.key in _LONG else column.width)
                for column in columns()[key]
            ]
            table = PartTable(_PARTS[key], shown, _HINTS[key], ("phase",))
            table.changed.connect(self._changed)
            self.parts[key] = table
            stack.addWidget(table)
        self.tabs.chosen.connect(stack.setCurrentIndex)
        outer.addWidget(stack, 1)
        self.faults = FaultList(self._go, "阶段、期限和去向都对得上。")
        outer.addWidget(self.faults)
        rule = QFrame()
        rule.setProperty("role", "rule")
        outer.addWidget(rule)
        outer.addLayout(self._build_foot())
        for keys in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self, self.save)

    def _build_head(self) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 12, 12, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        self.fields: dict[str, FormField] = {}
        for number, column in enumerate(columns()["head"]):
            why = "已有的类别不能改编号。" if column.key == "key" and not self._is_new else ""
            field = FormField(inside, column, "", None, None, why)
            field.editor.edited.connect(self._changed)
            self.fields[column.key] = field
            grid.addWidget(field, number // 3, number % 3)
        grid.setRowStretch(grid.rowCount(), 1)
        return scrolled(inside)

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        if self._is_frozen:
            told = f"v{self._version} 已有项目或是程序自带，保存后成为 v{self._version + 1}，已有的项目不变"
            foot.addWidget(label(told, "small"))
        self.note = QLineEdit()
        self.note.setAccessibleName("修改说明")
        self.note.setPlaceholderText("修改说明：改了什么，依据哪份文件")
        foot.addWidget(self.note, 1)
        foot.addWidget(button("取消", self.reject))
        self.save_button = button("保存", self.save, "primary")
        foot.addWidget(self.save_button)
        return foot

    def tables(self) -> Mapping[str, list[dict[str, str]]]:
        """All texts as they stand."""
        head = {key: field.editor.typed() for key, field in self.fields.items()}
        return {"head": [head], **{key: table.lines for key, table in self.parts.items()}}

    def _fill(self, tables: Tables) -> None:
        head = next(iter(tables["head"]), {})
        for key, field in self.fields.items():
            field.editor.show_text(head.get(key, ""))
        for key, table in self.parts.items():
            table.show_lines(tables.get(key, ()))

    def _changed(self) -> None:
        self._now = self.tables()
        self._soon.start()

    def _look(self) -> None:
        """Read the tables: what keeps them from being a kind stands at its line."""
        self._soon.stop()
        kind, problems = read_tables(self._now, self._version)
        self._kind = kind if not problems else None
        wrong: dict[str, set[int]] = {}
        for problem in problems:
            part, _, number = problem.key.partition("/")
            wrong.setdefault(part, set()).add(int(number or 0))
        for key, table in self.parts.items():
            table.show_wrong(frozenset(wrong.get(key, ())))
        self.tabs.set_tabs([f"{word} ·" if key in wrong else word for key, word in _PARTS.items()])
        self.faults.show_faults(problems, _told(kind) if kind is not None and not problems else ())
        self.save_button.setEnabled(not problems)

    def _go(self, place: str) -> None:
        """To the line a fault is told of."""
        part, _, number = place.partition("/")
        self.tabs.choose(list(_PARTS).index(part))
        if part in self.parts:
            self.parts[part].seize(int(number or 0))

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what was given."""
        return self._is_new or self._now != self._first

    def save(self) -> None:
        """Store the kind; the service says whether as a new version."""
        self._look()
        if self._kind is None:
            messages.tell(self, "项目类别还不能保存。", "请照下面列出的各处改好；数据没有改动。")
            return
        try:
            kept = self._service.save(
                self._kind, self.note.text().strip(), clock.today().isoformat(), is_new=self._is_new
            )
        except UserError as error:
            messages.fail(self, error)
            return
        self._is_saved = True
        self.accept()
        self.saved.emit(kept)

    def reject(self) -> None:  # closing by × comes here too: Qt asks the dialog to be rejected
        if self._may_go():
            super().reject()

    def _may_go(self) -> bool:
        if self._is_saved or self.isHidden() or not self.is_changed:
            return True
        return messages.ask(
            self, "项目类别的修改还没有保存。", "放弃后不能找回。", yes="放弃修改", no="继续编辑"
        )


def _told(kind: ProjectKind) -> tuple[str, ...]:
    """The main line as it will look on a project."""
    dots = " → ".join(stage.label for stage in kind.stages if stage.is_dot)
    told = [f"时间线：{dots}" if dots else "没有一个阶段在时间线上显示。"]
    if kind.family not in paper_families():
        told.append(
            f"“{kind.family}”没有配套的申报书、任务书、审批书，只有各类通用的表；要用配套的，项目族请填"
            f"{'、'.join(paper_families())}之一。"
        )
    return tuple(told)

"""The teacher beside the table: the file by groups, what is masked until asked, the latest changes."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from edudesk.base.columns import Kind
from edudesk.base.errors import UserError
from edudesk.base.grammar import is_citizen_number
from edudesk.base.masking import mask_id_no, mask_phone
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card, KeyValues, Tabs, Timeline, label, link
from edudesk.kit.drawer import Drawer
from edudesk.roster.rows import COLUMN, GROUPS, TeacherRow, teaching_years
from edudesk.roster.service import TeacherService

_TABS = ("档案", "发展", "变更")
_FILE = ("基本信息", "工作", "联系")
_GROWTH = ("职称与岗位", "学历", "资格与称号", "考核与培养")


class TeacherDrawer(Drawer):
    """Tabs 档案 · 发展 · 变更. edit, show_history: what the links do with the teacher shown."""

    def __init__(
        self,
        teachers: TeacherService,
        edit: Callable[[TeacherRow], object],
        show_history: Callable[[TeacherRow], object],
    ) -> None:
        super().__init__()
        self._teachers, self._show_history = teachers, show_history
        self._row: TeacherRow | None = None
        self._revealed: dict[str, str] = {}
        self.tools.addWidget(button("编辑", lambda: self._row and edit(self._row), "link"))
        self._tabs = Tabs(_TABS)
        self._tabs.chosen.connect(self._fill)
        self.body.addWidget(self._tabs)
        self._place = QWidget()
        self.body.addWidget(self._place)
        self.body.addStretch(1)

    def show_teacher(self, row: TeacherRow) -> None:
        """Fill with another teacher, or with the same one after a change."""
        if self._row is None or row.id != self._row.id:
            self._revealed = {}
        self._row = row
        self.show_head(row.name, _summary(row))
        self._fill()

    def _fill(self, _number: int = 0) -> None:
        row = self._row
        if row is None:
            return
        content = Card(role="plain")
        content.body.setContentsMargins(0, 0, 0, 0)
        if self._tabs.current == 2:
            self._fill_changes(content, row)
        else:
            for title in (_FILE, _GROWTH)[self._tabs.current]:
                self._fill_group(content, title, row)
        self.body.replaceWidget(self._place, content)
        self._place.hide()
        self._place.deleteLater()
        self._place = content

    def _fill_group(self, content: Card, title: str, row: TeacherRow) -> None:
        keys = dict(GROUPS)[title]
        always = _ALWAYS.get(title, ())
        shown = [key for key in keys if key in always or getattr(row, key)]
        shown = [key for key in shown if key != "name"]
        if not shown:
            return
        if content.body.count():
            content.body.addSpacing(6)
        content.add(label(title, "heading"))
        values = KeyValues()
        values.show_rows([self._line(key, row) for key in shown])
        content.add(values)

    def _line(self, key: str, row: TeacherRow) -> tuple[str, str] | tuple[str, str, QWidget]:
        column = COLUMN[key]
        text = column.text(row)
        is_masked = is_citizen_number(column) or column.kind is Kind.PHONE
        if not is_masked or not text:
            return column.title, text
        if key in self._revealed:
            return column.title, self._revealed[key], link("隐藏", lambda: self._hide(key))
        hidden = mask_phone(text) if column.kind is Kind.PHONE else mask_id_no(text)
        return column.title, hidden, link("显示", lambda: self._reveal(key))

    def _reveal(self, key: str) -> None:
        assert self._row is not None
        try:
            self._revealed[key] = self._teachers.reveal(self._row.id, key)
        except UserError as error:
            messages.fail(self, error)
            return
        self._fill()

    def _hide(self, key: str) -> None:
        del self._revealed[key]
        self._fill()

    def _fill_changes(self, content: Card, row: TeacherRow) -> None:
        history = self._teachers.history(row.id)
        events = [(entry.at[:10], entry.title.removeprefix(f"修改 {row.name} ")) for entry, _ in history[:12]]
        content.add(Timeline(events))
        content.add(button("查看每次改动、恢复旧值…", lambda: self._show_history(row), icon_name="history"))


_ALWAYS = {
    "基本信息": ("id_no", "birth", "ethnicity", "political"),
    "工作": ("subject", "classes", "establishment", "work_start"),
    "联系": ("phone",),
    "职称与岗位": ("title", "post_grade"),
    "学历": ("top_edu",),
}


def _summary(row: TeacherRow) -> str:
    years = teaching_years(row.teach_start or row.work_start)
    parts = (row.subject, row.title, row.classes, f"教龄 {years} 年" if years else "")
    return " · ".join(part for part in parts if part)

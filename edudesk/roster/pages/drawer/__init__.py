"""The teacher beside the table: the file by groups, what is masked until asked, the latest changes."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.kit.buttons import button, link, menu_button
from edudesk.kit.drawer import Drawer
from edudesk.kit.key_values import KeyValues, Line
from edudesk.kit.labels import label
from edudesk.kit.tabs import Tabs
from edudesk.kit.timeline import Timeline
from edudesk.roster.rows import COLUMN, GROUPS, TeacherRow, teaching_years
from edudesk.roster.service import TeacherService
from edudesk.store.journal import Change, Entry

_TABS = ("档案", "发展", "变更")
_FILE = ("基本信息", "工作", "联系")
_GROWTH = ("职称与岗位", "学历", "资格与称号", "考核与培养")


class TeacherDrawer(Drawer):
    """Tabs 档案 · 发展 · 变更. edit, show_history, more (word, deed): what is done with the teacher shown."""

    def __init__(
        self,
        teachers: TeacherService,
        edit: Callable[[TeacherRow], object],
        show_history: Callable[[TeacherRow], object],
        more: Sequence[tuple[str, Callable[[TeacherRow], object]]],
    ) -> None:
        super().__init__()
        self._teachers = teachers
        self._row: TeacherRow | None = None
        self._revealed: set[str] = set()  # keys, never values: a number may be another after a change
        self.tools.addWidget(button("编辑", lambda: self._row and edit(self._row), "link"))
        deeds = [(word, partial(self._do, does)) for word, does in more]
        self.tools.addWidget(menu_button("更多", deeds))
        self._tabs = Tabs(_TABS)
        self._tabs.chosen.connect(self._fill)
        self.body.addWidget(self._tabs)
        self._groups = {title: _Group(title) for title in (*_FILE, *_GROWTH)}
        for group in self._groups.values():
            self.body.addWidget(group)
        self._changes = _Changes(lambda: self._row and show_history(self._row))
        self.body.addWidget(self._changes)
        self.body.addStretch(1)

    def show_teacher(self, row: TeacherRow) -> None:
        """Fill with another teacher, or with the same one after a change."""
        if self._row is None or (row.id, row.version) != (self._row.id, self._row.version):
            self._revealed.clear()
        self._row = row
        self.show_head(row.name, _summary(row))
        self._fill()

    def _do(self, does: Callable[[TeacherRow], object]) -> None:
        if self._row is not None:
            does(self._row)

    def _fill(self, _number: int = 0) -> None:
        row = self._row
        if row is None:
            return
        tab = self._tabs.current
        shown = (_FILE, _GROWTH, ())[tab]
        for title, group in self._groups.items():
            lines = [self._line(key, row) for key in _keys(title, row)] if title in shown else []
            group.show_lines(lines)
        self._changes.setVisible(tab == 2)
        if tab == 2:
            self._changes.show_history(row.name, self._teachers.history(row.id))

    def _line(self, key: str, row: TeacherRow) -> Line:
        column = COLUMN[key]
        text = column.text(row)
        if not column.is_masked or not text:
            return column.title, text
        if key in self._revealed:
            return column.title, text, link("隐藏", lambda: self._hide(key))
        return column.title, column.starred(text), link("显示", lambda: self._reveal(key))

    def _reveal(self, key: str) -> None:
        assert self._row is not None
        self._teachers.reveal(self._row.id, key)
        self._revealed.add(key)
        self._fill()

    def _hide(self, key: str) -> None:
        self._revealed.remove(key)
        self._fill()


class _Group(QWidget):
    """A heading with its facts; gone when there are none."""

    def __init__(self, title: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(8)
        column.addWidget(label(title, "heading"))
        self._values = KeyValues()
        column.addWidget(self._values)

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.setVisible(bool(lines))
        if lines:
            self._values.show_rows(lines)


class _Changes(QWidget):
    """The latest changes, and the way to all of them."""

    def __init__(self, show_all: Callable[[], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._line = Timeline()
        column.addWidget(self._line)
        column.addWidget(button("查看每次改动、恢复旧值…", show_all, icon_name="history"))

    def show_history(self, name: str, history: Sequence[tuple[Entry, Change]]) -> None:
        self._line.show_events(
            [(entry.at[:10], entry.title.removeprefix(f"修改 {name} ")) for entry, _ in history[:_LATEST]]
        )


_LATEST = 12
_ALWAYS = {
    "基本信息": ("id_no", "birth", "ethnicity", "political"),
    "工作": ("subject", "classes", "establishment", "work_start"),
    "联系": ("phone",),
    "职称与岗位": ("title", "post_grade"),
    "学历": ("top_edu",),
}


def _keys(title: str, row: TeacherRow) -> list[str]:
    """The facts of a group that are known, and those whose lack should be seen."""
    always = _ALWAYS.get(title, ())
    return [key for key in dict(GROUPS)[title] if key != "name" and (key in always or getattr(row, key))]


def _summary(row: TeacherRow) -> str:
    years = teaching_years(row.teach_start or row.work_start)
    parts = (row.subject, row.title, row.classes, f"教龄 {years} 年" if years else "")
    return " · ".join(part for part in parts if part)

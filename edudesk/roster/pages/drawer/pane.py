"""What a tab of the teacher's drawer is, and how a feature above adds one."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.kit.labels import label
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.growth import Facts


class Pane(QWidget):
    """The content of a tab: parts below each other in `column`, filled by show_teacher."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def show_teacher(self, row: TeacherRow, facts: Facts) -> None:
        """Fill with a teacher, another one or the same after a change. facts: see HistoryService.of."""
        raise NotImplementedError


class DrawerTab(NamedTuple):
    """A tab. title: 检查; build(): its content, made when it is first opened; counted(teacher id): how many records
    stand behind the title, 0 for none; concerns: names of what it tells, besides the teacher."""

    title: str
    build: Callable[[], Pane]
    counted: Callable[[str], int] | None = None
    concerns: frozenset[str] = frozenset()


class EmptyPane(Pane):
    """A tab whose feature keeps nothing about anybody yet."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.column.addWidget(label(text, "muted"))

    def show_teacher(self, row: TeacherRow, facts: Facts) -> None:
        """Always the same."""

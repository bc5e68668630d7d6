"""变更: the latest changes of a teacher, those of the dated facts too, and the way to all of them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from edudesk.kit.buttons import button
from edudesk.kit.history_dialog import HistoryDialog, Part
from edudesk.kit.timeline import Timeline
from edudesk.roster.histories import KINDS
from edudesk.roster.pages.drawer.pane import Pane
from edudesk.roster.rows import COLUMN, FIELDS, TeacherRow
from edudesk.roster.rules.growth import Facts
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.store.journal import Change, Entry

_LATEST = 12


class ChangesPane(Pane):
    """show_all(row): the user wants every change."""

    def __init__(
        self,
        teachers: TeacherService,
        histories: HistoryService,
        show_all: Callable[[TeacherRow], object],
    ) -> None:
        super().__init__()
        self._teachers, self._histories = teachers, histories
        self._row: TeacherRow | None = None
        self._line = Timeline()
        self.column.addWidget(self._line)
        self.column.addWidget(
            button("查看每次改动、恢复旧值…", lambda: self._row and show_all(self._row), icon_name="history")
        )

    def show_teacher(self, row: TeacherRow, facts: Facts) -> None:
        self._row = row
        entries = dict.fromkeys(entry for entry, _ in changes_of(self._teachers, self._histories, row.id))
        self._line.show_events(
            [(entry.at[:10], _words(entry, row.name)) for entry in list(entries)[:_LATEST]]
        )


def changes_of(
    teachers: TeacherService, histories: HistoryService, teacher_id: str
) -> list[tuple[Entry, Change]]:
    """Every change of a teacher, flat row and dated facts, the newest first."""
    both = teachers.history(teacher_id) + histories.journal(teacher_id)
    return sorted(both, key=lambda pair: pair[0].seq, reverse=True)


def show_history(
    parent: QWidget, teachers: TeacherService, histories: HistoryService, row: TeacherRow
) -> None:
    """Every change of a teacher, with old values to restore."""
    HistoryDialog(
        parent,
        row.name,
        [COLUMN[key] for key in FIELDS],
        partial(changes_of, teachers, histories, row.id),
        partial(teachers.set_back, row.id),
        {f"teacher_{kind.key}": Part(kind.columns, partial(histories.set_back, kind.key)) for kind in KINDS},
    ).open()


def _words(entry: Entry, name: str) -> str:
    """Without the name, which stands above."""
    return entry.title.removeprefix(f"修改 {name} ").removeprefix(f"{name} ")

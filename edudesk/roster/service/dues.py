"""What waits in the roster, for the start page."""

from collections.abc import Sequence
from datetime import date

from edudesk.base.due import Due
from edudesk.roster.history_tables import TABLES
from edudesk.roster.rules.careers import DOUBTED_KINDS
from edudesk.roster.rules.dues import roster_dues
from edudesk.roster.service.doubting import DoubtService
from edudesk.roster.service.teachers import TeacherService
from edudesk.roster.tables import Teacher
from edudesk.store import journal
from edudesk.store.context import Context
from edudesk.store.rights import Right
from edudesk.store.tables import core

_TELLING = (Teacher.__tablename__, *(core(TABLES[key]).name for key in DOUBTED_KINDS))


class RosterDues:
    """待办与到期 of the roster. 资料疑点 are looked for again only when something about a teacher was changed."""

    def __init__(self, context: Context, teachers: TeacherService, doubts: DoubtService) -> None:
        self.context = context
        self._teachers, self._doubts = teachers, doubts
        self._state: tuple[int, int, date] | None = None
        self._doubtful: frozenset[str] = frozenset()

    def dues(self, today: date) -> Sequence[Due]:
        """What records lack, what comes, what does not go together; a second for thousands: not in the window's thread."""
        self._look(today)
        return roster_dues(self._teachers.rows(), self._doubtful, today)

    def _look(self, today: date) -> None:
        with self.context.reading(Right.SEE_ROSTER) as connection:
            generation, last = self.context.stamp(connection)
            if self._state is not None and (generation, today) == (self._state[0], self._state[2]):
                is_same = not journal.changes_after(connection, self._state[1], _TELLING, most=1)
            else:
                is_same = False
        if not is_same:
            self._doubtful = frozenset(self._doubts.every())
        self._state = generation, last, today

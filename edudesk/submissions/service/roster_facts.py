"""The roster on the days papers were made of: page, pack and papers of one sitting share what was read."""

from datetime import date
from functools import cache

from edudesk.base import clock
from edudesk.roster.reports.facts import Facts
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.school.service import SchoolService
from edudesk.school.service.classes import ClassService, StatsService
from edudesk.store.context import Context

_KEPT = 2  # days: the one in sight, and today beside it
_Stamp = tuple[int, int, date]


class RosterFacts:
    """Each day is read once, as long as no row of the school changes and today is the same."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._school, self._teachers = SchoolService(context), TeacherService(context)
        self._histories = HistoryService(context)
        self._classes, self._stats = ClassService(context), StatsService(context)
        self._kept: dict[date, tuple[_Stamp, Facts]] = {}

    def on(self, day: date) -> Facts:
        """All teachers as of a day, without a footer; their dated facts are read when a paper asks for them."""
        today = clock.today()
        stamp = (*self.context.stamp(), today)
        kept = self._kept.pop(day, None)
        if kept is None or kept[0] != stamp:
            kept = (
                stamp,
                Facts(
                    school=self._school.identity(),
                    on=day,
                    today=today,
                    teachers=self._teachers.rows_on(day),
                    ledger=cache(self._histories.told),
                    classes=self._classes.rows(),
                    stats=self._stats.rows(),
                ),
            )
        self._kept = {**dict(list(self._kept.items())[1 - _KEPT :]), day: kept}
        return kept[1]

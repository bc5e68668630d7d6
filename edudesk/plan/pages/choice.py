"""Which plan and year the pages of the plan show: chosen on one of them, it holds for all."""

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal

from edudesk.base import clock
from edudesk.plan.rows.plans import CLOSED, PlanRow
from edudesk.plan.rules.meant import in_force
from edudesk.plan.rules.years import PlanYear, year_of, years_of

_OF: "WeakKeyDictionary[Any, PlanChoice]" = WeakKeyDictionary()


class PlanChoice(QObject):
    """changed: another plan or year."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan_id = self._year = ""

    def choose(self, plan_id: str, year: str = "") -> None:
        """A plan; year: its word, "" = the one that runs."""
        if (plan_id, year) != (self._plan_id, self._year):
            self._plan_id, self._year = plan_id, year
            self.changed.emit()

    def plan(self, rows: Sequence[PlanRow]) -> PlanRow | None:
        """The plan shown: as chosen, else that in force, else the first that is not closed. rows: the newest round first."""
        chosen = next((row for row in rows if row.id == self._plan_id), None)
        return (
            chosen
            or next(iter(in_force(rows, clock.today().isoformat())), None)
            or next((row for row in rows if row.state != CLOSED), rows[0] if rows else None)
        )

    def year(self, plan: PlanRow, today: str) -> PlanYear | None:
        """The year shown of a plan: as chosen, else the one the day is in."""
        chosen = next((one for one in years_of(plan) if one.word == self._year), None)
        return chosen or year_of(plan, today)


def choice_of(desk: object) -> PlanChoice:
    """The choice of an open school."""
    return _OF.setdefault(desk, PlanChoice())

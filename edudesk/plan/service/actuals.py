"""What measures that follow an indicator come to, live."""

from collections.abc import Callable, Mapping
from datetime import date

from edudesk.indicators.rows.values import Result
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.actuals import live_actuals
from edudesk.plan.rules.years import PlanYear, year_of


class ActualReader:
    """results_on: every indicator of a day, as desk.indicators has them (kept there until something changes)."""

    def __init__(self, results_on: Callable[[date], tuple[Result, ...]]) -> None:
        self._results_on = results_on

    def of(self, whole: PlanWhole, day: date) -> Mapping[tuple[str, str], str]:
        """(id of a measure, word of the year) -> figure of the year a day is in; after the plan as of its last day. What is
        frozen for the year is not there."""
        year = year_of(whole.plan, day.isoformat())
        if year is None or not any(row.source for row in whole.measures):
            return {}
        on = date.fromisoformat(min(max(day.isoformat(), year.first), year.last))
        return live_actuals(whole.measures, whole.target, year, self._results_on(on))

    def of_year(self, whole: PlanWhole, year: PlanYear, today: date) -> Mapping[tuple[str, str], str]:
        """The same of any year: today while it runs, as of its last day once it is over; {} before it begins."""
        if today.isoformat() < year.first:
            return {}
        return self.of(whole, min(today, date.fromisoformat(year.last)))

"""What measures that follow an indicator come to, live."""

from collections.abc import Callable, Mapping
from datetime import date

from edudesk.indicators.rows.values import Indicator, Result
from edudesk.indicators.rules.feeding import FED_BY
from edudesk.plan.rows.measures import YES
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.actuals import live_actuals
from edudesk.plan.rules.years import PlanYear, year_of
from edudesk.store.context import EVERYTHING, Context

_KEPT = 3  # days
ResultsOf = Callable[[date, Callable[[Indicator], bool]], tuple[Result, ...]]


class ActualReader:
    """results_of: indicators of a day, as desk.indicators has them; kept here while only the plan changes."""

    def __init__(self, context: Context, results_of: ResultsOf) -> None:
        self._results_of = results_of
        self._kept: dict[tuple[date, frozenset[str]], tuple[Result, ...]] = {}
        context.listen(self._heed)

    def of(self, whole: PlanWhole, day: date) -> Mapping[tuple[str, str], str]:
        """(id of a measure, word of the year) -> figure of the year a day is in; after the plan as of its last day. What is
        frozen for the year is not there."""
        year = year_of(whole.plan, day.isoformat())
        if year is None:
            return {}
        followed = frozenset(
            row.source for row in whole.measures if row.source and not _is_frozen(whole, row.id, year.word)
        )
        if not followed:
            return {}
        on = date.fromisoformat(min(max(day.isoformat(), year.first), year.last))
        return live_actuals(whole.measures, whole.target, year, self._results(on, followed))

    def of_year(self, whole: PlanWhole, year: PlanYear, today: date) -> Mapping[tuple[str, str], str]:
        """The same of any year: today while it runs, as of its last day once it is over; {} before it begins."""
        if today.isoformat() < year.first:
            return {}
        return self.of(whole, min(today, date.fromisoformat(year.last)))

    def _results(self, on: date, ids: frozenset[str]) -> tuple[Result, ...]:
        kept, asked = self._kept, (on, ids)
        if asked not in kept:
            found = self._results_of(on, lambda one: one.id in ids)
            if self._kept is not kept:  # the school changed while it was counted
                return found
            self._kept = kept = {**dict(list(kept.items())[1 - _KEPT :]), asked: found}
        return kept[asked]

    def _heed(self, changed: frozenset[str]) -> None:
        if changed & (FED_BY | EVERYTHING):
            self._kept = {}


def _is_frozen(whole: PlanWhole, measure_id: str, year: str) -> bool:
    own = whole.target.get((measure_id, year))
    return own is not None and own.frozen == YES

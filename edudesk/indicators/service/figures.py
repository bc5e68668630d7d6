"""All figures of a day, kept until something changes; pages, papers and commands share them."""

from collections.abc import Callable
from datetime import date

from edudesk.indicators.rows.stored import SnapshotDraft
from edudesk.indicators.rows.values import Indicator, Result
from edudesk.indicators.rules.doings import NOTHING, Doings
from edudesk.indicators.rules.freezing import frozen
from edudesk.indicators.rules.inputs import Inputs
from edudesk.indicators.rules.judging import results
from edudesk.indicators.rules.settings import Settings
from edudesk.indicators.service.kept import SettingService
from edudesk.roster.reports.facts import Facts
from edudesk.store.context import Context

_KEPT = 3  # days: the one in sight, the one it is compared with, today


class Figures:
    """facts_on: the roster of a day, as pages and papers share it; doings_on: what checks and projects come to."""

    def __init__(
        self,
        context: Context,
        facts_on: Callable[[date], Facts],
        doings_on: Callable[[date], Doings] = lambda _day: NOTHING,
    ) -> None:
        self.context, self.facts_on, self.doings_on = context, facts_on, doings_on
        self._settings = SettingService(context)
        self._kept: dict[date, tuple[object, tuple[Result, ...]]] = {}
        self._read: dict[date, tuple[object, Inputs]] = {}

    def settings(self) -> Settings:
        """What the school decided, and the rest as shipped."""
        return self._settings.held()

    def on(self, day: date) -> tuple[Result, ...]:
        """Every indicator on a day, in the order of the groups; read again only when something was done since."""
        stamp = self.context.stamp()
        kept = self._kept.pop(day, None)
        if kept is None or kept[0] != stamp:
            seen = self.inputs(day)
            kept = stamp, results(seen.facts, seen.settings, seen.doings)
        self._kept = {**dict(list(self._kept.items())[1 - _KEPT :]), day: kept}
        return kept[1]

    def some(self, day: date, wanted: Callable[[Indicator], bool]) -> tuple[Result, ...]:
        """Those that are wanted; nothing is read for the others."""
        kept = self._kept.get(day)
        if kept is not None and kept[0] == self.context.stamp():
            return tuple(one for one in kept[1] if wanted(one.indicator))
        seen = self.inputs(day)
        return results(seen.facts, seen.settings, seen.doings, wanted)

    def inputs(self, day: date) -> Inputs:
        """What the figures of a day are counted from, seen as the whole school; read once for all of them."""
        stamp = self.context.stamp()
        kept = self._read.get(day)
        if kept is None or kept[0] != stamp:
            seen = Inputs(self.facts_on(day), settings=self.settings(), doings=self.doings_on(day))
            kept = stamp, seen
            # a dictionary of its own: the window may ask while a job fills the next
            self._read = {**dict(list(self._read.items())[1 - _KEPT :]), day: kept}
        return kept[1]

    def snapshot(self, day: date, title: str = "", note: str = "") -> SnapshotDraft:
        """All of it, to be stored by SnapshotService.add."""
        content = frozen(self.facts_on(day), self.on(day), self.settings())
        return SnapshotDraft(on=day.isoformat(), title=title, note=note, content=content)

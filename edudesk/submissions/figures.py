"""What the sheets of the indicators are made from, out of the open school."""

from datetime import date

from edudesk.base import clock
from edudesk.indicators.reports.facts import SheetFacts
from edudesk.indicators.rows.frozen import Frozen
from edudesk.indicators.rules.freezing import opened
from edudesk.submissions.footing import footer
from edudesk.submissions.sources import Sources


def indicator_facts(sources: Sources, on: date, *, snapshot: str = "", before: str = "") -> SheetFacts:
    """What the sheets of the indicators are made from: the figures of a day, or of a snapshot (id).

    before: snapshot that a comparison begins with, "" = the last one before the day, else the figures of a year before.
    """

    def kept(row_id: str) -> tuple[Frozen, str]:
        row = sources.snapshots.get(row_id)
        return opened(row.content), f"快照“{row.title}”（{row.taken} 存）"

    found, origin = kept(snapshot) if snapshot else (_figures_of(sources, on), "")

    def past() -> tuple[Frozen, str]:
        earlier = [row.id for row in sources.snapshots.rows() if row.on < found.on.isoformat()]
        if asked := before or next(reversed(earlier), ""):
            return kept(asked)
        day = _year_before(found.on)
        return _figures_of(sources, day), f"{day} 的数"

    return SheetFacts(
        kept=found,
        present=sources.school.identity(),
        today=clock.today(),
        footer=footer(sources),
        origin=origin,
        past=past,
        regions=lambda: tuple(sources.region.of(found.school_year, stage) for stage in found.stages),
    )


def _figures_of(sources: Sources, day: date) -> Frozen:
    return opened(sources.indicators.snapshot(day).content)


def _year_before(day: date) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - 1, day=last)

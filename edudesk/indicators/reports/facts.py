"""What the sheets of the indicators are made from: the figures of a day, of now or of a snapshot."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from edudesk.indicators.rows.frozen import Frozen
from edudesk.indicators.rules.region import Region
from edudesk.roster.reports.facts import Facts
from edudesk.school.rows import SchoolDraft


@dataclass(frozen=True)
class SheetFacts:
    """kept: the figures; present: who the school is now; today: when the sheet is made; footer: of every page.

    origin: the snapshot they are of, 快照“九月监测”（2026-09-03 存）; "" = of now; past: what they are compared with, with
    its own origin; regions: of each 学段 the schools of the region in the school year of the day.
    """

    kept: Frozen
    present: SchoolDraft
    today: date
    footer: str = ""
    origin: str = ""
    past: Callable[[], tuple[Frozen, str] | None] = lambda: None
    regions: Callable[[], tuple[Region, ...]] = tuple

    @property
    def school(self) -> SchoolDraft:
        """Who the school was that day, as far as the snapshot says it."""
        return self.kept.school or self.present

    @cached_property
    def before(self) -> tuple[Frozen, str] | None:
        """What the figures are compared with, and its origin."""
        return self.past()

    @cached_property
    def head(self) -> Facts:
        """Whose sheet it is and of which day, for what every sheet of the school has."""
        return Facts(self.school, self.kept.on, self.today, (), footer=self.footer)

    @cached_property
    def stages(self) -> tuple[str, ...]:
        """The 学段 of the figures."""
        return tuple(self.kept.stages)

    def notes(self, *ids: str) -> tuple[str, ...]:
        """口径 of these indicators as they were counted, and where the figures come from."""
        told = [
            f"{key}　{one.name}：{one.formula}。{one.counted}依据：{one.source}。"
            for key in ids
            if (one := self.kept.wordings.get(key)) is not None
        ]
        return ("口径", *told, *self.source_notes) if told else self.source_notes

    @property
    def source_notes(self) -> tuple[str, ...]:
        """From which snapshot, where it is one."""
        return (f"本表按{self.origin}生成，与当时报送的数一致。",) if self.origin else ()

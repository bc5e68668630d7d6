"""One list of everything that can be exported: the golden tests, the demo and the export command run over it."""

from collections.abc import Callable
from dataclasses import dataclass

from edudesk.base import clock
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.desk import Desk
from edudesk.roster.reports import RosterSheet, roster_report, roster_sheets


@dataclass(frozen=True)
class Offer:
    """One thing that can be exported. feature: the word of the export command (roster)."""

    key: str
    feature: str
    title: str
    build: Callable[[Desk, Audience], Report]


def offers() -> tuple[Offer, ...]:
    """Everything that can be exported, in the order a list shows it."""
    return tuple(
        Offer(f"roster_{sheet.key}", "roster", sheet.title, _roster_builder(sheet))
        for sheet in roster_sheets()
    )


def footer(desk: Desk) -> str:
    """The small line at the foot of every paper: from which state of the data it was made (P33)."""
    head = desk.timeline.head()
    return f"校务通生成 {clock.today()}　操作记录第 {head.seq} 条　校验 {head.mac[:12]}"


def _roster_builder(sheet: RosterSheet) -> Callable[[Desk, Audience], Report]:
    def build(desk: Desk, audience: Audience) -> Report:
        return roster_report(
            sheet,
            desk.teachers.rows(),
            desk.school.identity(),
            on=clock.today(),
            audience=audience,
            footer=footer(desk),
        )

    return build

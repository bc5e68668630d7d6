"""One list of everything that can be exported: the golden tests, the demo and the export command run over it."""

from collections.abc import Callable
from dataclasses import dataclass

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.desk import Desk
from edudesk.roster.reports import RosterSheet, roster_report, roster_sheets
from edudesk.school.reports import calendar_report
from edudesk.school.rules.terms import term_nearest


@dataclass(frozen=True)
class Offer:
    """One thing that can be exported. feature: the word of the export command (roster)."""

    key: str
    feature: str
    title: str
    build: Callable[[Desk, Audience], Report]


def offers() -> tuple[Offer, ...]:
    """Everything that can be exported, in the order a list shows it."""
    roster = (
        Offer(f"roster_{sheet.key}", "roster", sheet.title, _roster_builder(sheet))
        for sheet in roster_sheets()
    )
    return (*roster, Offer("school_calendar", "school", "校历", _calendar))


def footer(desk: Desk) -> str:
    """The small line at the foot of every paper: from which state of the data it was made (P33)."""
    head = desk.timeline.head()
    return f"校务通生成 {clock.today()}　操作记录第 {head.seq} 条　校验 {head.mac[:12]}"


def _calendar(desk: Desk, audience: Audience) -> Report:
    today = clock.today()
    term = term_nearest(today, desk.terms.rows())
    if term is None:
        raise UserError("还没有填写学期，不能生成校历。", "请先在学校基础信息里填写学期的起止日期。")
    return calendar_report(
        term, desk.days.rows(), desk.school.identity(), on=today, audience=audience, footer=footer(desk)
    )


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

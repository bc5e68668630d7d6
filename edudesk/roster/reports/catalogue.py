"""Everything the roster can hand out, in the order a list shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import TypeAlias

from edudesk.base.form import FormBook
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.roster.reports import checking, portfolio
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.ledgers import ledger_report, ledger_sheets
from edudesk.roster.reports.lists import RosterSheet, roster_report, roster_sheets
from edudesk.roster.reports.persons import AUDIENCES
from edudesk.roster.reports.statistics import COUNTED_SHEETS, counted_report

Paper: TypeAlias = Report | FormBook
LISTS, LEDGERS, COUNTED, PERSONS = "花名册", "一览表和名册", "统计表", "个人材料"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of paper. key: on the command line; group: heading in a list; formats, audiences: that it can have."""

    key: str
    title: str
    group: str
    build: Callable[[Facts, Audience], Paper]
    formats: tuple[str, ...] = ("xlsx", "pdf")
    audiences: tuple[Audience, ...] = tuple(Audience)

    @property
    def unit(self) -> str:
        """Of its rows."""
        return "人" if self.group == LISTS else "行"


def sheet(key: str) -> Sheet:
    """The one with this key; raises KeyError when there is none."""
    return {one.key: one for one in sheets()}[key]


@cache
def sheets() -> tuple[Sheet, ...]:
    """All of them."""
    return (
        *(Sheet(one.key, one.title, LISTS, partial(_list, one)) for one in roster_sheets()),
        *(
            Sheet(one.key, one.title, LEDGERS, partial(ledger_report, one), audiences=one.audiences)
            for one in ledger_sheets()
        ),
        *(Sheet(one.key, one.title, COUNTED, partial(counted_report, one)) for one in COUNTED_SHEETS),
        Sheet("check", checking.TITLE, PERSONS, checking.check_book, ("pdf",), AUDIENCES),
        Sheet("portfolio", portfolio.TITLE, PERSONS, portfolio.portfolio_book, ("pdf",), AUDIENCES),
    )


def _list(sheet: RosterSheet, facts: Facts, audience: Audience) -> Report:
    return roster_report(
        sheet,
        facts.present,
        facts.school,
        on=facts.today,
        as_of=facts.on,
        audience=audience,
        footer=facts.footer,
    )

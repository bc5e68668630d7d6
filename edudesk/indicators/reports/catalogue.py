"""Every sheet of the indicators, in the order a list shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from edudesk.base.errors import UserError
from edudesk.base.form import FormBook
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.indicators.reports.balance import collection, monitoring
from edudesk.indicators.reports.classes import class_sizes
from edudesk.indicators.reports.comparison import comparison
from edudesk.indicators.reports.facts import SheetFacts
from edudesk.indicators.reports.profile import TITLE, profile, profile_table
from edudesk.indicators.reports.region import schools_sheet, variation_sheet
from edudesk.indicators.rules.freezing import TABLES
from edudesk.roster.reports.statistics import COUNTED_SHEETS, table_report

Paper: TypeAlias = Report | FormBook
BORROWED: Final = {
    "staffing": "roster_staffing",
    "posts": "roster_posts",
    "retiring": "roster_retiring",
    "team": "team_analysis",
}
"""Sheets of other rooms that are handed in with the figures: key here -> key of the offer."""


KEPT: Final = tuple(TABLES)
"""Those of BORROWED that a snapshot keeps."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of paper. key: on the command line; formats, audiences: that it can have; is_kept: can be made
    of a snapshot."""

    key: str
    title: str
    build: Callable[[SheetFacts, Audience], Paper]
    formats: tuple[str, ...] = ("xlsx", "pdf")
    unit: str = "行"
    is_kept: bool = True
    audiences: tuple[Audience, ...] = tuple(Audience)


@cache
def sheets() -> tuple[Sheet, ...]:
    """Those of this room; BORROWED names the others."""
    return (
        Sheet("collection", "优质均衡监测数据采集表", collection),
        Sheet("monitoring", "优质均衡监测表", monitoring),
        Sheet("class_sizes", "班额情况表", class_sizes),
        Sheet("profile", TITLE, profile, ("pdf",), "份"),
        Sheet("profile_table", "年度数据表", profile_table),
        Sheet("variation", "校际差异系数测算表", variation_sheet, is_kept=False),
        Sheet("schools", "各校监测指标对照表", schools_sheet, is_kept=False),
        Sheet("comparison", "监测指标对比表", comparison),
    )


def sheet(key: str) -> Sheet:
    """The one with this key; raises KeyError when there is none."""
    return {one.key: one for one in sheets()}[key]


def kept_sheet(key: str, facts: SheetFacts, audience: Audience) -> Report:
    """A counted sheet of the roster as a snapshot kept it. Raises UserError when it did not."""
    title = next((one.title for one in COUNTED_SHEETS if one.key == key), "")
    table = facts.kept.tables.get(key)
    if table is None:
        name = f"《{title}》" if title else "这张表"
        raise UserError(
            f"快照里没有{name}，没有导出。", "名单和分析报告请按统计时点导出；较早的快照只有指标的数。"
        )
    return table_report(key, title, table, facts.head, audience)

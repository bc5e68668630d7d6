"""The counted tables as sheets to hand in: which there are, and a table as a Report."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Audience, Privacy
from edudesk.base.report import Report
from edudesk.roster.reports.counted import (
    Counted,
    CountLine,
    age_table,
    exchange_table,
    post_table,
    staff_table,
    subject_table,
)
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.ledgers import sheet_report
from edudesk.roster.reports.staffing import staffing_table, team_table
from edudesk.roster.reports.structure import structure_table

_FIGURE_WIDTH, _TEXT_WIDTH = 16, 32


@dataclass(frozen=True, slots=True)
class CountedSheet:
    """One counted table. number: in 教师花名册 5; "" = ours."""

    key: str
    number: str
    title: str
    count: Callable[[Facts], Counted]


COUNTED_SHEETS: Final = (
    CountedSheet("age_statistics", "3", "专任教师年龄学历职称统计表", age_table),
    CountedSheet("staff_statistics", "4", "教职工数统计表", staff_table),
    CountedSheet("subject_statistics", "5", "专任教师分课程统计表", subject_table),
    CountedSheet("exchange_statistics", "9", "教师交流轮岗统计表", exchange_table),
    CountedSheet("posts", "10", "岗位使用情况表", post_table),
    CountedSheet("staffing", "15", "体育、音乐美术、心理健康教师配备情况表", staffing_table),
    CountedSheet("team", "16", "教师队伍建设情况", team_table),
    CountedSheet("structure", "", "师资队伍结构统计表", structure_table),
)


def counted_report(sheet: CountedSheet, facts: Facts, audience: Audience) -> Report:
    """The table as of the day of the facts. Counts are of no person, so every audience may see them."""
    return table_report(sheet.key, sheet.title, sheet.count(facts), facts, audience)


def table_report(key: str, title: str, table: Counted, facts: Facts, audience: Audience) -> Report:
    """A counted table, of now or as it was kept. facts: whose it is and of which day; nobody is counted in them."""
    return sheet_report(
        key,
        title,
        facts,
        audience,
        _columns(table),
        table.lines,
        unit=table.unit,
        notes=table.notes,
        paper=table.paper,
        is_grouped=True,
    )


def _columns(table: Counted) -> tuple[Column, ...]:
    groups = Column("group", table.words[0], width=_TEXT_WIDTH, privacy=Privacy.PUBLIC)
    items = Column("item", table.words[1], width=_TEXT_WIDTH, privacy=Privacy.PUBLIC)
    return (groups, items, *(_column(table, place) for place in range(len(table.heads))))


def _column(table: Counted, place: int) -> Column:
    title, parent = table.heads[place]
    is_text = any(isinstance(line.cells[place], str) for line in table.lines)

    def value(line: CountLine) -> object:
        return line.cells[place]

    kind, width = (Kind.TEXT, _TEXT_WIDTH) if is_text else (Kind.NUMBER, _FIGURE_WIDTH)
    return Column(f"count{place}", title, kind, width, parent, value=value, privacy=Privacy.PUBLIC)

"""The sheets of forms/roster/ledgers.toml: one line per teacher or per dated fact, as of any day."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from edudesk.base import paths
from edudesk.base.columns import Column
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience, mask_numbers
from edudesk.base.report import (
    A3_LANDSCAPE,
    A4,
    A4_LANDSCAPE,
    SIGNATURE,
    Report,
    report_columns,
    report_rows,
)
from edudesk.roster.histories import KIND
from edudesk.roster.reports.choosing import FILTERS, ORDERS, with_figures
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.line_columns import Line, credit_years, line_columns
from edudesk.roster.reports.lists import SEQUENCE, counted_line, paper_name
from edudesk.roster.rows import COLUMN
from edudesk.school.rules import printed_year

PAPERS = {"A4": A4_LANDSCAPE, "A4竖": A4, "A3": A3_LANDSCAPE}
SIGNATURES = (*SIGNATURE, "日期：")


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """One table of ledgers.toml; its words are explained there."""

    key: str
    number: str
    title: str
    lines: str
    columns: tuple[Any, ...]
    filter: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    levels: tuple[str, ...] = tuple(Audience)
    unit: str = "人"
    paper: str = "A4"

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """For whom it may be made."""
        return tuple(Audience(level) for level in self.levels)


@cache
def ledger_sheets() -> tuple[LedgerSheet, ...]:
    """All sheets of forms/roster/ledgers.toml in their order."""
    with paths.shipped("forms", "roster", "ledgers.toml").open("rb") as file:
        document = tomllib.load(file)
    return tuple(LedgerSheet(key, **_frozen(table)) for key, table in document.items())


def _frozen(table: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}


def ledger_lines(sheet: LedgerSheet, facts: Facts) -> list[Line]:
    """The lines of a sheet in their order; of equals by name, then by date."""
    wanted = facts.teachers if facts.chosen is None else facts.wanted
    if sheet.lines == "teacher":
        lines = [Line(row, None, "teacher", facts) for row in wanted]
    else:
        held = facts.held(sheet.lines)
        lines = [Line(row, one, sheet.lines, facts) for row in wanted for one in held.get(row.id, ())]
    lines = [line for line in lines if all(FILTERS[name](line) for name in sheet.filter)]
    for name in reversed(sheet.order):
        lines.sort(key=ORDERS[name])
    return lines


def ledger_report(sheet: LedgerSheet, facts: Facts, audience: Audience) -> Report:
    """The sheet as of the day of the facts, masked for the audience.

    Raises UserError when it is not for this audience.
    """
    check_audience(sheet.title, sheet.audiences, audience)
    lines = ledger_lines(sheet, facts)
    return sheet_report(
        sheet.key,
        sheet.title,
        facts,
        audience,
        ledger_columns(sheet, facts),
        lines,
        unit=sheet.unit,
        notes=[with_figures(note, facts, lines) for note in sheet.notes],
        paper=sheet.paper,
    )


def check_audience(title: str, allowed: Sequence[Audience], audience: Audience) -> None:
    """Raises UserError when a sheet is not for this audience."""
    if audience not in allowed:
        words = "或".join(f"“{one.word}”" for one in allowed)
        raise UserError(
            f"《{title}》含有不宜公开的个人信息，不能用于{audience.mark}，没有导出。",
            f"请把用途改为{words}。",
        )


def sheet_report(
    key: str,
    title: str,
    facts: Facts,
    audience: Audience,
    columns: Sequence[Column],
    rows: Sequence[object],
    *,
    unit: str = "人",
    notes: Sequence[str] = (),
    paper: str = "A4",
    is_grouped: bool = False,
) -> Report:
    """What every sheet has: 表名, 填报单位, 统计时点, 单位, notes, place for stamp and signatures; masked rows.

    is_grouped: the first column holds headings of the rows, which then have no numbers.
    """
    shown = report_columns(columns, audience)
    values = report_rows(rows, shown, audience)
    told = [note if audience is Audience.INTERNAL else mask_numbers(note) for note in notes if note]
    if audience is not Audience.INTERNAL:
        told.append(f"输出级别：{audience.word}。")
    on, school = facts.on, facts.school.name
    return Report(
        key=f"roster_{key}",
        title=f"{school}{title}（{printed_year(facts.school_year)}学年）",
        unit=school,
        on=facts.today,
        columns=shown if is_grouped else (SEQUENCE, *shown),
        rows=values if is_grouped else tuple((number, *row) for number, row in enumerate(values, 1)),
        notes=(counted_line(unit, on), *told),
        signature=SIGNATURES,
        paper=PAPERS[paper],
        footer=facts.footer,
        file_name=paper_name(facts.school, title, on, audience),
        audience=audience,
        is_grouped=is_grouped,
    )


def ledger_columns(sheet: LedgerSheet, facts: Facts) -> tuple[Column, ...]:
    """The columns of a sheet (rows: Line)."""
    return tuple(column for entry in sheet.columns for column in _columns(sheet, entry, facts))


def _columns(sheet: LedgerSheet, entry: Any, facts: Facts) -> tuple[Column, ...]:
    if isinstance(entry, dict):
        changes = {name: value for name, value in entry.items() if name != "column"}
        (column,) = _columns(sheet, entry["column"], facts)
        return (replace(column, **changes),)
    if entry == "=credit_years":
        return credit_years(facts)
    if entry.startswith("="):
        return (line_columns()[entry[1:]],)
    if entry.startswith("teacher."):
        return (of_line("teacher", COLUMN[entry.removeprefix("teacher.")]),)
    kind = KIND[sheet.lines]
    column = kind.column(entry)
    return (replace(of_line("held", column), privacy=kind.privacy_of(column)),)


def of_line(part: str, column: Column) -> Column:
    """The column of a teacher or of a fact as one of a line."""

    def value(line: Line) -> Any:
        return column.of(getattr(line, part))

    return replace(column, value=value)

"""The roster's papers: the sheets of forms/roster/sheets.toml, and whatever list stands on the screen."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from edudesk.base import files, paths
from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Audience, mask_numbers
from edudesk.base.report import (
    A3_LANDSCAPE,
    A4_LANDSCAPE,
    Report,
    Template,
    report_columns,
    report_rows,
)
from edudesk.roster import rules
from edudesk.roster.rows import COLUMN, COLUMNS, TeacherRow
from edudesk.school.rows import SchoolDraft
from edudesk.school.rules import printed_year, school_year_of

SEQUENCE = Column("sequence", "序号", Kind.INT, 9)
_PAPERS = {"A4": A4_LANDSCAPE, "A3": A3_LANDSCAPE}


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """One kind of roster: key of its table in sheets.toml, printed title, columns, paper name."""

    key: str
    title: str
    columns: tuple[Column, ...]
    paper: str


@cache
def roster_sheets() -> tuple[RosterSheet, ...]:
    """All sheets of forms/roster/sheets.toml, the full one first."""
    with paths.shipped("forms", "roster", "sheets.toml").open("rb") as file:
        document = tomllib.load(file)
    return tuple(
        RosterSheet(key, table["title"], tuple(COLUMN[name] for name in table["columns"]), table["paper"])
        for key, table in document.items()
    )


def roster_template(sheet: RosterSheet, on: date) -> Template:
    """The columns of one sheet, whatever else is required and what no sheet prints, to be filled in and imported."""
    with paths.shipped("forms", "roster", "template.toml").open("rb") as file:
        document = tomllib.load(file)
    required = (column for column in COLUMNS if column.required and column not in sheet.columns)
    more = (COLUMN[key] for key in document["more"])
    return Template(
        title=sheet.title,
        on=on,
        columns=(SEQUENCE, *required, *(column for column in sheet.columns if column.is_editable), *more),
        notes=tuple(document["notes"]),
        examples=(document["example"],),
        file_name=files.safe_name(sheet.title, "_导入模板"),
    )


def roster_report(
    sheet: RosterSheet,
    rows: Sequence[TeacherRow],
    school: SchoolDraft,
    *,
    on: date,
    audience: Audience,
    footer: str = "",
    as_of: date | None = None,
) -> Report:
    """One sheet over the teachers present, by name; masked for the audience. on, as_of: see list_report."""
    present = [row for row in rows if rules.is_present(row)]
    return list_report(
        sheet.title,
        present,
        sheet.columns,
        school,
        on=on,
        audience=audience,
        footer=footer,
        key=f"roster_{sheet.key}",
        paper=sheet.paper,
        as_of=as_of,
    )


def list_report(
    title: str,
    rows: Sequence[Any],
    columns: Sequence[Column],
    school: SchoolDraft,
    *,
    on: date,
    audience: Audience,
    scope: str = "",
    footer: str = "",
    key: str = "roster_list",
    paper: str = "A4",
    as_of: date | None = None,
    unit: str = "人",
    total: str = "",
) -> Report:
    """The given rows and columns in their order, numbered; scope tells which rows they are.

    on: the day it is made; as_of: the day the rows stand for, printed as 统计时点, whose school year it is then;
    unit, total: of rows which are no teachers, and the sentence that counts them.
    """
    shown = report_columns(columns, audience)
    values = report_rows(rows, shown, audience)
    notes = [counted_line(unit, as_of)] if as_of is not None else []
    notes.append(total or f"合计 {len(rows)} 人，其中女 {sum(row.gender == '女' for row in rows)} 人。")
    year = school.school_year if as_of is None else school_year_of(as_of)
    if scope:
        # the words of a search may be somebody's number
        notes.append(f"范围：{scope if audience is Audience.INTERNAL else mask_numbers(scope)}。")
    if audience is not Audience.INTERNAL:
        notes.append(f"输出级别：{audience.word}。")
    heading = f"{school.name}{title}（{printed_year(year)}学年）"
    return Report(
        key=key,
        title=heading,
        unit=school.name,
        on=on,
        columns=(SEQUENCE, *shown),
        rows=tuple((number, *row) for number, row in enumerate(values, 1)),
        notes=tuple(notes),
        paper=_PAPERS[paper],
        footer=footer,
        file_name=paper_name(school, title, as_of or on, audience),
        audience=audience,
    )


def counted_line(unit: str, on: date) -> str:
    """单位：人　统计时点：2026年9月1日, which stands over a table."""
    return f"单位：{unit}　统计时点：{on.year}年{on.month}月{on.day}日"


def paper_name(school: SchoolDraft, title: str, on: date, audience: Audience) -> str:
    """Name of the file: whose, what, of which day, for whom."""
    return files.safe_name(school.name, f"_{title}_{on:%Y%m%d}_{audience.mark}")

"""What the sheets of the indicators share: a Report with their notes, numbers as cells."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from edudesk.base.chart import UNKNOWN
from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Audience, Privacy
from edudesk.base.report import Report
from edudesk.base.rounding import scaled
from edudesk.indicators.reports.facts import SheetFacts
from edudesk.indicators.rows.values import Result, Shape
from edudesk.indicators.rules.wording import value_words
from edudesk.roster.reports.ledgers import sheet_report

NOTHING: Final = "—"


def column(key: str, title: str, width: float = 20, kind: Kind = Kind.TEXT, parent: str = "") -> Column:
    """A column of a sheet of figures: of no person, so everybody may see it. The rows are mappings."""
    return Column(
        key, title, kind, width, parent, value=lambda row: on_paper(row.get(key, "")), privacy=Privacy.PUBLIC
    )


def on_paper(value: object) -> object:
    """Words of a page without the thin space between thousands, which few fonts have: 2000."""
    return value.replace("\u2009", "") if isinstance(value, str) else value


def figure(key: str, title: str, width: float = 16, parent: str = "") -> Column:
    """A column of numbers."""
    return column(key, title, width, Kind.NUMBER, parent)


def report(
    key: str,
    title: str,
    facts: SheetFacts,
    audience: Audience,
    columns: Sequence[Column],
    rows: Sequence[object],
    *,
    unit: str,
    notes: Sequence[str],
    paper: str = "A4",
    is_grouped: bool = True,
) -> Report:
    """The sheet with what every sheet of the school has."""
    made = sheet_report(
        key,
        title,
        facts.head,
        audience,
        columns,
        rows,
        unit=unit,
        notes=notes,
        paper=paper,
        is_grouped=is_grouped,
    )
    return replace(made, key=f"indicators_{key}")


def number(value: Fraction | None, digits: int = 2) -> object:
    """A cell: whole numbers as such, others rounded half away from 0; what is not known is 未统计, never 0."""
    if value is None:
        return UNKNOWN
    if value.denominator == 1:
        return int(value)
    found = scaled(value, digits)
    return found / 10**digits if digits else found


def percent(value: Fraction | None) -> object:
    """95.6 of 0.956."""
    return UNKNOWN if value is None else number(value * 100, 1)


def value_cell(one: Result) -> object:
    """The value of an indicator as a cell: a number, else as value_text."""
    if one.value is not None and one.indicator.shape is Shape.PER:
        return number(one.value, one.indicator.decimals)
    return value_text(one)


def value_text(one: Result) -> str:
    """1:225, 78.6%, 7.18; 0 人 where nobody is there to be divided by; 未统计 while something is not entered."""
    if one.value is not None:
        return value_words(one)
    if one.figure.missing or one.figure.numerator is None:
        return UNKNOWN
    return NOTHING if one.figure.numerator else f"0 {one.indicator.of}"

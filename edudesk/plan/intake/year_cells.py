"""What a row of a table of years says: figures of a measure over the years, or what is to be done in one."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from edudesk.plan.intake.figures import narrowed
from edudesk.plan.intake.plan_tables import TableRow, items_of
from edudesk.plan.intake.target_words import Targets, is_lower_said, value_and_unit

_UNIT: Final = r"(?:[%％‰]|[^\d\s，,；;。]{0,4}?)"
_TARGET: Final = re.compile(
    rf"(?P<name>.*?[^\s\d.≥≤<>～~—–-])\s*(?:≥|≤|达到?|为)?\s*(?P<value>\d[\d,.]*\s*{_UNIT})(?:及?以上|以内|左右)?"
)
_FIGURE: Final = re.compile(r"\d[\d,.]*\s*(?:[%％‰]|[^\d\s，,；;。]{0,4})")
_NOTHING: Final = ("/", "—", "-", "无")

Series = dict[tuple[str, str], list[tuple[str, str]]]
"""Figures with their years, by name and unit of a measure."""


def told_by_year(
    row: TableRow, is_known: Callable[[str], bool]
) -> tuple[list[Targets], list[tuple[str, str]]]:
    """The measures of a row, and (year, words) of what is to be done. is_known: whether an item is told elsewhere already."""
    series: Series = {}
    said: dict[tuple[str, str], list[str]] = {}
    words: list[tuple[str, str]] = []
    for year, item in [one for one in _items(row) if not is_known(one[1])]:
        plain = narrowed(item)
        if len(series) == 1 and _FIGURE.fullmatch(plain):  # 骨干占比 33%, then 36% and 40%
            ((name, unit), years), (value, own) = next(iter(series.items())), value_and_unit(plain)
            if own in ("", unit):
                years.append((year, value))
                said[name, unit].append(plain)
                continue
        if found := _TARGET.fullmatch(plain):
            value, unit = value_and_unit(found["value"])
            name = found["name"].strip()
            series.setdefault((name, unit), []).append((year, value))
            said.setdefault((name, unit), []).append(plain[found.end("name") :])
        elif item not in _NOTHING:
            words.append((year, item))
    began = _bases(row, list(series))
    measures = []
    for (name, unit), years in series.items():
        base = began.get((name, unit), "")
        is_lower = is_lower_said(said[name, unit], base)
        measures.append(Targets(name, unit, tuple(years), is_lower, True, base, row.base_on if base else ""))
    return measures, words


def targets_of(row: TableRow) -> Targets:
    """What a row of a table of measures aims at."""
    values = [(year, *value_and_unit(cell)) for year, cell in row.years]
    base, base_unit = value_and_unit(row.base)
    unit = narrowed(row.unit) or next((one for *_, one in values if one), base_unit)
    is_lower = is_lower_said([cell for _, cell in row.years], base)
    years = tuple((year, value) for year, value, _ in values)
    return Targets(row.title, unit, years, is_lower, True, base, row.base_on)


def _bases(row: TableRow, series: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Where measures began, by name and unit: 骨干占比33%, or 33% beside the only one."""
    found: dict[tuple[str, str], str] = {}
    for item in items_of(row.base):
        if len(series) == 1 and _FIGURE.fullmatch(item):
            value, unit = value_and_unit(item)
            if unit in ("", series[0][1]):
                found[series[0]] = value
        elif told := _TARGET.fullmatch(item):
            value, unit = value_and_unit(told["value"])
            found[told["name"].strip(), unit] = value
    return found


def _items(row: TableRow) -> Iterator[tuple[str, str]]:
    for year, cell in row.years:
        for item in items_of(cell):
            yield year, item.rstrip("。；; ")

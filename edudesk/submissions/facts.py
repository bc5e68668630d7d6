"""What stands once in a form: who fills it in, when, for which school year (forms/filling/facts.toml)."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache

from edudesk.base import clock, paths
from edudesk.base.columns import Column, Kind
from edudesk.base.dates import chinese_day
from edudesk.base.masking import Audience
from edudesk.school.rows import COLUMN, SchoolDraft
from edudesk.school.rules import printed_year, school_year_of

_COUNTED = ("filled_on", "counted_on", "school_year", "count", "women")
_KINDS = {"count": Kind.INT, "women": Kind.INT}


@cache
def fact_columns() -> tuple[Column, ...]:
    """Every fact with the labels it is known by."""
    return tuple(
        Column(_key(name), entry["title"], _kind(name), aliases=tuple(entry["aliases"]))
        for name, entry in _document().items()
    )


@cache
def row_columns() -> tuple[Column, ...]:
    """The facts that a form may want in each row of a list: 学校名称."""
    wanted = {_key(name) for name, entry in _document().items() if entry.get("in_rows")}
    return tuple(column for column in fact_columns() if column.key in wanted)


def facts(school: SchoolDraft, audience: Audience, on: date, rows: Sequence[object]) -> dict[str, str]:
    """Text of each fact that is known. on: 统计时点; rows: the people or facts of the list.

    A notice to be hung up holds no phone number, whosoever it is.
    """
    teachers = [getattr(row, "teacher", row) for row in rows]
    known = {
        "filled_on": chinese_day(clock.today()),
        "counted_on": chinese_day(on),
        "school_year": printed_year(school_year_of(on)),
        "count": str(len(rows)),
        "women": str(sum(getattr(row, "gender", "") == "女" for row in teachers)),
    }
    is_open = audience in (Audience.SCHOOL_NOTICE, Audience.WEB_NOTICE)
    for name in _document():
        if name not in _COUNTED and not (is_open and "phone" in name):
            known[name] = COLUMN[name].text(school)
    return {_key(name): text for name, text in known.items() if text}


@cache
def _document() -> dict[str, dict]:  # type: ignore[type-arg]
    with paths.shipped("forms", "filling", "facts.toml").open("rb") as file:
        return tomllib.load(file)


def _key(name: str) -> str:
    """Apart from the columns of lists, which have names of their own."""
    return f"school.{name}"


def _kind(name: str) -> Kind:
    return _KINDS.get(name, Kind.ID if name in COLUMN and COLUMN[name].kind is Kind.ID else Kind.TEXT)

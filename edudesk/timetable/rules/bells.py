"""The bells a term begins with, until the school has set its own."""

import tomllib
from functools import cache
from typing import Any

from edudesk.base import paths
from edudesk.school.rows.stages import stages_of
from edudesk.timetable.rows import BellDraft


@cache
def _shipped() -> list[dict[str, Any]]:
    with paths.shipped("forms", "timetable", "bells.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["stage"]
        return found


def default_bells(kind: str, school_year: str, term: str) -> list[BellDraft]:
    """The bells of forms/timetable/bells.toml for a kind of school, of an unknown one those of a 小学; of a school with
    several 学段 that ring at other times (九年一贯制) those of each."""
    rung = {stage.word: _rung(stage.word) for stage in stages_of(kind)} or {kind: _rung(kind)}
    first = next(iter(rung.values()))
    if all(times == first for times in rung.values()):
        rung = {"": first}
    return [
        BellDraft(
            school_year=school_year,
            term=term,
            stage=stage,
            period=period,
            place=place,
            begins=begins,
            ends=ends,
        )
        for stage, times in rung.items()
        for place, (period, begins, ends) in enumerate(times, 1)
    ]


def _rung(stage: str) -> list[list[str]]:
    """Period, begin and end of each of a 学段."""
    found = next((one for one in _shipped() if stage in one["words"]), _shipped()[0])
    bells: list[list[str]] = found["bells"]
    return bells

"""All figures of a day as a snapshot keeps them: what every sheet of the indicators is made from, live or years later."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from edudesk.indicators.rows.values import Result
from edudesk.roster.reports.counted import Counted
from edudesk.school.rows import SchoolDraft
from edudesk.school.rules import school_year_of


class Wording(NamedTuple):
    """How an indicator was counted that day, in words with the settings of then."""

    name: str
    formula: str
    counted: str
    source: str


class ClassSize(NamedTuple):
    """A class of the school year. size: None = not entered, never 0."""

    name: str
    grade: str
    size: int | None


@dataclass(frozen=True, slots=True)
class StageInputs:
    """What the figures of a 学段 were made from. figures: of the school's yearly statistics by key."""

    pupils: Fraction | None
    classes: Fraction | None
    teachers: Fraction
    figures: Mapping[str, object]
    sizes: tuple[ClassSize, ...]


@dataclass(frozen=True)
class Frozen:
    """school: None in snapshots of an earlier program; tables: counted sheets by key, as they were."""

    on: date
    school: SchoolDraft | None
    results: tuple[Result, ...]
    wordings: Mapping[str, Wording]
    stages: Mapping[str, StageInputs]
    tables: Mapping[str, Counted]

    @property
    def school_year(self) -> str:
        """Of the day."""
        return school_year_of(self.on)

    @cached_property
    def by_key(self) -> dict[tuple[str, str], Result]:
        """The results by id and 学段."""
        return {(one.indicator.id, one.stage): one for one in self.results}

    def of(self, indicator_id: str) -> tuple[Result, ...]:
        """An indicator of every 学段, or of the school."""
        return tuple(one for one in self.results if one.indicator.id == indicator_id)

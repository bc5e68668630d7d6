"""What the roster's papers are made from: the school and its teachers as they were on one day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from edudesk.roster.histories.held import has_begun
from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules import is_present
from edudesk.school.rows import SchoolDraft
from edudesk.school.rows.classes import DISSOLVED, ClassRow
from edudesk.school.rows.stats import StatsRow
from edudesk.school.rules import school_year_of

T = TypeVar("T")


@dataclass(frozen=True)
class Facts:
    """The school on a day. today: when the paper is made.

    teachers: all rows as of that day, also of those gone; ledger: key of a kind -> its facts of all days;
    classes, stats: of all school years; footer: of every page; chosen: ids of the teachers wanted, None = all.
    """

    school: SchoolDraft
    on: date
    today: date
    teachers: Sequence[TeacherRow]
    ledger: Callable[[str], Sequence[LedgerLine]] = lambda key: ()
    classes: Sequence[ClassRow] = ()
    stats: Sequence[StatsRow] = ()
    footer: str = ""
    chosen: frozenset[str] | None = None
    _held: dict[str, dict[str, list[Any]]] = field(default_factory=dict, compare=False)
    _latest: dict[str, str] = field(default_factory=dict, compare=False)
    _worked: dict[tuple[str, frozenset[str] | None], Any] = field(default_factory=dict, compare=False)

    @property
    def day(self) -> str:
        """The day in ISO."""
        return self.on.isoformat()

    @cached_property
    def present(self) -> tuple[TeacherRow, ...]:
        """Those at school that day, by name; of the chosen ones when some were chosen."""
        return tuple(
            row for row in self.teachers if is_present(row) and (self.chosen is None or row.id in self.chosen)
        )

    @cached_property
    def wanted(self) -> tuple[TeacherRow, ...]:
        """The chosen ones, also those gone; without a choice those present."""
        if self.chosen is None:
            return self.present
        return tuple(row for row in self.teachers if row.id in self.chosen)

    @cached_property
    def by_id(self) -> dict[str, TeacherRow]:
        """All teachers by their id."""
        return {row.id: row for row in self.teachers}

    def held(self, key: str) -> dict[str, list[Any]]:
        """Facts of a kind begun by that day, oldest first, by id of their teacher."""
        if key not in self._held:
            found: dict[str, list[Any]] = {}
            for line in self.ledger(key):
                if has_begun(line.held, self.day):
                    found.setdefault(line.teacher.id, []).append(line.held)
            for rows in found.values():
                rows.sort(key=lambda row: row.begins)
            self._held[key] = found
        return self._held[key]

    def of(self, key: str, teacher: TeacherRow) -> list[Any]:
        """Facts of a kind of one teacher begun by that day, oldest first."""
        return self.held(key).get(teacher.id, [])

    def latest(self, key: str) -> str:
        """When the last facts of a kind begun by that day began, of whomever; "" when there are none."""
        if key not in self._latest:
            begun = (row.begins for rows in self.held(key).values() for row in rows)
            self._latest[key] = max(begun, default="")
        return self._latest[key]

    def once(self, name: str, work: Callable[["Facts"], T]) -> T:
        """What a calculation over the teachers wanted makes of them, worked out once for all papers of the day."""
        asked = name, self.chosen
        if asked not in self._worked:
            self._worked[asked] = work(self)
        found: T = self._worked[asked]
        return found

    @cached_property
    def mentored(self) -> dict[str, list[tuple[Any, TeacherRow]]]:
        """Pairs of 师徒结对 with their mentee, by id of the mentor."""
        found: dict[str, list[tuple[Any, TeacherRow]]] = {}
        for teacher in self.teachers:
            for row in self.of("mentoring", teacher):
                found.setdefault(row.mentor_id, []).append((row, teacher))
        return found

    @property
    def school_year(self) -> str:
        """The school year of that day, "2026-2027"."""
        return school_year_of(self.on)

    @cached_property
    def figures(self) -> tuple[StatsRow, ...]:
        """The yearly figures of each 学段 for that school year."""
        return tuple(row for row in self.stats if row.school_year == self.school_year)

    @cached_property
    def open_classes(self) -> tuple[ClassRow, ...]:
        """The classes of that school year, also those that graduated at its end."""
        return tuple(
            row for row in self.classes if row.school_year == self.school_year and row.status != DISSOLVED
        )


FactsOn = Callable[[date, frozenset[str] | None], Facts]
"""What papers are made from as of a day, of the teachers with these ids or of all."""

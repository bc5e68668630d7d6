"""A line of the 整改台账 as people read it: with its number, names instead of ids, how late it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from operator import attrgetter

from edudesk.base.making import maker
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.rows.problems import PROPOSED, ProblemRow
from edudesk.checks.rules.problems import days_late
from edudesk.checks.rules.units import grade_of_class
from edudesk.school.rules.class_names import class_names

LATE = "逾期"
_FIELDS = tuple(field.name for field in fields(ProblemRow))
_values = attrgetter(*_FIELDS)  # asdict copies each value: ten times as slow


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine(ProblemRow):
    """number: 编号; source: the check it was found in; teacher, owner, looks_again: names; grades: 五年级 …; late: days
    behind its deadline, 0 = not 逾期; files: attached to it."""

    number: str
    source: str
    teacher: str
    owner: str
    looks_again: str
    grades: tuple[str, ...]
    late: int
    files: int

    @property
    def state(self) -> str:
        """Its state, of one that is late 逾期."""
        return LATE if self.late else self.status

    @property
    def state_words(self) -> str:
        """逾期 6 天, 待整改 …"""
        return f"{LATE} {self.late} 天" if self.late else self.status

    @property
    def about(self) -> str:
        """语文 六（1）班."""
        return " ".join(filter(None, (self.subject, self.classes)))

    @property
    def proofs(self) -> str:
        """佐证材料: what was written, and how many files there are."""
        return "；".join(filter(None, (self.proof, f"附件 {self.files} 个" if self.files else "")))


def ledger_lines(
    problems: Sequence[ProblemRow],
    *,
    numbers: Mapping[str, str],
    name_of: Callable[[str], str],
    checks: Mapping[str, str],
    files: Mapping[str, int],
    stage: str,
    today: date,
) -> list[LedgerLine]:
    """Problems as lines: what is late first, then by the next day. name_of: a person's id or name -> the name;
    checks: title by id; files: how many by line; stage: of the school, to read the classes."""
    told = ("number", "source", "teacher", "owner", "looks_again", "grades", "late", "files")
    line_of = maker(LedgerLine, (*_FIELDS, *told))
    lines = [
        line_of(
            (
                *_values(row),
                numbers.get(row.id, ""),
                checks.get(row.campaign_id) or (kinds()[row.kind].name if row.kind in kinds() else ""),
                name_of(row.teacher_id),
                name_of(row.owner_id),
                name_of(row.again),
                _grades(row.classes, row.school_year, stage),
                days_late(row, today),
                files.get(row.id, 0),
            )
        )
        for row in problems
    ]
    return sorted(lines, key=lambda line: (-line.late, line.status == PROPOSED, line.due or "9", line.number))


@lru_cache(maxsize=2000)
def _grades(classes: str, school_year: str, stage: str) -> tuple[str, ...]:
    names = class_names(classes, school_year, stage) if classes else None
    return tuple(dict.fromkeys(map(grade_of_class, names or ())))

"""Terms side by side: what the checks came to over ten years for the school, its groups and each teacher.

All figures are 得分率 in per cent, so that forms of other versions and totals compare (教学常规检查 5.3).
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from edudesk.base.memory import uncollected
from edudesk.checks.forms.kinds import parts
from edudesk.checks.forms.points import mean, of_tenths, rounded
from edudesk.checks.rows.terms import EditionDraft, ResultRow, SchemeDraft
from edudesk.checks.rules.scheme import default_scheme, levels_of
from edudesk.checks.rules.summary import TermSummary
from edudesk.school.rules.years import term_label

PARTS, GROUPS, TEACHERS = "检查类型", "教研组", "教师"
WHOLE = ""  # the total of the term, where a part of it could stand
MOST_TERMS = 20


@dataclass(frozen=True, slots=True)
class TeacherFigures:
    """One teacher in one term. parts: mean of each part that was looked at; grade: of the total."""

    id: str
    name: str
    group: str
    total: Decimal
    parts: Mapping[str, Decimal]
    grade: str = ""

    def figure(self, part: str) -> Decimal | None:
        """Of a part, or of the term (WHOLE)."""
        return self.parts.get(part) if part else self.total


@dataclass(frozen=True, slots=True)
class TermFigures:
    """A term with the teachers who have a total in it. is_frozen: as the result was 归档; levels: names of its grades,
    best first."""

    school_year: str
    term: str
    is_frozen: bool
    teachers: tuple[TeacherFigures, ...]
    levels: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """2026秋."""
        return term_label(self.school_year, self.term)


@dataclass(frozen=True, slots=True)
class Middle:
    """What many teachers come to in a term. mean, median: printed; ids: of the teachers."""

    mean: Decimal
    median: Decimal
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverLine:
    """A part of the term, a group or a teacher over the terms. by: which of them; points: one for each term, None = nothing was checked."""

    by: str
    id: str
    name: str
    group: str
    points: tuple[Middle | None, ...]

    @property
    def change(self) -> Decimal | None:
        """Of the last term with a figure against the one before it with a figure."""
        known = [point.mean for point in self.points if point is not None]
        return known[-1] - known[-2] if len(known) > 1 else None

    @property
    def people(self) -> int:
        """How many teachers are counted in the last term with a figure."""
        return next((len(point.ids) for point in reversed(self.points) if point is not None), 0)


@uncollected()
def lines_over(terms: Sequence[TermFigures], by: str, part: str = WHOLE) -> list[OverLine]:
    """A line for each part of the term (the total first), each 教研组, or each teacher, who is there now first.

    part: which figure of groups and teachers. A group's figure is the mean of its teachers' (教学常规检查 1.8).
    """
    if by == PARTS:
        return [
            OverLine(by, one, one, "", tuple(_middle(term.teachers, one) for term in terms))
            for one in (WHOLE, *parts_of(terms))
        ]
    members = [_members(term, by) for term in terms]
    newest: dict[str, TeacherFigures] = {}
    for found in reversed(members):
        for key, teachers in found.items():
            newest.setdefault(key, teachers[0])
    lines = [
        OverLine(
            by,
            key,
            key if by == GROUPS else newest[key].name,
            newest[key].group,
            tuple(_middle(found.get(key, ()), part) for found in members),
        )
        for key in newest
    ]
    return [line for line in lines if any(line.points)]


def parts_of(terms: Sequence[TermFigures]) -> tuple[str, ...]:
    """The parts that have a figure, in the order of the shipped scheme."""
    found = {part for term in terms for one in term.teachers for part in one.parts}
    order = (*default_scheme("", "").parts, *parts(), *sorted(found))
    return tuple(part for part in dict.fromkeys(order) if part in found)


def _members(term: TermFigures, by: str) -> dict[str, list[TeacherFigures]]:
    found: dict[str, list[TeacherFigures]] = defaultdict(list)
    for one in term.teachers:
        found[one.group or "未分组" if by == GROUPS else one.id].append(one)
    return found


def _middle(teachers: Sequence[TeacherFigures], part: str) -> Middle | None:
    if len(teachers) == 1:  # a teacher's own line has nothing else
        only = teachers[0].figure(part)
        return None if only is None else Middle(only, only, (teachers[0].id,))
    known = {one.id: value for one in teachers if (value := one.figure(part)) is not None}
    if not known:
        return None
    values = sorted(known.values())
    half = len(values) // 2
    median = values[half] if len(values) % 2 else rounded((values[half - 1] + values[half]) / 2)
    return Middle(mean(values), median, tuple(known))


def best_first(term: TermFigures, ids: Collection[str], part: str = WHOLE) -> list[TeacherFigures]:
    """Some teachers of a term who have the figure, in the order of it."""
    found = [one for one in term.teachers if one.id in ids and one.figure(part) is not None]
    return sorted(found, key=lambda one: one.figure(part) or Decimal(0), reverse=True)


def figures_now(summary: TermSummary) -> TermFigures:
    """A term as it stands."""
    facts = summary.facts
    return TermFigures(
        facts.school_year,
        facts.term,
        False,
        tuple(
            TeacherFigures(
                line.id,
                line.person.name,
                line.person.group,
                line.total,
                {part: value for part, value in line.score.parts.items() if value is not None},
                line.grade,
            )
            for line in summary.lines
            if line.total is not None
        ),
        tuple(level.name for level in summary.levels),
    )


def figures_frozen(edition: EditionDraft, results: Sequence[ResultRow]) -> TermFigures:
    """A term as its result was 归档."""
    return TermFigures(
        edition.school_year,
        edition.term,
        True,
        tuple(
            TeacherFigures(
                row.teacher_id,
                row.name,
                row.group,
                rounded(row.total),
                {part: Decimal(value) for part, value in row.told["parts"].items()},
                row.grade,
            )
            for row in results
            if row.total is not None
        ),
        tuple(level.name for level in levels_of(SchemeDraft(**json.loads(edition.scheme)))),
    )


def plain_figures(figures: TermFigures) -> dict[str, Any]:
    """As JSON keeps them: scores in tenths."""
    names = parts_of([figures])
    return {
        "is_frozen": figures.is_frozen,
        "parts": names,
        "levels": figures.levels,
        "teachers": [
            [
                one.id,
                one.name,
                one.group,
                one.grade,
                int(one.total * 10),
                *(_tenths(one.parts.get(part)) for part in names),
            ]
            for one in figures.teachers
        ],
    }


def read_figures(school_year: str, term: str, told: Mapping[str, Any]) -> TermFigures:
    """What plain_figures wrote down."""
    names = told["parts"]
    return TermFigures(
        school_year,
        term,
        told["is_frozen"],
        tuple(
            TeacherFigures(
                key,
                name,
                group,
                _printed(total),
                {part: _printed(one) for part, one in zip(names, tenths, strict=True) if one is not None},
                grade,
            )
            for key, name, group, grade, total, *tenths in told["teachers"]
        ),
        tuple(told["levels"]),
    )


def _printed(tenths: int) -> Decimal:
    """96.0, not 96: as the score reads where it was worked out just now."""
    return rounded(of_tenths(tenths))


def _tenths(value: Decimal | None) -> int | None:
    return None if value is None else int(value * 10)

"""Figures of the groups, grades and subjects of a term (教学常规检查 表7, 1.8)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from edudesk.checks.forms.points import mean, rounded
from edudesk.checks.rows.campaigns import UnitRow
from edudesk.checks.rows.problems import CLOSED, DISMISSED, PROPOSED, ProblemRow
from edudesk.checks.rules.results import TermScore, UnitScore
from edudesk.checks.rules.summary import TermSummary, is_done, is_due
from edudesk.checks.rules.term_facts import Person
from edudesk.checks.rules.units import grade_of_class
from edudesk.school.rows.stages import STAGE
from edudesk.school.rules.classes import grade_order

GROUPS, GRADES, SUBJECTS = "教研组", "年级", "学科"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """One group, grade or subject. people: who was measured in it; parts: mean of its teachers in each part of the
    term; mean: of their totals; due, done, excused: units 应检, 实检 and those that did not count; teachers: ids;
    problems, closed: of the 整改台账; best: names of those with the highest total that is 优秀; units: what is theirs."""

    name: str
    people: int
    due: int
    done: int
    excused: int
    parts: Mapping[str, Decimal | None]
    mean: Decimal | None
    levels: tuple[int, ...]
    teachers: tuple[str, ...]
    problems: int
    closed: int
    best: tuple[str, ...]
    units: tuple[UnitScore, ...] = ()

    @property
    def id(self) -> str:
        """The name."""
        return self.name

    @property
    def missing(self) -> int:
        """缺检: 应检 less 实检."""
        return self.due - self.done

    @property
    def good_share(self) -> Decimal | None:
        """优良率 in per cent, one place: all but the two lowest grades; None when nobody has a grade."""
        measured = sum(self.levels)
        return (
            rounded(Decimal(sum(self.levels[: max(len(self.levels) - 2, 1)])) * 100 / measured)
            if measured
            else None
        )

    @property
    def closing_share(self) -> Decimal | None:
        """整改完成率 in per cent."""
        return rounded(Decimal(self.closed) * 100 / self.problems) if self.problems else None


def group_lines(summary: TermSummary, by: str) -> list[GroupLine]:
    """One line for each 教研组, 年级 or 学科; a group's score is the mean of its teachers' scores.

    by: GROUPS counts each teacher once, in the group of the main subject, by the whole total. GRADES and SUBJECTS
    count a teacher wherever they teach, by what was looked at there; patrols and bonus belong to no class.
    """
    if by == GROUPS:
        return _by_main_group(summary)
    names: dict[str, list[Person]] = defaultdict(list)
    for line in summary.lines:
        if line.is_ranked or line.person.part.is_in:
            for name in line.person.grades if by == GRADES else line.person.subjects:
                names[name].append(line.person)
    return [
        _line_of(
            summary,
            name,
            [(person, summary.score_of(person, _within(by, name))) for person in people],
            whole=False,
        )
        for name, people in sorted(names.items(), key=lambda one: _place(one[0]))
    ]


def _place(name: str) -> tuple[int, int, str]:
    try:
        return (*grade_order(name), name)
    except KeyError:  # a subject, or a grade that no 学段 has
        return len(STAGE), 0, name


def _within(by: str, name: str) -> Callable[[UnitScore], bool]:
    if by == SUBJECTS:
        return lambda unit: unit.unit.subject in ("", name)
    return lambda unit: not unit.unit.classes or name in grades_of_unit(unit.unit)


def grades_of_unit(unit: UnitRow) -> tuple[str, ...]:
    """五年级 …: of the classes a unit is about."""
    return tuple(dict.fromkeys(grade_of_class(name) for name in unit.classes.split("、") if name))


def _by_main_group(summary: TermSummary) -> list[GroupLine]:
    names: dict[str, list[tuple[Person, TermScore]]] = defaultdict(list)
    for line in summary.lines:
        names[line.person.group or "未分组"].append((line.person, line.score))
    return [_line_of(summary, name, people, whole=True) for name, people in names.items()]


def _line_of(
    summary: TermSummary, name: str, people: Sequence[tuple[Person, TermScore]], *, whole: bool
) -> GroupLine:
    """whole: the term totals count, with patrols and bonus; else the base of what was kept."""
    totals: dict[str, Decimal] = {}
    for person, score in people:
        value = summary.by_id[person.id].total if whole else score.total.base
        if value is not None and summary.by_id[person.id].total is not None:
            totals[person.id] = value
    scores = [score for person, score in people if person.id in totals]
    parts = {
        part: mean(found) if (found := [value for score in scores if (value := score.parts[part]) is not None])
        else None
        for part in summary.facts.scheme.parts
    }  # fmt: skip
    grades = [summary.by_id[key].grade if whole else summary.grade(value) for key, value in totals.items()]
    shared = [unit for _, score in people for check in score.checks for unit in check.units]
    # who is stood in for and who stood in have the same unit: it counts as it was found, whoever comes first
    units = tuple(
        {unit.unit.id: unit for unit in sorted(shared, key=lambda unit: bool(unit.sheets))}.values()
    )
    teachers = tuple(person.id for person, _ in people)
    of_teachers = chain.from_iterable(summary.by_id[key].problems for key in teachers)
    of_group = [one for one in summary.facts.problems if whole and not one.teacher_id and one.group == name]
    problems = _standing((*of_teachers, *of_group))
    top = summary.levels[0].name
    most = max(totals.values(), default=None)
    return GroupLine(
        name=name,
        people=len(totals),
        due=sum(is_due(unit) for unit in units),
        done=sum(is_done(unit) for unit in units),
        excused=sum(not is_due(unit) for unit in units),
        units=units,
        parts=parts,
        mean=mean(list(totals.values())) if totals else None,
        levels=tuple(grades.count(level.name) for level in summary.levels),
        teachers=teachers,
        problems=len(problems),
        closed=sum(problem.status == CLOSED for problem in problems),
        best=tuple(
            summary.by_id[key].person.name
            for key, value in totals.items()
            if value == most and summary.grade(value) == top
        ),
    )


def _standing(problems: Iterable[ProblemRow]) -> list[ProblemRow]:
    return [one for one in problems if one.status not in (PROPOSED, DISMISSED)]

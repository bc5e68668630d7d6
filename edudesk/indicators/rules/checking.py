"""检查与项目: what the checks of a term came to (J1–J14). A term that was not checked is named, never taken for 0."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final

from edudesk.checks.forms.kinds import kinds
from edudesk.checks.rows.problems import CLOSED, DISMISSED, MENDED, PROPOSED, ProblemRow
from edudesk.checks.rules.over_terms import TeacherFigures, parts_of
from edudesk.indicators.rows.values import Figure, Missing, Part, Person
from edudesk.indicators.rules.doings import CHECKS, Checked
from edudesk.indicators.rules.inputs import Inputs, Rules

_CHECKS_PAGE, _LISTENING_PAGE = "checks", "listening"
_POOR: Final = 2  # grades that are not 优良: 合格 and 不合格


def _of_term(inputs: Inputs, count: Callable[[Checked], Figure]) -> Figure:
    """What a term comes to; that nothing was checked, or may not be seen, is what lacks."""
    checks = inputs.doings.checks
    if checks is None:
        what = "查看教学常规检查的权限" if CHECKS in inputs.doings.refused else "教学常规检查记录"
        return Figure(missing=(Missing(what, _CHECKS_PAGE),))
    return count(checks)


def _note(checks: Checked) -> tuple[str, ...]:
    state = "，按归档的结果" if checks.figures.is_frozen else ""
    return (f"统计的是{checks.label}{state}。",)


def coverage(inputs: Inputs) -> Figure:
    """J1: what was looked at, of all that was to be; parts: by kind of check in per cent."""

    def count(checks: Checked) -> Figure:
        due = sum(one.due for one in checks.covered)
        of_kind = {
            code: [one for one in checks.covered if one.kind == code]
            for code in dict.fromkeys(one.kind for one in checks.covered)
        }
        return Figure(
            numerator=Fraction(sum(one.done for one in checks.covered)) if due else None,
            denominator=Fraction(due),
            counted=tuple(
                Person(one.id, one.title, f"已检 {one.done}，应检 {one.due}") for one in checks.covered
            ),
            parts=tuple(
                Part(_name(code), Fraction(100 * sum(one.done for one in rows), of), "%")
                for code, rows in of_kind.items()
                if (of := sum(one.due for one in rows))
            ),
            missing=() if due else (Missing(f"{checks.label}应检的对象", _CHECKS_PAGE),),
            notes=_note(checks),
        )

    return _of_term(inputs, count)


def _name(code: str) -> str:
    return kinds()[code].name if code in kinds() else code


def term_mean(inputs: Inputs) -> Figure:
    """J2: mean of the term totals; parts: each part of the term in per cent."""

    def count(checks: Checked) -> Figure:
        teachers = checks.figures.teachers
        parts = [
            Part(part, _exactly(known) / len(known), "%")
            for part in parts_of([checks.figures])
            if (known := [value for one in teachers if (value := one.figure(part)) is not None])
        ]
        return _mean(checks, teachers, "", tuple(parts))

    return _of_term(inputs, count)


def part_mean(inputs: Inputs) -> Figure:
    """J3–J8: mean of one part of the term; which one stands in the declaration (about)."""
    return _of_term(inputs, lambda checks: _mean(checks, checks.figures.teachers, inputs.about))


def _mean(
    checks: Checked, teachers: Iterable[TeacherFigures], part: str, parts: tuple[Part, ...] = ()
) -> Figure:
    known = [(one, value) for one in teachers if (value := one.figure(part)) is not None]
    return Figure(
        numerator=_exactly(value for _, value in known) if known else None,
        denominator=Fraction(100 * len(known)),
        counted=tuple(
            Person(one.id, one.name, f"{value} 分{'' if part else f' {one.grade}'}".strip())
            for one, value in sorted(known, key=lambda pair: -pair[1])
        ),
        parts=parts,
        missing=() if known else (Missing(f"{checks.label}{part or '学期综合'}的得分", _CHECKS_PAGE),),
        notes=_note(checks),
    )


def _exactly(values: Iterable[Decimal]) -> Fraction:
    return Fraction(sum(values, Decimal()))  # of figures with one place nothing is rounded


def excellent(inputs: Inputs) -> Figure:
    """J9: teachers with the highest grade, of those with a total; parts: by grade."""
    return _of_term(inputs, lambda checks: _graded(checks, 1))


def good(inputs: Inputs) -> Figure:
    """J10: teachers with any grade but the two lowest."""
    return _of_term(inputs, lambda checks: _graded(checks, max(len(checks.figures.levels) - _POOR, 1)))


def _graded(checks: Checked, best: int) -> Figure:
    teachers, levels = checks.figures.teachers, checks.figures.levels
    found = [one for one in teachers if one.grade in levels[:best]]
    return Figure(
        numerator=Fraction(len(found)) if teachers else None,
        denominator=Fraction(len(teachers)),
        counted=tuple(Person(one.id, one.name, f"{one.total} 分 {one.grade}") for one in found),
        parts=tuple(
            Part(level, Fraction(sum(one.grade == level for one in teachers)), "人") for level in levels
        ),
        missing=() if teachers else (Missing(f"{checks.label}的学期总分", _CHECKS_PAGE),),
        notes=_note(checks),
    )


# 整改台账


def _closed_on(problem: ProblemRow) -> str:
    """The ISO day a line was 销号; "" while it is not."""
    return (problem.again_on or problem.done_on) if problem.status == CLOSED else ""


def _told(inputs: Inputs, problem: ProblemRow, words: str) -> Person:
    owner = inputs.facts.by_id.get(problem.owner_id or problem.teacher_id)
    name = owner.name if owner is not None else problem.group or "责任人未登记"
    return Person(owner.id if owner is not None else "", name, f"{words}：{problem.text}")


def closed(inputs: Inputs) -> Figure:
    """J11: 销号 by the day, of the problems of the term."""

    def count(checks: Checked) -> Figure:
        mine = _of_this_term(checks)
        day = inputs.facts.day
        done = [one for one in mine if (on := _closed_on(one)) and on <= day]
        return Figure(
            numerator=Fraction(len(done)) if mine else None,
            denominator=Fraction(len(mine)),
            counted=tuple(_told(inputs, one, f"{_closed_on(one)} 销号") for one in done),
            notes=_note(checks) if mine else (f"{checks.label}没有登记问题。",),
        )

    return _of_term(inputs, count)


def in_time(inputs: Inputs) -> Figure:
    """J12: mended by their day, of the problems of the term whose day has gone."""

    def count(checks: Checked) -> Figure:
        past = [one for one in _of_this_term(checks) if one.due and one.due < inputs.facts.day]
        kept = [one for one in past if _closed_on(one) and (one.done_on or one.again_on) <= one.due]
        return Figure(
            numerator=Fraction(len(kept)) if past else None,
            denominator=Fraction(len(past)),
            counted=tuple(_told(inputs, one, f"{one.done_on or one.again_on} 完成") for one in kept),
            notes=_note(checks) if past else (f"{checks.label}没有到期的问题。",),
        )

    return _of_term(inputs, count)


def overdue(inputs: Inputs) -> Figure:
    """J13: problems of all terms that were not mended though their day has gone."""

    def count(checks: Checked) -> Figure:
        day = inputs.facts.day
        late = [one for one in _standing(checks) if one.due and one.due < day and not _is_mended(one, day)]
        return Figure(
            numerator=Fraction(len(late)),
            counted=tuple(
                _told(inputs, one, f"{one.due} 到期") for one in sorted(late, key=lambda one: one.due)
            ),
        )

    return _of_term(inputs, count)


def _is_mended(problem: ProblemRow, day: str) -> bool:
    """Whether it was reported as mended by a day: what is reported waits for the 复查, and is late no more."""
    on = problem.done_on or problem.again_on
    return problem.status in (CLOSED, MENDED) and bool(on) and on <= day


def _standing(checks: Checked) -> list[ProblemRow]:
    """Those that nobody has to confirm any more, and that are not 不成立."""
    return [one for one in checks.problems if one.status not in (PROPOSED, DISMISSED)]


def _of_this_term(checks: Checked) -> list[ProblemRow]:
    return [
        one for one in _standing(checks) if (one.school_year, one.term) == (checks.school_year, checks.term)
    ]


def listened(inputs: Inputs) -> Figure:
    """J14: who listened to as many lessons as they should, of those whose 听课笔记 were counted."""

    def count(checks: Checked) -> Figure:
        due = [one for one in checks.listening if one.due]
        told = [(one, one.heard if one.valid is None else one.valid) for one in due]
        known = [(one, valid) for one, valid in told if valid is not None]

        def person(teacher_id: str, words: str) -> Person:
            row = inputs.facts.by_id.get(teacher_id)
            return Person(teacher_id, row.name if row is not None else "已不在名册", words)

        return Figure(
            numerator=Fraction(sum(valid >= (one.due or 0) for one, valid in known)) if known else None,
            denominator=Fraction(len(known)),
            counted=tuple(
                person(one.teacher_id, f"应听 {one.due}，有效 {valid}")
                for one, valid in known
                if valid >= (one.due or 0)
            ),
            unknown=tuple(person(one.teacher_id, "听课节数未登记") for one, valid in told if valid is None),
            missing=() if known else (Missing(f"{checks.label}的听课笔记", _LISTENING_PAGE),),
            notes=_note(checks),
        )

    return _of_term(inputs, count)


RULES: Final[Rules] = {
    rule.__name__: rule
    for rule in (
        coverage, term_mean, part_mean, excellent, good, closed, in_time, overdue, listened,
    )
}  # fmt: skip

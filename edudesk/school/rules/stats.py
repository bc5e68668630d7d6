"""Yearly figures: what keeps them from being saved, and how they compare with the classes."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from edudesk.base.errors import FieldProblem
from edudesk.school.rows.classes import DISSOLVED, ClassDraft
from edudesk.school.rows.stages import STAGE
from edudesk.school.rows.stats import GRADE_KEYS, STATS_COLUMN, StatsDraft
from edudesk.school.rules.years import first_of, is_day, read_school_year


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """What the classes of a 学段 say. A figure is None when the size of one class that makes it is not known."""

    classes: int
    students: int | None
    boarders: int | None
    grades: tuple[int | None, ...]


def class_figures(classes: Sequence[ClassDraft], school_year: str, stage: str) -> ClassFigures:
    """Pupils and classes counted from the classes of a school year; those dissolved do not count."""
    mine = [
        one
        for one in classes
        if (one.school_year, one.stage) == (school_year, stage) and one.status != DISSOLVED
    ]
    grades = STAGE[stage].grades if stage in STAGE else ()
    return ClassFigures(
        classes=len(mine),
        students=_sum([one.size for one in mine]),
        boarders=_sum([one.boarders for one in mine]),
        grades=tuple(_sum([one.size for one in mine if one.grade == grade]) for grade in grades),
    )


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def with_figures(draft: StatsDraft, figures: ClassFigures) -> StatsDraft:
    """The figures with pupils, grades and classes as the classes say them; those not known become unknown."""
    grades: dict[str, Any] = dict.fromkeys(GRADE_KEYS) | dict(zip(GRADE_KEYS, figures.grades, strict=False))
    return replace(
        draft,
        students=figures.students,
        boarders=figures.boarders,
        classes=figures.classes,
        **grades,
    )


def settled_stats(draft: StatsDraft) -> StatsDraft:
    """The figures with the school year as it is stored and 1 September as the day they are counted."""
    year = read_school_year(draft.school_year)
    if year is None:
        return draft
    return replace(draft, school_year=year, as_of=draft.as_of or f"{first_of(year)}-09-01")


def stats_problems(draft: StatsDraft, others: Sequence[StatsDraft] = ()) -> tuple[FieldProblem, ...]:
    """What keeps the figures from being saved, all at once. others: those of other years and 学段."""
    found = []
    if read_school_year(draft.school_year) is None:
        found.append(FieldProblem("school_year", "请写成 2026-2027 这样的学年。"))
    if draft.stage not in STAGE:
        found.append(FieldProblem("stage", "请选择学段。"))
    elif any((other.school_year, other.stage) == (draft.school_year, draft.stage) for other in others):
        found.append(FieldProblem("stage", f"{draft.school_year}学年{draft.stage}已经有一份统计。"))
    if draft.as_of and not is_day(draft.as_of):
        found.append(FieldProblem("as_of", "请写成 2026-09-01 这样的日期。"))
    for field in fields(draft):
        value = getattr(draft, field.name)
        if isinstance(value, (int, float)) and value < 0:
            found.append(FieldProblem(field.name, f"{STATS_COLUMN[field.name].title}不能是负数。"))
    return tuple(found)


def stats_doubts(draft: StatsDraft, classes: Sequence[ClassDraft] = ()) -> tuple[FieldProblem, ...]:
    """Where the typed figures disagree with each other or with the classes of the same year."""
    found = []
    grades = [
        getattr(draft, key) for key in GRADE_KEYS[: STAGE[draft.stage].years if draft.stage in STAGE else 0]
    ]
    if draft.students is not None and (total := _sum(grades)) is not None and total != draft.students:
        found.append(FieldProblem("students", f"各年级合计 {total} 人，与在校生数不同。"))
    figures = class_figures(classes, read_school_year(draft.school_year) or draft.school_year, draft.stage)
    if not figures.classes:
        return tuple(found)
    counted = {
        "students": figures.students,
        "classes": figures.classes,
        "boarders": figures.boarders,
        **dict(zip(GRADE_KEYS, figures.grades, strict=False)),
    }
    for key, count in counted.items():
        typed = getattr(draft, key)
        if typed is not None and count is not None and typed != count:
            found.append(FieldProblem(key, f"按班级统计是 {count}，与填写的不同。"))
    return tuple(found)

"""Classes: names, keys and grades, and what keeps one from being saved. Reading names: class_names.py."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from edudesk.base.errors import FieldProblem
from edudesk.school.rows.classes import CLASS_STATES, ClassDraft
from edudesk.school.rows.stages import STAGE
from edudesk.school.rules.years import first_of, read_school_year

MOST_CLASSES: Final = 60
_MOST_PUPILS: Final = 150
_KEY = re.compile(r"(\D+)(\d{4})-(\d{1,2})")
# grade -> its 学段 and how many years a pupil has been in it before
_PLACE: Final = {
    grade: (stage, place) for stage in STAGE.values() for place, grade in enumerate(stage.grades)
}


def class_in(school_year: str, grade: str, number: int) -> ClassDraft:
    """A class of which nothing else is known."""
    return ClassDraft(school_year=school_year, stage=_PLACE[grade][0].word, grade=grade, number=number)


def class_name(grade: str, number: int) -> str:
    """四（2）班, 七（1）班, 高一（3）班, as papers print it."""
    stage, place = _PLACE[grade]
    return f"{stage.marks[place]}（{number}）班"


def enrolled(school_year: str, grade: str) -> int:
    """The calendar year in which the pupils of a grade entered its 学段."""
    return first_of(school_year) - _PLACE[grade][1]


def class_key(school_year: str, grade: str, number: int) -> str:
    """What a class is called through all its years: 小学2023-2, of those enrolled in 2023 class 2."""
    return f"{_PLACE[grade][0].word}{enrolled(school_year, grade)}-{number}"


def class_of(key: str, school_year: str) -> tuple[str, int] | None:
    """Grade and number of a class (by its key) in a school year; None before its first year and after its last."""
    match = _KEY.fullmatch(key)
    if match is None or match[1] not in STAGE:
        return None
    stage, place = STAGE[match[1]], first_of(school_year) - int(match[2])
    return (stage.grades[place], int(match[3])) if 0 <= place < stage.years else None


def grade_above(grade: str) -> str | None:
    """The next grade of the same 学段; None above its last."""
    stage, place = _PLACE[grade]
    return stage.grades[place + 1] if place + 1 < stage.years else None


def grade_order(grade: str) -> tuple[int, int]:
    """Place of a grade among all, 小班 first, for sorting."""
    stage, place = _PLACE[grade]
    return list(STAGE).index(stage.word), place


def settled_class(draft: ClassDraft) -> ClassDraft:
    """The class with its school year as it is stored and the 学段 that its grade says."""
    year = read_school_year(draft.school_year) or draft.school_year
    stage = _PLACE[draft.grade][0].word if draft.grade in _PLACE else draft.stage
    return replace(draft, school_year=year, stage=stage, status=draft.status or CLASS_STATES.words[0])


def class_problems(draft: ClassDraft, others: Sequence[ClassDraft] = ()) -> tuple[FieldProblem, ...]:
    """What keeps a class from being saved, all at once. others: the classes beside it."""
    found = []
    if read_school_year(draft.school_year) is None:
        found.append(FieldProblem("school_year", "请写成 2026-2027 这样的学年。"))
    if draft.grade not in _PLACE:
        found.append(FieldProblem("grade", "请选择年级。"))
    # a form's number may be missing
    if draft.number is None or not 1 <= draft.number <= MOST_CLASSES:
        found.append(FieldProblem("number", f"班号是 1 到 {MOST_CLASSES} 的数字。"))
    elif any(
        (other.school_year, other.grade, other.number) == (draft.school_year, draft.grade, draft.number)
        for other in others
    ):
        found.append(FieldProblem("number", f"{draft.school_year}学年已经有这个班。"))
    if draft.status not in CLASS_STATES.words:
        found.append(FieldProblem("status", "请选择班级状态。"))
    for key in ("size", "boys", "girls", "boarders"):
        count = getattr(draft, key)
        if count is not None and not 0 <= count <= _MOST_PUPILS:
            found.append(FieldProblem(key, f"人数是 0 到 {_MOST_PUPILS} 的数字。"))
    return tuple(found)


def class_doubts(draft: ClassDraft) -> tuple[FieldProblem, ...]:
    """What deserves a second look: boys and girls that do not make the class, more boarders than pupils."""
    found = []
    if None not in (draft.size, draft.boys, draft.girls) and draft.boys + draft.girls != draft.size:  # type: ignore[operator]
        found.append(FieldProblem("girls", f"男生和女生合计 {draft.boys + draft.girls} 人，与人数不同。"))  # type: ignore[operator]
    if draft.size is not None and draft.boarders is not None and draft.boarders > draft.size:
        found.append(FieldProblem("boarders", "住宿生比人数多。"))
    return tuple(found)


def sum_words(rows: Sequence[ClassDraft]) -> str:
    """36 个班，1504 人（男 780，女 724），平均班额 41.8; what is not known is left out."""
    if not rows:
        return ""
    sizes = [row.size for row in rows if row.size is not None]
    boys, girls = ([getattr(row, key) for row in rows] for key in ("boys", "girls"))
    words = f"{len(rows)} 个班"
    if sizes:
        words += f"，{sum(sizes)} 人"
        if None not in (*boys, *girls):
            words += f"（男 {sum(boys)}，女 {sum(girls)}）"
        words += f"，平均班额 {sum(sizes) / len(sizes):.1f}"
    return words

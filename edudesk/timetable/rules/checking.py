"""What keeps a lesson or a period from being stored."""

import re
from collections.abc import Sequence

from edudesk.base.errors import FieldProblem
from edudesk.school.rows.stages import STAGE_WORDS
from edudesk.school.rows.terms import TERMS, WEEKDAYS
from edudesk.school.rules.years import read_school_year
from edudesk.timetable.rows import ALTERNATING, BellDraft, LessonDraft

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def lesson_problems(draft: LessonDraft) -> tuple[FieldProblem, ...]:
    """All at once. Two lessons at the same time are no problem here: rules.clashes tells of them."""
    found = _term_problems(draft)
    for key, text in (
        ("class_name", "请填写班级，如 五（3）班。"),
        ("period", "请填写节次，如 第1节。"),
        ("subject", "请填写学科。"),
    ):
        if not getattr(draft, key):
            found.append(FieldProblem(key, text))
    if draft.weekday not in WEEKDAYS.words:
        found.append(FieldProblem("weekday", "请选择星期。"))
    if draft.weeks and draft.weeks not in ALTERNATING.words:
        found.append(FieldProblem("weeks", "单双周请选“单周”或“双周”，每周都上就不填。"))
    return tuple(found)


def bell_problems(draft: BellDraft, others: Sequence[BellDraft]) -> tuple[FieldProblem, ...]:
    """All at once. others: of any term and stage."""
    found = _term_problems(draft)
    if not draft.period:
        found.append(FieldProblem("period", "请填写节次，如 第1节、早读。"))
    if draft.place < 1:
        found.append(FieldProblem("place", "顺序请填 1、2、3 …"))
    if draft.stage and draft.stage not in STAGE_WORDS.words:
        found.append(
            FieldProblem("stage", f"“{draft.stage}”不是学段，请写小学、初中或高中；全校一样就空着。")
        )
    for key in ("begins", "ends"):
        if (text := getattr(draft, key)) and not _CLOCK.fullmatch(text):
            found.append(FieldProblem(key, f"“{text}”不是时间，请写成 08:40 这样。"))
    if not found and draft.begins and draft.ends and draft.ends <= draft.begins:
        found.append(FieldProblem("ends", "下课应在上课之后。"))
    mine = (draft.school_year, draft.term, draft.stage, draft.period)
    if any((one.school_year, one.term, one.stage, one.period) == mine for one in others):
        found.append(FieldProblem("period", f"“{draft.period}”已经有了。"))
    return tuple(found)


def _term_problems(draft: LessonDraft | BellDraft) -> list[FieldProblem]:
    found = []
    if not read_school_year(draft.school_year):
        found.append(FieldProblem("school_year", "请填写学年，如 2026-2027。"))
    if draft.term not in TERMS.words:
        found.append(FieldProblem("term", "请选择学期。"))
    return found

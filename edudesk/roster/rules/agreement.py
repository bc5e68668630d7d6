"""Flat facts of one teacher that do not go together: dates, education, title and post, subject, certificate."""

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from edudesk.base import paths
from edudesk.base.dates import is_before, months_between
from edudesk.roster.rows import TeacherDraft, code_lists
from edudesk.roster.rules.posts import grades_of, is_grade_of

SENIOR = ("高级教师", "正高级教师")


@cache
def limits() -> dict[str, dict[str, Any]]:
    """forms/roster/doubts.toml."""
    with paths.shipped("forms", "roster", "doubts.toml").open("rb") as file:
        return tomllib.load(file)


def disagreements(draft: TeacherDraft) -> Iterator[tuple[str, str]]:
    """Field and doubt, without a full stop (教师花名册 2.4 V4–V9)."""
    yield from _dates(draft)
    yield from _education(draft)
    yield from _title(draft)
    yield from _teaching(draft)


def _dates(draft: TeacherDraft) -> Iterator[tuple[str, str]]:
    """V4: work, school and party after birth and after each other."""
    ages = limits()["ages"]
    work = draft.work_start
    if is_younger(draft.birth, work, ages["work"]):
        yield "work_start", f"参加工作时间“{work}”时未满 {ages['work']} 岁"
    if is_before(draft.school_start, work):
        yield "school_start", f"来校时间“{draft.school_start}”早于参加工作时间“{work}”"
    if draft.teach_start and work and months_between(work, draft.teach_start) < -12:
        yield "teach_start", f"从教时间“{draft.teach_start}”比参加工作时间“{work}”早一年以上"
    if draft.political.startswith("中共") and is_younger(draft.birth, draft.party_date, ages["party"]):
        yield "party_date", f"入党时间“{draft.party_date}”时未满 {ages['party']} 岁"


def _education(draft: TeacherDraft) -> Iterator[tuple[str, str]]:
    """V5: the first course comes before the highest, and neither in childhood."""
    youngest = limits()["ages"]["graduate"]
    for key, word in (("first_end", "第一学历"), ("top_end", "最高学历")):
        if is_younger(draft.birth, getattr(draft, key), youngest):
            yield key, f"{word}毕业时间“{getattr(draft, key)}”时未满 {youngest} 岁"
    if is_before(draft.top_end, draft.first_end):
        yield "top_end", f"最高学历毕业时间“{draft.top_end}”早于第一学历毕业时间“{draft.first_end}”"
    if is_lower_education(draft.top_edu, draft.first_edu):
        yield "top_edu", f"最高学历“{draft.top_edu}”低于第一学历“{draft.first_edu}”"


def _title(draft: TeacherDraft) -> Iterator[tuple[str, str]]:
    """V6: obtained, then appointed, and not too young; V7: the grade of the post goes with the title."""
    youngest = limits()["ages"]["senior_title"]
    if is_before(draft.title_appointed, draft.title_obtained):
        yield "title_appointed", f"职称聘任时间“{draft.title_appointed}”早于取得时间“{draft.title_obtained}”"
    if draft.title in SENIOR and is_younger(draft.birth, draft.title_obtained, youngest):
        yield "title_obtained", f"取得{draft.title}时未满 {youngest} 岁"
    if not is_grade_of(draft.title, draft.post_grade):
        yield "post_grade", grade_words(draft.title, draft.post_grade)


def grade_words(title: str, grade: str) -> str:
    """V7 in words."""
    return f"岗位等级“{grade}”与{title}（专业技术{grades_of(title)}级）不一致，高聘、低聘的除外"


def _teaching(draft: TeacherDraft) -> Iterator[tuple[str, str]]:
    """V8: the subject exists in the 学段; V9: the certificate is of this 学段 or of a higher one."""
    for key in ("subject", "subject2"):
        subject = getattr(draft, key)
        stages = limits()["subject_stages"].get(subject)
        if stages and draft.stage in limits()["stage_ranks"] and draft.stage not in stages:
            yield key, f"{draft.stage}一般不开设“{subject}”"
    needed = limits()["stage_ranks"].get(draft.stage)
    rank = limits()["cert_ranks"].get(draft.cert_type)
    if needed and rank and rank < needed:
        yield "cert_type", f"教师资格“{draft.cert_type}”低于任教学段“{draft.stage}”"


def is_younger(birth: str, day: str, years: int) -> bool:
    """Somebody's age in an ISO month is below that many whole years; False while a date is not known to the month."""
    return len(birth) >= 7 and len(day) >= 7 and months_between(birth, day) < years * 12


def is_lower_education(level: str, other: str) -> bool:
    """Both are words of the list of 学历 and the first stands lower there; 其他 has no place."""
    codes = code_lists()["education"]
    known = [word for word in codes.words if word != "其他"]
    return level in known and other in known and codes.order(level) > codes.order(other)

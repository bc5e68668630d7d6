"""Who counts as 教职工 and as 专任教师, by which kind of establishment, and for which 学段 (教师花名册 2.2)."""

import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import Any, Final

from edudesk.base import clock, paths
from edudesk.roster.histories.growing import Exchange
from edudesk.roster.histories.held import holds
from edudesk.roster.histories.teaching import Assignment
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.rules.checking import periods_of
from edudesk.roster.rules.presence import is_present
from edudesk.school.rules.years import term_and_year

TEACHER: Final = "专任教师"
UNKNOWN: Final = "未填"


class Place(StrEnum):
    """Where somebody on exchange is counted."""

    POST = "编制所在校"
    LESSONS = "实际任教校"


class Split(StrEnum):
    """How somebody who teaches in two 学段 is counted in a nine-year school."""

    MAIN = "按主要任教学段"
    PERIODS = "按周课时分摊"


@cache
def _document() -> dict[str, Any]:
    with paths.shipped("forms", "roster", "counting.toml").open("rb") as file:
        return tomllib.load(file)


def category_of(row: TeacherDraft) -> str:
    """教职工类别 somebody is counted under: who is not said to be anything else is 专任教师.

    A leader with lessons is 专任教师, whoever has an administrative post and no lessons is 行政人员.
    """
    said = row.staff_category or TEACHER
    if said == "行政人员" and _teaches(row):
        return TEACHER
    if said == TEACHER and row.admin_post and periods_of(row.weekly_periods) == 0:
        return "行政人员"
    return said


def _teaches(row: TeacherDraft) -> bool:
    return bool(row.subject and (row.classes or periods_of(row.weekly_periods)))


def is_staff(row: TeacherDraft) -> bool:
    """教职工: on the school's payroll on the row's day. 代课, 兼任, 返聘 and people of an agency are not."""
    document = _document()
    return (
        is_present(row)
        and category_of(row) in document["staff"]
        and row.establishment not in document["off_payroll"]
    )


def is_full_time_teacher(row: TeacherDraft) -> bool:
    """专任教师: staff who teach here. Long leave, being lent to another school, and posts without lessons are not."""
    return is_staff(row) and category_of(row) == TEACHER and row.status not in _document()["away"]


def is_counted_here(
    row: TeacherDraft, exchanges: Sequence[Exchange], on: str = "", by: Place = Place.LESSONS
) -> bool:
    """Whether a 专任教师 on exchange is counted at this school. exchanges: of this person; on: ISO day, "" = today.

    Where the lessons are (the ratios of 优质均衡), or where the post is (编制). Who moved with all papers is at the
    other school either way.
    """
    if not is_full_time_teacher(row):
        return False
    day = on or clock.today().isoformat()
    now = [one for one in exchanges if holds(one, day)]
    is_out = any(
        one.direction != "接收" and (by is Place.LESSONS or one.moved_relation == "是") for one in now
    )
    is_guest = any(one.direction == "接收" and one.moved_relation != "是" for one in now)
    return not is_out and not (is_guest and by is Place.POST)


def establishment_group(row: TeacherDraft) -> str:
    """在编, 员额制, 购买服务 or 返聘; 未填 when nothing is said, the word itself when it is the school's own."""
    groups = {word: one["group"] for one in _document()["establishment"] for word in one["words"]}
    return str(groups.get(row.establishment, row.establishment or UNKNOWN))


def stage_shares(
    row: TeacherDraft, assignments: Sequence[Assignment] = (), on: str = "", how: Split = Split.MAIN
) -> dict[str, float]:
    """学段 -> share of one person, 1.0 in all; {} when no 学段 is known.

    assignments: of this person; those of the term of an ISO day ("" = today) count. Without periods the main
    学段 has all.
    """
    term = term_and_year(on or clock.today().isoformat())
    now = [one for one in assignments if (one.school_year, one.term) == term and one.stage]
    if how is Split.PERIODS:
        periods: dict[str, float] = {}
        for one in now:
            periods[one.stage] = periods.get(one.stage, 0.0) + max(periods_of(one.weekly_periods) or 0.0, 0.0)
        if total := sum(periods.values()):
            return {stage: sum_ / total for stage, sum_ in periods.items() if sum_}
    main = next((one.stage for one in now if one.is_main == "是"), "") or row.stage
    return {main: 1.0} if main else {}

"""How many lessons somebody is to listen to, by what they are (TB01, 教学常规检查 1.7)."""

from collections.abc import Container, Sequence

from edudesk.checks.forms.lists import Quota
from edudesk.roster.rows import TeacherRow

GROUP_HEAD, BACKBONE, YOUNG, TEACHER = "教研组长", "骨干教师", "青年教师", "教师"
_DEAN = "教务主任"
_YOUNG_YEARS = 3  # full years of teaching below which schools ask for more [default]


def role_of(teacher: TeacherRow, heads: Container[str], year: int) -> str:
    """What counts for the quota: an office, 教研组长, 骨干教师, 青年教师 or 教师. heads: ids of those who lead a 教研组;
    year: of the check. The highest office counts."""
    post = teacher.admin_post
    for office in ("副校长", "校长"):  # 副校长 holds the word 校长
        if office in post and "助理" not in post:
            return office
    if "教务" in post or "教导" in post or "中层" in post:
        return _DEAN
    if teacher.id in heads or GROUP_HEAD in post:
        return GROUP_HEAD
    if teacher.honour:
        return BACKBONE
    begun = (teacher.teach_start or teacher.work_start)[:4]
    return YOUNG if begun.isdecimal() and year - int(begun) < _YOUNG_YEARS else TEACHER


def quota_of(role: str, quotas: Sequence[Quota]) -> int | None:
    """Lessons due for a role, that of 教师 for one that has none of its own; None without any."""
    by_role = {one.role: one.due for one in quotas}
    return by_role.get(role, by_role.get(TEACHER))

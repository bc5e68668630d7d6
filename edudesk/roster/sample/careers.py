"""What the people of the sample school studied, were and taught: education, titles, posts, classes, honours.

Everything follows from the flat row, so that both say the same; the rest of a career: sample/growing.py.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from edudesk.base.dates import months_later
from edudesk.base.numerals import han
from edudesk.roster.histories.careers import FIRST, LATER, AdminPost, Education, Post, Status, Title
from edudesk.roster.histories.honours import Honour, HonourCheck
from edudesk.roster.histories.teaching import Assignment, HeadTeacher
from edudesk.roster.rows import GONE, TeacherDraft
from edudesk.roster.rules.posts import title_tiers
from edudesk.roster.sample.people import CLASSES_PER_GRADE, GRADES, data, draw, one_of
from edudesk.school.rows.terms import FIRST_TERM, SECOND_TERM

THIS_YEAR: Final = "2026-2027"
_TERMS: Final = (("2025-2026", FIRST_TERM), ("2025-2026", SECOND_TERM), (THIS_YEAR, FIRST_TERM))
_LADDER: Final = ("二级教师", "一级教师", "高级教师", "正高级教师")
_HONOUR_YEARS: Final = 5  # an honour is valid for; older ones of the sample have no end


def education(number: int, one: TeacherDraft) -> Iterator[Education]:
    """The first course, and the later one that brought the highest level."""
    is_upgraded = one.top_edu != one.first_edu
    yield Education(
        kind=FIRST, level=one.first_edu, mode="全日制", school=one.first_school, major=one.first_major,
        degree="学士" if one.first_edu == "本科" else "", is_normal="是",
        started=f"{int(one.first_end[:4]) - (4 if one.first_edu == '本科' else 3)}-09", graduated=one.first_end,
    )  # fmt: skip
    if is_upgraded:
        is_master = one.top_edu == "硕士研究生"
        yield Education(
            kind=LATER, level=one.top_edu, degree="硕士" if is_master else "", school=one.top_school,
            major=one.top_major, graduated=one.top_end, started=f"{int(one.top_end[:4]) - 3}-09",
            mode="全日制" if is_master else one_of(("函授", "自考", "电大/开放"), "mode", number),
        )  # fmt: skip


def titles(number: int, one: TeacherDraft) -> Iterator[Title]:
    """Every title on the way to the present one."""
    if one.title not in _LADDER:
        yield Title(title=one.title, begins=one.work_start, series="中小学教师")
        return
    started, last = int(one.work_start[:4]), int(one.title_obtained[:4])
    for word in _LADDER[: _LADDER.index(one.title)]:
        year = min(started + data()["years_before_title"][word], last - (3 if word == "二级教师" else 2))
        year = max(year, started)
        obtained = f"{year}-08" if word == "二级教师" else f"{year}-12"
        if year == started or (word == _LADDER[0] and one.name in data()["careers"]["with_the_job"]):
            obtained = one.work_start
        yield _title(one, word, obtained, months_later(obtained, 1))
    yield _title(one, one.title, one.title_obtained, one.title_appointed)


def _title(one: TeacherDraft, word: str, obtained: str, appointed: str) -> Title:
    return Title(
        title=word, series="中小学教师", subject=one.subject, obtained=obtained, appointed_from=appointed,
        appoint_state="已聘" if appointed else "待聘",
    )  # fmt: skip


def posts(number: int, one: TeacherDraft) -> Iterator[Post]:
    """The lowest grade of each tier when it was reached, and the present one."""
    if not one.post_grade:
        return
    chain = [title for title in titles(number, one) if title.appointed_from]
    tiers = {tier.title: tier for tier in title_tiers()}
    rows = [(f"专业技术{han(tiers[title.title].grades[-1])}级", title.appointed_from) for title in chain]
    lowest, since = rows.pop()
    if lowest != one.post_grade and int(since[:4]) <= 2021:
        rows.append((lowest, since))
        since = f"{int(since[:4]) + 5}-01"
    rows.append((one.post_grade, since))
    ends = [months_later(then, -1) for (_, _), (_, then) in pairwise(rows)]
    for (grade, begun), end in zip(rows, [*ends, ""], strict=True):
        yield Post(post_class="专业技术", grade=grade, since=begun, ends=end)


def statuses(number: int, one: TeacherDraft) -> Iterator[Status]:
    """How those who are gone went."""
    if one.status in GONE:
        place = one_of(data()["careers"]["neighbours"], "left", number) if one.status == "调出" else ""
        yield Status(status=one.status, since=one.status_date, place=place)


def admin_posts(number: int, one: TeacherDraft) -> Iterator[AdminPost]:
    """The present post, and those before it that are told."""
    careers = data()["careers"]
    for name, kind, post, since, end in careers["earlier_posts"]:
        if name == one.name:
            yield AdminPost(kind=kind, post=post, since=since, ends=end)
    if one.admin_post:
        kinds = careers["post_kinds"]
        kind = next((kinds[word] for word in kinds if one.admin_post.endswith(word)), "其他")
        first = max(int(one.school_start[:4]) + 1, 2016)
        year = careers["post_years"].get(one.name) or first + draw("post since", number, 2026 - first)
        yield AdminPost(kind=kind, post=one.admin_post, since=f"{year}-08")


def assignments(number: int, one: TeacherDraft) -> Iterator[Assignment]:
    """Two school years, a grade lower in the first."""
    if one.status in GONE or not one.subject:
        return
    for school_year, term in _TERMS:
        if int(one.school_start[:4]) > int(school_year[:4]):
            continue
        is_now = school_year == THIS_YEAR
        yield Assignment(
            school_year=school_year, term=term, stage=one.stage, subject=one.subject, is_main="是",
            classes=one.classes if is_now else _a_year_before(one.classes), weekly_periods=one.weekly_periods,
            other_load=one_of(("", "课后服务 2", "课后服务 2、社团 1", "社团 2", ""), "load", number),
        )  # fmt: skip


def _a_year_before(classes: str, years: int = 1) -> str:
    """五（3）（4）班 was 四（3）（4）班; whoever teaches whole grades stays there."""
    if "（" not in classes:
        return classes
    place = (GRADES.index(classes[0]) - years) % len(GRADES)
    return GRADES[place] + classes[1:]


def head_teachers(number: int, one: TeacherDraft, class_name: str) -> Iterator[HeadTeacher]:
    """Term by term for two school years; the years before as one figure, as a school that begins to keep them has it."""
    years = int(one.head_teacher_years or 0)
    for school_year, term in _TERMS:
        if years > 1 or school_year == THIS_YEAR:
            name = class_name if school_year == THIS_YEAR else _a_year_before(class_name)
            yield HeadTeacher(school_year=school_year, term=term, class_name=name)
    if years > 2:
        yield HeadTeacher(years=years - 2, begins="2025-07", remark="此前年限")


def head_classes(teachers: tuple[TeacherDraft, ...]) -> dict[int, str]:
    """Place of each 班主任 -> class: whoever has one class only has that, the others what is left."""
    able = {at: classes_of(one.classes) for at, one in enumerate(teachers) if one.head_teacher == "是"}
    found: dict[int, str] = {}
    while able:
        taken = set(found.values())
        free = {at: [name for name in names if name not in taken] for at, names in able.items()}
        at = min(free, key=lambda at: len(free[at]))
        found[at] = free[at][0]
        del able[at]
    return found


def classes_of(classes: str) -> list[str]:
    """五（3）（4）班 -> 五（3）班, 五（4）班."""
    numbers = [str(number) for number in range(1, CLASSES_PER_GRADE + 1) if f"（{number}）" in classes]
    return [f"{classes[0]}（{number}）班" for number in numbers]


def honours(number: int, one: TeacherDraft) -> Iterator[Honour]:
    """The present honour, and for the higher ones the 教坛新秀 long ago."""
    if not one.honour:
        return
    year = int(one.honour_date[:4])
    if one.honour.endswith(("骨干教师", "学科带头人")):
        early = max(int(one.work_start[:4]) + 6, year - 12)
        yield Honour(
            name="教坛新秀",
            level="县区级",
            subject=one.subject,
            awarded=f"{early}-06",
            ends=f"{early + 5}-05",
        )
    ends = f"{year + _HONOUR_YEARS}-05" if year + _HONOUR_YEARS > 2026 else ""
    yield Honour(
        name=one.honour, level=one.honour_level, subject=one.subject, awarded=one.honour_date, ends=ends,
        doc_no=f"龙教〔{year}〕{10 + draw('honour paper', number, 60)}号",
    )  # fmt: skip


def honour_checks(number: int, one: TeacherDraft) -> Iterator[HonourCheck]:
    """Two yearly checks of whoever holds an honour."""
    for year in (2024, 2025):
        if one.honour and one.honour_date[:4] < str(year):
            yield HonourCheck(name=one.honour, year=str(year), result="合格")


def of_career(number: int, one: TeacherDraft, class_name: str) -> dict[str, list[Any]]:
    """The rows of this module for one person, by key of their kind. class_name: whose 班主任, "" for nobody's."""
    is_present = one.status not in GONE
    found: dict[str, list[Any]] = {
        "education": list(education(number, one)),
        "title": list(titles(number, one)),
        "status": list(statuses(number, one)),
    }
    if is_present:
        found |= {
            "post": list(posts(number, one)),
            "admin_post": list(admin_posts(number, one)),
            "assignment": list(assignments(number, one)),
            "head_teacher": list(head_teachers(number, one, class_name)) if class_name else [],
            "honour": list(honours(number, one)),
            "honour_check": list(honour_checks(number, one)),
        }
    return found

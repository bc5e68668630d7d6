"""A big school for benchmarks: 2,000 teachers with twenty years of dated facts, about 160,000 rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, insert

from edudesk.base import clock
from edudesk.desk import Desk
from edudesk.roster.histories import KIND
from edudesk.roster.histories.careers import FIRST, AdminPost, Education, Post, Status, Title
from edudesk.roster.histories.growing import Exchange, Mentoring, Training
from edudesk.roster.histories.honours import Achievement, Honour
from edudesk.roster.histories.reviews import Review
from edudesk.roster.histories.teaching import Assignment, HeadTeacher
from edudesk.roster.history_tables import TABLES
from edudesk.roster.rows import DATED_FIELDS, TeacherRow
from edudesk.roster.sample import sample_teachers
from edudesk.roster.service import days, keeping
from edudesk.roster.tables import Teacher
from edudesk.store.keys import new_id
from edudesk.store.tables import core

TEACHERS = 2_000
_FIRST, _LAST = 2007, 2026


def fill(desk: Desk) -> int:
    """Put the big school into an empty one; returns the number of dated facts.

    Past the journal, which would take minutes and is not what these figures are about; the flat rows are then
    brought in step as the program would.
    """
    people = sample_teachers()
    many = [replace(people[n % len(people)], id_no="", staff_no=f"{n:05}") for n in range(TEACHERS)]
    desk.teachers.add_many("大学校", many)
    rows: dict[str, list[dict[str, Any]]] = {key: [] for key in KIND}
    teachers = desk.teachers.rows()
    for number, teacher in enumerate(teachers):
        for key, row in _career(number, teacher):
            made = KIND[key].settle(replace(row, teacher_id=teacher.id))
            rows[key].append({**keeping.facts_of(made), "id": new_id(), "version": 1, "deleted_at": ""})
    with desk.store.transaction() as connection:
        for key, found in rows.items():
            if found:
                connection.execute(insert(core(TABLES[key])), found)
        _refresh(connection, teachers)
    return sum(map(len, rows.values()))


def _refresh(connection: Connection, teachers: Sequence[TeacherRow]) -> None:
    then = {row.id: row for row in days.rows_on(connection, teachers, clock.today().isoformat())}
    table = core(Teacher)
    for teacher in teachers:
        values = {key: getattr(then[teacher.id], key) for key in DATED_FIELDS}
        fresh = {key: value for key, value in values.items() if getattr(teacher, key) != value}
        if fresh:
            statement = table.update().where(table.c.id == teacher.id)
            connection.execute(statement.values(**fresh, version=teacher.version + 1))


def _career(number: int, teacher: TeacherRow) -> Iterator[tuple[str, Any]]:
    yield "education", Education(kind=FIRST, level="本科", school="龙城师范大学", graduated=f"{_FIRST}-06")
    if number % 3 == 0:
        yield "education", Education(level="硕士研究生", degree="硕士", graduated="2016-06")
    for year, title, grade in (
        (2008, "二级教师", "专业技术十二级"),
        (2013, "一级教师", "专业技术十级"),
        (2021, "高级教师", "专业技术七级"),
    ):
        yield "title", Title(title=title, obtained=f"{year}-12", appointed_from=f"{year + 1}-01")
        yield "post", Post(post_class="专业技术", grade=grade, since=f"{year + 1}-01")
        yield "post", Post(post_class="专业技术", grade=grade, since=f"{year + 4}-01")
    yield "status", Status(status="在岗", since=f"{_FIRST}-08")
    for year, name in ((2012, "教坛新秀"), (2016, "教学能手"), (2020, "骨干教师")):
        yield "honour", Honour(name=name, awarded=f"{year}-06", ends=f"{year + 5}-06" if year < 2020 else "")
    if number % 4 == 0:
        yield "admin_post", AdminPost(post="教研组长", since="2018-08", ends="2022-07")
        yield "exchange", Exchange(other_school="龙城第二小学", begins="2015-08", ends="2016-07")
        yield "mentoring", Mentoring(mentor="陈晓岚", begins="2008-09", ends="2010-07")
    for year in range(_FIRST, _LAST + 1):
        school_year = f"{year}-{year + 1}"
        for term in ("第一学期", "第二学期"):
            yield (
                "assignment",
                Assignment(
                    school_year=school_year,
                    term=term,
                    subject="数学",
                    classes=f"五（{number % 6 + 1}）班",
                    weekly_periods="12",
                    is_main="是",
                ),
            )
            if number % 3 == 0:
                yield (
                    "head_teacher",
                    HeadTeacher(school_year=school_year, term=term, class_name=f"五（{number % 6 + 1}）班"),
                )
            yield (
                "training",
                Training(
                    project="学科研修",
                    kind="集中",
                    begins=f"{year}-{7 if term == '第一学期' else 11:02d}",
                    credits=12.0,
                ),
            )
            yield "training", Training(project="校本研修", kind="校本", begins=f"{year}-10", credits=6.0)
        yield "annual_review", Review(year=str(year), result="优秀" if (year + number) % 7 == 0 else "合格")
        yield "ethics_review", Review(year=str(year), result="合格")
        if year % 3 == 0:
            yield (
                "achievement",
                Achievement(
                    kind="论文", title="课堂里的数学", level="市级", grade="二等奖", begins=f"{year}-12"
                ),
            )

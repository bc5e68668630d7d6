"""试算: the school as it would be with other teachers and pupils; no data is touched."""

from collections.abc import Mapping
from dataclasses import replace

from edudesk.indicators.rules.inputs import Inputs
from edudesk.roster.reports.facts import Facts
from edudesk.roster.rows import TeacherRow
from edudesk.school.rows.stats import StatsRow


def tried(facts: Facts, stage: str, teachers: Mapping[str, int], pupils: int) -> Facts:
    """The facts with so many more 专任教师 of each main subject and so many more pupils (fewer below 0) in a 学段.

    New teachers have 本科 and a 教师资格 that fits nothing but the count; of those who go, the last of the list go.
    Pupils never fall below 0; a school whose pupils nobody knows stays without.
    """
    rows = list(facts.teachers)
    for subject, number in teachers.items():
        if number >= 0:
            rows += [_made(stage, subject, place) for place in range(number)]
        else:
            of_subject = {row.id for row, _ in Inputs(facts, stage).teachers if row.subject == subject}
            gone = {row.id for row in [row for row in rows if row.id in of_subject][number:]}
            rows = [row for row in rows if row.id not in gone]
    return replace(
        facts, teachers=tuple(rows), stats=_stats(facts, stage, pupils), _held={}, _latest={}, _worked={}
    )


def _made(stage: str, subject: str, place: int) -> TeacherRow:
    return TeacherRow(
        id=f"试算{subject}{place}",
        version=0,
        pinyin="",
        initials="",
        name=f"试算（{subject}）",
        stage=stage,
        subject=subject,
        status="在岗",
        staff_category="专任教师",
        establishment="在编",
        top_edu="本科",
    )


def _stats(facts: Facts, stage: str, pupils: int) -> tuple[StatsRow, ...]:
    known = Inputs(facts, stage).pupils
    if not pupils or known is None:
        return tuple(facts.stats)
    students = max(int(known) + pupils, 0)
    mine = next((row for row in facts.figures if row.stage == stage), None)
    if mine is None:
        made = StatsRow(id="试算", version=0, school_year=facts.school_year, stage=stage, students=students)
        return (*facts.stats, made)
    return tuple(replace(row, students=students) if row.id == mine.id else row for row in facts.stats)

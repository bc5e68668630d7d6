"""What is handed out can be read back: an exported timetable brings nothing new."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.kit.writing import write
from edudesk.school.rows import SchoolDraft
from edudesk.school.rows.terms import DayDraft
from edudesk.sheets.reader import read_workbook
from edudesk.timetable.reports.facts import TimetableFacts
from edudesk.timetable.reports.pages import class_pages, teacher_pages
from edudesk.timetable.reports.tables import of_classes, of_teachers, whole
from edudesk.timetable.rows import BellDraft, LessonRow
from edudesk.timetable.rules.bells import default_bells
from edudesk.timetable.rules.checking import bell_problems
from edudesk.timetable.rules.clashes import clashes
from edudesk.timetable.rules.teaching import Taught
from edudesk.timetable.rules.week import (
    bell_order,
    is_held,
    lessons_now,
    period_at,
    period_for,
    periods_for,
    same_time,
    weekday_of,
)
from edudesk.timetable.sample import sample_lessons
from tests.roster.people import teacher
from tests.tables import each
from tests.timetable.tables import TERM, YEAR, previewed

CLASSES = ("三（1）班", "三（2）班", "四（1）班")
TAUGHT = [
    *(
        Taught(one, one, "语文", frozenset({name}))
        for one, name in zip(("文甲", "文乙", "文丙"), CLASSES, strict=True)
    ),
    *(
        Taught(one, one, subject, frozenset({"三年级", "四年级"}))
        for one, subject in (("舒一", "数学"), ("尹一", "音乐"))
    ),
    Taught("舒二", "舒二", "数学", frozenset({"四（1）班"})),
]


def sample() -> list[LessonRow]:
    drafts = sample_lessons(YEAR, TERM, CLASSES, TAUGHT, {"三（1）班": ("舒一",)})
    return [
        LessonRow(**{key: getattr(one, key) for key in one.__dataclass_fields__}, id=str(at), version=1)
        for at, one in enumerate(drafts)
    ]


def facts(lessons: list[LessonRow]) -> TimetableFacts:
    names = {row.teacher_id: row.teacher_id for row in TAUGHT}
    return TimetableFacts(
        SchoolDraft(name="龙城实验小学"), YEAR, TERM, lessons, (), CLASSES, names, date(2026, 11, 20)
    )


def test_the_sample_teaches_by_the_assignments_and_nobody_twice_at_once() -> None:
    lessons = sample()
    assert clashes(lessons) == []
    assert {row.teacher_id for row in lessons if row.class_name == "四（1）班" and row.subject == "数学"} == {
        "舒二"
    }
    assert {row.teacher_id for row in lessons if row.subject == "阅读" and row.class_name == "三（2）班"} == {
        "文乙"
    }
    assert {row.class_name for row in lessons if row.subject == "班会"} == {"三（1）班"}
    assert len({(row.class_name, row.weekday, row.period) for row in lessons}) == len(lessons)


@pytest.mark.parametrize("paper", [whole, of_classes, of_teachers])
def test_an_exported_timetable_brings_nothing_new(
    paper: Callable[[TimetableFacts, Audience], Report], tmp_path: Path
) -> None:
    lessons = sample()
    written = write(paper(facts(lessons), Audience.INTERNAL), tmp_path / "课表.xlsx")
    preview = previewed(
        read_workbook(written.path),
        lessons,
        teachers=[teacher(row.teacher_id) for row in TAUGHT],
        taught=TAUGHT,
        heads={"三（1）班": ("舒一",)},
    )
    assert (preview.counts["same"], preview.importable) == (len(lessons), ())


BELLS = [
    BellDraft(school_year=YEAR, term=TERM, period=period, place=place, begins=begins, ends=ends)
    for place, (period, begins, ends) in enumerate(
        (("第1节", "08:40", "09:20"), ("第2节", "09:30", "10:10"), ("第3节", "10:40", "11:20")), 1
    )
]


@each(
    ("moment", "period"),
    [("07:00", ""), ("08:32", "第1节"), ("09:20", "第1节"), ("09:22", "第2节"), ("10:20", "第2节"), ("12:00", "")],
)  # fmt: skip
def test_which_period_it_is(moment: str, period: str) -> None:
    assert period_at(BELLS, moment) == period


def of_stage(stage: str, *times: tuple[str, str, str]) -> list[BellDraft]:
    return [
        BellDraft(
            school_year=YEAR, term=TERM, stage=stage, period=period, place=place, begins=begins, ends=ends
        )
        for place, (period, begins, ends) in enumerate(times, 1)
    ]


# a 九年一贯制 school, whose 初中 begins earlier and has a lesson more
BOTH = [
    *of_stage("小学", ("第1节", "08:40", "09:20"), ("第2节", "09:30", "10:10")),
    *of_stage("初中", ("第1节", "08:00", "08:45"), ("第2节", "08:55", "09:40"), ("第3节", "09:50", "10:35")),
]


def lesson(class_name: str, period: str) -> LessonRow:
    return LessonRow(
        school_year=YEAR, term=TERM, class_name=class_name, weekday="周一", period=period, subject="音乐",
        teacher_id="尹一", id=f"{class_name}{period}", version=1,
    )  # fmt: skip


LESSONS = [lesson("三（1）班", "第1节"), lesson("七（1）班", "第2节"), lesson("七（1）班", "第3节")]


@each(
    ("classes", "rows"),
    [
        (["三（1）班"], [("第1节", "08:40—09:20"), ("第2节", "09:30—10:10")]),
        (["七（1）班"], [("第1节", "08:00—08:45"), ("第2节", "08:55—09:40"), ("第3节", "09:50—10:35")]),
        # who teaches in both, and the whole school: no time where it is not the same for all
        (["三（1）班", "七（1）班"], [("第1节", ""), ("第2节", ""), ("第3节", "09:50—10:35")]),
        ([], [("第1节", ""), ("第2节", ""), ("第3节", "09:50—10:35")]),
    ],
)
def test_a_class_has_the_bells_of_its_stage(classes: list[str], rows: list[tuple[str, str]]) -> None:
    assert [(row.period, row.times) for row in periods_for(LESSONS, BOTH, classes)] == rows


@each(
    ("moment", "classes", "period"),
    [
        ("09:25", ["三（1）班"], "第2节"),
        ("09:25", ["七（1）班"], "第2节"),
        ("08:35", ["三（1）班"], "第1节"),
        ("08:48", ["七（1）班"], "第2节"),
        ("08:48", [], ""),  # 第1节 for one, 第2节 for the other
        ("09:25", [], "第2节"),
        ("10:30", [], "第3节"),  # the 小学 is over
    ],
)
def test_which_period_it_is_for_whom(moment: str, classes: list[str], period: str) -> None:
    assert period_for(BOTH, moment, classes) == period


@each(
    ("period", "there", "here", "then"),
    [
        (
            "第1节",
            "三（1）班",
            "七（1）班",
            "第2节",
        ),  # 09:00 is between the two bells, and in the second lesson
        ("第3节", "七（1）班", "三（1）班", ""),  # the 小学 is over
        ("第2节", "七（1）班", "七（2）班", "第2节"),
        ("课后服务", "三（1）班", "七（1）班", "课后服务"),  # no bell: as it was typed
    ],
)
def test_the_same_time_is_another_period_in_the_other_stage(period: str, there: str, here: str, then: str):
    assert same_time(BOTH, period, there, here) == then


def test_at_one_moment_each_class_has_the_lesson_of_its_own_bells() -> None:
    held = [*LESSONS, lesson("三（2）班", "第2节")]
    monday = date(2026, 9, 7)
    now = lessons_now(held, monday, None, (), BOTH, "09:00")
    assert [(one.class_name, one.period) for one in now] == [("三（1）班", "第1节"), ("七（1）班", "第2节")]
    assert lessons_now(held, date(2026, 9, 8), None, (), BOTH, "09:00") == []


def test_a_school_of_two_stages_begins_with_bells_for_each() -> None:
    both = default_bells("九年一贯制", YEAR, TERM)
    assert [(one.stage, one.period, one.begins) for one in both if one.place == 2] == [
        ("小学", "第1节", "08:40"),
        ("初中", "第1节", "08:30"),
    ]
    assert {one.stage for one in default_bells("完全中学", YEAR, TERM)} == {""}  # both ring alike
    assert [one.stage for one in sorted(both, key=bell_order)] == [one.stage for one in both]
    assert bell_problems(replace(both[0], stage="小学部"), ())[0].key == "stage"


def test_a_page_of_a_class_has_the_times_of_its_stage() -> None:
    told = replace(facts(LESSONS), bells=BOTH, classes=("三（1）班", "七（1）班"))
    book = class_pages(told, Audience.INTERNAL)
    labels = {form.name: [row.cells[0].text for row in form.rows[1:]] for form in book.forms}
    assert labels == {
        "三（1）班": ["第1节\n08:40—09:20"],
        "七（1）班": ["第2节\n08:55—09:40", "第3节\n09:50—10:35"],
    }
    (shared,) = teacher_pages(told, Audience.INTERNAL).forms
    assert [row.cells[0].text for row in shared.rows[1:]] == ["第1节", "第2节", "第3节\n09:50—10:35"]


def test_a_made_up_day_has_the_lessons_of_the_day_it_follows() -> None:
    days = [
        DayDraft(day="2026-10-01", kind="放假", name="国庆节"),
        DayDraft(day="2026-10-10", kind="上课（调休）", name="调休", follows="周四"),
    ]
    found = [weekday_of(date(2026, 10, day), days) for day in (1, 10, 12)]
    assert found == ["", "周四", "周一"]


def test_odd_and_even_weeks() -> None:
    odd = LessonRow(
        school_year=YEAR, term=TERM, class_name="三（1）班", weekday="周一", period="第1节", weeks="单周",
        subject="音乐", id="1", version=1,
    )  # fmt: skip
    assert [is_held(odd, week) for week in (1, 2, 3, None)] == [True, False, True, True]

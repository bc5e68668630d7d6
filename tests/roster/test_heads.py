"""班主任 of a term, as the page of classes shows and sets them."""

from collections.abc import Callable

import pytest

from edudesk.base import clock
from edudesk.roster.histories.teaching import HeadTeacher
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService, days
from edudesk.roster.service.heads import HeadService
from edudesk.roster.service.histories import HistoryService
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.roster.people import dated

YEAR, FIRST, SECOND = "2026-2027", "第一学期", "第二学期"


@pytest.fixture
def teachers(context: Context, stopped_clock: object) -> TeacherService:
    assert clock.today().isoformat() == "2026-11-20"
    return TeacherService(context)


@pytest.fixture
def heads(context: Context) -> HeadService:
    return HeadService(context)


def add(teachers: TeacherService, name: str, **facts: str) -> str:
    return teachers.add(TeacherDraft(name=name, **facts)).id


def test_a_head_teacher_is_set_and_another_takes_the_place(
    teachers: TeacherService, heads: HeadService, context: Context
) -> None:
    li, zhou = add(teachers, "李静"), add(teachers, "周敏华")
    heads.put(YEAR, FIRST, {"四（2）班": [li], "五（3）班": [zhou]})
    assert heads.of(YEAR, FIRST) == {"四（2）班": (li,), "五（3）班": (zhou,)}
    assert teachers.get(li).head_teacher == "是"
    assert Timeline(context).entries()[0].title == "登记班主任 2026-2027学年第一学期 四（2）班、五（3）班"
    heads.put(YEAR, FIRST, {"四（2）班": [zhou]})
    assert heads.of(YEAR, FIRST) == {"四（2）班": (zhou,), "五（3）班": (zhou,)}
    assert teachers.get(li).head_teacher == ""
    Timeline(context).undo()
    assert heads.of(YEAR, FIRST)["四（2）班"] == (li,)
    assert teachers.get(li).head_teacher == "是"


def test_the_same_head_teacher_again_leaves_no_entry(
    teachers: TeacherService, heads: HeadService, context: Context
) -> None:
    li = add(teachers, "李静")
    heads.put(YEAR, FIRST, {"四（2）班": [li]})
    before = context.head().seq
    heads.put(YEAR, FIRST, {"四（2）班": [li]})
    assert context.head().seq == before


def test_the_second_term_keeps_the_first_ones_until_told(
    teachers: TeacherService, heads: HeadService
) -> None:
    li, zhou = add(teachers, "李静"), add(teachers, "周敏华")
    heads.put(YEAR, FIRST, {"四（2）班": [li]})
    assert heads.of(YEAR, SECOND) == {"四（2）班": (li,)}
    heads.put(YEAR, SECOND, {"四（2）班": [zhou]})
    assert heads.of(YEAR, SECOND) == {"四（2）班": (zhou,)}
    assert heads.of(YEAR, FIRST) == {"四（2）班": (li,)}


def test_who_hands_a_class_over_for_the_second_term_is_班主任_no_longer(
    teachers: TeacherService, heads: HeadService, context: Context, stopped_clock: Callable[[str], None]
) -> None:
    li, zhou = add(teachers, "李静"), add(teachers, "周敏华")
    heads.put(YEAR, FIRST, {"四（2）班": [li]})
    stopped_clock("2027-03-10 08:30")
    heads.put(YEAR, SECOND, {"四（2）班": [zhou]})
    assert (teachers.get(li).head_teacher, teachers.get(zhou).head_teacher) == ("", "是")
    assert (teachers.get(li).head_teacher_years, teachers.get(zhou).head_teacher_years) == ("1", "1")
    agreed(teachers, context)
    heads.put(YEAR, SECOND, {"四（2）班": []})
    assert (heads.of(YEAR, SECOND), heads.of(YEAR, FIRST)) == ({}, {"四（2）班": (li,)})
    assert teachers.get(zhou).head_teacher == ""
    Timeline(context).undo()
    Timeline(context).undo()
    assert heads.of(YEAR, SECOND) == {"四（2）班": (li,)}
    assert teachers.get(li).head_teacher == "是"
    agreed(teachers, context)


def test_who_is_entered_for_the_second_term_in_any_way_takes_the_class_over(
    teachers: TeacherService, heads: HeadService, context: Context, stopped_clock: Callable[[str], None]
) -> None:
    """In the file of a teacher, as in an import: the same rule as on the page of classes."""
    li, zhou = add(teachers, "李静"), add(teachers, "周敏华")
    histories = HistoryService(context)
    heads.put(YEAR, FIRST, {"四（2）班": [li], "五（3）班": [li]})
    stopped_clock("2027-03-10 08:30")
    row = HeadTeacher(teacher_id=zhou, school_year=YEAR, term=SECOND, class_name="四（2）班")
    made = histories.add("head_teacher", row)
    assert heads.of(YEAR, SECOND) == {"四（2）班": (zhou,), "五（3）班": (li,)}
    assert (teachers.get(li).head_teacher, teachers.get(zhou).head_teacher) == ("是", "是")
    agreed(teachers, context)
    histories.change("head_teacher", made, {"class_name": "五（3）班"})
    assert heads.of(YEAR, SECOND) == {"五（3）班": (zhou,)}
    assert teachers.get(li).head_teacher == ""
    agreed(teachers, context)
    Timeline(context).undo()
    Timeline(context).undo()
    assert heads.of(YEAR, SECOND) == {"四（2）班": (li,), "五（3）班": (li,)}
    agreed(teachers, context)


def test_of_two_one_goes_on_alone(
    teachers: TeacherService, heads: HeadService, context: Context, stopped_clock: Callable[[str], None]
) -> None:
    li, zhou = add(teachers, "李静"), add(teachers, "周敏华")
    heads.put(YEAR, FIRST, {"四（2）班": [li, zhou]})
    stopped_clock("2027-03-10 08:30")
    heads.put(YEAR, SECOND, {"四（2）班": [li, zhou]})
    heads.put(YEAR, SECOND, {"四（2）班": [zhou]})
    assert heads.of(YEAR, SECOND) == {"四（2）班": (zhou,)}
    assert [teachers.get(one).head_teacher for one in (li, zhou)] == ["", "是"]
    agreed(teachers, context)


def test_who_goes_on_is_entered_beside_the_new_one(
    teachers: TeacherService, heads: HeadService, context: Context, stopped_clock: Callable[[str], None]
) -> None:
    li, zhou = add(teachers, "李静"), add(teachers, "周敏华")
    histories = HistoryService(context)
    heads.put(YEAR, FIRST, {"四（2）班": [li]})
    stopped_clock("2027-03-10 08:30")
    both = [
        HeadTeacher(teacher_id=one, school_year=YEAR, term=SECOND, class_name="四（2）班")
        for one in (zhou, li)
    ]
    histories.add_many("班主任", "head_teacher", both)
    assert set(heads.of(YEAR, SECOND)["四（2）班"]) == {li, zhou}
    assert [row.ends for row in histories.of(li)["head_teacher"]] == ["", ""]
    agreed(teachers, context)


def test_the_first_term_entered_after_the_second_is_over(
    teachers: TeacherService, heads: HeadService, context: Context, stopped_clock: Callable[[str], None]
) -> None:
    li, zhou = add(teachers, "李静"), add(teachers, "周敏华")
    histories = HistoryService(context)
    stopped_clock("2027-03-10 08:30")
    for one, term in ((zhou, SECOND), (li, FIRST)):
        row = HeadTeacher(teacher_id=one, school_year=YEAR, term=term, class_name="四（2）班")
        histories.add("head_teacher", row)
    assert (heads.of(YEAR, FIRST), heads.of(YEAR, SECOND)) == ({"四（2）班": (li,)}, {"四（2）班": (zhou,)})
    assert teachers.get(li).head_teacher == ""
    agreed(teachers, context)


def test_the_second_term_is_cleared(
    teachers: TeacherService, heads: HeadService, context: Context, stopped_clock: Callable[[str], None]
) -> None:
    li, zhou = add(teachers, "李静"), add(teachers, "周敏华")
    heads.put(YEAR, FIRST, {"四（2）班": [li]})
    stopped_clock("2027-03-10 08:30")
    heads.put(YEAR, SECOND, {"四（2）班": []})
    assert (heads.of(YEAR, SECOND), teachers.get(li).head_teacher) == ({}, "")
    heads.put(YEAR, SECOND, {"四（2）班": [li]})
    assert (heads.of(YEAR, SECOND), teachers.get(li).head_teacher) == ({"四（2）班": (li,)}, "是")
    heads.put(YEAR, FIRST, {"四（2）班": [zhou]})
    assert [teachers.get(one).head_teacher for one in (li, zhou)] == ["是", ""]
    assert [teachers.get(one).head_teacher_years for one in (li, zhou)] == ["1", "1"]
    agreed(teachers, context)


def agreed(teachers: TeacherService, context: Context) -> None:
    """The flat rows are the same as of today."""
    rows = teachers.rows()
    with context.store.transaction() as connection:
        then = days.rows_on(connection, rows, clock.today().isoformat())
    assert [dated(row) for row in rows] == [dated(row) for row in then]


def test_what_the_roster_tells_counts_until_it_is_put_right(
    teachers: TeacherService, heads: HeadService, context: Context
) -> None:
    li = add(teachers, "李静", classes="四（2）班", head_teacher="是", head_teacher_years="5")
    add(teachers, "沈婷", classes="一（1）（2）班", head_teacher="是")  # of which class nobody can tell
    zhou = add(teachers, "周敏华")
    assert heads.of(YEAR, FIRST)["四（2）班"] == (li,)
    assert heads.of("2025-2026", FIRST) == {}
    heads.put(YEAR, FIRST, {"四（2）班": [zhou]})
    assert heads.of(YEAR, FIRST)["四（2）班"] == (zhou,)
    assert teachers.get(li).head_teacher == ""
    Timeline(context).undo()
    heads.put(YEAR, FIRST, {"四（2）班": [li]})
    rows = HistoryService(context).of(li)["head_teacher"]
    assert sorted((row.class_name, row.years) for row in rows) == [("", 4), ("四（2）班", None)]
    assert teachers.get(li).head_teacher_years == "5"


def test_a_class_may_have_nobody(teachers: TeacherService, heads: HeadService) -> None:
    li = add(teachers, "李静")
    heads.put(YEAR, FIRST, {"四（2）班": [li]})
    heads.put(YEAR, FIRST, {"四（2）班": []})
    assert heads.of(YEAR, FIRST) == {}
    assert teachers.get(li).head_teacher == ""


def test_a_fact_entered_in_the_file_of_a_teacher_is_seen(
    teachers: TeacherService, heads: HeadService, context: Context
) -> None:
    li = add(teachers, "李静")
    row = HeadTeacher(teacher_id=li, school_year=YEAR, term=SECOND, class_name="四（2）班")
    HistoryService(context).add("head_teacher", row)
    assert heads.of(YEAR, SECOND) == {"四（2）班": (li,)}
    assert heads.of(YEAR, FIRST) == {}

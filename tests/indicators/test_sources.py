"""The figures that the plans and programmes tell of schools (教师花名册 3.5), and every id of the specification."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.indicators.rows.values import Result, Verdict
from edudesk.indicators.rules.catalogue import indicators
from edudesk.indicators.rules.doings import Doings
from edudesk.indicators.rules.judging import results
from edudesk.roster.histories.growing import Exchange, Training
from edudesk.roster.histories.honours import Honour
from edudesk.roster.rows import TeacherRow
from tests.indicators.schools import figures, people, school, stats


def spread(one: Result) -> dict[str, Fraction]:
    return {part.word: part.number for part in one.figure.parts}


def test_every_id_of_the_specification_is_there() -> None:
    wanted = {
        f"{letter}{n}"
        for letter, last in (("Q", 7), ("P", 11), ("C", 4), ("E", 22))
        for n in range(1, last + 1)
    }
    wanted |= {*(f"J{n}" for n in range(1, 15)), *(f"X{n}" for n in range(1, 8))}
    assert set(indicators()) == wanted


def test_the_teachers_of_the_second_plan() -> None:
    """90 staff, 学历达标 100 %, 大专以上 88 %."""
    rows = [*people(9, top_edu="中专"), *people(2, 9, top_edu="高中"), *people(79, 11, top_edu="专科")]
    told = spread(figures(school(rows, stats(students=1350)))["E2"])
    assert round(float(told["专科及以上"] / 90), 2) == 0.88
    assert told["本科及以上"] == told["研究生"] == 0


def test_the_teachers_of_the_fourth_plan() -> None:
    """75 staff: 高级 9, 一级 33; 本科 and 研究生 68; mean age 45."""
    rows = [
        *people(9, 0, title="高级教师", top_edu="硕士研究生", birth="1971-01-01"),
        *people(33, 9, title="一级教师", top_edu="本科", birth="1976-01-01"),
        *people(26, 42, title="二级教师", top_edu="本科", birth="1986-01-01"),
        *people(7, 68, title="二级教师", top_edu="专科", birth="1996-06-01"),
    ]
    one = figures(school(rows, stats(students=1290, classes=30)))
    assert (spread(one["E9"])["高级教师"], spread(one["E9"])["一级教师"]) == (9, 33)
    assert one["E2"].figure.numerator == 68
    assert spread(one["E2"])["研究生"] == 9
    ages = spread(one["E8"])
    assert one["E8"].value == Fraction(9 * 55 + 33 * 50 + 26 * 40 + 7 * 30, 75)
    assert round(float(one["E8"].value or 0)) == 45
    # bands of the plan and bands of the statistics each hold everybody
    assert sum(ages[word] for word in ("35岁及以下", "36—45岁", "46—55岁", "56岁及以上")) == 75
    assert (ages["50—54岁"], ages["55—59岁"], ages["60岁及以上"]) == (33, 9, 0)


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [(3, 2, Verdict.MET), (3, 3, Verdict.MISSED), (0, 0, Verdict.MET), (0, 1, Verdict.MISSED)],
)
def test_bought_services_fall_from_year_to_year(before: int, now: int, verdict: Verdict) -> None:
    def rows(number: int) -> list[TeacherRow]:
        return [*people(5, establishment="在编"), *people(number, 5, establishment="劳务派遣")]

    facts = school(rows(now), stats(students=100))
    told = next(
        one for one in results(facts, doings=Doings(year_ago=rows(before))) if one.indicator.id == "P8"
    )
    assert (told.value, told.verdict) == (now, verdict)
    assert spread(told) == {"一年前": before, "现在": now}


def test_nothing_is_asked_of_bought_services_where_it_cannot_be_said() -> None:
    rows = people(2, establishment="劳务派遣", stage="高中")
    assert figures(school(rows))["P8"].verdict is Verdict.REPORTED, "nobody knows how many there were"
    high = school(rows, kind="高中")
    told = {one.indicator.id: one for one in results(high, doings=Doings(year_ago=rows))}
    assert told["P8"].verdict is Verdict.REPORTED


def test_posts_that_are_overfilled_are_told_below_0() -> None:
    rows = [
        *people(3, post_grade="专业技术七级", title="高级教师"),
        *people(1, 3, post_grade="专业技术十级", title="一级教师"),
    ]
    told = spread(figures(school(rows, stats(posts_senior=2, posts_middle=4)))["E10"])
    vacant = {word: number for word, number in told.items() if word.endswith("岗位空余")}
    assert sorted(vacant.values()) == [-1, 3]


def test_who_has_no_lessons_is_named() -> None:
    rows = [*people(1, weekly_periods="0"), *people(1, 1, weekly_periods="14")]
    assert figures(school(rows))["P9"].figure.notes == ("没有课时的专任教师：师0。",)


# what comes later


later = st.tuples(
    st.integers(0, 4), st.dates(date(2026, 9, 2), date(2030, 1, 1)).map(str), st.sampled_from(["honour", "exchange", "training"])
)  # fmt: skip


@given(st.lists(later, max_size=8))
def test_facts_that_begin_later_change_no_figure_of_a_day(told: list[tuple[int, str, str]]) -> None:
    rows = people(5, top_edu="本科", school_start="2010-08", title="一级教师")
    made: dict[str, Callable[[TeacherRow, str], Any]] = {
        "honour": lambda row, on: Honour(
            id=on, teacher_id=row.id, name="市骨干教师", level="市级", begins=on
        ),
        "exchange": lambda row, on: Exchange(id=on, teacher_id=row.id, direction="派出", begins=on[:7]),
        "training": lambda row, on: Training(
            id=on, teacher_id=row.id, project="研修", credits=90.0, layer="中级", begins=on[:7]
        ),
    }
    ledger: dict[str, list[Any]] = {}
    for number, on, key in told:
        if on[:7] > "2026-09":
            ledger.setdefault(key, []).append((rows[number], made[key](rows[number], on)))
    before, after = (figures(school(rows, stats(students=100), ledger=held)) for held in ({}, ledger))
    assert {key: (one.value, one.verdict) for key, one in before.items()} == {
        key: (one.value, one.verdict) for key, one in after.items()
    }

"""School years, terms and weeks, and what keeps a school from being saved."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.errors import FieldProblem
from edudesk.school import rules
from edudesk.school.rows import COLUMNS, FIELDS, STAGES, SchoolDraft
from edudesk.school.rules.terms import week_of
from tests.tables import each

LONGCHENG = SchoolDraft(
    name="龙城实验小学", code="9901990001", stage="小学", school_year="2026-2027", term_start="2026-08-31"
)


def test_the_school_year_turns_on_the_first_of_august() -> None:
    assert rules.school_year_of(date(2026, 7, 31)) == "2025-2026"
    assert rules.school_year_of(date(2026, 8, 1)) == "2026-2027"
    assert rules.printed_year("2026-2027") == "2026—2027"


@each(
    "typed",
    ["2026—2027", "2026-2027", "2026–27", " 2026～2027 ".replace("～", "~"), "2026至2027学年", "2026学年", "2026年度",
     "2026/2027学年度", "2026"],
)  # fmt: skip
def test_a_school_year_is_read_as_offices_write_it(typed: str) -> None:
    expected = None if typed == "2026年度" else "2026-2027"  # a calendar year
    assert rules.read_school_year(typed) == expected


@each("typed", ["", "2026—2028", "26—27", "2026—25", "1900—1901", "明年", "2027—2026"])
def test_what_is_no_school_year_is_none(typed: str) -> None:
    assert rules.read_school_year(typed) is None


@given(st.dates(date(1980, 8, 1), date(2100, 7, 31)))
def test_the_year_of_a_day_reads_back(day: date) -> None:
    assert rules.read_school_year(rules.school_year_of(day)) == rules.school_year_of(day)


@each(("month", "term"), [(8, "第一学期"), (1, "第一学期"), (2, "第二学期"), (7, "第二学期")])
def test_terms(month: int, term: str) -> None:
    assert rules.term_of(date(2027, month, 15)) == term


@each(
    ("day", "week"),
    [
        ("2026-09-02", 1),  # school begins on this Wednesday
        ("2026-08-31", 1),  # the Monday of that week
        ("2026-08-30", None),
        ("2026-09-06", 1),
        ("2026-09-07", 2),
        ("2026-11-20", 12),
        ("2027-02-21", 25),
        ("2027-02-22", None),
    ],
)
def test_weeks_run_from_monday_and_the_first_holds_the_first_day(day: str, week: int | None) -> None:
    assert week_of(date.fromisoformat(day), "2026-09-02") == week


def test_no_week_without_a_first_day() -> None:
    assert week_of(date(2026, 11, 20), "") is None
    assert week_of(date(2026, 11, 20), "2026-09") is None


@given(st.dates(date(2026, 8, 1), date(2027, 1, 31)), st.integers(0, 170))
def test_weeks_only_grow_by_one_every_monday(start: date, later: int) -> None:
    day = start + timedelta(days=later)
    week, next_week = (week_of(one, start.isoformat()) for one in (day, day + timedelta(days=1)))
    if week and next_week:
        assert next_week - week == ((day + timedelta(days=1)).weekday() == 0)


def test_every_problem_is_told_at_once_beside_its_field() -> None:
    bad = SchoolDraft(name=" ", code="123", stage="", school_year="明年", term_start="9月1日")
    found = rules.problems(bad)
    assert [problem.key for problem in found] == ["name", "stage", "school_year", "code", "term_start"]
    assert "现在是 3 位" in found[3].text
    assert all(problem.text.endswith("。") for problem in found)
    assert rules.problems(LONGCHENG) == ()


def test_a_date_that_does_not_exist_is_a_problem() -> None:
    bad = SchoolDraft(name="一小", stage="小学", school_year="2026", term_start="2026-02-30")
    assert [problem.key for problem in rules.problems(bad)] == ["term_start"]


def test_status_line() -> None:
    assert rules.status_words(LONGCHENG, date(2026, 11, 20)) == "2026—2027学年 第一学期 第 12 周"
    assert rules.status_words(LONGCHENG, date(2027, 8, 2)) == "2026—2027学年"


def test_every_fact_of_a_school_has_a_column() -> None:
    assert [column.key for column in COLUMNS] == list(FIELDS)
    assert STAGES.read("小学").value == "小学"
    assert STAGES.read("大学").value == ""


@pytest.mark.parametrize(
    ("key", "typed", "told"),
    [
        ("postcode", "x", "邮政编码应为 6 位数字。"),
        ("founded", "1800", "建校年份“1800”早于 1840 年，请核对。"),
        ("founded", "2030", "建校年份“2030”在今年之后，请核对。"),
        ("founded", "民国", "建校年份一般写成 1956 这样的四位数字。"),
        ("school_year", "2030-2031", "按今天的日期，现在是 2026-2027学年，请核对。"),
    ],
)
def test_what_is_odd_is_doubted_beside_its_field(
    key: str, typed: str, told: str, stopped_clock: object
) -> None:
    assert rules.doubts(replace(LONGCHENG, **{key: typed})) == (FieldProblem(key, told),)
    assert rules.problems(replace(LONGCHENG, **{key: typed})) == ()


def test_last_year_and_next_year_are_not_odd(stopped_clock: object) -> None:
    for year in ("2025-2026", "2026-2027", "2027-2028"):
        assert rules.doubts(replace(LONGCHENG, school_year=year, founded="1875年")) == ()

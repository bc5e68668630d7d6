"""Terms and their weeks, the calendar of a term, and the holidays that are proposed for it."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.school import rules
from edudesk.school.rows import SchoolDraft
from edudesk.school.rows.terms import DayDraft, TermDraft
from edudesk.school.rules.calendar import calendar_weeks
from edudesk.school.rules.feasts import statutory_days
from edudesk.school.rules.holidays import proposed_days, unsettled_words
from edudesk.school.rules.terms import (
    day_problems,
    term_nearest,
    term_of_year,
    term_problems,
    week_in,
    week_of,
)
from edudesk.school.sample import sample_days, sample_terms
from tests.tables import each

AUTUMN = TermDraft(school_year="2026-2027", term="第一学期", start="2026-08-31", end="2027-01-29")
SPRING = TermDraft(school_year="2026-2027", term="第二学期", start="2027-02-22", end="2027-06-30")
TERMS = (AUTUMN, SPRING)
SCHOOL = SchoolDraft(name="龙城实验小学", stage="小学", school_year="2026-2027", term_start="2026-09-07")


def keys(problems: tuple[object, ...]) -> list[str]:
    return [problem.key for problem in problems]  # type: ignore[attr-defined]


# weeks


@each(
    ("day", "words"),
    [
        ("2026-11-20", "2026—2027学年 第一学期 第 12 周"),
        ("2027-01-31", "2026—2027学年 第一学期 第 22 周"),  # the Sunday after the last day
        ("2027-02-01", "2026—2027学年"),  # winter holidays
        ("2027-02-22", "2026—2027学年 第二学期 第 1 周"),
        ("2027-08-10", "2026—2027学年"),
    ],
)
def test_status_line_tells_the_term_that_holds_the_day(day: str, words: str) -> None:
    assert rules.status_words(SCHOOL, date.fromisoformat(day), TERMS) == words


def test_status_line_of_a_file_without_terms_counts_from_the_schools_first_day() -> None:
    assert rules.status_words(SCHOOL, date(2026, 11, 20)) == "2026—2027学年 第一学期 第 11 周"
    other_year = (TermDraft(school_year="2025-2026", term="第一学期", start="2025-09-01", end="2026-02-06"),)
    assert rules.status_words(SCHOOL, date(2026, 11, 20), other_year).endswith("第 11 周")


def test_weeks_count_from_the_first_teaching_week() -> None:
    late = TermDraft(**{**_facts(AUTUMN), "start": "2026-08-27", "first_week": "2026-09-02"})
    assert week_in(late, date(2026, 8, 28)) is None  # preparations
    assert week_in(late, date(2026, 8, 31)) == 1
    assert calendar_weeks(late)[0].number is None
    assert calendar_weeks(late)[1].number == 1


@given(st.dates(date(2026, 8, 31), date(2027, 1, 31)))
def test_every_day_of_a_term_lies_in_the_week_of_its_calendar(day: date) -> None:
    week = next(week for week in calendar_weeks(AUTUMN) if day in [one.day for one in week.days])
    assert week.number == week_in(AUTUMN, day) == week_of(day, AUTUMN.start)


@pytest.mark.parametrize(
    ("day", "start"),
    [("2026-08-15", "2026-08-31"), ("2027-02-10", "2027-02-22"), ("2027-07-15", "2027-02-22")],
)
def test_in_the_holidays_the_next_term_is_meant(day: str, start: str) -> None:
    term = term_nearest(date.fromisoformat(day), TERMS)
    assert term is not None
    assert term.start == start
    assert term_nearest(date.fromisoformat(day), ()) is None


@each(
    ("year", "day", "terms", "meant"),
    [
        ("2026-2027", "2026-11-20", TERMS, "第一学期"),
        ("2026-2027", "2027-02-10", TERMS, "第二学期"),  # about to begin
        ("2026-2027", "2027-07-20", TERMS, "第二学期"),
        ("2026-2027", "2026-11-20", (), "第一学期"),
        ("2026-2027", "2027-03-20", (), "第二学期"),
        ("2025-2026", "2026-11-20", TERMS, "第二学期"),
        ("2027-2028", "2026-11-20", TERMS, "第一学期"),
    ],
)
def test_of_a_school_year_the_half_nearest_to_today_is_meant(
    year: str, day: str, terms: tuple[TermDraft, ...], meant: str
) -> None:
    assert term_of_year(year, date.fromisoformat(day), terms) == meant


# what is wrong with a term or a day


def _facts(term: TermDraft) -> dict[str, str]:
    return {name: getattr(term, name) for name in TermDraft.__dataclass_fields__}


@each(
    ("changed", "key"),
    [
        ({"school_year": "明年"}, "school_year"),
        ({"term": "第三学期"}, "term"),
        ({"start": "2026-08"}, "start"),
        ({"end": ""}, "end"),
        ({"end": "2026-08-31"}, "end"),
        ({"end": "2027-06-30"}, "end"),  # ten months
        ({"first_week": "2026-08-20"}, "first_week"),
        ({"first_week": "九月"}, "first_week"),
    ],
)
def test_a_term_that_cannot_be(changed: dict[str, str], key: str) -> None:
    assert term_problems(AUTUMN) == ()
    assert keys(term_problems(TermDraft(**{**_facts(AUTUMN), **changed}))) == [key]


def test_two_terms_do_not_overlap_and_none_is_there_twice() -> None:
    assert term_problems(SPRING, [AUTUMN]) == ()
    (twice,) = term_problems(AUTUMN, [AUTUMN])
    assert twice.text == "2026-2027学年已经有第一学期。"
    (over,) = term_problems(TermDraft(**{**_facts(SPRING), "start": "2027-01-29"}), [AUTUMN])
    assert (over.key, over.text) == ("start", "日期与2026-2027学年第一学期重叠。")


def test_a_day_is_free_or_worked_but_may_have_events_besides() -> None:
    off = DayDraft(day="2026-10-01", kind="放假", name="国庆节")
    assert day_problems(off) == ()
    (taken,) = day_problems(DayDraft(day="2026-10-01", kind="上课（调休）", name="补课"), [off])
    assert taken.text == "这一天已经是“国庆节”（放假）。"
    event = DayDraft(day="2026-10-01", kind="活动", name="升旗仪式")
    assert day_problems(event, [off]) == ()
    assert keys(day_problems(event, [event])) == ["name"]
    wrong = DayDraft(day="10月1日", kind="休", name="", follows="周二")
    assert keys(day_problems(wrong)) == ["day", "kind", "name", "follows"]


# the calendar


def test_the_calendar_shows_holidays_working_days_and_events() -> None:
    weeks = calendar_weeks(AUTUMN, sample_days())
    days = {day.day.isoformat(): day for week in weeks for day in week.days}
    assert len(weeks) == 22
    assert (days["2026-10-01"].is_off, days["2026-10-01"].names) == (True, ("国庆节",))
    assert (days["2026-10-10"].is_off, days["2026-10-10"].is_changed) == (False, True)  # a Saturday
    assert days["2026-10-11"].is_off
    assert not days["2026-10-29"].is_changed  # 运动会
    assert (days["2027-01-29"].is_inside, days["2027-01-30"].is_inside) == (True, False)
    assert weeks[2].remarks == ("9月20日上课（按周二）",)
    assert weeks[8].remarks == ("10月29—30日秋季运动会",)


@given(st.integers(0, 3).map(lambda at: sample_terms()[at]))
def test_a_calendar_has_every_day_of_the_term_once(term: TermDraft) -> None:
    days = [day.day for week in calendar_weeks(term) for day in week.days]
    assert {later - day for day, later in pairwise(days)} == {timedelta(1)}
    assert days[0].weekday() == 0
    assert {date.fromisoformat(term.start), date.fromisoformat(term.end)} <= set(days)


# holidays


def test_published_holidays_are_proposed() -> None:
    found = proposed_days(AUTUMN)
    told = {day.day: (day.kind, day.name) for day in found.days}
    assert told["2026-09-20"] == ("上课（调休）", "国庆节调休")
    assert told["2026-09-25"] == ("放假", "中秋节")
    assert [
        day for day, (kind, _) in told.items() if kind == "放假" and day > "2026-09-30" and day < "2027"
    ] == [f"2026-10-0{number}" for number in range(1, 8)]
    assert all(day_problems(day) == () for day in found.days)
    assert all(day.follows == "" for day in found.days)


def test_what_the_calendar_has_is_not_proposed_again() -> None:
    there = [
        DayDraft(day="2026-10-01", kind="放假", name="国庆"),
        DayDraft(day="2026-10-02", kind="活动", name="值班"),
    ]
    days = [day.day for day in proposed_days(AUTUMN, there).days]
    assert "2026-10-01" not in days
    assert "2026-10-02" in days


def test_of_an_unpublished_year_the_days_off_by_law_are_proposed() -> None:
    found = proposed_days(AUTUMN)
    (new_year,) = [day for day in found.days if day.day >= "2027"]
    assert (new_year.day, new_year.kind, new_year.name) == ("2027-01-01", "放假", "元旦")
    assert new_year.remark == "按法定节日推算，调休未公布"
    assert {day.remark for day in found.days if day.day < "2027"} == {""}
    assert found.remark == "2027 年的放假安排本程序还不知道，法定节日是推算的，请在公布后核对。"
    assert [(day.day, day.name) for day in proposed_days(SPRING).days] == [
        ("2027-04-05", "清明节"),
        ("2027-05-01", "劳动节"),
        ("2027-05-02", "劳动节"),
        ("2027-06-09", "端午节"),
    ]
    assert proposed_days(sample_terms()[0]).remark == ""


def test_a_feast_on_a_feast_is_one_day_with_both_names() -> None:
    assert statutory_days(2031)[date(2031, 10, 1)] == "国庆节、中秋节"
    assert len(statutory_days(2031)) == len(statutory_days(2027)) - 1 == 12


def test_beyond_the_lunar_table_the_fixed_days_remain() -> None:
    far = TermDraft(school_year="2098-2099", term="第一学期", start="2098-09-01", end="2099-01-30")
    assert [day.day for day in proposed_days(far).days] == [
        "2098-10-01",
        "2098-10-02",
        "2098-10-03",
        "2099-01-01",
    ]


@each("year", range(2020, 2027))
def test_the_days_off_by_law_are_among_the_published_ones(year: int) -> None:
    """Whoever lays out the table of feasts wrongly is found out by the years that are published."""
    from chinese_calendar import constants

    days = [
        day
        for day, name in statutory_days(year).items()
        # until 2024 neither the eve of the Spring Festival nor 2 May were days off by law
        if (name, day.day) != ("劳动节", 2) and day not in _eves(year)
    ]
    assert [day for day in days if day not in constants.holidays] == []


def _eves(year: int) -> list[date]:
    return [next(day for day, name in statutory_days(year).items() if name == "春节")]


def test_a_calendar_tells_which_year_is_not_published_until_its_days_are_settled() -> None:
    words = "2027 年的放假和调休尚未公布，以公布的安排为准。"
    assert unsettled_words(AUTUMN, ()) == words
    assert unsettled_words(AUTUMN, sample_days()) == words
    settled = [replace(day, remark="") for day in sample_days()]
    assert unsettled_words(AUTUMN, settled) == ""
    assert unsettled_words(sample_terms()[0], ()) == ""

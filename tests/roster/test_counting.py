"""谁计入: 教职工, 专任教师, 编制性质, 学段."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.roster.histories.growing import Exchange
from edudesk.roster.histories.teaching import Assignment
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.rules.counting import (
    Place,
    Split,
    category_of,
    establishment_group,
    is_counted_here,
    is_full_time_teacher,
    is_staff,
    stage_shares,
)
from tests.tables import each

DAY = "2026-11-20"


def person(**facts: str) -> TeacherDraft:
    return TeacherDraft(name="甲", **facts)


@each(
    ("facts", "staff", "teacher"),
    [
        ({"staff_category": "专任教师", "subject": "语文"}, True, True),
        ({"subject": "语文"}, True, True),  # nothing else is said
        (
            {"staff_category": "行政人员", "admin_post": "校长", "subject": "数学", "weekly_periods": "4"},
            True,
            True,
        ),
        ({"staff_category": "行政人员", "admin_post": "总务主任"}, True, False),
        ({"admin_post": "书记", "weekly_periods": "0"}, True, False),
        ({"staff_category": "教辅人员"}, True, False),
        ({"staff_category": "工勤人员"}, True, False),
        ({"staff_category": "代课教师", "subject": "语文"}, False, False),
        ({"staff_category": "兼任教师", "subject": "语文"}, False, False),
        ({"status": "长期请假"}, True, False),
        ({"status": "借出"}, True, False),
        ({"status": "退休"}, False, False),
        ({"establishment": "聘用制"}, True, True),
        ({"establishment": "劳务派遣"}, False, False),
        ({"establishment": "返聘"}, False, False),
    ],
)
def test_who_counts(facts: dict[str, str], staff: bool, teacher: bool) -> None:
    assert (is_staff(person(**facts)), is_full_time_teacher(person(**facts))) == (staff, teacher)


def test_a_leader_without_lessons_is_counted_with_the_administration() -> None:
    assert category_of(person(admin_post="书记", weekly_periods="0")) == "行政人员"
    assert category_of(person(weekly_periods="0")) == "专任教师"  # that is a doubt, not another category


def test_on_exchange_one_counts_where_the_lessons_or_where_the_post_is() -> None:
    away = [Exchange(direction="派出", other_school="城西小学", begins="2026-08", ends="2027-07")]
    assert not is_counted_here(person(), away, DAY)
    assert is_counted_here(person(), away, DAY, Place.POST)
    assert is_counted_here(person(), away, "2027-08-01")
    moved = [Exchange(direction="派出", other_school="城西小学", begins="2026-08", moved_relation="是")]
    assert not is_counted_here(person(), moved, DAY, Place.POST)
    guest = [Exchange(direction="接收", other_school="城西小学", begins="2026-08")]
    assert is_counted_here(person(), guest, DAY)
    assert not is_counted_here(person(), guest, DAY, Place.POST)


def test_kinds_of_establishment_can_be_told_apart() -> None:
    words = ["在编", "备案制", "聘用制", "临聘", "劳务派遣", "返聘", "", "特岗"]
    groups = [establishment_group(person(establishment=word)) for word in words]
    assert groups == ["在编", "员额制", "购买服务", "购买服务", "购买服务", "返聘", "未填", "特岗"]


def lesson(stage: str, periods: str, is_main: str = "否", term: str = "第一学期") -> Assignment:
    return Assignment(
        school_year="2026-2027", term=term, stage=stage, weekly_periods=periods, is_main=is_main
    )


def test_in_a_nine_year_school_the_main_stage_or_the_periods_decide() -> None:
    both = [lesson("小学", "4"), lesson("初中", "12", "是"), lesson("小学", "20", term="第二学期")]
    assert stage_shares(person(stage="小学"), both, DAY) == {"初中": 1.0}
    assert stage_shares(person(stage="小学"), both, DAY, Split.PERIODS) == {"小学": 0.25, "初中": 0.75}
    assert stage_shares(person(stage="小学"), [], DAY, Split.PERIODS) == {"小学": 1.0}
    assert stage_shares(person(), [], DAY) == {}


LESSONS = st.lists(
    st.builds(
        lesson, st.sampled_from(("小学", "初中", "高中", "")), st.sampled_from(("", "0", "4", "12+2", "不详"))
    ),
    max_size=5,
)


@given(LESSONS, st.sampled_from(Split))
def test_nobody_counts_more_or_less_than_once(lessons: list[Assignment], how: Split) -> None:
    shares = stage_shares(person(stage="小学"), lessons, DAY, how)
    assert sum(shares.values()) == pytest.approx(1.0)

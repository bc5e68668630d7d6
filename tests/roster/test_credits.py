"""培训学分 against the rule of a region."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.roster.histories.growing import CYCLE_FIRST, CYCLE_YEARS, TRAINING, Training
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.rules.credits import (
    DEFAULT,
    credit_progress,
    credit_rules,
    is_behind_with_credits,
    progress_of,
)

DAY = "2026-11-20"


def course(begins: str, credits: float, kind: str = "集中", **more: Any) -> Training:
    return Training(project="课程", begins=begins, credits=credits, kind=kind, **more)


def test_周敏华_has_221_of_360_with_64_of_90_and_is_on_pace() -> None:
    rows = [
        course("2023-07", 40),
        course("2025-07", 24),
        course("2024-04", 92, ""),
        course("2026-03", 65, ""),
    ]
    found = credit_progress(rows, DAY)
    assert (found.cycle, found.total, found.counted, found.concentrated) == ((2023, 2027), 221, 221, 64)
    assert (found.expected, found.verdict) == (216, "正常")
    assert found.words == "221 / 360　其中集中培训 64 / 90　按进度 正常"


def test_behind_is_less_than_72_for_each_whole_year_gone() -> None:
    assert credit_progress([course("2023-07", 215)], DAY).verdict == "落后"
    assert credit_progress([course("2023-07", 216)], DAY).verdict == "正常"
    assert credit_progress([course("2023-07", 216)], "2027-01-01").verdict == "落后"
    assert credit_progress([course("2023-07", 360)], DAY).verdict == "达标"


def test_enough_credits_without_90_concentrated_are_not_达标() -> None:
    found = credit_progress([course("2023-07", 300, ""), course("2024-07", 60)], DAY)
    assert found.verdict == "正常"


def test_caps_say_what_they_take_away() -> None:
    rows = [course(f"{year}-09", 30, "校本") for year in (2023, 2024)] + [course("2025-05", 70, "网络")]
    found = credit_progress(rows, DAY)
    assert (found.total, found.counted) == (130, 98)
    assert found.cut == (
        "2023 年校本培训 30 学分，每年最多计 24。",
        "2024 年校本培训 30 学分，每年最多计 24。",
        "网络培训本周期 70 学分，最多计 50。",
    )
    assert found.per_year == {"2023": 24, "2024": 24, "2025": 50, "2026": 0, "2027": 0}


def test_a_course_at_the_own_school_is_校本_without_saying_so() -> None:
    assert credit_progress([course("2023-09", 30, "", level="校本")], DAY).counted == 24


def test_the_first_year_of_a_new_teacher_is_counted_separately() -> None:
    rows = [course("2024-10", 180, "新教师"), course("2025-07", 72)]
    found = credit_progress(rows, DAY, since="2024-08")
    assert (found.probation, found.total, found.counted, found.target) == (180, 252, 72, 216)
    assert (found.target_concentrated, found.expected, found.verdict) == (54, 72, "正常")


def test_years_gone_below_the_floor_are_named() -> None:
    rows = [course("2023-03", 100), course("2025-07", 23)]
    assert credit_progress(rows, DAY).short_years == ("2024", "2025")


def test_what_is_not_to_be_counted_and_other_cycles_are_left_out() -> None:
    rows = [
        course("2022-12", 50),
        course("2027-01", 50),
        course("2024-01", 50, counted="否"),
        course("2024-01", 5),
    ]
    assert credit_progress(rows, DAY).total == 5


def test_another_region_has_its_own_rule() -> None:
    found = credit_progress([course("2023-07", 150)], DAY, credit_rules()["48"])
    assert (found.target, found.expected, found.verdict) == (240, 144, "正常")
    assert found.words == "150 / 240　按进度 正常"


def test_the_flat_figure_is_the_total_of_the_progress() -> None:
    rows = [course("2024-05", 30, "校本"), course("2024-10", 10, "新教师"), course("2022-05", 99)]
    assert TRAINING.state(rows, DAY)["training_credits"] == "40"
    assert credit_progress(rows, DAY).total == 40
    rule = credit_rules()[DEFAULT]
    assert (rule.cycle_first, rule.years) == (CYCLE_FIRST, CYCLE_YEARS)


def test_学分落后_judges_the_flat_figure_while_there_are_no_courses() -> None:
    assert is_behind_with_credits(
        TeacherDraft(name="甲", work_start="2013-08", training_credits="140"), on=DAY
    )
    assert not is_behind_with_credits(
        TeacherDraft(name="甲", work_start="2013-08", training_credits="221"), on=DAY
    )
    assert is_behind_with_credits(TeacherDraft(name="甲", work_start="2013-08"), on=DAY)
    assert not is_behind_with_credits(TeacherDraft(name="甲", work_start="2026-08"), on=DAY)
    found = progress_of(TeacherDraft(name="甲", work_start="2013-08", training_credits="221"), (), DAY)
    assert (found.counted, found.concentrated) == (221, 0)


COURSES = st.lists(
    st.builds(
        course,
        st.dates().map(lambda day: f"{2022 + day.year % 7}-{day.month:02d}"),
        st.integers(0, 120).map(float),
        st.sampled_from(("集中", "网络", "校本", "师德", "新教师", "")),
    ),
    max_size=12,
)


@given(COURSES)
def test_caps_never_raise_a_sum(rows: list[Training]) -> None:
    found = credit_progress(rows, DAY)
    assert 0 <= found.counted <= found.total - found.probation
    assert sum(found.per_year.values()) == pytest.approx(found.counted)
    without = credit_progress(rows, DAY, replace(credit_rules()[DEFAULT], caps=()))
    assert without.counted == without.total - without.probation
    assert bool(found.cut) == (found.counted < without.counted)


@given(COURSES, COURSES)
def test_another_course_never_lowers_the_progress(rows: list[Training], more: list[Training]) -> None:
    before, after = credit_progress(rows, DAY), credit_progress([*rows, *more], DAY)
    assert after.counted >= before.counted
    assert after.concentrated >= before.concentrated
    assert (before.verdict, after.verdict) not in (("达标", "正常"), ("达标", "落后"), ("正常", "落后"))

"""Targets that a text names in figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.plan.rules.target_words import targets_in


def told(text):
    return [(one.name, one.unit, one.years) for one in targets_in(text)]


@pytest.mark.parametrize(
    ("text", "name", "unit", "years"),
    [
        (
            "区级以上骨干教师占比30%→60%→90%。",
            "区级以上骨干教师占比",
            "%",
            (("", "30"), ("", "60"), ("", "90")),
        ),
        ("生均藏书量从 20 册→25 册→30 册", "生均藏书量", "册", (("", "20"), ("", "25"), ("", "30"))),
        ("到2025年，研究生学历教师占比达10%以上。", "研究生学历教师占比", "%", (("2025", "10"),)),
        ("其中集中培训不少于90学分，", "集中培训", "学分", (("", "90"),)),
    ],
)
def test_a_target(text, name, unit, years):
    assert told(text) == [(name, unit, years)]


def test_targets_of_three_years_in_three_sentences_are_one_measure():
    text = (
        "2018 年创建新常规达标校 30%,新常规样板校 20 所;2019 年新常规达标校达 60%,新常规样板校达 40所;"
        "到 2020 年,初中段新常规达标校达 90%以上,样板校达 60 所。"
    )
    assert told(text) == [
        ("新常规达标校", "%", (("2018", "30"), ("2019", "60"), ("2020", "90"))),
        ("新常规样板校", "所", (("2018", "20"), ("2019", "40"), ("2020", "60"))),
    ]


def test_less_is_better_where_it_says_so():
    (one,) = targets_in("近视率由 40% -> 38% -> 36%")
    assert one.is_lower
    (other,) = targets_in("近视率控制在30%以内")
    assert (other.name, other.is_lower) == ("近视率", True)


@pytest.mark.parametrize(
    "text", ["学校始建于1965年，占地8906平方米。", "现有30个教学班。", "每周五下午开展活动。", ""]
)
def test_what_is_no_target(text):
    assert told(text) == []


@given(st.text(alphabet="到2025年达标率30%→校，。；个近视控制在不低于", max_size=60))
def test_figures_are_those_of_the_text(text):
    for one in targets_in(text):
        assert one.name
        assert all(number in text for _, number in one.years)

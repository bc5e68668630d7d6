"""How much of a target was reached: every direction, its edges, and what holds for all figures."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.plan.forms.reading import shipped_schemes
from edudesk.plan.rows.measures import EQUAL, HIGHER, LEVELS_OF, LOWER, WITHIN, YES_OR_NO
from edudesk.plan.rules.amounts import amount_of, percent, rounded
from edudesk.plan.rules.attainment import Yardstick, attainment
from tests.thorough import examples

SCHEME = shipped_schemes()["three_year"]
FOUR = shipped_schemes()["four_levels"]
NUMBERS = st.decimals(-1000, 1000, places=2).map(str)


@pytest.mark.parametrize(
    ("yard", "target", "actual", "counted", "shown"),
    [
        (Yardstick(HIGHER, base="80"), "95", "92", "4/5", "4/5"),
        (Yardstick(HIGHER, base="80"), "95", "110", "1", "6/5"),  # at most 120 % shown, 100 % counted
        (Yardstick(HIGHER, base="80"), "95", "70", "0", "0"),
        (Yardstick(HIGHER), "40", "30", "3/4", "3/4"),
        (Yardstick(HIGHER, base="90"), "90", "81", "9/10", "9/10"),  # base = target: to hold it
        (Yardstick(HIGHER, base="95"), "90", "92", "1", "46/45"),  # target below the base
        (Yardstick(HIGHER), "0", "0", "1", "1"),
        (Yardstick(LOWER, base="20"), "10", "15", "1/2", "1/2"),
        (Yardstick(LOWER, base="20"), "0", "5", "3/4", "3/4"),
        (Yardstick(LOWER), "10", "20", "1/2", "1/2"),
        (Yardstick(LOWER), "10", "0", "1", "1"),
        (Yardstick(LOWER), "0", "0", "1", "1"),
        (Yardstick(LOWER), "0", "3", "0", "0"),
        (Yardstick(LOWER, base="0"), "0", "0", "1", "1"),
        (Yardstick(EQUAL), "12", "12.0", "1", "1"),
        (Yardstick(EQUAL), "12", "11", "0", "0"),
        (Yardstick(YES_OR_NO), "是", "是", "1", "1"),
        (Yardstick(YES_OR_NO), "", "否", "0", "0"),
        (Yardstick(YES_OR_NO), "否", "否", "1", "1"),  # 发生安全责任事故
        (Yardstick(YES_OR_NO), "否", "是", "0", "0"),
        (Yardstick(WITHIN, low="20", high="30", tolerance="10"), "", "25", "1", "1"),
        (Yardstick(WITHIN, low="20", high="30", tolerance="10"), "", "34", "3/5", "3/5"),
        (Yardstick(WITHIN, low="20", high="30", tolerance="10"), "", "41", "0", "0"),
        (Yardstick(WITHIN, low="20", high="30"), "", "31", "0", "0"),
        (Yardstick(WITHIN, low="1", high="2", tolerance="1"), "20—30", "25", "1", "1"),  # of this year
        (Yardstick(HIGHER), "1,350", "１３５０", "1", "1"),
        (Yardstick(HIGHER), "98%", "49%", "1/2", "1/2"),
        (Yardstick(LEVELS_OF), "A", "B", "17/20", "17/20"),
        (Yardstick(LEVELS_OF), "", "d", "2/5", "2/5"),
        (Yardstick(LEVELS_OF), "B", "B", "1", "1"),
    ],
)
def test_share_of_a_target(yard, target, actual, counted, shown):
    reached = attainment(yard, target, actual, SCHEME)
    assert (reached.counted, reached.shown) == (Fraction(counted), Fraction(shown)), reached.how


def test_a_no_that_was_aimed_at_is_told_as_reached():
    told = [attainment(Yardstick(YES_OR_NO), "否", actual, SCHEME).how for actual in ("否", "是")]
    assert told == ["目标为“否”，实际为“否”，已达成", "目标为“否”，实际为“是”，没有达成"]


def test_levels_are_those_of_the_scheme():
    assert attainment(Yardstick(LEVELS_OF), "A", "B", FOUR).counted == Fraction(4, 5)
    assert attainment(Yardstick(LEVELS_OF), "A", "D", FOUR).counted == 0


@pytest.mark.parametrize(
    ("yard", "target", "actual", "why"),
    [
        (Yardstick(HIGHER), "40", "", "没有实际值"),
        (Yardstick(HIGHER), "40", "很多", "实际值“很多”不是数"),
        (Yardstick(HIGHER), "", "40", "没有目标值"),
        (Yardstick(HIGHER), "四十", "40", "目标值“四十”不是数"),
        (Yardstick(WITHIN), "", "40", "没有填写区间的上下限"),
        (Yardstick(YES_OR_NO), "是", "好", "实际值“好”应为“是”或“否”"),
        (Yardstick(LEVELS_OF), "A", "E", "实际值“E”不是方案里的等级"),
    ],
)
def test_what_is_missing_is_said(yard, target, actual, why):
    reached = attainment(yard, target, actual, SCHEME)
    assert (reached.counted, reached.how) == (None, why)


def test_words_can_be_reckoned_again():
    how = attainment(Yardstick(HIGHER, base="80"), "95", "92", SCHEME).how
    assert how == "（实际 92 − 基线 80）÷（目标 95 − 基线 80）＝80.0%"
    assert attainment(Yardstick(LOWER, base="-1"), "-3", "-2", SCHEME).how == (
        "（基线 -1 − 实际 （-2））÷（基线 -1 − 目标 （-3））＝50.0%"
    )
    assert attainment(Yardstick(HIGHER, base="95"), "90", "45", SCHEME).how == (
        "实际 45 ÷ 目标 90＝50.0%，目标值没有高于基线，直接与目标值比"
    )


@settings(max_examples=examples(100))
@given(
    st.sampled_from([HIGHER, LOWER, EQUAL, WITHIN]),
    st.none() | NUMBERS, NUMBERS, NUMBERS, st.none() | NUMBERS,
)  # fmt: skip
def test_bounded_and_full_at_the_target(direction, base, target, actual, tolerance):
    yard = Yardstick(direction, base or "", target, target, tolerance or "")
    reached = attainment(yard, target, actual, SCHEME)
    assert 0 <= reached.counted <= 1
    assert reached.counted <= reached.shown <= Fraction(6, 5)
    assert attainment(yard, target, target, SCHEME).counted == 1


@settings(max_examples=examples(100))
@given(st.sampled_from([HIGHER, LOWER]), st.none() | NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_a_better_figure_never_counts_less(direction, base, target, one, other):
    yard = Yardstick(direction, base or "")
    worse, better = sorted((one, other), key=amount_of, reverse=direction == LOWER)
    assert attainment(yard, target, worse, SCHEME).counted <= attainment(yard, target, better, SCHEME).counted


@settings(max_examples=examples(100))
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_nearer_to_a_range_never_counts_less(low, high, tolerance, one, other):
    yard = Yardstick(WITHIN, low=low, high=high, tolerance=tolerance)
    floor, ceiling = sorted((amount_of(low), amount_of(high)))

    def off(text):
        return max(floor - amount_of(text), amount_of(text) - ceiling, 0)

    near, far = sorted((one, other), key=off)
    assert attainment(yard, "", near, SCHEME).counted >= attainment(yard, "", far, SCHEME).counted


@settings(max_examples=examples(100))
@given(
    st.text(max_size=12), st.text(max_size=12), st.sampled_from([HIGHER, LOWER, WITHIN, LEVELS_OF, YES_OR_NO])
)
def test_any_text_gives_a_share_or_a_reason(target, actual, direction):
    reached = attainment(Yardstick(direction), target, actual, SCHEME)
    assert reached.how
    assert reached.counted is None or 0 <= reached.counted <= 1


def test_figures_are_read_and_printed_exactly():
    assert [amount_of(text) for text in ("96.5%", " １，３５０ ", "-0.5", "", "3/4", "NaN", "1e5", "٣")] == [
        Fraction(193, 2), Fraction(1350), Fraction(-1, 2), None, None, None, None, None,
    ]  # fmt: skip
    assert [str(rounded(Fraction(one))) for one in ("86.65", "-86.65", "2/3", "0")] == [
        "86.7",
        "-86.7",
        "0.7",
        "0.0",
    ]
    assert str(percent(Fraction(2, 3))) == "66.7"

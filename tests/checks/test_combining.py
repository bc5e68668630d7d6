"""From sheets to the term total: R2–R6, R11 and the worked example of 教学常规检查 5.5."""

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.checks.forms.points import mean, rounded
from edudesk.checks.rules.combining import (
    Recheck,
    effective,
    of_inspectors,
    ranks,
    recheck_words,
)
from edudesk.checks.rules.term import Scheme, shares, term_total

WEIGHTS = {"备课": 20, "课堂": 30, "作业": 25, "辅导": 8, "质量分析": 7, "集体备课与教研": 10}
SCHEME = Scheme({part: Decimal(weight) for part, weight in WEIGHTS.items()})
SCORE = st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 10)


def _d(text: str) -> Decimal:
    return Decimal(text)


def _worked(homework: str) -> dict[str, Decimal | None]:
    lesson = of_inspectors([_d("91.0"), _d("86.0")]).value
    classes = mean([_d("86.0"), _d(homework)])
    return {
        "备课": _d("88.5"),
        "课堂": lesson,
        "作业": classes,
        "辅导": None,
        "质量分析": _d("84.0"),
        "集体备课与教研": _d("90.0"),
    }


def test_the_worked_example():
    parts = _worked("79.0")
    assert (parts["课堂"], parts["作业"]) == (_d("88.5"), _d("82.5"))
    assert term_total(SCHEME, parts).value == _d("86.7")
    with_patrol = term_total(SCHEME, parts, patrol=_d("2.0"))
    assert (with_patrol.value, with_patrol.base, with_patrol.left_out) == (_d("84.7"), _d("86.7"), ("辅导",))


def test_the_worked_example_with_a_veto():
    parts = _worked("59.0")
    assert parts["作业"] == _d("72.5")
    assert term_total(SCHEME, parts).value == _d("84.0")
    assert term_total(SCHEME, parts, patrol=_d("2.0")).value == _d("82.0")


@pytest.mark.parametrize(
    ("first", "again", "counts"), [("62.0", "88.0", "80"), ("62.0", "71.0", "71.0"), ("62.0", "55.0", "62.0")]
)
def test_a_re_check_never_lowers_and_is_capped(first, again, counts):
    assert effective(_d(first), _d(again)) == _d(counts)


def test_other_rules_for_re_checks():
    assert effective(_d("62"), _d("88"), Recheck.REPLACE) == 88
    assert effective(_d("62"), _d("88"), Recheck.MEAN) == _d("75.0")
    assert effective(_d("62"), _d("88"), Recheck.FIRST) == 62
    assert effective(_d("62"), None) == 62
    assert recheck_words(_d("62"), _d("88")) == "62→80（复查）"
    assert recheck_words(_d("62"), _d("88"), Recheck.REPLACE) == "62→88（复查）"


def test_inspectors_far_apart_are_told_of():
    assert of_inspectors([_d("91"), _d("81")]).remarks == ()
    assert of_inspectors([_d("91.1"), _d("81")]).remarks == ("各检查人相差 10.1 分，请组长复核。",)


def test_extremes_are_dropped_from_five_inspectors_on():
    five = [_d("60"), _d("85"), _d("86"), _d("87"), _d("100")]
    assert of_inspectors(five, drops_extremes=True).value == 86
    assert of_inspectors(five[:4], drops_extremes=True).value == _d("79.5")


def test_a_veto_is_not_averaged_away():
    assert of_inspectors([_d("91"), _d("90")], has_veto=True).value == 59


@given(st.lists(SCORE, min_size=1, max_size=4))
def test_the_order_of_inspectors_does_not_matter(scores):
    assert len({of_inspectors(order).value for order in permutations(scores)}) == 1


def test_equal_totals_share_a_place():
    assert ranks({"甲": _d("90"), "乙": _d("90"), "丙": _d("85"), "丁": None}) == {"甲": 1, "乙": 1, "丙": 3}


def test_half_a_tenth_is_rounded_up():
    assert rounded(_d("86.65")) == _d("86.7")
    assert mean([_d("86.6"), _d("86.7")]) == _d("86.7")


@given(st.dictionaries(st.sampled_from(list(WEIGHTS)), st.one_of(st.none(), SCORE)))
def test_re_normalised_weights_add_up_to_100(parts):
    given_shares = shares(SCHEME.weights, parts)
    assert not given_shares or abs(sum(given_shares.values()) - 100) < Decimal("1e-20")


@given(st.dictionaries(st.sampled_from(list(WEIGHTS)), st.one_of(st.none(), SCORE)), SCORE, SCORE)
def test_a_term_total_lies_between_its_parts_less_patrol(parts, patrol, bonus):
    total = term_total(SCHEME, parts, patrol, bonus)
    present = [score for score in parts.values() if score is not None]
    if not present:
        assert total.value is None
        return
    assert min(present) <= total.base <= max(present)
    assert total.lost <= SCHEME.patrol_most
    assert total.gained <= SCHEME.bonus_most
    assert 0 <= total.value <= 100

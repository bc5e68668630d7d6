"""From the items of one sheet to its score: R7–R10 of 教学常规检查, and the worked figures of 5.5."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.checks.forms.reading import shipped_forms
from edudesk.checks.forms.scoring import Answer, computed, grade_of, quick_points, score_of
from edudesk.checks.forms.value import CheckForm, Method
from tests.tables import each

FORMS = {form.key: form for form in shipped_forms()}
SCORED = [form for form in FORMS.values() if form.is_scored]
BK01, ZY01 = FORMS["BK01"], FORMS["ZY01"]


def _same_button(form: CheckForm, place: int) -> dict[str, Answer]:
    return {item.key: Answer(quick_points(item, form.buttons)[place], reason="同一档") for item in form.items}


@pytest.mark.parametrize(
    "form", [FORMS[key] for key in ("BK01", "TK01", "ZY01", "FD01", "ZL01", "JB01")], ids=lambda f: f.key
)
@pytest.mark.parametrize(
    ("place", "low", "high", "grade"),
    [
        (0, "100", "100", "优秀"),
        (1, "84.5", "85.5", "良好"),
        (2, "69.5", "70", "合格"),
        (3, "50", "50", "不合格"),
    ],
)
def test_the_same_button_everywhere_lands_in_its_grade(form, place, low, high, grade):
    score = score_of(form, {}, _same_button(form, place))
    assert Decimal(low) <= score.value <= Decimal(high)
    assert score.grade == grade
    assert score.is_complete


@each(
    ("done", "due", "points"),
    [(32, 32, 15), (33, 32, 15), (29, 32, 13), (26, 32, 11), (20, 32, 8), (1, 32, 4), (0, 32, 0)],
)
def test_a_band_takes_the_first_line_that_holds(done, due, points):
    told = computed(BK01.item("BK01-1"), {"lessons_done": done, "lessons_due": due})
    assert told.points == points
    assert told.said == f"{done}/{due} → {points} 分"


def test_bands_compare_whole_numbers_not_rounded_shares():
    # 899/1000 is 90 % when rounded to a whole per cent, and is not 90 %
    told = computed(ZY01.item("ZY01-4"), {"markings_done": 899, "markings_due": 1000})
    assert told.points == 12
    assert computed(ZY01.item("ZY01-4"), {"markings_done": 18, "markings_due": 20}).points == 14


def test_nothing_due_means_not_applicable():
    told = computed(ZY01.item("ZY01-4"), {"markings_done": 0, "markings_due": 0})
    assert told.is_na
    assert told.points is None


def test_deductions_stop_at_zero_and_say_why():
    item = ZY01.item("ZY01-6")
    assert computed(item, {"wrong_marks": 2, "missed_marks": 1}).points == 7
    assert computed(item, {"wrong_marks": 2, "missed_marks": 1}).said == "错批一处 × 2 −4；漏批一处 −1"
    assert computed(item, {"wrong_marks": 9}).points == 0
    plan = BK01.item("BK01-3")
    assert computed(plan, {}, {"no_term_plan": 3, "no_unit": 2}).points == 3  # no plan counts once


def test_not_applicable_leaves_the_denominator_and_wants_a_reason():
    answers = _same_button(BK01, 0) | {"BK01-8": Answer(is_na=True)}
    score = score_of(BK01, {}, answers)
    assert (score.value, score.applicable) == (100, 91)
    assert score.unexplained == ("BK01-8",)
    assert not score.is_complete


def test_an_overridden_figure_wants_a_reason():
    counts = {"lessons_done": 32, "lessons_due": 32}
    answers = _same_button(BK01, 0) | {"BK01-1": Answer(Decimal(10))}
    assert score_of(BK01, counts, answers).unexplained == ("BK01-1",)
    answers["BK01-1"] = Answer(Decimal(15))  # the same as computed is no override
    assert score_of(BK01, counts, answers).is_complete


def test_a_sheet_of_less_than_sixty_points_is_for_reference_only():
    na = {item.key: Answer(is_na=True, reason="未涉及") for item in BK01.items[:4]}  # 45 points
    full = {item.key: Answer(item.full) for item in BK01.items[4:]}
    score = score_of(BK01, {}, na | full)
    assert (score.value, score.applicable, score.grade) == (100, 55, "")
    assert not score.is_counted


def test_a_veto_is_the_lowest_grade_and_keeps_the_original():
    score = score_of(BK01, {}, _same_button(BK01, 0), ["V1"])
    assert (score.value, score.original, score.grade) == (59, 100, "不合格")
    low = score_of(BK01, {}, _same_button(BK01, 3), ["V1"])
    assert low.value == 50


@each(
    ("value", "grade"),
    [
        ("90", "优秀"),
        ("89.9", "良好"),
        ("80", "良好"),
        ("79.9", "合格"),
        ("60", "合格"),
        ("59.9", "不合格"),
        ("0", "不合格"),
    ],
)
def test_grades_are_closed_below_and_open_above(value, grade):
    assert grade_of(BK01, Decimal(value)) == grade


def _answers(form: CheckForm) -> st.SearchStrategy[dict[str, Answer]]:
    def of(item):
        half_points = st.integers(0, int(item.full * 2)).map(
            lambda n: Answer(Decimal(n) / 2, reason="见记录")
        )
        return st.one_of(half_points, st.just(Answer(is_na=True, reason="未涉及")))

    return st.fixed_dictionaries({item.key: of(item) for item in form.items})


@given(st.data(), st.sampled_from(SCORED))
def test_a_total_stays_between_0_and_100(data, form):
    counted = [field.key for field in form.fields]
    counts = data.draw(st.dictionaries(st.sampled_from(counted), st.integers(0, 200)))
    score = score_of(form, counts, data.draw(_answers(form)))
    assert score.value is None or 0 <= score.value <= 100


@given(st.data(), st.sampled_from(SCORED))
def test_not_applicable_is_never_worse_than_nothing(data, form):
    answers = data.draw(_answers(form))
    item = data.draw(st.sampled_from(form.items))
    zero = score_of(form, {}, answers | {item.key: Answer(Decimal(0), reason="无")})
    absent = score_of(form, {}, answers | {item.key: Answer(is_na=True, reason="未涉及")})
    assert absent.value is None or zero.value is None or absent.value >= zero.value


@given(
    st.sampled_from([item for form in SCORED for item in form.items if item.method is Method.BAND]),
    st.integers(1, 60),
    st.data(),
)
def test_more_done_never_gives_less(item, whole, data):
    less = data.draw(st.integers(0, whole))
    more = data.draw(st.integers(less, whole + 5))
    of = lambda part: computed(item, {item.part: part, item.whole: whole}).points  # noqa: E731
    assert of(less) <= of(more) <= item.full

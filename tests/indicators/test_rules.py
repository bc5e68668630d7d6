"""Figures against their formulas: the two schools of the plans, limits met exactly, what is not entered."""

from dataclasses import replace
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.indicators.rows.values import Figure, Shape, Verdict
from edudesk.indicators.rules import region
from edudesk.indicators.rules.catalogue import groups, indicators, settings
from edudesk.indicators.rules.judging import RULES, balance, results
from edudesk.indicators.rules.settings import Settings
from edudesk.indicators.rules.variation import SchoolFigure, variation
from edudesk.roster.histories.growing import Exchange, Mentoring, Training
from edudesk.school.rows.stages import STAGE
from tests.indicators.schools import classes, figures, honours, people, school, stats


def rounded(value: Fraction | None, digits: int = 2) -> float:
    assert value is not None
    return round(float(value), digits)


# the declarations


def test_every_indicator_has_its_rule_and_every_rule_its_indicator():
    assert [group.title for group in groups()] == [
        "优质均衡", "师资配备", "班额", "队伍质量", "检查与项目",
    ]  # fmt: skip
    assert {one.rule for one in indicators().values()} == set(RULES)
    kinds = {*STAGE, "九年一贯制", "完全中学", "十二年一贯制"}
    for one in indicators().values():
        assert one.source, one.id
        assert {*one.targets, *one.since} <= kinds, one.id
        assert not one.targets or one.better, one.id
        for text in (one.formula, one.counted):
            assert "{" not in Settings().told(one, text), one.id
    assert {key for one in indicators().values() for key in one.settings} | {*region.SETTINGS} == set(
        settings()
    )


# the schools of the plans (教师花名册 3.5)


def test_the_school_of_the_second_plan():
    staff = people(90, top_edu="本科")
    facts = school(
        staff, stats(students=1350, classes=28), ledger={"honour": honours(staff[:21], "市教学能手")}
    )
    found = figures(facts)
    assert rounded(found["C3"].value, 1) == 48.2
    assert (found["C3"].verdict, found["P1"].verdict) == (Verdict.NEAR, Verdict.MET)
    assert rounded(found["P1"].value, 1) == 15.0
    assert rounded(found["P1"].figure.parts[0].number) == 71.05
    assert (rounded(found["Q2"].value), found["Q2"].verdict) == (1.56, Verdict.MET)
    assert found["P4"].gap == 7  # nobody teaches sports: ceil(6.14)
    assert found["Q3"].gap == 13  # ceil(12.15)


def test_the_school_of_the_fourth_plan():
    staff = [*people(68, top_edu="本科"), *people(7, 68, top_edu="专科")]
    found = figures(school(staff, stats(students=1290, classes=30)), Settings({"above_primary": "本科"}))
    assert rounded(found["C3"].value, 1) == 43.0
    assert rounded(found["P1"].value, 1) == 17.2
    assert rounded(found["P1"].figure.parts[0].number, 1) == 67.9
    assert (rounded(found["Q1"].value), found["Q1"].verdict) == (5.27, Verdict.MET)
    assert (found["P4"].gap, found["Q2"].gap) == (6, 13)


# limits


@pytest.mark.parametrize(
    ("teachers", "verdict", "gap"), [(62, Verdict.NEAR, 1), (63, Verdict.MET, 0), (64, Verdict.MET, -1)]
)
def test_a_limit_that_is_met_exactly_is_met(teachers, verdict, gap):
    """4.2 × 15 is 63.00000000000001 in binary numbers, and 64 teachers would be asked for."""
    found = figures(school(people(teachers, top_edu="本科"), stats(students=1500)))["Q1"]
    assert (found.verdict, found.gap) == (verdict, gap)


def test_85_per_cent_is_near_and_less_is_missed():
    near, missed = (
        figures(school(people(1), stats(students=1000, teaching_area=area)))["Q4"]
        for area in (3825.0, 3824.0)
    )
    assert (near.verdict, missed.verdict) == (Verdict.NEAR, Verdict.MISSED)
    assert near.gap == 675


def test_six_of_seven_with_the_rest_at_85_per_cent():
    rows = people(50, top_edu="本科", subject="体育与健康")
    ledger = {"honour": honours(rows, "市教学能手")}
    all_but = {"students": 1000, "teaching_area": 4500.0, "sports_area": 7500.0, "equipment_value": 2e6}
    met = {
        rooms: balance(results(school(rows, stats(**all_but, multimedia_rooms=rooms), ledger=ledger)))
        for rooms in (23, 20, 19)
    }
    assert [one.met for (one,) in met.values()] == [7, 6, 6]
    assert [one.verdict for (one,) in met.values()] == [Verdict.MET, Verdict.MET, Verdict.MISSED]
    (without,) = balance(results(school(rows, stats(**all_but), ledger=ledger)))
    assert (without.verdict, without.rest) == (Verdict.UNKNOWN, ("Q7",))


def test_classes_above_their_size_are_named():
    found = figures(school(people(3), rows=classes(45, 46, 60)))
    assert rounded(found["C1"].value, 4) == 0.3333
    assert found["C1"].figure.notes == ("超过标准的班级：一（2）班 46 人、一（3）班 60 人。",)
    assert [one.name for one in found["C2"].figure.counted] == ["一（3）班"]


# what is not entered


def test_what_nobody_entered_is_named_and_never_0():
    found = figures(school(people(5)))
    for key in ("Q1", "Q4", "P1", "P3", "C3", "C4"):
        assert (found[key].verdict, found[key].value) == (Verdict.UNKNOWN, None), key
    assert [one.what for one in found["Q4"].figure.missing] == [
        "2026-2027学年小学的教学及辅助用房（平方米）",
        "2026-2027学年小学的在校生数",
    ]
    assert {one.page for one in found["Q4"].figure.missing} == {"school_stats"}
    assert found["C1"].figure.missing[0].page == "school_classes"


@pytest.mark.parametrize(("sizes", "standard", "large"), [
    ((40, None), Verdict.UNKNOWN, Verdict.UNKNOWN),
    ((40, 40, 40, 40, None), Verdict.MET, Verdict.UNKNOWN),
    ((40, 60, None), Verdict.MISSED, Verdict.MISSED),
])  # fmt: skip
def test_classes_whose_size_nobody_entered_make_no_verdict(sizes, standard, large):
    """Each of them could be a large one: only where that changes nothing something is said."""
    found = figures(school(people(3), rows=classes(*sizes)))
    assert (found["C1"].verdict, found["C2"].verdict) == (standard, large)


def test_a_roster_that_nobody_entered_is_no_school_without_teachers():
    found = figures(school([], stats(students=400, classes=10, staff_quota=30), rows=classes(40)))
    for key in ("Q1", "Q2", "Q3", "P1", "P3", "P4", "P5", "P6", "P7", "P8", "P10", "E6", "E12", "E20", "E21"):
        assert (found[key].verdict, found[key].value) == (Verdict.UNKNOWN, None), key
        assert {one.page for one in found[key].figure.missing} == {"roster"}, key


def test_what_lacks_in_the_seven_is_not_told_as_missed():
    (one,) = balance(figures(school(people(5), stats(students=400, teaching_area=40))).values())
    assert one.rest_words == "未达标的是 Q1、Q2、Q3、Q4，缺数据的是 Q5、Q6、Q7"


def test_pupils_that_are_0_are_no_figure():
    assert figures(school(people(5), stats(students=0)))["P3"].verdict is Verdict.UNKNOWN


def test_somebody_of_whom_it_is_not_known_does_not_make_a_verdict():
    """41 of 1,000 miss 4.2 by one; the 42nd may have studied, nobody entered it."""
    known = people(41, top_edu="本科")
    missed = figures(school([*known, *people(1, 41, top_edu="中专")], stats(students=1000)))["Q1"]
    open_ = figures(school([*known, *people(1, 41)], stats(students=1000)))["Q1"]
    assert (missed.verdict, open_.verdict) == (Verdict.NEAR, Verdict.UNKNOWN)
    assert [one.name for one in open_.figure.unknown] == ["师41"]


def test_no_teacher_of_sports_is_missed_and_says_how_many():
    found = figures(school(people(5), stats(students=441)))["P4"]
    assert (found.value, found.verdict, found.gap) == (None, Verdict.MISSED, 3)


# who counts


def test_somebody_on_exchange_counts_where_the_lessons_are():
    rows = people(3, top_edu="本科")
    away = Exchange(
        id="e", teacher_id="t0", direction="派出", other_school="邻校", begins="2026-08", ends="2027-07"
    )
    found = figures(school(rows, stats(students=100), ledger={"exchange": [(rows[0], away)]}))
    assert found["Q1"].figure.numerator == 2
    assert found["P1"].figure.numerator == 3  # the post stays


def test_exchanges_of_the_year_of_those_long_enough_here():
    rows = [*people(10, school_start="2018-08"), *people(5, 10, school_start="2024-08")]
    ledger = {
        "exchange": [
            (
                rows[0],
                Exchange(id="a", teacher_id="t0", direction="派出", begins="2026-08", was_backbone="是"),
            ),
            (
                rows[1],
                Exchange(id="b", teacher_id="t1", direction="派出", begins="2026-08", was_backbone="否"),
            ),
            (rows[2], Exchange(id="c", teacher_id="t2", direction="派出", begins="2020-08", ends="2021-07")),
        ]
    }
    found = figures(school(rows, ledger=ledger))
    assert (found["E13"].figure.numerator, found["E13"].figure.denominator) == (2, 10)
    assert (found["E14"].figure.numerator, found["E14"].figure.denominator) == (1, 2)
    assert figures(school(rows))["E14"].verdict is Verdict.UNKNOWN


def test_new_teachers_with_a_mentor():
    rows = [*people(2, teach_start="2025-08"), *people(3, 2, teach_start="2015-08")]
    pair = Mentoring(id="m", teacher_id="t0", mentor="师4", mentor_id="t4", begins="2025-09")
    found = figures(school(rows, ledger={"mentoring": [(rows[0], pair)]}))["E18"]
    assert (found.figure.numerator, found.figure.denominator, found.verdict) == (1, 2, Verdict.MISSED)


def test_a_share_of_nobody_is_no_verdict():
    found = figures(school(people(2, teach_start="2001-08")))["E18"]
    assert (found.value, found.verdict) == (None, Verdict.REPORTED)
    assert found.figure.notes == ("没有教龄符合的新教师。",)


def test_a_long_course_fits_the_title():
    rows = people(2, title="一级教师")
    courses = [
        (
            row,
            Training(
                id=row.id, teacher_id=row.id, project="集中研修", credits=90.0, layer=layer, begins="2025-07"
            ),
        )
        for row, layer in zip(rows, ("中级", "初级"), strict=True)
    ]
    assert figures(school(rows, ledger={"training": courses}))["E16"].figure.numerator == 1


def test_that_nobody_learned_is_not_concluded_from_an_empty_ledger():
    found = figures(school(people(2, title="一级教师", teach_start="2015-08")))
    for key in ("E15", "E16"):
        assert (found[key].verdict, [one.what for one in found[key].figure.missing]) == (
            Verdict.UNKNOWN,
            ["培训学分"],
        )


def test_a_nine_year_school_has_two_columns():
    rows = [*people(40, top_edu="专科"), *people(20, 40, stage="初中", top_edu="专科")]
    facts = school(rows, stats(students=800), stats("初中", students=400), kind="九年一贯制")
    found = [one for one in results(facts) if one.indicator.id == "Q1"]
    assert [(one.stage, one.figure.numerator, one.verdict) for one in found] == [
        ("小学", 40, Verdict.MET), ("初中", 0, Verdict.MISSED),
    ]  # fmt: skip
    (quota,) = [one for one in results(facts) if one.indicator.id == "P1"]
    assert rounded(quota.figure.parts[0].number) == round(800 / 19 + 400 / 13.5, 2)
    half = next(one for one in results(replace(facts, stats=facts.stats[:1])) if one.indicator.id == "P1")
    assert half.figure.missing[0].what == "2026-2027学年初中的在校生数"


# 差异系数


def test_both_published_vectors_of_the_coefficient():
    found = variation(
        [SchoolFigure("甲", 1350, 72), SchoolFigure("乙", 800, 55), SchoolFigure("丙", 600, 26)]
    )
    assert found is not None
    assert found.coefficient is not None
    assert (round(found.mean * 100, 4), round(found.coefficient, 5)) == (5.5636, 0.16635)
    books = [
        SchoolFigure(str(n), p, x)
        for n, (p, x) in enumerate(zip((45, 37, 89, 76, 55), (279, 137, 935, 160, 402), strict=True))
    ]
    other = variation(books, least=0)
    assert other is not None
    assert other.coefficient is not None
    assert (round(other.mean, 2), round(other.deviation, 2), round(other.coefficient, 3)) == (
        6.33,
        3.26,
        0.515,
    )
    assert round(sum(share for _, share in other.shares), 2) == 10.65


def test_small_and_special_schools_are_left_out_by_name():
    found = variation(
        [SchoolFigure("甲", 500, 20), SchoolFigure("点", 49, 9), SchoolFigure("特", 80, 9, is_special=True)]
    )
    assert found is not None
    assert ([one.name for one in found.left_out], found.coefficient) == (["点", "特"], 0)
    assert variation([SchoolFigure("点", 49, 9)]) is None


# properties

subjects = st.sampled_from(["语文", "体育与健康", "音乐", "心理健康", ""])
educations = st.sampled_from(["本科", "专科", "中专", "硕士研究生", ""])
teachers = st.lists(
    st.tuples(subjects, educations, st.sampled_from(["一级教师", "二级教师", ""])), min_size=1, max_size=12
)


def made(kinds) -> list:
    return [
        one
        for n, (subject, edu, title) in enumerate(kinds)
        for one in people(1, n, subject=subject, top_edu=edu, title=title)
    ]


COUNTED = [
    one.id
    for one in indicators().values()
    if one.shape in (Shape.PER, Shape.SHARE, Shape.COUNT, Shape.ONE_TO)
]


def numerators(figure: Figure) -> Fraction:
    return figure.numerator or Fraction()


@given(teachers, st.tuples(subjects, educations, st.just("一级教师")), st.integers(1, 2000))
def test_one_teacher_more_lowers_no_count(kinds, more, pupils):
    before, after = (
        figures(school(made(list_), stats(students=pupils))) for list_ in (kinds, [*kinds, more])
    )
    for key in COUNTED:
        assert numerators(after[key].figure) >= numerators(before[key].figure), key


@given(teachers, st.randoms(use_true_random=False), st.integers(1, 2000))
def test_the_order_of_teachers_does_not_matter(kinds, random, pupils):
    rows = made(kinds)
    other = rows[:]
    random.shuffle(other)
    a, b = (figures(school(order, stats(students=pupils))) for order in (rows, other))
    assert {key: (one.value, one.verdict, one.gap) for key, one in a.items()} == {
        key: (one.value, one.verdict, one.gap) for key, one in b.items()
    }


@given(st.integers(1, 3000), st.integers(0, 200))
def test_the_gap_is_what_turns_the_verdict(pupils, number):
    """So many more meet it, one fewer does not."""
    found = figures(
        school(people(number, top_edu="本科") or people(1, top_edu="中专"), stats(students=pupils))
    )["Q1"]
    need = ceil(Fraction("4.2") * pupils / 100)
    assert found.gap == need - number
    assert (found.verdict is Verdict.MET) == (number >= need)

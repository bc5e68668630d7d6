"""What is wrong or odd with departments, classes, yearly figures and the identity."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.school import rules, sample
from edudesk.school.rows import COLUMNS, FIELDS, GROUPS, SchoolDraft
from edudesk.school.rows.classes import CLASS_COLUMN, ClassDraft
from edudesk.school.rows.departments import DEPARTMENT_COLUMN, DepartmentDraft
from edudesk.school.rows.stats import STATS_COLUMN, STATS_GROUPS, StatsDraft, stats_columns
from edudesk.school.rows.terms import DAY_COLUMN, TERM_COLUMN, DayDraft, TermDraft
from edudesk.school.rules.classes import class_doubts, class_problems
from edudesk.school.rules.departments import department_problems
from edudesk.school.rules.holidays import proposed_days
from edudesk.school.rules.identity import credit_check, credit_code_doubt
from edudesk.school.rules.stats import class_figures, stats_doubts, stats_problems
from edudesk.school.rules.terms import day_problems, term_problems
from tests.tables import each

YEAR = "2026-2027"
SCHOOL = SchoolDraft(name="龙城实验小学", stage="小学", school_year=YEAR)
CLASS = ClassDraft(school_year=YEAR, stage="小学", grade="四年级", number=2, size=42)
STATS = StatsDraft(school_year=YEAR, stage="小学")


def keys(problems: tuple[object, ...]) -> list[str]:
    return [problem.key for problem in problems]  # type: ignore[attr-defined]


@each(
    ("draft", "columns"),
    [
        (DepartmentDraft, DEPARTMENT_COLUMN),
        (TermDraft, TERM_COLUMN),
        (DayDraft, DAY_COLUMN),
        (ClassDraft, CLASS_COLUMN),
        (StatsDraft, STATS_COLUMN),
    ],
)
def test_every_fact_has_a_column(draft: type, columns: dict[str, object]) -> None:
    assert [key for key in columns if key != "name" or draft is not ClassDraft] == list(
        draft.__dataclass_fields__
    )


def test_groups_hold_every_fact_once() -> None:
    assert (
        sorted(key for _, group in GROUPS for key in group)
        == sorted(FIELDS)
        == sorted(c.key for c in COLUMNS)
    )
    assert sorted(key for _, group in STATS_GROUPS for key in group) == sorted(STATS_COLUMN)


def test_figures_of_a_stage_name_its_grades() -> None:
    titles = [column.title for column in stats_columns("初中") if column.key.startswith("grade")]
    assert titles == ["七年级", "八年级", "九年级"]
    assert len(stats_columns("小学")) == len(STATS_COLUMN)


# identity


@pytest.mark.parametrize("code", ["91110000600037341L", "9144030071526726XG", "91350100M000100Y43"])
def test_real_credit_codes_have_their_check_character(code: str) -> None:
    assert credit_code_doubt(code) == ""


@given(st.text(alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17), st.integers(0, 16))
def test_one_wrong_character_of_a_credit_code_is_seen(body: str, place: int) -> None:
    code = body + credit_check(body)
    assert credit_code_doubt(code) == ""
    wrong = "1" if code[place] != "1" else "2"
    assert "校验位" in credit_code_doubt(code[:place] + wrong + code[place + 1 :])


def test_what_is_odd_is_a_doubt_and_no_problem() -> None:
    odd = replace(SCHOOL, credit_code="12345", founded="建国前", postcode="2130", email="无")
    assert rules.problems(odd) == ()
    assert keys(rules.doubts(odd)) == ["credit_code", "founded", "postcode", "email"]
    assert rules.doubts(odd)[0].text == "统一社会信用代码应为 18 位，现在是 5 位。"
    assert "没有 I、O、S、V、Z" in credit_code_doubt("12990199MB99O19901")
    assert rules.doubts(sample.sample_school()) == ()
    assert rules.doubts(SCHOOL) == ()


# departments


def test_a_department_is_there_once_among_its_kind() -> None:
    chinese = DepartmentDraft(kind="教研组", name="语文教研组")
    assert department_problems(chinese) == ()
    (twice,) = department_problems(chinese, [chinese])
    assert twice.text == "已经有教研组“语文教研组”。"
    assert department_problems(replace(chinese, kind="科室"), [chinese]) == ()
    assert keys(department_problems(DepartmentDraft(kind="组", name=" ", place=0))) == [
        "kind",
        "name",
        "place",
    ]


# classes


def test_a_class_that_cannot_be() -> None:
    assert class_problems(CLASS) == ()
    wrong = ClassDraft(school_year="明年", stage="", grade="十年级", number=0, size=-1, boys=500, status="?")
    assert keys(class_problems(wrong)) == ["school_year", "grade", "number", "status", "size", "boys"]
    (twice,) = class_problems(CLASS, [CLASS])
    assert (twice.key, twice.text) == ("number", "2026-2027学年已经有这个班。")
    assert class_problems(replace(CLASS, school_year="2025-2026"), [CLASS]) == ()


def test_boys_and_girls_make_the_class() -> None:
    assert class_doubts(replace(CLASS, boys=20, girls=22)) == ()
    (odd,) = class_doubts(replace(CLASS, boys=20, girls=20))
    assert (odd.key, odd.text) == ("girls", "男生和女生合计 40 人，与人数不同。")
    assert keys(class_doubts(replace(CLASS, boarders=43))) == ["boarders"]
    assert class_doubts(replace(CLASS, size=None, boys=1, girls=1)) == ()


# yearly figures


def test_figures_that_cannot_be() -> None:
    assert stats_problems(STATS) == ()
    wrong = StatsDraft(school_year="?", stage="九年一贯制", as_of="九月", students=-1, sports_area=-0.5)
    assert keys(stats_problems(wrong)) == ["school_year", "stage", "as_of", "students", "sports_area"]
    (twice,) = stats_problems(STATS, [STATS])
    assert twice.text == "2026-2027学年小学已经有一份统计。"


def test_classes_are_counted_only_where_every_size_is_known() -> None:
    there = [CLASS, replace(CLASS, number=3, size=40, boarders=2), replace(CLASS, grade="五年级", size=None)]
    figures = class_figures(there, YEAR, "小学")
    assert (figures.classes, figures.students, figures.boarders) == (3, None, None)
    assert figures.grades == (None, None, None, 82, None, None)
    assert class_figures(there[:2], YEAR, "小学").students == 82
    dissolved = replace(CLASS, number=9, status="撤并")
    assert class_figures([*there[:2], dissolved], YEAR, "小学").classes == 2
    assert class_figures(there, YEAR, "初中").classes == 0
    assert class_figures(there, "2025-2026", "小学").students is None


def test_typed_figures_are_held_against_the_classes() -> None:
    typed = replace(STATS, students=80, grade4=82, classes=2)
    found = stats_doubts(typed, [CLASS, replace(CLASS, number=3, size=40)])
    assert [(doubt.key, doubt.text) for doubt in found] == [("students", "按班级统计是 82，与填写的不同。")]
    assert stats_doubts(typed) == ()
    grades = replace(STATS, students=100, **{f"grade{place}": 10 for place in range(1, 7)})
    assert [doubt.text for doubt in stats_doubts(grades)] == ["各年级合计 60 人，与在校生数不同。"]


# the sample school


def test_the_sample_school_is_in_order() -> None:
    classes, terms, days, stats = (
        sample.sample_classes(), sample.sample_terms(), sample.sample_days(), sample.sample_stats(),
    )  # fmt: skip
    present = [one for one in classes if one.school_year == YEAR]
    assert len(present) == 36
    assert 1450 <= sum(one.size or 0 for one in present) <= 1550
    assert [doubt for one in stats for doubt in stats_doubts(one, classes)] == []
    assert {problem for one in classes for problem in class_problems(one)} == set()
    assert {
        problem for place, one in enumerate(terms) for problem in term_problems(one, terms[:place])
    } == set()
    assert {problem for place, one in enumerate(days) for problem in day_problems(one, days[:place])} == set()
    proposed = {day.day for term in terms for day in proposed_days(term).days}
    assert proposed <= {day.day for day in days}


def test_sample_departments_name_their_heads() -> None:
    found = sample.sample_departments({"单国平": "id-1"})
    assert (found[0].head_id, found[0].head) == ("id-1", "")
    assert (found[1].head_id, found[1].head) == ("", "蒋建明")
    assert [one.place for one in found if one.kind == "年级组"] == [1, 2, 3, 4, 5, 6]

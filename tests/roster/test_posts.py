"""Titles and grades, vacancies, registrations and papers."""

from edudesk.roster.rows import TeacherDraft
from edudesk.roster.rules.posts import (
    appointed_tier,
    grades_of,
    has_vacant_post,
    is_grade_of,
    is_registration_due,
    missing_papers,
    tier_of_grade,
    vacancies,
)
from tests.tables import each

QUOTAS = {"posts_full_senior": None, "posts_senior": 2, "posts_middle": 1}


def teacher(title: str, grade: str = "", **facts: str) -> TeacherDraft:
    return TeacherDraft(name="甲", title=title, post_grade=grade, **facts)


@each(
    ("title", "grades"),
    [("正高级教师", "一至四"), ("高级教师", "五至七"), ("一级教师", "八至十"), ("二级教师", "十一至十二"), ("三级教师", "十三"), ("未定级", "")],
)  # fmt: skip
def test_each_title_has_its_grades(title: str, grades: str) -> None:
    assert grades_of(title) == grades


def test_a_grade_of_another_tier_does_not_go_with_a_title() -> None:
    assert is_grade_of("一级教师", "专业技术九级")
    assert not is_grade_of("一级教师", "专业技术七级")
    assert is_grade_of("一级教师", "管理七级")  # of another ladder
    assert is_grade_of("馆员", "专业技术七级")  # of another series
    tier = tier_of_grade("七级")
    assert tier is not None
    assert tier.title == "高级教师"


def test_岗位使用_counts_who_is_appointed_and_may_be_negative() -> None:
    rows = [
        teacher("高级教师", "专业技术七级"),
        teacher("高级教师", "专业技术八级"),  # 低聘
        teacher("一级教师", "专业技术九级"),
        teacher("一级教师", title_appointed="2020-01"),  # by the title, no grade written
        teacher("一级教师"),  # not appointed yet
        teacher("一级教师", "专业技术十级", status="退休"),
    ]
    found = {
        one.tier.word: (one.quota, one.appointed, one.lower, one.vacant) for one in vacancies(rows, QUOTAS)
    }
    assert found["正高级"] == (None, 0, 0, None)
    assert found["副高级"] == (2, 1, 1, 1)
    assert found["中级"] == (1, 3, 0, -2)


def test_未聘满岗位_finds_who_waits_for_a_post_that_is_vacant() -> None:
    waiting = teacher("高级教师", "专业技术八级")
    found = vacancies([waiting, teacher("高级教师", "专业技术六级")], QUOTAS)
    assert has_vacant_post(waiting, found)
    assert not has_vacant_post(teacher("高级教师", "专业技术六级"), found)
    assert not has_vacant_post(teacher("正高级教师"), found)  # nobody knows how many there are
    assert not has_vacant_post(teacher("未定级"), found)
    full = vacancies([teacher("高级教师", "专业技术六级")] * 2, QUOTAS)
    assert not has_vacant_post(waiting, full)


def test_a_title_that_is_appointed_without_a_grade_counts() -> None:
    assert appointed_tier(teacher("一级教师")) is None
    tier = appointed_tier(teacher("一级教师", title_appointed="2020-01"))
    assert tier is not None
    assert tier.word == "中级"


@each(
    ("text", "is_due"),
    [
        ("2027-11", True),
        ("2027-12", False),
        ("2025-06", True),
        ("首次注册", False),
        ("", False),
        ("2027", False),
    ],
)
def test_定期注册_is_due_within_twelve_months_or_overdue(text: str, is_due: bool) -> None:
    assert is_registration_due(TeacherDraft(name="甲", cert_register=text), "2026-11-20") is is_due


def test_who_left_needs_no_registration_and_no_papers() -> None:
    gone = TeacherDraft(name="甲", cert_register="2026-12", status="退休")
    assert not is_registration_due(gone, "2026-11-20")
    assert missing_papers(gone) == ()


def test_缺证件_names_the_papers() -> None:
    assert missing_papers(TeacherDraft(name="甲")) == ("身份证号", "教师资格证", "普通话证书")
    assert missing_papers(
        TeacherDraft(name="甲", staff_category="工勤人员", id_no="1", id_status="待核实")
    ) == ("身份证号",)
    whole = TeacherDraft(name="甲", id_no="1", cert_type="小学", cert_no="2", mandarin="二级甲等")
    assert missing_papers(whole) == ()

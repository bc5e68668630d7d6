"""资料疑点: each rule of the roster with the sentence people read; none of them keeps anything from being stored."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from edudesk.desk import Desk
from edudesk.roster.histories.careers import AdminPost, Education, Title
from edudesk.roster.histories.growing import Exchange, Mentoring
from edudesk.roster.histories.honours import Honour
from edudesk.roster.histories.reviews import EthicsEvent, Review
from edudesk.roster.histories.teaching import Assignment
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.rules import doubts, problems
from edudesk.roster.rules.careers import all_doubts
from edudesk.roster.sample import id_number
from edudesk.store.engine import Store

DAY = "2026-11-20"
PLAIN = TeacherDraft(name="王芳", birth="1987-05-24", gender="女", work_start="2009-08", title="一级教师")


@pytest.fixture(autouse=True)
def _autumn(stopped_clock: Callable[[str], None]) -> None:
    """It is 20 November 2026."""


def flat(**facts: str) -> dict[str, str]:
    draft = replace(PLAIN, **facts)
    assert problems(draft) == ()
    return {one.key: one.text for one in doubts(draft)}


def dated(teacher: TeacherDraft = PLAIN, **rows: list[Any]) -> list[str]:
    return [one.text for one in all_doubts(teacher, rows, {"m": "二级教师"}, DAY)]


def test_nothing_is_doubtful_about_a_plain_teacher() -> None:
    assert flat() == {}
    assert dated() == []


def test_v1_v2_v3_the_number_the_birth_and_the_sex() -> None:
    number = id_number("1987-05-24", 222)
    found = flat(id_no=number, birth="1985-01", gender="男")
    assert found == {
        "birth": "出生年月“1985-01”与身份证号中的“1987-05-24”不一致，请核对。",
        "gender": "性别“男”与身份证号第17位（女）不一致，请核对。",
    }


def test_v4_dates_of_work_follow_birth_and_each_other() -> None:
    assert flat(work_start="2004-08") == {"work_start": "参加工作时间“2004-08”时未满 18 岁，请核对。"}
    assert flat(work_start="2005-05") == {}
    assert flat(school_start="2009-07") == {
        "school_start": "来校时间“2009-07”早于参加工作时间“2009-08”，请核对。"
    }
    assert flat(teach_start="2008-07") == {
        "teach_start": "从教时间“2008-07”比参加工作时间“2009-08”早一年以上，请核对。"
    }
    assert flat(teach_start="2008-08") == {}
    assert flat(political="中共党员", party_date="2005-04") == {
        "party_date": "入党时间“2005-04”时未满 18 岁，请核对。"
    }
    assert flat(political="共青团员", party_date="2002-05") == {}  # then it is the day of the 共青团
    assert dated(admin_post=[AdminPost(post="教导主任", begins="2008-01")]) == [
        "教导主任任职时间“2008-01”早于参加工作时间“2009-08”，请核对。"
    ]


def test_v5_education_rises_with_time() -> None:
    assert flat(first_end="2003-06") == {"first_end": "第一学历毕业时间“2003-06”时未满 17 岁，请核对。"}
    assert flat(first_end="2012-06", top_end="2009-06") == {
        "top_end": "最高学历毕业时间“2009-06”早于第一学历毕业时间“2012-06”，请核对。"
    }
    assert flat(first_edu="本科", top_edu="专科") == {"top_edu": "最高学历“专科”低于第一学历“本科”，请核对。"}
    rows = [
        Education(level="本科", graduated="2009-06"),
        Education(level="专科", graduated="2012-06", started="2013-09"),
    ]
    assert dated(education=rows) == [
        "毕业时间“2012-06”早于入学时间“2013-09”，请核对。",
        "“专科”（2012-06）在“本科”（2009-06）之后毕业，请核对。",
    ]


def test_v6_titles_are_obtained_then_appointed_and_rise() -> None:
    assert flat(title_obtained="2015-12", title_appointed="2015-01") == {
        "title_appointed": "职称聘任时间“2015-01”早于取得时间“2015-12”，请核对。"
    }
    assert flat(title="高级教师", title_obtained="2011-12") == {
        "title_obtained": "取得高级教师时未满 25 岁，请核对。"
    }
    rows = [Title(title="一级教师", begins="2010-12"), Title(title="二级教师", begins="2015-12")]
    assert dated(title=rows) == ["二级教师（2015-12）在一级教师（2010-12）之后取得，请核对。"]


def test_v7_title_and_grade_of_the_post_unless_高聘_or_低聘() -> None:
    text = "岗位等级“专业技术七级”与一级教师（专业技术八至十级）不一致，高聘、低聘的除外，请核对。"
    assert flat(post_grade="专业技术七级") == {"post_grade": text}
    teacher = replace(PLAIN, post_grade="专业技术七级")
    assert dated(teacher) == [text]
    assert dated(teacher, title=[Title(title="一级教师", begins="2015-12", appoint_state="高聘")]) == []
    assert flat(post_grade="专业技术九级") == {}


def test_v8_subject_and_学段() -> None:
    assert flat(subject="物理", stage="小学") == {"subject": "小学一般不开设“物理”，请核对。"}
    assert flat(subject="物理", stage="初中") == {}
    assert flat(subject="武术", stage="小学") == {}


def test_v9_a_certificate_of_a_lower_stage() -> None:
    assert flat(stage="初中", cert_type="小学") == {"cert_type": "教师资格“小学”低于任教学段“初中”，请核对。"}
    assert flat(stage="小学", cert_type="初级中学") == {}


def test_v10_the_same_honour_twice_at_a_time() -> None:
    first = Honour(name="骨干教师", level="市级", begins="2020-01", ends="2023-12")
    again = Honour(name="骨干教师", level="市级", begins="2023-06")
    assert dated(honour=[again, first]) == [
        "“骨干教师”有两条记录的有效期重叠（2023-06、2020-01），可以合并，请核对。"
    ]
    assert dated(honour=[first, replace(again, begins="2024-01")]) == []


def test_v11_one_review_a_year() -> None:
    rows = [
        Review(year="2024", result="合格"),
        Review(year="2024", result="优秀"),
        Review(year="2025", result="合格"),
    ]
    assert dated(annual_review=rows) == ["2024 年度有两条年度考核记录，请核对。"]
    assert dated(ethics_review=rows[1:]) == []


def test_v12_honours_and_优秀_inside_a_veto_that_came_to_light_later() -> None:
    event = EthicsEvent(begins="2025-03", finding="查实", veto_until="2027-03", doc_no="天教〔2025〕3号")
    words = "在师德一票否决期（2025-03 至 2027-03，天教〔2025〕3号）内，请核对。"
    good = Review(year="2025", result="优秀", begins="2025-12")
    found = dated(
        ethics_event=[event],
        annual_review=[good, replace(good, year="2026", begins="2026-12", result="合格")],
        honour=[Honour(name="骨干教师", begins="2026-06"), Honour(name="教坛新秀", begins="2020-06")],
    )
    assert found == [f"年度考核“2025”（2025-12）{words}", f"骨干称号“骨干教师”（2026-06）{words}"]


def test_v13_a_专任教师_without_a_period_for_a_whole_year() -> None:
    def year(first: str, second: str) -> list[Assignment]:
        return [
            Assignment(school_year="2025-2026", term=term, weekly_periods=periods)
            for term, periods in (("第一学期", first), ("第二学期", second))
        ]

    assert dated(assignment=year("0", "0")) == [
        "2025-2026 学年两个学期的周课时都是 0，与“专任教师”不符，请核对。"
    ]
    assert dated(assignment=year("0", "12")) == []
    assert dated(assignment=year("0", "")) == []  # not known is not nothing
    assert dated(assignment=year("0", "0")[:1]) == []
    assert dated(replace(PLAIN, staff_category="教辅人员"), assignment=year("0", "0")) == []


def test_v14_a_mentor_has_no_lower_title() -> None:
    pair = Mentoring(mentor="李娜", mentor_id="m", begins="2025-09")
    assert dated(mentoring=[pair]) == ["师傅李娜的职称“二级教师”低于徒弟的“一级教师”，请核对。"]
    assert dated(mentoring=[replace(pair, ends="2026-08")]) == []
    assert dated(replace(PLAIN, title="二级教师"), mentoring=[pair]) == []


def test_v15_an_exchange_of_less_than_a_school_year() -> None:
    row = Exchange(other_school="城西小学", begins="2025-09", ends="2026-01")
    assert dated(exchange=[row]) == ["交流不足一学年，按规定不计入交流轮岗，请核对。"]
    assert dated(exchange=[replace(row, ends="2026-06")]) == []


def test_v16_past_retirement_and_still_at_school() -> None:
    old = replace(PLAIN, birth="1968-03", work_start="1988-08")
    assert dated(old) == ["按出生年月应于 2023-03 达到法定退休年龄，人员状态仍是“在岗”，请核对。"]
    assert dated(replace(old, establishment="返聘")) == []
    assert dated(replace(old, status="退休")) == []


def test_a_staff_number_of_two_teachers_is_doubtful_for_both(school: Store) -> None:
    desk = Desk(school)
    wang = desk.teachers.add(replace(PLAIN, name="王芳", staff_no="007"))
    chen = desk.teachers.add(replace(PLAIN, name="陈佳", staff_no="007"))
    desk.teachers.add(replace(PLAIN, name="张喆", staff_no="008"))
    desk.teachers.add(replace(PLAIN, name="李红"))
    desk.teachers.add(replace(PLAIN, name="李静"))
    said = {one: [doubt.text for doubt in doubts] for one, doubts in desk.doubts.every().items()}
    assert said == {
        wang.id: ["工号“007”与花名册中“陈佳”的相同，请核对。"],
        chen.id: ["工号“007”与花名册中“王芳”的相同，请核对。"],
    }
    assert [doubt.key for doubt in desk.doubts.of(wang.id)] == ["staff_no"]
    desk.teachers.put_away([chen.id])
    assert desk.doubts.every() == {}


def test_one_reading_for_one_teacher_and_one_for_all(school: Store) -> None:
    desk = Desk(school)
    wang = desk.teachers.add(replace(PLAIN, name="王芳", work_start="2004-08"))
    chen = desk.teachers.add(replace(PLAIN, name="陈佳", title="二级教师"))
    young = desk.teachers.add(replace(PLAIN, name="张喆"))
    desk.histories.add("mentoring", Mentoring(teacher_id=young.id, mentor="陈佳", begins="2025-09"))
    found = desk.doubts.every()
    assert {row_id: [one.kind for one in doubts] for row_id, doubts in found.items()} == {
        wang.id: [""],
        young.id: ["mentoring"],
    }
    then = desk.teachers.rows_on(date(2025, 6, 1))
    assert list(desk.doubts.every(rows=then)) == [wang.id]  # the pair came later
    assert desk.doubts.of(chen.id) == ()
    (pair,) = desk.histories.of(young.id)["mentoring"]
    (doubt,) = desk.doubts.of(young.id)
    assert (doubt.row_id, doubt.key) == (pair.id, "mentor")

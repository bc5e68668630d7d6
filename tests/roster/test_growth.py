"""Dated facts in words, the growth line, and what a form says about fields that facts settle."""

from dataclasses import replace

from edudesk.roster.histories import KIND
from edudesk.roster.histories.careers import AdminPost, Title
from edudesk.roster.histories.growing import Led, Mentoring, Training
from edudesk.roster.histories.honours import Achievement, Honour
from edudesk.roster.histories.reviews import Review
from edudesk.roster.histories.teaching import Assignment
from edudesk.roster.pages.choosing import by_word, named
from edudesk.roster.rules.entering import (
    dated_by,
    fresh_values,
    is_double,
    settled_fields,
    strange_words,
    undated_changes,
)
from edudesk.roster.rules.growth import fact_words, growth_line, when
from tests.roster.people import teacher
from tests.tables import each

ZHOU = teacher(
    "周敏华", work_start="2013-08", school_start="2013-08", title="一级教师", title_obtained="2021-08"
)


def made(key, **values):
    return KIND[key].settle(KIND[key].row(teacher_id="周敏华", **values))


FACTS = {
    "title": [made("title", title="二级教师", obtained="2014-08"), made("title", title="一级教师", obtained="2021-08")],
    "honour": [made("honour", name="教坛新秀", level="县区级", awarded="2025-06-20")],
    "mentoring": [made("mentoring", mentor="陈晓岚", begins="2024-09")],
    "annual_review": [made("annual_review", year=str(year), result="合格") for year in range(2014, 2023)]
    + [made("annual_review", year="2023", result="优秀")],
}  # fmt: skip


def test_the_growth_line_is_newest_first_and_begins_with_the_first_job():
    line = growth_line(ZHOU, FACTS)
    assert line == [("2025-06", "区“教坛新秀”"), ("2024-09", "与 陈晓岚 结对（青蓝工程）"), ("2023-12", "年度考核 优秀"),
                    ("2021-08", "晋升 一级教师"), ("2014-08", "取得 二级教师"), ("2013-08", "入职")]  # fmt: skip


def test_what_tells_least_is_left_out_first_when_there_is_no_room():
    told = [text for _, text in growth_line(ZHOU, FACTS, most=4)]
    assert told == ["区“教坛新秀”", "晋升 一级教师", "取得 二级教师", "入职"]


def test_who_has_a_title_with_the_job_has_both_in_one_line():
    first = {"title": [made("title", title="二级教师", obtained="2013-08")]}
    assert growth_line(ZHOU, first) == [("2013-08", "入职 二级教师")]


def test_a_pair_is_told_of_both_who_belong_to_it():
    pair = Led(mentee="陈晓岚", mentor="周敏华", begins="2024-09")
    assert growth_line(ZHOU, {"led": [pair]})[0] == ("2024-09", "与 陈晓岚 结对（青蓝工程）")


@each(
    ("key", "values", "line"),
    [
        ("honour", {"name": "区骨干教师", "level": "县区级"}, "“区骨干教师”"),
        ("honour", {"name": "学科带头人", "level": "市级"}, "市“学科带头人”"),
        ("achievement", {"kind": "论文", "level": "市级", "grade": "二等奖", "title": "量感"}, "论文获市级二等奖"),
        ("achievement", {"kind": "课题", "level": "市级", "grade": "立项", "title": "量感"}, "市级课题“量感”立项"),
        ("annual_review", {"year": "2025", "result": "合格"}, ""),
        ("annual_review", {"year": "2025", "result": "不合格"}, "年度考核 不合格"),
        ("ethics_review", {"year": "2025", "result": "基本合格"}, "师德考核 基本合格"),
        ("education", {"kind": "第一学历", "level": "本科"}, ""),
        ("education", {"kind": "后续学历", "level": "硕士研究生", "degree": "硕士"}, "取得 硕士研究生 硕士"),
        ("training", {"project": "高研班", "level": "省", "kind": "集中"}, "参加省级培训“高研班”"),
        ("training", {"project": "暑期研修", "level": "省", "kind": "网络"}, ""),
        ("title", {"title": "未定级"}, ""),
    ],
)  # fmt: skip
def test_only_what_marks_a_career_has_a_line(key, values, line):
    assert KIND[key].line(made(key, **values)) == line


def test_who_came_from_elsewhere_has_two_beginnings():
    row = replace(ZHOU, school_start="2018-08")
    assert growth_line(row, {}) == [("2018-08", "到本校任教"), ("2013-08", "参加工作")]


@each(
    ("key", "values", "on", "words"),
    [
        ("title", {"title": "一级教师", "obtained": "2021-08", "appointed_from": "2021-12"}, "2021-08", "一级教师 · 聘任时间 2021-12"),
        ("assignment", {"school_year": "2026-2027", "term": "第二学期", "subject": "数学", "classes": "五（3）班", "weekly_periods": "12", "is_main": "是"},
         "2026-2027 下", "数学 · 五（3）班 · 周课时 12 · 主课"),
        ("annual_review", {"year": "2025", "result": "优秀"}, "2025", "优秀"),
        ("admin_post", {"post": "教务处副主任", "since": "2022-08", "ends": "2024-07"}, "2022-08", "教务处副主任 · 至 2024-07"),
        ("post", {"post_class": "专业技术", "grade": "专业技术九级", "since": "2021-09"}, "2021-09", "专业技术九级"),
        ("cert", {"kind": "小学", "number": "2013320400212345"}, "", "小学"),
    ],
)  # fmt: skip
def test_a_fact_in_one_line(key, values, on, words):
    row = made(key, **values)
    assert (when(row), fact_words(KIND[key], row)) == (on, words)


def test_a_form_begins_with_the_term_or_the_year():
    assert fresh_values(KIND["assignment"], "2026-11-20") == {"school_year": "2026-2027", "term": "第一学期"}
    assert fresh_values(KIND["ethics_review"], "2026-11-20") == {"year": "2026"}
    assert fresh_values(KIND["title"], "2026-11-20") == {}


def test_the_same_year_or_the_same_course_is_a_double():
    one = made("annual_review", year="2025", result="合格")
    assert is_double(KIND["annual_review"], one, replace(one, result="优秀"))
    assert not is_double(KIND["annual_review"], one, made("annual_review", year="2026", result="合格"))
    course = Training(project="新课标研修", begins="2026-03")
    assert not is_double(KIND["training"], course, replace(course, begins="2026-06"))


def test_only_sums_are_locked_and_only_where_facts_are_stored():
    told = Training(project="花名册登记的累计学分", credits=197.0)
    assert settled_fields({"training": [told]}) == {}
    assert settled_fields({"training": [replace(told, id="1")]}) == {
        "training_credits": "由“培训”记录得出，请在“培训”中修改"
    }
    assert settled_fields({"title": [Title(id="1")], "achievement": [Achievement(id="2")]}) == {}
    assert set(settled_fields({"mentoring": [Mentoring(id="1")], "annual_review": [Review(id="2")]})) == {
        "mentor",
        "annual_review",
    }


def test_a_title_changed_without_its_date_is_told_to_be_a_correction():
    said = undated_changes(ZHOU, replace(ZHOU, title="高级教师"))
    assert [(problem.key, problem.text) for problem in said] == [
        ("title", "职称改了而取得时间没有改：按更正保存；如果是晋升，请同时改取得时间。")
    ]
    assert undated_changes(ZHOU, replace(ZHOU, title="高级教师", title_obtained="2026-08")) == ()
    assert undated_changes(replace(ZHOU, title=""), ZHOU) == ()
    post = replace(ZHOU, post_grade="专业技术十级", post_grade_from="2022-01")
    (grade,) = undated_changes(post, replace(post, post_grade="专业技术九级"))
    assert grade.text == "岗位等级改了而聘任时间没有改：按更正保存；如果是新的聘任，请同时改聘任时间。"
    edu = replace(ZHOU, top_edu="本科", top_end="2013-06")
    (level,) = undated_changes(edu, replace(edu, top_edu="硕士研究生"))
    honour = replace(ZHOU, honour="教坛新秀", honour_date="2020-06")
    (rung,) = undated_changes(honour, replace(honour, honour="教学能手"))
    assert rung.key == "honour"
    assert rung.text.endswith("如果是新获得的称号，请同时改称号获得时间。")
    assert [dated_by(word) for word in ("title", "honour")] == ["title_obtained", "honour_date"]
    assert level.text == "最高学历改了而毕业时间没有改：按更正保存；如果是新取得的学历，请同时改毕业时间。"


def test_words_that_no_rule_reads_keep_their_place():
    assert fact_words(KIND["honour"], Honour(name="教坛新秀", ladder="五级梯队")) == "教坛新秀 · 五级梯队"
    assert fact_words(KIND["admin_post"], AdminPost()) == ""
    assert when(Assignment(school_year="2026-2027", term="第一学期")) == "2026-2027 上"


def test_namesakes_are_told_apart_where_one_is_chosen():
    people = [
        teacher("李静", id="1", subject="数学"),
        teacher("李静", id="2", subject="语文", staff_no="017"),
        teacher("周敏华"),
        teacher("王伟", id="3"), teacher("王伟", id="4"),
    ]  # fmt: skip
    assert list(by_word(people)) == [
        "李静（数学）",
        "李静（语文，017）",
        "周敏华",
        "王伟（同名）",
        "王伟（同名）＋",
    ]


def test_a_pasted_list_of_names_finds_its_people():
    people = [
        teacher("王芳"),
        teacher("周敏华"),
        teacher("李静", id="1"),
        teacher("李静", id="2"),
        teacher("阿依古丽·买买提"),
    ]
    found = named("王 芳\n周敏华，李静\n阿依古丽·买买提 周敏华\t龙猫\n\n", people)
    assert [row.name for row in found.people] == ["王芳", "周敏华", "李静", "李静", "阿依古丽·买买提"]
    assert found.notes == ("花名册里没有 龙猫，没有列入。", "李静 有同名教师，都已列入，请删去不是的。")


def test_words_just_entered_that_no_list_knows() -> None:
    strange = replace(ZHOU, title="砖家", status="飞升", subject="语文")
    assert {one.key: one.text for one in strange_words(ZHOU, strange)} == {
        "title": "职称中没有“砖家”，按原文保存，请核对。",
        "status": "人员状态中没有“飞升”，按原文保存，请核对。",
    }
    assert strange_words(strange, replace(strange, subject="数学")) == ()  # told when it was entered
    for grade in ("10", "九十级", "十四级", "管理十一级", "工勤技能六级"):
        (said,) = strange_words(ZHOU, replace(ZHOU, post_grade=grade))
        assert (
            said.text
            == f"“{grade}”不是专业技术、管理或工勤技能岗位的等级（如“专业技术九级”），按原文保存，请核对。"
        )
    for grade in (
        "专业技术十三级",
        "十级",
        "管理九级",
        "工勤技能三级",
        "工勤技能普通工",
        "未定级",
        "专业技术十级（低聘）",
    ):
        assert strange_words(ZHOU, replace(ZHOU, post_grade=grade)) == ()
    assert [one.key for one in strange_words(None, strange)] == ["title", "status"]

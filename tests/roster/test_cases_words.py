"""Import cases M27–M37: several facts in one cell, old words for new ones, the school's own spellings."""

import pytest

from edudesk.sheets.workbook import Cell
from tests.roster.cases import Told, answer_to, asked, cell, said, shown
from tests.tables import each

SCHOOL = {"school_year": "2026-2027", "kind": "小学"}


@each(
    ("header", "written", "stored", "text"),
    [
        ("最高学历", "本科/教育硕士", {"top_edu": "本科", "degree": "硕士"}, "“本科/教育硕士”按最高学历“本科”、学位“硕士”存入"),
        ("任教学科", "语文、道法", {"subject": "语文", "subject2": "道德与法治"}, "“语文、道法”按任教学科“语文”、兼教学科“道德与法治”存入"),
        ("职称", "一级教师(2012.9)", {"title": "一级教师", "title_obtained": "2012-09"},
         "“一级教师(2012.9)”按职称“一级教师”、职称取得时间“2012-09”存入"),
        ("政治面貌", "中共党员 1998.6", {"political": "中共党员", "party_date": "1998-06"},
         "“中共党员 1998.6”按政治面貌“中共党员”、入党时间“1998-06”存入"),
        ("政治面貌", "党员（2003年7月入党）", {"political": "中共党员", "party_date": "2003-07"},
         "“党员（2003年7月入党）”按政治面貌“中共党员”、入党时间“2003-07”存入"),
        ("骨干称号", "市骨干教师(2019.6)", {"honour": "市骨干教师", "honour_date": "2019-06", "honour_level": "市级"},
         "“市骨干教师(2019.6)”按最高称号“市骨干教师”、称号获得时间“2019-06”存入"),
        ("任教学科", "语文兼班主任", {"subject": "语文", "head_teacher": "是"}, "“语文兼班主任”按任教学科“语文”、是否班主任“是”存入"),
        ("任教学科", "语文、道法、书法", {"subject": "语文", "subject2": "道德与法治", "remark": "书法"},
         "“语文、道法、书法”按任教学科“语文”、兼教学科“道德与法治”存入，“书法”记入备注"),
    ],
)  # fmt: skip
def test_m27_two_values_in_one_cell(header: str, written: str, stored: dict[str, str], text: str) -> None:
    told = cell(header, written)
    assert ({key: told[key] for key in stored}, told.text) == (stored, text)


def test_m27_the_column_of_the_second_value_counts_when_the_two_differ() -> None:
    told = cell("职称", "一级教师(2012.9)", 职称取得时间="2013.01")
    assert told["title_obtained"] == "2013-01"
    assert told.text.endswith(
        "职称一栏写的职称取得时间是“2012-09”，职称取得时间一栏是“2013-01”，按后者存入，请核对"
    )


@each(
    ("written", "school", "major"),
    [
        ("南京师范大学 小学教育", "南京师范大学", "小学教育"),
        ("南京师范大学/小学教育专业", "南京师范大学", "小学教育"),
        ("南京师范大学，数学", "南京师范大学", "数学"),
        ("江苏教育学院\n汉语言文学", "江苏教育学院", "汉语言文学"),
        ("江南大学汉语言文学（师范）", "江南大学", "汉语言文学（师范）"),
        ("南京师范大学 泰州学院 英语", "南京师范大学 泰州学院", "英语"),
        ("南京师范大学（小学教育）", "南京师范大学", "小学教育"),
        ("武进师范学校 普师", "武进师范学校", "普师"),
        ("武进师范", "武进师范", ""),
        ("南师大 数学", "南师大 数学", ""),
        ("无", "", ""),
    ],
)
def test_m27_school_and_major_in_one_column(written: str, school: str, major: str) -> None:
    told = cell("毕业院校及专业", written, wishes={})
    assert (told["top_school"], told["top_major"]) == (school, major)
    assert cell("毕业院校", written)["top_major"] == ""  # its header promises no major


def test_m27_a_school_and_major_nobody_can_tell_apart_are_kept_and_said() -> None:
    text = "“南师大 数学”分不出毕业院校和专业，已全部存为毕业院校，请核对"
    assert cell("毕业院校及专业", "南师大 数学").text == text
    first = shown(("姓名", "第一学历毕业院校及专业"), ("王芳", "武进师范学校 普师"))
    assert (first.rows[0].draft.first_school, first.rows[0].draft.first_major) == ("武进师范学校", "普师")


def test_m28_an_honour_with_its_year_and_one_no_ladder_knows() -> None:
    told = cell("骨干称号", "市学科带头人2023")
    assert (told["honour"], told["honour_date"], told["remark"]) == (
        "市学科带头人",
        "",
        "市学科带头人：2023年",
    )
    assert "获得时间只写了年份，没有月份，此项留空，请补录" in told.text
    odd = cell("骨干称号", "胡说八道")
    assert (odd["honour"], odd.text) == ("胡说八道", "称号梯队中没有“胡说八道”，请核对")


def test_m28_three_honours_on_three_lines() -> None:
    told = cell("骨干称号", "市骨干教师2019.6\n区学科带头人2022.9\n校教学能手")
    assert (told["honour"], told["honour_date"], told["honour_level"]) == (
        "区学科带头人",
        "2022-09",
        "县区级",
    )
    assert told.row.items == (
        ("honour", {"name": "市骨干教师", "level": "市级", "awarded": "2019-06"}),
        ("honour", {"name": "校教学能手", "level": "校级"}),
    )
    assert told.text == (
        "“市骨干教师2019.6 区学科带头人2022.9 校教学能手”按最高称号“区学科带头人”、称号获得时间“2022-09”存入，"
        "“市骨干教师 市级 2019-06”、“校教学能手 校级”记入发展记录"
    )


def test_m28_two_courses_of_study_on_two_lines() -> None:
    told = cell("学历", "大专1998.6\n本科（自考）2003.12")
    assert (told["top_edu"], told["top_end"]) == ("本科", "2003-12")
    assert told.row.items == (
        ("education", {"level": "本科", "mode": "自考"}),
        ("education", {"level": "专科", "graduated": "1998-06"}),
    )
    assert "“专科 1998-06”记入发展记录" in told.text


def test_m28_titles_on_lines_and_a_line_nobody_understands() -> None:
    told = cell("职称", "中学一级 2008.8\n中学高级 2015.12")
    assert (told["title"], told["title_obtained"]) == ("高级教师", "2015-12")
    assert told.row.items == (("title", {"title": "一级教师", "obtained": "2008-08"}),)
    strange = cell("职称", "中学一级 2008.8\n见附表")
    assert (strange["title"], strange["remark"]) == ("一级教师", "见附表")
    assert strange.text.endswith("，“见附表”记入备注；没有认出“见附表”，请核对")


@each(
    ("written", "stored"),
    [
        ("小学高级", "一级教师"), ("小高", "一级教师"), ("小教高级", "一级教师"), ("中一", "一级教师"), ("中高", "高级教师"),
        ("中学高级", "高级教师"), ("副高", "高级教师"), ("中级", "一级教师"), ("一级", "一级教师"), ("未评", "未定级"),
        ("见习", "未定级"), ("数学一级教师", "一级教师"),
    ],
)  # fmt: skip
def test_m29_old_titles(written: str, stored: str) -> None:
    told = cell("职称", written)
    assert (told["title"], told.text) == (stored, f"“{written}”按“{stored}”存入")


@each(
    ("grade", "stored"),
    [("专技六级", "高级教师"), ("七级", "高级教师"), ("专技八级", "一级教师"), ("10", "一级教师")],
)
def test_m29_bare_title_is_decided_by_the_post_grade(grade: str, stored: str) -> None:
    told = cell("职称", "高级", 岗位等级=grade)
    full = told["post_grade"]
    assert (told["title"], told.text) == (stored, f"“高级”按岗位等级“{full}”认作“{stored}”存入")


def test_m29_bare_title_without_a_post_grade_is_asked_about() -> None:
    lines = (("姓名", "性别", "职称"), ("王芳", "女", "高级"), ("李红", "女", "高级"))
    preview = shown(*lines)
    assert said(preview)["C2"] == "“高级”可能是高级教师，也可能是小学高级（一级教师），此项留空，请补录"
    (question,) = preview.questions
    assert (
        question.text == "职称只写“高级”，又没有岗位等级，是指中学高级（高级教师）还是小学高级（一级教师）？"
    )
    assert (question.words, question.cells) == ("先留空", ("C2", "C3"))
    answered = shown(*lines, answers=answer_to(preview, "只写“高级”", "按一级教师存入"))
    assert [row.draft.title for row in answered.rows] == ["一级教师", "一级教师"]
    assert said(answered)["C2"] == "“高级”按您的选择存为“一级教师”"


def test_m30_title_and_post_grade_that_disagree_are_both_kept_and_doubted() -> None:
    told = cell("岗位等级", "专业技术七级", 职称="一级教师")
    assert (told["title"], told["post_grade"]) == ("一级教师", "专业技术七级")
    assert told.text == (
        "一级教师应为专业技术八至十级，表中是“专业技术七级”，两项都已存入；如是低聘、高聘或待聘，请在备注中写明，否则请核对"
    )


@each(
    ("title", "remark"),
    [("高级教师（低聘）", ""), ("高级教师", "低聘"), ("高级教师", "高职低聘两年"), ("高级教师（待聘）", "")],
)
def test_m30_the_row_itself_may_say_why(title: str, remark: str) -> None:
    told = cell("岗位等级", "专业技术八级", 职称=title, 备注=remark)
    assert (told["title"], told["post_grade"], told.text) == ("高级教师", "专业技术八级", "")


def test_m30_appointment_goes_to_the_history_of_titles() -> None:
    told = cell("职称", "高级教师（待聘）")
    assert told.row.items == (("title", {"title": "高级教师", "appoint_state": "待聘"}),)
    assert told.text == "“高级教师（待聘）”按“高级教师”存入，“高级教师 待聘”记入发展记录"


@pytest.mark.parametrize(
    ("values", "field", "stored"),
    [
        (("在编", "合同"), "establishment", ("在编", "聘用制")),
        (("专任教师", "教辅"), "staff_category", ("专任教师", "教辅人员")),
    ],
)
def test_m31_kind_of_post_is_told_by_its_values(
    values: tuple[str, str], field: str, stored: tuple[str, str]
) -> None:
    preview = shown(("姓名", "性别", "编制类别"), ("王芳", "女", values[0]), ("李红", "女", values[1]))
    assert [one.field for one in preview.columns][2] == field
    assert tuple(getattr(row.draft, field) for row in preview.rows) == stored


@each(
    ("written", "stored"),
    [
        ("专技十级", "专业技术十级"), ("专业技术十级", "专业技术十级"), ("专业技术10级", "专业技术十级"), ("中级十级", "专业技术十级"),
        ("专技岗位十级", "专业技术十级"), ("七级职员", "管理七级"), ("管理七级", "管理七级"), ("工勤三级", "工勤技能三级"),
        ("技术工三级", "工勤技能三级"), ("普通工", "工勤技能普通工"),
    ],
)  # fmt: skip
def test_m32_post_grades(written: str, stored: str) -> None:
    told = cell("岗位等级", written)
    assert told["post_grade"] == stored
    assert told.text == ("" if written == stored else f"“{written}”按“{stored}”存入")


@each("written", ["十级", "10级", "10", 10.0, "Ⅹ", "第十级"])
def test_m32_bare_grade_takes_its_kind_from_title_or_kind_of_post(written: Cell) -> None:
    typed = "10" if written == 10.0 else written
    by_title = cell("岗位等级", written, 职称="一级教师")
    assert (by_title["post_grade"], by_title.text) == ("专业技术十级", f"“{typed}”按“专业技术十级”存入")
    assert cell("岗位等级", written, 岗位类别="管理岗")["post_grade"] == "管理十级"
    alone = cell("岗位等级", written)
    assert alone["post_grade"] == "十级"
    assert alone.text == f"“{typed}”没有写明是专业技术、管理还是工勤技能岗位，已按“十级”存入，请核对"


def test_m32_grade_that_does_not_exist() -> None:
    told = cell("岗位等级", "专技14级")
    assert (told["post_grade"], told.text) == ("专技14级", "专业技术岗位只有一至十三级，请核对")


@each(
    ("written", "level", "degree", "mode", "text"),
    [
        ("大学", "本科", "", "", "“大学”按“本科”存入"),
        ("大学本科", "本科", "", "", "“大学本科”按“本科”存入"),
        ("本科毕业", "本科", "", "", "“本科毕业”按“本科”存入"),
        ("本科(函授)", "本科", "", "函授", "“本科(函授)”按“本科”存入，“本科 函授”记入发展记录"),
        ("全日制本科", "本科", "", "全日制", "“全日制本科”按“本科”存入，“本科 全日制”记入发展记录"),
        ("大专", "专科", "", "", "“大专”按“专科”存入"),
        ("专科", "专科", "", "", ""),
        ("中师", "中专", "", "", "“中师”按“中专”存入"),
        ("中专", "中专", "", "", ""),
        ("研究生", "硕士研究生", "", "", "“研究生”按“硕士研究生”存入"),
        ("硕士", "", "硕士", "", "“硕士”按学位“硕士”存入；学历没有写明，此项留空，请补录"),
        ("在职研究生", "硕士研究生", "", "在职研究生", "“在职研究生”按“硕士研究生”存入，“硕士研究生 在职研究生”记入发展记录"),
        ("教育硕士", "", "硕士", "", "“教育硕士”按学位“硕士”存入；学历没有写明，此项留空，请补录"),
        ("研究生班", "研究生班", "", "", ""),
        ("大学肄业", "本科肄业", "", "", "“大学肄业”按“本科肄业”存入；肄业不计为本科学历，请核对"),
        ("本科（学士）", "本科", "学士", "", "“本科（学士）”按最高学历“本科”、学位“学士”存入"),
    ],
)  # fmt: skip
def test_m33_education_in_other_words(written: str, level: str, degree: str, mode: str, text: str) -> None:
    told = cell("学历", written)
    assert (told["top_edu"], told["degree"], told.text) == (level, degree, text)
    assert told.row.items == ((("education", {"level": level, "mode": mode}),) if mode else ())


@each(
    ("written", "stored"),
    [
        ("小学数学", "数学"), ("数 学", "数学"), ("道法", "道德与法治"), ("品德", "道德与法治"), ("政治", "道德与法治"),
        ("思政", "道德与法治"), ("信息技术", "信息科技"), ("微机", "信息科技"), ("体育", "体育与健康"), ("体健", "体育与健康"),
        ("自然", "科学"), ("综合实践", "综合实践活动"), ("心理", "心理健康"), ("劳动", "劳动"), ("初中物理", "物理"),
    ],
)  # fmt: skip
def test_m34_subjects_in_other_words(written: str, stored: str) -> None:
    told = cell("任教学科", written)
    assert told["subject"] == stored
    is_same = stored == "".join(written.split())
    assert told.text == ("" if is_same else f"“{written}”按“{stored}”存入")


@each(
    ("header", "written", "stored"),
    [
        ("健康状况", "健康", "健康或良好"), ("健康状况", "良好", "健康或良好"), ("健康状况", "慢性病", "有慢性病"),
        ("健康状况", "有生理缺陷", "有生理缺陷"), ("婚姻状况", "离异", "离婚"), ("婚否", "是", "已婚"), ("婚否", "否", "未婚"),
    ],
)  # fmt: skip
def test_health_and_marriage_in_other_words(header: str, written: str, stored: str) -> None:
    told = cell(header, written)
    assert told["health" if header == "健康状况" else "marital"] == stored
    assert told.text == ("" if written == stored else f"“{written}”按“{stored}”存入")


def test_m34_stage_in_front_of_the_subject_fills_the_stage() -> None:
    assert cell("任教学科", "小学数学")["stage"] == "小学"
    assert cell("任教学科", "小学数学", 任教学段="初中")["stage"] == "初中"


def test_m34_local_subject_is_kept_and_asked_what_it_counts_as() -> None:
    lines = (("姓名", "性别", "任教学科"), ("王芳", "女", "足球"))
    preview = shown(*lines)
    assert said(preview)["C2"] == "任教学科中没有“足球”，已按原文保存"
    text = "学科表中没有“足球”，已按原文保存。统计体育、艺术、心理教师时它算哪一类？"
    assert asked(preview) == {text: "都不算"}
    assert preview.subject_groups == {"足球": ""}
    answered = shown(*lines, answers=answer_to(preview, "足球", "算作体育与健康"))
    assert (answered.rows[0].draft.subject, answered.subject_groups) == ("足球", {"足球": "体育与健康"})
    known = shown(*lines, subject_groups={"足球": "体育与健康"})
    assert (known.questions, known.subject_groups) == ((), {"足球": "体育与健康"})


@each(
    ("written", "stored"),
    [
        ("五(1)", "五（1）班"),
        ("501", "五（1）班"),
        (501.0, "五（1）班"),
        ("五1班", "五（1）班"),
        ("2022级1班", "五（1）班"),
        ("五年级(1、2)班", "五（1）班、五（2）班"),
        ("三(3)(4)", "三（3）班、三（4）班"),
    ],
)
def test_m35_names_of_classes(written: Cell, stored: str) -> None:
    told = cell("任教班级", written, wishes=SCHOOL)
    typed = "501" if written == 501.0 else written
    assert (told["classes"], told.text) == (stored, f"“{typed}”按“{stored}”存入")


def test_m35_what_names_no_class_of_this_school_is_kept() -> None:
    told = cell("任教班级", "七(3)(4)", wishes=SCHOOL)
    assert (told["classes"], told.text) == ("七(3)(4)", "没有认出“七(3)(4)”是哪些班级，已按原文保存")


@each(
    ("written", "stored", "text"),
    [
        ("12+2", "12+2", ""),
        ("14节", "14节", ""),
        (12.5, "12.5", ""),
        ("语8数4", "语8数4", ""),
        ("20+14", "20+14", "周课时“20+14”不在 0 到 30 之间，请核对"),
        (-3.0, "-3", "周课时“-3”不在 0 到 30 之间，请核对"),
        ("满", "满", "周课时“满”不是数，请核对"),
    ],
)
def test_m36_periods_are_kept_as_written_and_added_up(written: Cell, stored: str, text: str) -> None:
    told = cell("周课时", written)
    assert (told["weekly_periods"], told.text) == (stored, text)


@each(
    ("written", "stored", "text"),
    [
        (19901995571.0, {"phone": "19901995571"}, ""),
        ("199 0199 5571", {"phone": "19901995571"}, "“199 0199 5571”已整理为“19901995571”"),
        ("199-0199-5571", {"phone": "19901995571"}, "“199-0199-5571”已整理为“19901995571”"),
        ("19901995571/19901995572", {"phone": "19901995571、19901995572"},
         "“19901995571/19901995572”含2个号码，按“19901995571、19901995572”存入"),
        ("0519-88888888", {"phone": "0519-88888888"}, ""),
        ("19901995571（6101）", {"phone": "19901995571", "short_no": "6101"},
         "“19901995571（6101）”按联系电话“19901995571”、短号“6101”存入"),
        ("19901995571/6101", {"phone": "19901995571", "short_no": "6101"},
         "“19901995571/6101”按联系电话“19901995571”、短号“6101”存入"),
        ("1990199557", {"phone": "1990199557"}, "“1990199557”不像电话号码，已按原文保存"),
    ],
)  # fmt: skip
def test_m37_phones(written: Cell, stored: dict[str, str], text: str) -> None:
    told: Told = cell("联系电话", written)
    assert ({key: told[key] for key in stored}, told.text) == (stored, text)

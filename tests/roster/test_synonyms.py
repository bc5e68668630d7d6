"""Every header seen in schools' own sheets stands for its field (花名册导入 1.3)."""

import pytest

from tests.roster.cases import shown
from tests.tables import each

# field -> headers, one list as it stands in the research; each alone beside 姓名 and 性别
HEADERS = {
    "former_name": "曾用名 原名 档案姓名",
    "staff_no": "工号 职工号 教职工号 教工号 人员编码 教师编号",
    "ethnicity": "民族",
    "id_no": "身份证号 身份证号码 公民身份号码 居民身份证号 身份证件号 证件号码 身份证",
    "id_type": "身份证件类型 证件类型",
    "birth": "出生年月 出生日期 出生年月日 出生时间 生日",
    "age": "年龄 周岁",
    "native_place": "籍贯",
    "birthplace": "出生地",
    "domicile": "户籍所在地 户口所在地",
    "health": "健康状况",
    "marital": "婚姻状况",
    "political": "政治面貌 党派",
    "party_date": "入党时间 入党年月 入党(团)时间 加入时间",
    "work_start": "参加工作时间 参加工作年月 工作时间 参工时间",
    "teach_start": "从教时间 从教年月 任教时间",
    "teach_years": "教龄",
    "school_start": "来校时间 进校时间 到校时间 进本校年月 来校年月 调入时间",
    "first_edu": "第一学历 原始学历 初始学历 全日制学历 全日制教育学历",
    "top_edu": "最高学历 现学历 学历 现有学历 文化程度 在职学历 在职教育",
    "degree": "学位 最高学位",
    "normal_major": "是否师范类 是否全日制师范类专业毕业 师范类",
    "title": "职称 专业技术职务 专业技术资格 专技职务 现任专业技术职务 职称级别 职务(职称)",
    "title_obtained": "取得时间 职称取得时间 评定时间 资格取得时间 获得现职称时间 评审通过时间",
    "title_appointed": "聘任时间 聘用时间 任职时间 现职称聘任时间 受聘时间",
    "post_grade": "岗位等级 专技岗位等级 聘任等级 岗位级别 现聘岗位 级别",
    "post_grade_from": "现岗位等级聘任时间",
    "post_class": "岗位类别 岗位分类 岗位性质",
    "subject": "任教学科 学科 任教课程 任课学科 所教学科 任教科目 现任学科",
    "subject2": "兼教学科 兼任学科",
    "stage": "任教学段 学段",
    "classes": "任教年级班级 任教班级 任课班级 任教年级 年级",
    "weekly_periods": "周课时 周课时数 周课时量 每周课时 平均每周课堂教学课时数",
    "admin_post": "行政职务 职务 现任职务 校内职务 担任职务 党政职务",
    "head_teacher": "是否班主任 班主任 班主任班级",
    "head_teacher_years": "班主任年限",
    "staff_category": "教职工类别 人员类别 岗位",
    "establishment": "编制性质 是否在编 编制 用工性质 用人形式 身份性质 编制情况 人员性质",
    "cert_type": "教师资格证种类 资格种类 教师资格种类",
    "cert_no": "教师资格证号码 资格证编号 教师资格证书号码 证书号码",
    "cert_subject": "任教资格学科 资格证学科",
    "cert_register": "定期注册时间 注册结论 首次注册时间",
    "mandarin": "普通话等级 普通话水平 普通话",
    "honour": "骨干称号 骨干教师称号 五级梯队 五级阶梯 骨干级别 骨干类型 名优称号 学术称号 荣誉称号",
    "honour_level": "称号级别 骨干教师级别",
    "honour_date": "批准时间 命名时间",
    "annual_review": "年度考核 年度考核结果 近五年考核",
    "ethics_review": "师德考核",
    "training_credits": "培训学分 继续教育学分 学时 培训学时",
    "exchange": "交流轮岗 交流情况 支教",
    "mentor": "师傅 指导教师 结对师傅",
    "mentee": "徒弟",
    "phone": "联系电话 手机 手机号 手机号码 联系方式 电话 移动电话 长号",
    "short_no": "短号 虚拟网",
    "email": "邮箱 电子邮箱",
    "address": "家庭住址 现住址 通讯地址",
    "status": "人员状态 在岗状态 是否在岗",
    "remark": "备注 说明 其他",
}
IGNORED = ("序号", "编号", "顺序号", "No", "№")
UNDER = {
    ("第一学历", "毕业院校"): "first_school", ("第一学历", "毕业学校"): "first_school", ("第一学历", "院校"): "first_school",
    ("第一学历", "专业"): "first_major", ("第一学历", "所学专业"): "first_major", ("第一学历", "毕业时间"): "first_end",
    ("最高学历", "毕业院校"): "top_school", ("最高学历", "所学专业"): "top_major", ("最高学历", "毕业时间"): "top_end",
    ("在职教育", "毕业学校"): "top_school", ("职称", "取得时间"): "title_obtained", ("职称", "聘任时间"): "title_appointed",
    ("骨干称号", "级别"): "honour_level", ("骨干称号", "获得时间"): "honour_date", ("骨干称号", "评定时间"): "honour_date",
    ("骨干称号", "时间"): "honour_date", ("教师资格", "种类"): "cert_type", ("教师资格", "学科"): "cert_subject",
    ("教师资格证", "号码"): "cert_no", ("专业技术职务", "名称"): "title", ("岗位", "任职时间"): "post_grade_from",
}  # fmt: skip


@each(("field", "headers"), HEADERS.items(), ids=list(HEADERS))
def test_header_alone_stands_for_its_field(field: str, headers: str) -> None:
    for header in headers.split():
        preview = shown(("姓名", "性别", header), ("王芳", "女", ""))
        assert (header, preview.columns[2].field) == (header, field)


@each("header", ["姓名", "姓 名", "教师姓名", "教职工姓名", "名字", "★姓名", "姓　名", "姓\n名"])
def test_name_in_all_its_dresses(header: str) -> None:
    preview = shown((header, "性别", "任教学科"), ("王芳", "女", "语文"))
    assert preview.columns[0].field == "name"


@each("header", IGNORED)
def test_running_numbers_are_known_and_left_out(header: str) -> None:
    preview = shown((header, "姓名", "性别", "任教学科"), (1.0, "王芳", "女", "语文"))
    assert (preview.columns[0].field, preview.columns[0].how.value) == (None, "忽略")


@each("pair", UNDER)
def test_header_under_its_parent(pair: tuple[str, str]) -> None:
    parent, child = pair
    preview = shown(
        ("姓名", "性别", parent, ""), ("", "", child, "备注"), ("王芳", "女", "", ""),
        merges=((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4)),
    )  # fmt: skip
    assert preview.columns[2].field == UNDER[pair]


@each(
    ("header", "field"),
    [("身份证号(18位)", "id_no"), ("联系电话（长号）", "phone"), ("参加工作时间(如1995.08)", "work_start"),
     ("★职务", "admin_post"), ("＊任教学科", "subject"), ("骨干称号情况", "honour"), ("3.籍贯", "native_place")],
)  # fmt: skip
def test_notes_stars_and_numbers_around_a_header(header: str, field: str) -> None:
    assert shown(("姓名", "性别", header), ("王芳", "女", "")).columns[2].field == field


@pytest.mark.parametrize(
    "header",
    [
        "子女出生年月", "紧急联系人电话", "职称证书编号", "学科组长", "岗位工资", "身份证有效期", "学历证书编号", "学位证书编号", "第一学历证书号",
        "普通话证书编号", "称号证书号", "教师资格证发证时间", "政治面貌时间", "班主任津贴", "年级组", "专业特长", "现住址邮编", "编制文件号", "工号牌",
        "原职称", "拟聘职称", "配偶姓名",
    ],
)  # fmt: skip
def test_a_header_about_something_else_is_taken_for_no_field(header: str) -> None:
    preview = shown(("姓名", "性别", "民族", "籍贯", header), ("王芳", "女", "汉族", "江苏常州", "甲"))
    assert {one.header: one.field for one in preview.columns}[header] is None


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("本人联系电话号码", "phone"),
        ("居民身份证号码", "id_no"),
        ("现任职称名称", "title"),
        ("主要任教学科", "subject"),
        ("教师参加工作时间", "work_start"),
    ],
)
def test_a_header_with_more_words_is_still_the_field(header: str, field: str) -> None:
    preview = shown(("姓名", "性别", "民族", "籍贯", header), ("王芳", "女", "汉族", "江苏常州", "甲"))
    assert {one.header: one.field for one in preview.columns}[header] == field


def test_m02_a_child_in_front_of_its_parent() -> None:
    preview = shown(
        ("姓名", "性别", "工作情况", "", "民族"),
        ("", "", "时间", "", ""),
        ("", "", "参加工作", "来校", ""),
        ("王芳", "女", "2001.8", "2005.8", "汉族"),
        merges=((1, 1, 3, 1), (1, 2, 3, 2), (1, 3, 1, 4), (2, 3, 2, 4), (1, 5, 3, 5)),
    )
    assert [one.field for one in preview.columns] == [
        "name",
        "gender",
        "work_start",
        "school_start",
        "ethnicity",
    ]

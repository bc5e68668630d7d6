"""What a teacher is: one frozen row and the one tuple of columns that screen, paper and import share.

Facts are flat here: one title, one highest education, as a school's own one-sheet roster holds them
(教师花名册 1.1 R6). Dates are ISO text of month or day precision ("1985-07", "1985-07-12").
"""

from dataclasses import dataclass, fields

from edudesk.base import clock
from edudesk.base.columns import Column, Kind, column_map
from edudesk.base.masking import Privacy
from edudesk.roster.codes import code_lists as code_lists


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherDraft:
    """A teacher not yet stored. "" = not known; the meaning of each field stands in COLUMNS."""

    name: str
    former_name: str = ""
    staff_no: str = ""
    gender: str = ""
    ethnicity: str = ""
    id_type: str = ""
    id_no: str = ""
    id_status: str = ""
    birth: str = ""
    birth_file: str = ""
    native_place: str = ""
    birthplace: str = ""
    domicile: str = ""
    health: str = ""
    marital: str = ""
    political: str = ""
    party_date: str = ""
    work_start: str = ""
    teach_start: str = ""
    school_start: str = ""
    first_edu: str = ""
    first_school: str = ""
    first_major: str = ""
    first_end: str = ""
    top_edu: str = ""
    top_school: str = ""
    top_major: str = ""
    top_end: str = ""
    degree: str = ""
    normal_major: str = ""
    title: str = ""
    title_obtained: str = ""
    title_appointed: str = ""
    post_class: str = ""
    post_grade: str = ""
    post_grade_from: str = ""
    subject: str = ""
    subject2: str = ""
    stage: str = ""
    classes: str = ""
    weekly_periods: str = ""
    admin_post: str = ""
    head_teacher: str = ""
    head_teacher_years: str = ""
    staff_category: str = ""
    establishment: str = ""
    cert_type: str = ""
    cert_subject: str = ""
    cert_no: str = ""
    cert_register: str = ""
    mandarin: str = ""
    honour: str = ""
    honour_level: str = ""
    honour_date: str = ""
    annual_review: str = ""
    ethics_review: str = ""
    training_credits: str = ""
    exchange: str = ""
    mentor: str = ""
    mentee: str = ""
    phone: str = ""
    short_no: str = ""
    email: str = ""
    address: str = ""
    status: str = "在岗"
    status_date: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherRow(TeacherDraft):
    """A stored teacher. version: grows with every change; pinyin, initials: of the name, for search and order."""

    id: str
    version: int
    pinyin: str
    initials: str


# Fields that the dated facts of a teacher settle where there are any (roster/histories, KIND_OF_FIELD).
DATED_FIELDS = frozenset((
    "first_edu", "first_school", "first_major", "first_end", "top_edu", "top_school", "top_major", "top_end", "degree",
    "title", "title_obtained", "title_appointed", "post_class", "post_grade", "post_grade_from", "status", "status_date",
    "admin_post", "subject", "subject2", "stage", "classes", "weekly_periods", "head_teacher", "head_teacher_years",
    "honour", "honour_level", "honour_date", "annual_review", "ethics_review", "training_credits", "exchange", "mentor",
    "cert_type", "cert_subject", "cert_no", "cert_register", "mandarin",
))  # fmt: skip

# Fields of a draft in their order: what a form, an import or a restore may set.
FIELDS = tuple(field.name for field in fields(TeacherDraft))


def age_of(birth: str, on: str = "") -> int | None:
    """Whole years on an ISO day ("" = today); a birth known to the month counts from its first day.

    None when not known.
    """
    if len(birth) < 7:
        return None
    today = on or clock.today().isoformat()
    before_birthday = today[5:] < birth[5:]  # a month alone stands before its first day
    return int(today[:4]) - int(birth[:4]) - before_birthday


def day_of(row: TeacherDraft) -> str:
    """The ISO day a row stands for (service.days.TeacherThen); "" = today."""
    return str(getattr(row, "day", ""))


def teaching_years(start: str, on: str = "") -> int | None:
    """教龄: calendar years since teaching began, the first year counted; None when not known.

    Counted as 统计年 − 从教年 + 1, the usual office way (教师花名册 1.3, field teach_years).
    """
    year = int(on[:4]) if on else clock.today().year
    return year - int(start[:4]) + 1 if len(start) >= 4 else None


def _post_line(row: TeacherDraft) -> str:
    """任教班级 / 职务 in one cell, as the roster page shows it."""
    head = "班主任" if row.head_teacher == "是" else ""
    return " ".join(part for part in (row.classes, row.admin_post, head) if part)


def _columns() -> tuple[Column, ...]:
    lists = code_lists()
    person, public, dated = Privacy.INTERNAL, Privacy.PUBLIC, Privacy.BIRTH

    def choice(key: str, title: str, width: float, codes: str, *aliases: str, **more: object) -> Column:
        return Column(
            key, title, Kind.CHOICE, width, aliases=aliases, codes=lists[codes], **more  # type: ignore[arg-type]
        )  # fmt: skip

    def month(key: str, title: str, *aliases: str, **more: object) -> Column:
        return Column(key, title, Kind.MONTH, 17, aliases=aliases, **more)  # type: ignore[arg-type]

    first, top = "第一学历", "最高学历"
    school = ("毕业学校", "院校", "毕业院校及专业", "学校")
    return (
        Column(
            "name", "姓名", Kind.NAME, 20, aliases=("教师姓名", "教职工姓名", "名字"),
            required=True, is_shown=True, sort=lambda row: row.pinyin, privacy=public,
        ),
        Column("former_name", "曾用名", Kind.NAME, 18, aliases=("原名", "档案姓名"), privacy=person),
        Column(
            "staff_no", "工号", Kind.ID, 18,
            aliases=("职工号", "教职工号", "教工号", "人员编码", "教师编号"),
        ),
        choice("gender", "性别", 10, "gender", is_shown=True),
        choice("ethnicity", "民族", 14, "ethnicity", privacy=person),
        choice("id_type", "证件类型", 20, "id_type", "身份证件类型", privacy=person),
        Column(
            "id_no", "身份证号", Kind.ID, 36, privacy=Privacy.RESTRICTED,
            aliases=("身份证号码", "公民身份号码", "居民身份证号", "居民身份证号码", "身份证件号",
                     "身份证件号码", "证件号码", "证件号", "身份证"),
        ),
        Column("id_status", "证件号状态", width=16, privacy=person, help="待补：原表损坏；待核实：校验位不符"),
        Column(
            "birth", "出生年月", Kind.DATE, 24, privacy=Privacy.BIRTH, is_shown=True, help="如 1985-02、1985-02-13",
            aliases=("出生日期", "出生年月日", "出生时间", "生日"),
        ),
        Column("age", "年龄", Kind.INT, 10, aliases=("周岁",), privacy=person, value=lambda row: age_of(row.birth, day_of(row))),
        Column(
            "birth_file", "档案出生年月", Kind.DATE, 20, privacy=person, help="如 1985-02、1985-02-13",
            aliases=("档案出生日期",),
        ),
        Column("native_place", "籍贯", width=22, privacy=person),
        Column("birthplace", "出生地", width=22, privacy=person),
        Column("domicile", "户籍所在地", width=26, aliases=("户口所在地",), privacy=Privacy.RESTRICTED),
        choice("health", "健康状况", 18, "health", "健康情况", "身体状况", privacy=Privacy.RESTRICTED),
        choice("marital", "婚姻状况", 14, "marital", "婚姻情况", "婚否", privacy=Privacy.RESTRICTED),
        choice("political", "政治面貌", 20, "political", "党派", privacy=person),
        month("party_date", "入党时间", "入党年月", "入党(团)时间", "加入时间", privacy=person),
        month("work_start", "参加工作时间", "参加工作年月", "工作时间", "参工时间", privacy=person),
        month("teach_start", "从教时间", "从教年月", "任教时间", privacy=person),
        Column(
            "teach_years", "教龄", Kind.INT, 10,
            value=lambda row: teaching_years(row.teach_start or row.work_start, day_of(row)),
        ),
        month("school_start", "来校时间", "进校时间", "到校时间", "到本校工作时间", "进本校年月", "来校年月", "调入时间", privacy=person),
        choice(
            "first_edu", "学历", 14, "education", "原始学历", "初始学历", "全日制学历", "全日制教育学历", "全日制教育",
            parent=first,
        ),
        Column("first_school", "毕业院校", width=30, parent=first, aliases=school),
        Column("first_major", "专业", width=22, parent=first, aliases=("所学专业",)),
        month("first_end", "毕业时间", "毕业年月", parent=first, privacy=dated),
        choice(
            "top_edu", "学历", 14, "education", "现学历", "现有学历", "文化程度", "在职学历", "在职教育",
            parent=top, is_shown=True,
        ),
        Column("top_school", "毕业院校", width=30, parent=top, aliases=school),
        Column("top_major", "专业", width=22, parent=top, aliases=("所学专业",)),
        month("top_end", "毕业时间", "毕业年月", parent=top, privacy=dated),
        choice("degree", "学位", 12, "degree", "最高学位"),
        Column(
            "normal_major", "是否师范类", Kind.YESNO, 14,
            aliases=("师范类", "是否全日制师范类专业毕业"),
        ),
        choice(
            "title", "职称", 20, "title", "专业技术职务", "专业技术资格", "专技职务", "现任专业技术职务",
            "职称级别", "职务(职称)", "职称名称", is_shown=True,
        ),
        month(
            "title_obtained", "职称取得时间", "取得时间", "评定时间", "资格取得时间", "获得现职称时间", "评审通过时间",
        ),
        month("title_appointed", "职称聘任时间", "聘任时间", "聘用时间", "任职时间", "现职称聘任时间", "受聘时间"),
        choice("post_class", "岗位类别", 18, "post_class", "岗位分类", "岗位性质"),
        Column(
            "post_grade", "岗位等级", width=20,
            aliases=("专技岗位等级", "聘任等级", "岗位级别", "现聘岗位", "当前岗位", "级别"),
        ),
        month("post_grade_from", "岗位等级聘任时间", "现岗位等级聘任时间"),
        choice(
            "subject", "任教学科", 22, "subject", "学科", "任教课程", "任课学科", "所教学科", "任教科目", "现任学科",
            is_shown=True, privacy=public,
        ),
        choice("subject2", "兼教学科", 22, "subject", "兼任学科", "兼课学科", privacy=public),
        choice("stage", "任教学段", 14, "stage", "学段", privacy=public),
        Column(
            "classes", "任教班级", width=28,
            aliases=("任教年级班级", "任课班级", "任教年级", "年级"),
        ),
        Column(
            "post_line", "任教班级 / 职务", width=44, value=_post_line, is_shown=True,
        ),
        Column(
            "weekly_periods", "周课时", width=14,
            aliases=("周课时数", "周课时量", "每周课时", "平均每周课堂教学课时数"),
        ),
        Column("admin_post", "行政职务", width=22, aliases=("职务", "现任职务", "校内职务", "担任职务", "党政职务")),
        Column("head_teacher", "是否班主任", Kind.YESNO, 14, aliases=("班主任",)),
        Column("head_teacher_years", "班主任年限", width=14),
        choice("staff_category", "教职工类别", 20, "staff_category", "人员类别", "岗位"),
        choice(
            "establishment", "编制性质", 16, "establishment", "是否在编", "编制", "用工性质", "用人形式", "身份性质",
            "编制情况", "人员性质", "编制类别",
        ),
        choice("cert_type", "教师资格种类", 20, "cert_type", "教师资格证种类", "资格种类", "教师资格证", "教师资格"),
        Column("cert_subject", "教师资格学科", width=20, aliases=("任教资格学科", "资格证学科", "教师资格任教学科")),
        Column(
            "cert_no", "教师资格证号码", Kind.ID, 36, privacy=person,
            aliases=("资格证编号", "教师资格证书号码", "教师资格证编号", "证书号码"),
        ),
        Column("cert_register", "定期注册", width=22, aliases=("定期注册时间", "注册结论", "首次注册时间"), privacy=person),
        choice("mandarin", "普通话等级", 18, "mandarin", "普通话水平", "普通话"),
        Column(
            "honour", "最高称号", Kind.TAG, 28, is_shown=True, privacy=public,
            aliases=("骨干称号", "骨干教师称号", "五级梯队", "五级阶梯", "骨干级别", "骨干类型", "名优称号",
                     "学术称号", "荣誉称号", "称号"),
        ),
        choice("honour_level", "称号级别", 16, "honour_level", "骨干教师级别", privacy=public),
        month("honour_date", "称号获得时间", "批准时间", "命名时间"),
        Column("annual_review", "年度考核", width=20, aliases=("年度考核结果", "近五年考核"), privacy=person),
        Column("ethics_review", "师德考核", width=16, aliases=("师德考核结果",), privacy=person),
        Column("training_credits", "培训学分", width=16, aliases=("继续教育学分", "学时", "培训学时"), privacy=person),
        Column("exchange", "交流轮岗", width=24, aliases=("交流情况", "支教")),
        Column("mentor", "师傅", width=18, aliases=("指导教师", "结对师傅")),
        Column("mentee", "徒弟", width=18),
        Column(
            "phone", "联系电话", Kind.PHONE, 26, privacy=person,
            aliases=("手机", "手机号", "手机号码", "联系方式", "电话", "移动电话", "长号"),
        ),
        Column(
            "short_no", "短号", Kind.PHONE, 16, privacy=person, help="校内通讯用的短号，如 6101",
            aliases=("虚拟网", "虚拟网短号"),
        ),
        Column("email", "邮箱", width=32, aliases=("电子邮箱", "电子邮件"), privacy=person),
        Column("address", "家庭住址", width=40, aliases=("现住址", "通讯地址", "住址"), privacy=Privacy.RESTRICTED),
        choice("status", "人员状态", 16, "status", "在岗状态", "是否在岗"),
        month("status_date", "状态时间", "离岗时间", "退休时间", privacy=dated),
        Column("remark", "备注", width=30, aliases=("说明", "其他"), privacy=person),
    )  # fmt: skip


COLUMNS = _columns()
COLUMN = column_map(COLUMNS)

# Headers that are known and carry nothing to store.
IGNORED_HEADERS = (
    "序号", "编号", "顺序号", "No", "NO", "№", "no",
    "所在学校", "学校名称", "单位", "单位名称", "所在单位", "工作单位", "单位编码", "学校代码",
)  # fmt: skip

# The order of a form and of the drawer: heading -> keys.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("基本信息", (
        "name", "gender", "birth", "id_no", "ethnicity", "political", "party_date", "native_place",
        "staff_no", "former_name", "id_type", "id_status", "birth_file", "birthplace", "domicile",
        "health", "marital",
    )),
    ("工作", (
        "subject", "subject2", "classes", "weekly_periods", "stage", "admin_post", "head_teacher",
        "head_teacher_years", "work_start", "teach_start", "school_start", "staff_category", "establishment",
        "status", "status_date",
    )),
    ("职称与岗位", ("title", "title_obtained", "title_appointed", "post_class", "post_grade", "post_grade_from")),
    ("学历", (
        "first_edu", "first_school", "first_major", "first_end", "top_edu", "top_school", "top_major", "top_end",
        "degree", "normal_major",
    )),
    ("资格与称号", (
        "cert_type", "cert_subject", "cert_no", "cert_register", "mandarin", "honour", "honour_level", "honour_date",
    )),
    ("考核与培养", ("annual_review", "ethics_review", "training_credits", "exchange", "mentor", "mentee")),
    ("联系", ("phone", "short_no", "email", "address", "remark")),
)  # fmt: skip

PRESENT = ("在岗", "长期请假", "借出")
GONE = ("调出", "退休", "离职", "去世")

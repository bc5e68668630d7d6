"""教师签字核对表: what the roster holds of each teacher, to be checked, corrected by hand and signed. Three to a page."""

from edudesk.base.form import Form, FormBook, FormCell, FormRow, Look
from edudesk.base.masking import Audience
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.ledgers import check_audience
from edudesk.roster.reports.persons import AUDIENCES, Person, book, pair
from edudesk.roster.rows import TeacherRow

TITLE = "教师基本信息签字核对表"
_SIGN_HEIGHT = 9  # mm


def check_book(facts: Facts, audience: Audience) -> FormBook:
    """A form for each teacher wanted. Raises UserError when it is not for this audience."""
    check_audience(TITLE, AUDIENCES, audience)
    return book("check", TITLE, facts, audience, [_form(row, facts, audience) for row in facts.wanted], 3)


def _form(row: TeacherRow, facts: Facts, audience: Audience) -> Form:
    one = Person(row, facts, audience)
    first = ("first_edu", "first_school", "first_major", "first_end")
    top = ("top_edu", "degree", "top_school", "top_major", "top_end")
    rows = (
        one.pairs(("name", 4), ("gender", 2), ("ethnicity", 3), ("birth", 3)),
        one.pairs(("id_no", 7), ("political", 4), ("party_date", 4)),
        one.pairs(("work_start", 3), ("school_start", 3), ("native_place", 3), ("phone", 3)),
        FormRow((*pair("第一学历", one.texts(*first), 9), *pair("最高学历", one.texts(*top), 9))),
        one.pairs(("title", 3), ("title_obtained", 3, "取得时间"), ("title_appointed", 3, "聘任时间"), ("establishment", 3)),
        one.pairs(("post_grade", 3), ("post_grade_from", 3, "聘任时间"), ("admin_post", 3), ("head_teacher", 3, "班主任")),
        one.pairs(("subject", 3), ("subject2", 3), ("weekly_periods", 3), ("mandarin", 3)),
        FormRow((*pair("任教班级", one.text("classes"), 9), *pair("骨干称号", one.texts("honour", "honour_date"), 9))),
        FormRow((*pair("教师资格", one.texts("cert_type", "cert_subject"), 6), *pair("资格证号码", one.text("cert_no"), 12))),
        FormRow(
            (
                *pair("更正内容", "", 9),
                FormCell("本人签字", 3, Look.LABEL),
                FormCell("", 4),
                FormCell("日期", 2, Look.LABEL),
                FormCell("", 3),
            ),
            height=_SIGN_HEIGHT,
        ),
    )  # fmt: skip
    day = f"统计时点：{facts.on.year}年{facts.on.month}月{facts.on.day}日"
    number = f"　工号：{one.text('staff_no')}" if row.staff_no else ""
    return Form(row.name, TITLE, rows, left=f"{facts.school.name}{number}", right=day)

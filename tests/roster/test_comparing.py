"""Our roster beside a bureau's export: differences by person and field."""

import openpyxl

from edudesk.base.ids import may_be
from edudesk.roster.intake.comparing import LISTED, Kind, compare
from edudesk.roster.intake.preview import preview_roster
from edudesk.sheets.reader import read_workbook
from tests.roster.people import OTHER_ID, ZHOU_ID, teacher
from tests.tables import each

LI = teacher("李静", gender="女", birth="1985-07-12", subject="语文", title="高级教师", phone="19901990001")
ZHOU = teacher(
    "周敏华",
    gender="女",
    birth="1991-07-26",
    id_no=ZHOU_ID,
    subject="数学",
    title="一级教师",
    work_start="2013-08",
)
GONE = teacher("查世荣", gender="男", birth="1964-02-09", subject="体育与健康", status="退休")
OURS = [LI, ZHOU, GONE]


def compared(tmp_path, *lines, ours=OURS):
    """The lines of a file, its header first, beside our teachers."""
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    book.save(tmp_path / "局里导出.xlsx")
    preview = preview_roster(read_workbook(tmp_path / "局里导出.xlsx"), ours, file="局里导出.xlsx")
    return compare(preview, ours)


def lines(comparison):
    return [(one.kind, one.name, one.field, one.ours, one.theirs) for one in comparison.differences]


def test_a_person_on_one_side_alone(tmp_path):
    found = compared(
        tmp_path,
        ("姓名", "性别", "出生年月", "任教学科"),
        ("周敏华", "女", "1991.07", "数学"),
        ("新来", "男", "1999.01", "科学"),
    )
    assert lines(found) == [
        (Kind.OURS, "李静", "", "女，语文，高级教师", ""),
        (Kind.THEIRS, "新来", "", "", "男，科学"),
    ]  # who has retired is not expected in their list
    assert (found.matched, found.same) == (1, 1)
    assert [one.teacher_id for one in found.differences] == ["李静", ""]


def test_fields_are_compared_as_an_import_reads_them(tmp_path):
    found = compared(
        tmp_path,
        ("姓名", "性别", "出生日期", "学科", "职称", "参加工作年月"),
        ("周敏华", "2", "1991-07-26", "小学数学", "小学一级", "2013年8月"),  # 小学一级 is 二级教师
        ("李静", "女", "19850712", "语文", "中学高级", "2007.8"),
    )
    assert lines(found) == [
        (Kind.DIFFERENT, "周敏华", "职称", "一级教师", "二级教师"),
        (Kind.BLANK, "李静", "参加工作时间", "", "2007-08"),
    ]
    assert (found.matched, found.same) == (2, 0)


def test_fields_the_file_does_not_hold_are_listed_and_not_compared(tmp_path):
    found = compared(tmp_path, ("姓名", "性别", "学科"), ("周敏华", "女", "数学"), ("李静", "女", "语文"))
    assert found.differences == ()
    assert found.compared == ("name", "gender", "subject")
    assert found.absent == ("id_no", "birth", "work_start", "title", "phone", "status")
    assert (found.matched, found.same) == (2, 2)


def test_a_blank_of_theirs_is_told_apart_from_another_value(tmp_path):
    found = compared(tmp_path, ("姓名", "性别", "职称"), ("周敏华", "女", "不详"), ("李静", "女", "一级教师"))
    assert lines(found) == [
        (Kind.BLANK, "周敏华", "职称", "一级教师", ""),
        (Kind.DIFFERENT, "李静", "职称", "高级教师", "一级教师"),
    ]


def test_somebody_who_has_left_and_still_stands_in_their_list(tmp_path):
    found = compared(
        tmp_path,
        ("姓名", "性别", "学科"),
        ("查世荣", "男", "体育"),
        ("周敏华", "女", "数学"),
        ("李静", "女", "语文"),
    )
    assert lines(found) == [(Kind.DIFFERENT, "查世荣", "人员状态", "退休", LISTED)]


def test_numbers_that_are_damaged_or_masked_count_as_far_as_they_say_something(tmp_path):
    head = ("姓名", "性别", "身份证号", "出生年月")
    masked = ZHOU_ID[:6] + "********" + ZHOU_ID[-4:]
    assert compared(tmp_path, head, ("周敏华", "女", masked, "1991.07")).count(Kind.OURS) == 1  # 李静
    for theirs, kinds in (
        (masked, []),
        (float(ZHOU_ID[:15] + "000"), []),
        ("9.90199E+17", []),
        ("990198********" + ZHOU_ID[-4:], [Kind.DIFFERENT]),
        ("8.90199E+17", [Kind.DIFFERENT]),
    ):
        found = compared(tmp_path, head, ("周敏华", "女", theirs, "1991.07"), ours=[ZHOU])
        assert [one.kind for one in found.differences] == kinds, theirs


def test_starred_phones_and_remarks_count_as_far_as_they_say_something(tmp_path):
    ours = [teacher("周敏华", phone="19901995571", short_no="671", remark="联系人19901990042")]
    head = ("姓名", "联系电话", "短号", "备注")
    for theirs, kinds in (
        (("199****5571", "*71", "联系人199****0042"), []),
        (("199xxxx5571", "", ""), [Kind.BLANK, Kind.BLANK]),
        (("199****5572", "*71", "联系人199****0042"), [Kind.DIFFERENT]),
        (("199****5571", "***", "联系人199****0043"), [Kind.UNCLEAR, Kind.UNCLEAR]),
    ):
        found = compared(tmp_path, head, ("周敏华", *theirs), ours=ours)
        assert [one.kind for one in found.differences] == kinds, theirs
        for one in found.differences:
            if one.kind is Kind.DIFFERENT:
                assert one.remark == "第 11 位不同"
            if one.kind is Kind.UNCLEAR:
                assert one.remark.endswith("”已打码")


def test_where_two_whole_numbers_differ_is_told_because_they_are_starred(tmp_path):
    found = compared(
        tmp_path, ("姓名", "性别", "工号", "身份证号", "联系电话"), ("周敏华", "女", "7", OTHER_ID, "19901990002"),
        ours=[teacher("周敏华", gender="女", staff_no="7", id_no=ZHOU_ID[:-1] + "0", id_status="待核实",
                      phone="19901990001")],
    )  # fmt: skip
    told = {one.key: one.remark for one in found.differences}
    assert told == {"id_no": "第 15、16、17、18 位不同", "phone": "第 11 位不同"}


def test_a_value_that_cannot_be_read_is_shown_as_it_stands(tmp_path):
    found = compared(tmp_path, ("姓名", "性别", "参加工作时间"), ("周敏华", "女", "2013.13"), ours=[ZHOU])
    (one,) = found.differences
    assert (one.kind, one.ours, one.theirs, one.place) == (Kind.UNCLEAR, "2013-08", "2013.13", "第 2 行")
    assert one.remark == "“2013.13”不是有效的日期"  # nothing is stored, so nothing is left blank


def test_a_row_that_could_be_two_people_is_not_guessed(tmp_path):
    twins = [teacher("王芳", id="甲", gender="女"), teacher("王芳", id="乙", gender="女")]
    found = compared(tmp_path, ("姓名", "性别", "学科"), ("王芳", "女", "语文"), ours=twins)
    (one,) = found.differences
    assert (one.kind, one.name, one.teacher_id) == (Kind.UNCLEAR, "王芳", "")
    assert "无法区分" in one.remark


def test_a_person_who_stands_there_twice_is_told_without_what_an_import_wants_done(tmp_path):
    found = compared(
        tmp_path,
        ("姓名", "性别", "身份证号"),
        ("周敏华", "女", ZHOU_ID),
        ("周敏华", "女", ZHOU_ID),
        ours=[ZHOU],
    )
    assert [(one.kind, one.remark) for one in found.differences] == [
        (Kind.UNCLEAR, "与第 3 行是同一人"), (Kind.UNCLEAR, "与第 2 行是同一人"),
    ]  # fmt: skip


@each(
    ("remnant", "number", "told"),
    [
        ("990199********0024", "990199199107260024", True),
        ("990199********0025", "990199199107260024", False),
        ("************0024", "990199199107260024", True),
        ("*** *** ***", "990199199107260024", None),
        ("9.90199199107260E+17", "99019919910726002X", True),
        ("9.90199199107261E+17", "990199199107260500", True),  # rounded up by a program other than Excel
        ("9.90199199107262E+17", "990199199107260024", False),
        ("9.90199E+17", "990199199107260024", True),
        ("9.902E+17", "990199199107260024", True),
        ("9.90199E+14", "990199199107260024", False),
        ("990199199107260024", "990199199107260024", None),
        ("不详", "990199199107260024", None),
    ],
)
def test_what_is_left_of_a_number(remnant, number, told):
    assert may_be(remnant, number) is told
